"""Which stub file describes which package: found by the import paths in its package comment, without parsing.

package sql // import "database/sql"
"""

from __future__ import annotations

import os
import re
from functools import cache

SHIPPED = os.path.dirname(__file__)
_HEAD_BYTES = 4096
_IMPORT_COMMENT = re.compile(
    rb'^package[ \t]+\w+[ \t]+//[ \t]*import[ \t]+((?:"[^"\n]+"[ \t]*,?[ \t]*)+)', re.MULTILINE
)


def import_comment_of(text: bytes) -> tuple[str, ...]:
    """Import paths in a comment behind the package clause (``package sql // import "database/sql"``)."""
    found = _IMPORT_COMMENT.search(text)
    return tuple(p.decode() for p in re.findall(rb'"([^"]+)"', found.group(1))) if found else ()


def stub_files(folder: str = SHIPPED) -> dict[str, list[str]]:
    """The stub files in a folder by import path; only their first lines are read."""
    return _stub_files(folder)  # named or not, it is the same folder


@cache
def _stub_files(folder: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".go"):
            continue
        file = os.path.join(folder, name)
        with open(file, "rb", buffering=0) as opened:
            head = opened.read(_HEAD_BYTES)
        for path in import_comment_of(head):
            found.setdefault(path, []).append(file)
    return found
