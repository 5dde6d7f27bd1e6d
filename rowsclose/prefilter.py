"""Whether a file can have anything to do with a database, from its bytes alone.

A regular expression that begins with a literal runs at a gigabyte a second; parsing runs at a hundredth of that.
"""

from __future__ import annotations

import re

# A method that acquires, or one that is called on a result set wherever it came from. A dot may be followed by a line
# break.
_CANDIDATE = re.compile(
    rb"\.\s*(?:(?:Named|Must|Unsafe|Raw)?Query\w*\(|Rows(?:Context)?\(|Next\(\)|Scan\(|StructScan\(|MapScan\(|SendBatch\()"
)


def may_matter(text: bytes) -> bool:
    """Whether a file may acquire or handle a result set."""
    return _CANDIDATE.search(text) is not None
