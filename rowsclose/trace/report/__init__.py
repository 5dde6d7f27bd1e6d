"""A trace as text: one output format a module, as in ``rowsclose.report``."""
