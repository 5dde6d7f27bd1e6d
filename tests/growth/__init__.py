"""Adversarial shapes of Go code, and how the work that rowsclose does on them grows with their size."""
