"""Compare what a check finds with and without the prefilter: ``python -m tools.candidates FOLDER...``.

Every finding of a folder, at the lowest confidence and by all rules, must be found by looking at the candidates alone.
Prints the findings that differ and the CPU seconds of both; the exit status is 1 where any differ.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rowsclose.discovery import discover
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, Finding
from rowsclose.prefilter.candidates import Candidates, Everything
from rowsclose.rules import ALL_RULES

_OPTIONS = CheckOptions(ALL_RULES, Confidence.LOW, True, True)


def found_in(folder: Path, candidates: Candidates | None) -> tuple[list[Finding], float]:
    """The findings in a folder and below, and the CPU seconds that they took."""
    began = time.process_time()
    run = check(discover(["./..."], str(folder)), _OPTIONS, {}, candidates)
    return list(run.findings), time.process_time() - began


def main(folders: list[str]) -> int:
    """Compare each folder; 1 where any differs."""
    differ = False
    for folder in folders:
        with_it, short = found_in(Path(folder).resolve(), None)
        without, long = found_in(Path(folder).resolve(), Everything())
        for sign, these, others in (("-", without, with_it), ("+", with_it, without)):
            for finding in sorted(set(these) - set(others), key=lambda f: (f.path, f.span)):
                print(f"{sign} {finding.path} at byte {finding.span.start}: {finding.rule_id}: {finding.message}")
        differ = differ or set(with_it) != set(without)
        print(f"{folder}: {len(with_it)} and {len(without)} findings, {short:.1f} s and {long:.1f} s", flush=True)
    return int(differ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
