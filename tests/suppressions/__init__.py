"""Tests of comments that silence findings."""
