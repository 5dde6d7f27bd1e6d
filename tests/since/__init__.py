"""Tests of what is new since a revision."""
