"""From an entry of ``models`` to the Go files that it names: a file, all in and below a folder, or a pattern's matches."""

from __future__ import annotations

import os
import re

_MAGIC = re.compile(r"[*?\[]")


def fixed_part(entry: str) -> str:
    """The folders before the first name that is a pattern, their last slash included; all of it where there is none."""
    magic = _MAGIC.search(entry)
    return entry if magic is None else entry[: entry.rfind("/", 0, magic.start()) + 1]


def go_files(start: str, pattern: str) -> list[str]:
    """The absolute paths of the Go files that a pattern matches from an absolute path on, sorted; without one, there."""
    import glob

    matched = glob.glob(pattern, root_dir=start, recursive=True) if pattern else [""]
    found: set[str] = set()
    for name in matched:
        path = os.path.normpath(os.path.join(start, name))
        if os.path.isdir(path):
            found |= {os.path.join(at, each) for at, _, names in os.walk(path) for each in names}
        elif os.path.lexists(path):
            found.add(path)
    return sorted(path for path in found if path.endswith(".go"))
