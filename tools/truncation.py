"""Go files cut off behind every byte: each piece is analysed, and none may make the analysis fail.

    python -m tools.truncation FILE...            behind every byte
    python -m tools.truncation --every 50 FILE... behind every fiftieth

A failure is printed with its file and byte; the exit status is 1 then. What is unreadable or over its budget is none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, NoticeKind
from rowsclose.rules import ALL_RULES

OPTIONS = CheckOptions(ALL_RULES, Confidence.LOW, generated=True, tests=True)
_NOWHERE = "/nowhere"


def failures(text: bytes, every: int, first: int = 0) -> Iterator[tuple[int, str]]:
    """The bytes behind which a text cannot be cut off, with what is said of each; every ``every``-th is tried."""
    file = GoFile("a.go", f"{_NOWHERE}/a.go")
    for end in range(first, len(text) + 1, every):
        run = check(Discovered((file,), (), _NOWHERE), OPTIONS, {file.absolute: text[:end]})
        yield from ((end, notice.message) for notice in run.notices if notice.kind is NoticeKind.FAILURE)


def main() -> None:
    """Try the files that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="cut behind every Nth byte")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    tried, failed = 0, 0
    for path in arguments.files:
        text = path.read_bytes()
        tried += len(range(0, len(text) + 1, arguments.every))
        for end, message in failures(text, arguments.every):
            failed += 1
            print(f"{path}, first {end} bytes: {message}")
    print(f"{len(arguments.files)} files, {tried:,} pieces, {failed} failures")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
