"""Tests of the control-flow graph and its exploration."""
