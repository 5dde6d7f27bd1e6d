"""``make peers``: install the tools, run each over the fixtures, and write what came of it.

docs/comparison.md               between its markers
benchmarks/peers/results.json    label by label
"""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

from benchmarks.peers import labels as labelled
from benchmarks.peers.install import InstallError, Tools
from benchmarks.peers.measured import run
from benchmarks.peers.peers import PEERS
from benchmarks.peers.running import modules, outcome, prepare
from benchmarks.peers.shapes import shape_of
from benchmarks.peers.statements import GoFile
from benchmarks.peers.tables import markdown, results
from benchmarks.peers.tally import Tally, tally

PROJECT = Path(__file__).resolve().parent.parent.parent
FIXTURES = PROJECT / "fixtures"
DOCUMENT = PROJECT / "docs" / "comparison.md"
RESULTS = Path(__file__).parent / "results.json"
BEGIN, END = "<!-- peers -->\n", "<!-- /peers -->"


def main() -> None:
    """Everything, in one run; a tool that cannot be had is named and the rest goes on."""
    tools = Tools(PROJECT / ".peers")
    tools.write_rules()
    texts = labelled.sources(FIXTURES)
    # A folder without a shape is an error now, not after the last tool.
    _say(f"{len(texts)} files in {len({shape_of(path) for path in texts})} shapes")
    labels = sorted(labelled.labels(texts))
    files = {path: GoFile(text) for path, text in texts.items()}
    failures, installed = [], []
    for peer in PEERS:
        _say(f"{peer.name} {peer.version}: installing")
        try:
            tools.install(peer)
            installed.append(peer)
        except InstallError as error:
            failures.append(f"{peer.name} {peer.version} cannot be installed: {error}")
    _say("compiling what the fixtures depend on")
    failures += prepare(modules(FIXTURES))
    tallies: list[Tally] = []
    for peer in installed:
        _say(f"{peer.name}: running")
        tallies.append(tally(peer, outcome(peer, tools, FIXTURES), texts, files, labels))
    DOCUMENT.write_text(
        _with(DOCUMENT.read_text(encoding="utf-8"), markdown(tallies, labels, files, _machine(), failures))
    )
    RESULTS.write_text(json.dumps(results(tallies, labels), indent=1) + "\n", encoding="utf-8")


def _machine() -> str:
    go = run(["go", "env", "GOVERSION"], PROJECT).stdout.strip()
    return f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, {go}, Python {platform.python_version()}."


def _with(document: str, generated: str) -> str:
    before, rest = document.split(BEGIN)
    return f"{before}{BEGIN}{generated}{END}{rest.split(END)[1]}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
