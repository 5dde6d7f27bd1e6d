"""Tests of the syntax room: what others ask of a tree."""
