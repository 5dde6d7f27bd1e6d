"""What a function's body shows before any path through it is followed.

bodies.py       graphs, and what is counted or looked up in a body once
relevance.py    which knowledge of a function's variables can matter
failing.py      whether it fails at an exit, and with whose error
loops.py        how control comes back to a call, and what is done with a value afterwards
"""
