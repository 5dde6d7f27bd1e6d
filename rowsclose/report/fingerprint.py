"""The ``primaryLocationLineHash`` of every line of a file, as GitHub's upload action would compute it.

    line  ->  the next 100 UTF-16 code units from the line's start, blanks and tabs left out, line ends as LF
          ->  sum(unit[i] * 37 ** (99 - i)) modulo 2 ** 64, in hexadecimal
          ->  ":" and how many lines up to here have that hash

After the text come one unit 0xFFFF for the end of the file and as many zeros as the last window needs. GitHub matches
alerts by this value, so it must not differ in a single bit from github/codeql-action (src/fingerprints.ts), oddities
included: a lone CR ends a line there, and the end of the file counts as the start of one.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import accumulate

_WINDOW = 100
_BASE = 37
_MASK = (1 << 64) - 1
_OUT = pow(_BASE, _WINDOW, 1 << 64)
_LINE_FEED = 0x0A
_END_OF_FILE = "\uffff"
_UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


def line_hashes(text: bytes) -> list[str]:
    """The hash of each line, that of line 1 first; bytes that are not UTF-8 count as U+FFFD."""
    units = _units(text)
    starts = [0, *(at + 1 for at, unit in enumerate(units) if unit == _LINE_FEED)]
    padded = [*units, *([0] * _WINDOW)]
    # Hash of everything before a position; two of them give the hash of the window between.
    before = list(accumulate(padded, lambda hashed, unit: (hashed * _BASE + unit) & _MASK, initial=0))
    seen: Counter[int] = Counter()
    hashes = []
    for start in starts:
        hashed = (before[start + _WINDOW] - before[start] * _OUT) & _MASK
        seen[hashed] += 1
        hashes.append(f"{hashed:x}:{seen[hashed]}")
    return hashes


def _units(text: bytes) -> memoryview[int]:
    bare = text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    bare = bare.replace(" ", "").replace("\t", "") + _END_OF_FILE
    return memoryview(bare.encode(_UTF_16)).cast("H")
