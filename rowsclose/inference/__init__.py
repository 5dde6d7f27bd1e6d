"""What is inferred of one function, put into values that a page can show: for ``explain --function``."""
