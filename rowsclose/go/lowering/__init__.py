"""From syntax nodes to ``go.ir``: the only place above ``syntax`` that knows the grammar's shapes of statements.

body.py         the function at work: names, variables, the instruction list; what lowers which kind of node
operands.py     expressions to operands
names.py        names, fields, elements
calls.py        calls and conversions
literals.py     composite literals and constants
conditions.py   truth values to conditions
operators.py    operators and type assertions
assignments.py  declarations and assignments
statements.py   blocks, return, defer, go and other simple statements
branches.py     if, switch, select
loops.py        for, labels and jumps
functions.py    function literals
grammar.py      the table of all of these
toplevel.py     declared functions and package variables: the door
"""
