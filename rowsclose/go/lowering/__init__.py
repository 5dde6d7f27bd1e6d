"""From syntax nodes to ``go.ir``: the only place above ``syntax`` that knows the grammar's shapes of statements.

body.py         names, variables and the instruction list of the function at work
expressions.py  expressions to operands, calls
conditions.py   truth values to conditions
assignments.py  declarations and assignments
statements.py   everything else
functions.py    whole functions, literals and package variables
"""
