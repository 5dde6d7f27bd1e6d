"""Where a value comes from, and whose it is.

sources.py     from an operand back to what made it: calls, parameters, fields, constants
returned.py    what a function returns as one of its results
whose.py       whether a result is acquired for the caller, or somebody else's
hidden.py      obligations that a result's type does not show
statement.py   the text of a statement that is sent
"""
