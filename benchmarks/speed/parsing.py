"""Parse all Go files below a folder, and do nothing with them: ``python -m benchmarks.speed.parsing FOLDER``."""

from __future__ import annotations

import sys

from rowsclose.discovery import discover
from rowsclose.source import read_regular
from rowsclose.syntax.parser import parse


def main(folder: str) -> None:
    """Parse what a check of the folder would look at."""
    for file in discover(["./..."], folder).files:
        parse(read_regular(file.absolute))


if __name__ == "__main__":
    main(sys.argv[1])
