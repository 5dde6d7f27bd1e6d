"""rowsclose and its peers over the same fixtures: what each finds, misses and invents, by shape.

peers.py       which tools, which versions, what each says of itself, how it is run
install.py     by each one's own package manager, into one private folder
measured.py    a command, its seconds and its memory
readers.py     a tool's output -> plain findings
labels.py      what the fixtures expect
shapes.py      folders of fixtures -> shapes that a reader understands
statements.py  positions in Go files -> statements
matching.py    the one rule by which a finding meets a label
tally.py       found, missed, invented, apart
tables.py      the generated part of docs/comparison.md
"""
