"""Run a tool over the modules of a tree, cold: no cache of its own survives from an earlier run.

Go's build cache holds the compiled dependencies beforehand, for every tool alike: ``prepare`` fills it, unmeasured.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.peers.findings import PlainFinding
from benchmarks.peers.install import Tools
from benchmarks.peers.measured import last_line, run
from benchmarks.peers.peers import Peer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one tool said of a tree, by paths relative to it; what the runs that ended well took; and those that did not."""

    findings: tuple[PlainFinding, ...]
    seconds: float
    cpu_seconds: float
    kib: int
    failures: tuple[str, ...]
    runs: int


def modules(root: Path) -> list[Path]:
    """The folders of the Go modules of a tree, the root's own first."""
    return sorted(p.parent for p in root.rglob("go.mod") if "vendor" not in p.relative_to(root).parts)


def prepare(folders: Iterable[Path]) -> list[str]:
    """Fetch and compile what the modules depend on, for their tests too; what failed, a line a module."""
    failures = []
    for folder in folders:
        done = run(["go", "list", "-export", "-deps", "-test", "-f", "", "./..."], folder)
        if done.status:
            failures.append(f"{folder.name}: {last_line(done.stderr)}")
    return failures


def outcome(peer: Peer, tools: Tools, root: Path) -> Outcome:
    """Run one tool over every module of a tree, or over the tree at once."""
    findings: list[PlainFinding] = []
    seconds, cpu_seconds, kib, runs, failures = 0.0, 0.0, 0, 0, []
    for folder in modules(root) if peer.each_module else [root]:
        with tempfile.TemporaryDirectory() as fresh:
            names = {**tools.folders(), "fresh": fresh, "number": str(time.time_ns() // 1000 % 10**9)}
            command = [part.format_map(names) for part in peer.command]
            environment = {name: text.format_map(names) for name, text in peer.environment.items()}
            try:
                done = run(command, folder, environment)
                if done.status not in peer.statuses:
                    raise ValueError(last_line(done.stderr or done.stdout))
                seconds, cpu_seconds, kib = seconds + done.seconds, cpu_seconds + done.cpu_seconds, max(kib, done.kib)
                findings += peer.reader(done.stderr if peer.reports_on_stderr else done.stdout, folder)
                runs += 1
            except (OSError, ValueError, KeyError) as error:
                failures.append(_line(root, folder, error))
    return Outcome(tuple(_within(root, findings)), seconds, cpu_seconds, kib, tuple(failures), runs)


def _line(root: Path, folder: Path, error: Exception) -> str:
    said = str(error).replace(f"{root}/", "").splitlines() or [type(error).__name__]
    return f"{folder.relative_to(root).as_posix()}: {said[0]}"


def _within(root: Path, findings: Iterable[PlainFinding]) -> Iterable[PlainFinding]:
    for finding in findings:
        path = Path(finding.place.path)
        if path.is_relative_to(root):
            yield replace(finding, place=replace(finding.place, path=path.relative_to(root).as_posix()))
