"""One check of files in memory or on disk, with the rules that are on by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rowsclose.discovery import Discovered, GoFile, discover
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, Run
from rowsclose.rules import ALL_RULES

OPTIONS = CheckOptions(tuple(rule for rule in ALL_RULES if rule.on_by_default), Confidence.MEDIUM, False, True)
NOWHERE = "/nowhere"


def checked_text(text: str | bytes, name: str = "p.go", options: CheckOptions = OPTIONS) -> Run:
    """A check of one file that is on no disk."""
    raw = text.encode() if isinstance(text, str) else text
    return checked_texts({name: raw}, options)


def checked_texts(files: Mapping[str, bytes], options: CheckOptions = OPTIONS) -> Run:
    """A check of one folder's files that are on no disk."""
    listed = tuple(GoFile(name, f"{NOWHERE}/{name}") for name in sorted(files))
    return check(Discovered(listed, (), NOWHERE), options, {f"{NOWHERE}/{name}": text for name, text in files.items()})


def checked_patterns(patterns: Sequence[str], root: Path, options: CheckOptions = OPTIONS) -> Run:
    """A check of patterns below a folder."""
    return check(discover(patterns, str(root)), options, {})
