"""The Go stub files, one a library package, and their loader."""
