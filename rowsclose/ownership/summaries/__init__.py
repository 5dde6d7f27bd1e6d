"""What the functions of a program do, worked out from their bodies: the answers to ``callees.protocol``.

summaries.py   the summaries of all functions, each a question of the solver
body.py        one body, run from its entry to its exits
directed.py    a directive in the place of a body
behind.py      what a method behind an interface does
outcomes.py    from an exit to what callers can be told of it
given_up.py    functions that take too many steps
enders.py      functions that are returned beside a resource, to end it
"""
