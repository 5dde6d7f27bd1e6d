"""What was meant by a pattern that names nothing on disk.

    --select a b                       b is a rule: rules are separated by commas
    check sarif                        a format: -f sarif
    check example.com/shop/store       an import path: its folder is ./store
    check ./stroe/...                  did you mean ./store/...?

It is asked only where something is wrong, so it may look around.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from rowsclose.discovery import Discovered
from rowsclose.discovery.find import absolute_path
from rowsclose.discovery.git import repository_of
from rowsclose.discovery.pattern import parse_pattern
from rowsclose.finding import Notice, NoticeKind
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.terminal import visible
from rowsclose.rules import ALL_RULES
from rowsclose.values import replace


def with_hints(discovered: Discovered, patterns: Sequence[str], cwd: str) -> Discovered:
    """The same, where a notice of a pattern that names nothing says what may have been meant."""
    return replace(discovered, notices=tuple(_hinted(notice, patterns, cwd) for notice in discovered.notices))


def _hinted(notice: Notice, patterns: Sequence[str], cwd: str) -> Notice:
    text = notice.path
    if notice.kind is not NoticeKind.UNREADABLE or text not in patterns or not text or "\0" in text:
        return notice
    if os.path.lexists(absolute_path(parse_pattern(text).folder, cwd)):
        return notice
    meant = _word(text) or _import_path(text, cwd) or _near(text, cwd)
    return Notice(text, 0, 0, notice.kind, f"{notice.message}; {meant}") if meant else notice


def _word(text: str) -> str:
    if all(name in {rule.id for rule in ALL_RULES} for name in text.split(",")):
        return f"as a rule, it belongs to an option, and rules are separated by commas: --select RULE,{text}"
    return f"as a format, it belongs to an option: -f {text}" if text in FORMAT_NAMES else ""


def _import_path(text: str, cwd: str) -> str:
    from rowsclose.go.modules import Modules, module_root

    modules = Modules(module_root(repository_of(cwd) or cwd))
    modules.of(cwd)
    path = parse_pattern(text).folder.rstrip("/")
    folder = modules.folder_of(path)
    if folder is None:
        return ""
    inside = os.path.relpath(folder, cwd)
    here = "." if inside == "." else inside if inside.startswith("..") else f"./{inside}"
    return f"it is an import path: write {visible(here + text[len(path) :])}"


def _near(text: str, cwd: str) -> str:
    """The text with the nearest name in place of the first one that is not there."""
    import difflib

    names = text.split("/")
    for at, name in enumerate(names):
        folder = absolute_path("/".join([*names[:at], ""]) or ".", cwd)
        if name in ("", ".", "..") or os.path.lexists(os.path.join(folder, name)):
            continue
        near = difflib.get_close_matches(name, _names_in(folder, name.endswith(".go")), n=1)
        return f"did you mean {visible('/'.join([*names[:at], *near, *names[at + 1 :]]))}?" if near else ""
    return ""


def _names_in(folder: str, of_go_files: bool) -> list[str]:
    """The names of the Go files, or of the folders, in a folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(e.name for e in entries if (e.name.endswith(".go") if of_go_files else e.is_dir()))
    except OSError:
        return []
