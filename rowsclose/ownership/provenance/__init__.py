"""Where a value comes from, and whose it is.

sources.py     from an operand back to what made it: calls, parameters, fields, constants
returned.py    what a function returns as one of its results
view.py        what these questions look at: program, models, obligations, callees, bodies
whose.py       whether a result is acquired for the caller, or somebody else's
hidden.py      the obligation of a result whose type does not show it
bounds.py      what ends a resource at the latest, as far as the function has it in hand
handles.py     what bounds what a wrapper gives
sentinels.py   errors that are never nil: made once, or by a function each time
switches.py    package-level truth values that stay as they are declared
callers.py     who calls a function that is not exported, and with what
fields.py      what the fields of a value have been given
constants.py   constants that differ
text.py        the text of a string, in pieces where not all of it is known
statement.py   the text of a statement that is sent
"""
