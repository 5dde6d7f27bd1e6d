"""Tests of the Go front end: lowering, typing, imports, modules, packages."""
