"""Findings that are known: recorded in a file, and recognised again after the code around them has been edited.

    functions.py    a file's functions by name, each with a digest that layout and comments do not change
    fingerprint.py  what is left of a finding once its place is taken away
    matching.py     recorded and present fingerprints  ->  what is new, known and gone
    record.py       the file: a header and a line a fingerprint

What a finding stands in may move, be renamed or be reformatted. What it is does not change with that: its rule, its
function, and the acquiring call.
"""
