"""What earlier runs have found out, kept in a file: an answer is taken from it where all that it depends on is the same.

store.py         the file: rows of bytes by key, checked as they are read
place.py         which folder it lies in
encoding.py      answers as JSON and back
contents.py      what a folder's Go files hold: their digests and imports; a file that has not changed is not read
graph.py         the digest of all that a node of a graph leads to
dependencies.py  what a unit's answer depends on, as one digest
fingerprint.py   what decides the answers of all units: rowsclose itself and the options
memory.py        the door: the files and units of one run

Nothing here can change an answer, or fail a run: what is damaged, foreign, locked or cannot be written is passed over.
"""
