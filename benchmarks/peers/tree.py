"""The typed tools and rowsclose over any tree of Go modules: ``python -m benchmarks.peers.tree FOLDER [OUTPUT.json]``.

There are no labels here, so nothing is right or wrong: the table says how many acquisitions each tool reports, of leaks
and of the rest, how many of them rowsclose reports too, and at what price. The JSON holds them all, for reading.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.peers.__main__ import PROJECT
from benchmarks.peers.findings import Kind
from benchmarks.peers.install import Tools
from benchmarks.peers.labels import sources
from benchmarks.peers.peers import PEERS, Source
from benchmarks.peers.running import Outcome, modules, outcome, prepare
from benchmarks.peers.statements import GoFile

# Kinds that say the same of an acquisition, under the name that the table gives them.
_SUBJECTS: dict[Kind, str] = {
    Kind.LEAK: "leaks",
    Kind.UNDEFERRED: "no defer",
    Kind.ERR_AFTER_LOOP: "Err",
    Kind.ERR_ALWAYS: "Err",
    Kind.CLOSE_IN_LOOP: "defer in loop",
    Kind.ANY_DEFER_IN_LOOP: "defer in loop",
    Kind.CLOSE_BEFORE_CHECK: "defer before check",
    Kind.QUERY_FOR_EXEC: "Query for Exec",
    Kind.IGNORED_ROWS: "Query for Exec",
}
Acquisitions = dict[str, set[str]]


def main(root: Path, into: Path | None) -> None:
    """Run what is installed, print the table, and write the findings where a file is named for them."""
    tools = Tools(PROJECT / ".peers")
    for failure in prepare(modules(root)):
        print(f"not compiled: {failure}", file=sys.stderr)
    files = {path: GoFile(text) for path, text in sources(root).items()}
    ours: Acquisitions = {}
    written: dict[str, dict[str, list[str]]] = {}
    subjects = list(dict.fromkeys(_SUBJECTS.values()))
    print("| tool | " + " | ".join(subjects) + " | seconds | MiB |\n" + "| --- " * (len(subjects) + 3) + "|")
    for peer in PEERS:
        if peer.source is Source.PYPI:
            continue
        ran = outcome(peer, tools, root)
        found = acquisitions(ran, files)
        ours = ours or found
        cells = [_cell(found[subject], ours[subject], peer.source is Source.HERE) for subject in subjects]
        took = f"{ran.seconds:.1f} | {ran.kib // 1024}" if ran.runs else "did not run |"
        print(f"| {peer.name} | {' | '.join(cells)} | {took} |", flush=True)
        for failure in ran.failures:
            print(f"{peer.name}: {failure}", file=sys.stderr)
        written[peer.name] = {subject: sorted(places) for subject, places in found.items() if places}
    if into:
        into.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def acquisitions(ran: Outcome, files: Mapping[str, GoFile]) -> Acquisitions:
    """The first line of each statement that a finding is about: what acquired the variable, or where the finding stands."""
    found: Acquisitions = defaultdict(set)
    for finding in ran.findings:
        place = finding.place
        if place.path in files and finding.kind in _SUBJECTS:
            about = files[place.path].acquired_by(place.line, place.column)
            about = about or files[place.path].statement_at(place.line, place.column)
            line = min(about.lines) if about else place.line
            found[_SUBJECTS[finding.kind]].add(f"{place.path}:{line}")
    return found


def _cell(found: Iterable[str], ours: Iterable[str], is_ours: bool) -> str:
    count, shared = len(set(found)), len(set(found).intersection(ours))
    return str(count or "") if is_ours or not count else f"{count} ({shared})"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
