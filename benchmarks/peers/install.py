"""Each tool by its own package manager, into one private folder; nothing of the machine's own is touched.

    .peers/go/        GOBIN
    .peers/python/    a virtual environment
    .peers/rules/     what rules_for_semgrep.py and rules_for_ast_grep.py write

Go compiles one package at a time and at low priority: golangci-lint takes minutes and a gigabyte otherwise.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import rules_for_ast_grep, rules_for_semgrep
from benchmarks.peers.measured import last_line
from benchmarks.peers.peers import Peer, Source

_LOW_PRIORITY = 10


class InstallError(Exception):
    """A package manager gave up; the message is its last line."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The private folder."""

    root: Path

    def folders(self) -> dict[str, str]:
        """What a peer's command names in braces."""
        return {
            "go": str(self.root / "go"),
            "python": str(self.root / "python" / "bin"),
            "here": str(Path(sys.executable).parent),
            "settings": str(Path(__file__).parent / "settings"),
            "rules": str(self.root / "rules"),
        }

    def write_rules(self) -> None:
        """The rules that are written for the tools that search by pattern."""
        folder = self.root / "rules"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "semgrep.json").write_text(rules_for_semgrep.text(), encoding="utf-8")
        (folder / "ast-grep.yml").write_text(rules_for_ast_grep.text(), encoding="utf-8")

    def install(self, peer: Peer) -> None:
        """Install one tool, unless this version of it is there.

        Raises:
            InstallError: it cannot be had, or cannot be built.
        """
        stamp = self.root / "installed" / f"{peer.name}-{peer.version}"
        if peer.source is Source.HERE or stamp.exists():
            return
        match peer.source:
            case Source.GO:
                self._go("install", "-p=1", f"{peer.package}@{peer.version}", folder=self.root)
            case Source.GO_FILE:
                self._build_file(peer)
            case Source.PYPI:
                self._pip(f"{peer.package}=={peer.version}")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()

    def _go(self, *arguments: str, folder: Path) -> str:
        return _run(["go", *arguments], folder, {"GOBIN": str(self.root / "go")})

    def _build_file(self, peer: Peer) -> None:
        module = f"{peer.package}@{peer.version}"
        self._go("mod", "download", module, folder=self.root)  # with -json, an error would not be on its last line
        had = json.loads(self._go("mod", "download", "-json", module, folder=self.root))
        self._go("build", "-p=1", "-o", str(self.root / "go" / peer.name), peer.file, folder=Path(had["Dir"]))

    def _pip(self, requirement: str) -> None:
        python = self.root / "python" / "bin" / "python"
        if not python.exists():
            _run([sys.executable, "-m", "venv", str(self.root / "python")], self.root, {})
        _run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], self.root, {}
        )


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: os.nice(_LOW_PRIORITY),
        )
    except OSError as error:
        raise InstallError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        raise InstallError(last_line(done.stderr or done.stdout))
    return done.stdout
