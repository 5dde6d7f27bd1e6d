"""Tests of findings that are recorded."""
