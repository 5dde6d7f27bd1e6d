"""Calls: the largest part of the transfer functions, one module a question.

transfer.py    the order of things for one call
assertions.py  does it return, and what does that say about errors?
acquiring.py   does it acquire the resource that is followed?
passing.py     does it get the resource, and what does it do with it?
deferring.py   does it run later?
arguments.py   which places does it read and write?
effects.py     the ways it may go, as values
binding.py     ... bound to its targets
"""
