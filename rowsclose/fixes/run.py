"""Mends what one run has found: file by file, then all of them together once more.

    run  ->  the files with findings  ->  each mended by itself  ->  checked with all texts in view  ->  Outcome

A fix may change what is known of a function that other files call. Where something came in another file, the fixes of
the folder it came in are given up, or all of them where none is there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

from rowsclose.discovery import GoFile
from rowsclose.files import Overlay
from rowsclose.finding import Confidence, Finding, Notice, Run
from rowsclose.fixes.folder import Looks, Task, Texts, mend_folder
from rowsclose.fixes.mending import Bench, Mended, Refused
from rowsclose.fixes.verification import Key, Version, key_of
from rowsclose.prefilter.candidates import Candidates, FunctionsAt
from rowsclose.remedy import Safety
from rowsclose.rules import ALL_RULES
from rowsclose.source import read_regular
from rowsclose.syntax.parser import parse
from rowsclose.triage import CheckOptions
from rowsclose.values import replace, value

_ELSEWHERE = "together with the other fixes, a finding would come in another file"


@value
class Change:
    """One file that fixes change."""

    file: GoFile
    mended: Mended


@value
class Outcome:
    """What fixes make of a run: the files that change, what is not mended, and the run over the files as they are then."""

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    run: Run


Each = Iterator[tuple[str, tuple[str, Mended]]]
Watch = Callable[[Sequence[str], Each], Iterator[tuple[str, Mended]]]
"""Lets pass what becomes of files, each with the name that it belongs to; it knows all names from the beginning."""


def unwatched(_: Sequence[str], mended: Each) -> Iterator[tuple[str, Mended]]:
    """What becomes of the files, as it comes."""
    return (each for _, each in mended)


@value(eq=False)
class Checking:
    """How files are checked again: some ``strictly``, by every rule that may come, or all ``together``, as they were.

    Strictly either all of a file is checked, or what candidates say.
    """

    strictly: Callable[[Sequence[GoFile], Overlay, Candidates | None], Run]
    together: Callable[[Overlay], Run]
    watch: Watch = unwatched


def strict(options: CheckOptions) -> CheckOptions:
    """What is asked of a file that is mended: whoever asks for one rule is not to get a finding of another."""
    rules = tuple(r for r in ALL_RULES if r.on_by_default or r in options.rules)
    return replace(options, rules=rules, min_confidence=Confidence.LOW)


class Mending:
    """Mends what a run over some files has found."""

    def __init__(self, files: Sequence[GoFile], checking: Checking, overlay: Overlay, safety: Safety) -> None:
        """``overlay`` is what the run has seen in front of the disk; ``safety`` says how far a fix may go."""
        self._files = files
        self._checking = checking
        self._overlay = overlay
        self._safety = safety

    def outcome(self, run: Run, is_asked: Callable[[Finding], bool]) -> Outcome:
        """What becomes of a run when all is mended that is asked for, and can be."""
        mended = self._each(run, [f for f in run.findings if is_asked(f)])
        given_up: list[Refused] = []
        known = {(f.path, key_of(f)) for f in run.findings}
        after = self._together(run, mended)
        while blamed := _to_blame([f for f in after.findings if not _is_known(f, known, mended)], mended):
            for path in blamed:
                given_up += [Refused(f, _ELSEWHERE, f.span.start) for f in mended[path].fixed]
                del mended[path]
            after = self._together(run, mended)
        changes = tuple(Change(f, mended[f.path]) for f in self._files if _changes(mended.get(f.path)))
        refused = [r for each in mended.values() for r in each.refused] + given_up
        return Outcome(changes, tuple(sorted(refused, key=lambda r: (r.finding.path, r.finding.span))), after)

    def _each(self, run: Run, asked: list[Finding]) -> dict[str, Mended]:
        """Each file with something to mend, by itself; by its reported path."""
        targets: dict[str, set[Key]] = {}
        for finding in asked:
            targets.setdefault(finding.path, set()).add(key_of(finding))
        folders: dict[str, list[Task]] = {}
        for file in self._files:
            if file.path in targets:
                text, found = run.sources[file.path], tuple(f for f in run.findings if f.path == file.path)
                task = Task(file, Version(text, found, Counter()), frozenset(targets[file.path]))
                folders.setdefault(os.path.dirname(file.absolute), []).append(task)
        looks = Looks(self._whole, self._bench)
        mended = (each for tasks in folders.values() for each in mend_folder(tasks, looks, self._safety))
        names = [task.file.path for tasks in folders.values() for task in tasks]
        return dict(self._checking.watch(names, ((path, (path, each)) for path, each in mended)))

    def _together(self, run: Run, mended: Mapping[str, Mended]) -> Run:
        """The run over all files with the new texts of some."""
        new = {f.absolute: mended[f.path].new for f in self._files if _changes(mended.get(f.path))}
        return self._checking.together({**self._overlay, **new}) if new else run

    def _bench(self, file: GoFile) -> Bench:
        return Bench(partial(self._look, file), partial(_beside, file))

    def _look(self, file: GoFile, text: bytes, offsets: tuple[int, ...] | None) -> Version:
        candidates = FunctionsAt(offsets) if offsets is not None else None
        run = self._checking.strictly((file,), {**self._overlay, file.absolute: text}, candidates)
        return _version(file.path, text, run)

    def _whole(self, files: Sequence[GoFile], texts: Texts) -> dict[str, Version]:
        run = self._checking.strictly(files, {**self._overlay, **texts}, None)
        own = {file.path: replace(run, notices=_but_of_others(run, file, files)) for file in files}
        return {file.path: _version(file.path, texts[file.absolute], own[file.path]) for file in files}


def _but_of_others(run: Run, file: GoFile, files: Sequence[GoFile]) -> tuple[Notice, ...]:
    """The notices of a run but for those about its other files."""
    others = {other.path for other in files if other != file}
    return tuple(notice for notice in run.notices if notice.path not in others)


def _version(path: str, text: bytes, run: Run) -> Version:
    """What a run has found in one of its files, what is silenced too."""
    found = (*run.findings, *(s.finding for s in run.suppressed))
    # Where a function is given up half-way, nothing is found in it: that is no mending.
    damage = Counter(one.message for one in parse(text).damage)
    damage += Counter(f"{n.kind.name} {n.path}: {n.message}" for n in run.notices)
    return Version(text, tuple(f for f in found if f.path == path), damage)


def _beside(file: GoFile) -> Iterator[bytes]:
    """The other Go files of a folder."""
    folder = os.path.dirname(file.absolute)
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        if name.endswith(".go") and path != file.absolute:
            with suppress(OSError):
                yield read_regular(path)


def _changes(mended: Mended | None) -> bool:
    return mended is not None and mended.new != mended.old


def _is_known(finding: Finding, known: set[tuple[str, Key]], mended: Mapping[str, Mended]) -> bool:
    """Whether a finding was there before, in a file as it was or as it is."""
    here = mended.get(finding.path)
    if here is not None:
        return key_of(finding) in here.left
    return (finding.path, key_of(finding)) in known


def _to_blame(came: list[Finding], mended: Mapping[str, Mended]) -> list[str]:
    """The changed files whose fixes made something come: those of the folders it came in, or all; none if nothing came."""
    if not came:
        return []
    folders = {os.path.dirname(f.path) for f in came}
    changed = [path for path, each in mended.items() if _changes(each)]
    return [path for path in changed if os.path.dirname(path) in folders] or changed
