"""The protocol by which ``go vet -vettool=`` speaks to an analysis tool, without the analysis.

    protocol.py   what go asks (-V=full, -flags, FILE.cfg), and what it is answered
    facts.py      what one package says to those that import it: a digest, so that go knows when to ask again

go asks once for each package, and for each that those import: most answers need no more than this room.
"""
