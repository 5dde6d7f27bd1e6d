"""``make rehearsal``: measure, and write ``docs/rehearsal.json`` and ``docs/rehearsal.svg``.

Ends with status 1, and writes nothing, where the story did not happen as it is told; with 2 where something is missing.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from rehearsal.errors import RehearsalError
from rehearsal.figures import contradictions, dumps
from rehearsal.measure import FULL, rehearse
from rehearsal.plot import draw
from rehearsal.tables import summary

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python -m rehearsal", description="The README's story on a real PostgreSQL.")
    parser.add_argument("--redraw", action="store_true", help="measure nothing, draw the figures that are there")
    figures_file = DOCS / "rehearsal.json"
    if not parser.parse_args().redraw:
        # As Ctrl-C does: every `with` statement is left in order.
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        try:
            figures = rehearse(FULL)
        except RehearsalError as error:
            print(f"rehearsal: {error}", file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        print(summary(figures))
        if said := contradictions(figures):
            print(*(f"rehearsal: {sentence}" for sentence in said), sep="\n", file=sys.stderr)
            return 1
        figures_file.write_text(dumps(figures), encoding="utf-8")
    draw(figures_file, DOCS / "rehearsal.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
