"""Calls: the largest part of the transfer functions, one module a question.

call.py            the order of things for one call
returning.py       does it return, and what does that say about errors?
results.py         what do its results say, whatever happens to the resource?
acquiring.py       does it acquire the resource that is followed?
guarding_error.py  what does the error beside it say?
method.py          is it a method of the resource?
passing.py         does it get the resource, and what does it do with it?
bounds.py          does it end what bounds the resource, or need its connection?
deferring.py       does it run later?
effects.py         the ways it may go, as values, and how they are bound to its targets
"""
