"""What an instruction does to what is known of a resource: functions from a frame and a fact to facts.

frame.py          what a frame knows: types, graph, the site that is followed, how it is followed
holding.py        which operands hold the resource, and which places outlive the function
trials.py         what would happen if a literal or the deferred calls ran now
ending.py         what bounds the resource has ended
writing.py        places lose what they held, and get what another holds
instructions.py   every instruction but calls
branches.py       what a branch that is taken tells
calls/            calls, a module a question
iterators.py      range loops over functions, which run them
literals.py       function literals that run, and the deferred calls at an exit
interpreter.py    all of it together, for exploration
"""
