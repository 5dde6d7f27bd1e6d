"""Measurements that are run by hand; nothing in rowsclose needs them."""
