"""What a callee does, as far as its caller must know: summaries as values, and the one policy for code out of reach.

summary.py           the ways out of a function, and what it does to a resource on each
places.py            a callee's inputs and outputs, and the caller's operands that they are
pointers.py          what a pointer leads to, where the function itself has taken the address
filling.py           what a call fills by a pointer that it is given
nilness.py           values that are never nil, by what they are
implementations.py   the functions that a call through an interface may run
handle.py            what bounds a result, and the place of what ends it
unknown.py           what is taken for granted of a callee whose code nobody knows
protocol.py          the protocol: what a transfer function may ask about callees
"""
