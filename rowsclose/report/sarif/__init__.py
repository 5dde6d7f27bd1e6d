"""``--format sarif``: see ``log``, whose ``render`` makes the whole. Here is nothing, so that nothing is imported.

log.py          the run: tool, invocation, and the findings one by one
results.py      a finding: its place, its witness path, its fingerprint
messages.py     what it says, with links to the related places
fixes.py        verified fixes
places.py       paths and spans
rules.py        rules and notices
provenance.py   the repository and the revision
limits.py       what GitHub takes of a log
text.py         sarif_om's objects as plain values
"""
