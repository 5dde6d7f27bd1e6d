"""rowsclose finds database result sets that Go code fails to close, from source alone."""

__version__ = "0.1.0"
