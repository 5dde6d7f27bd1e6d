"""Tests of the reports; ``samples`` holds the runs they render."""
