"""Any bytes for everything that reads what a tree holds, led by the code that they reach."""
