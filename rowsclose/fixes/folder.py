"""The files of one folder, mended one by one between two looks at all of them: they share most of what a look costs.

what is to be tried at all  ->  a look at those files  ->  each mended, with looks at the functions that edits touch
  ->  a look at all that have changed, with their new texts  ->  those that are not as they were seen, once more
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rowsclose.discovery import GoFile
from rowsclose.fixes.mending import Bench, Mended, confirmed, left_alone, mend_parts, mend_whole
from rowsclose.fixes.verification import Key, Version
from rowsclose.remedy import Safety
from rowsclose.values import value

Texts = Mapping[str, bytes]
"""Texts of files, by their absolute paths."""


@value(eq=False)
class Task:
    """A file, what a run has found in it, and which of that is to be mended."""

    file: GoFile
    found: Version
    targets: frozenset[Key]


@value(eq=False)
class Looks:
    """How files are looked at: several with the texts given, by their reported paths, or one on its ``bench``."""

    whole: Callable[[Sequence[GoFile], Texts], dict[str, Version]]
    bench: Callable[[GoFile], Bench]


def mend_folder(tasks: Sequence[Task], looks: Looks, safety: Safety) -> Iterator[tuple[str, Mended]]:
    """What becomes of the files of a folder, by their reported paths."""
    worth = list[Task]()
    for task in tasks:
        left = left_alone(task.found, looks.bench(task.file), task.targets, safety)
        if left is not None:
            yield task.file.path, left
        else:
            worth.append(task)
    if worth:
        yield from _mended(worth, looks, safety)


def _mended(tasks: list[Task], looks: Looks, safety: Safety) -> Iterator[tuple[str, Mended]]:
    before = looks.whole([task.file for task in tasks], {task.file.absolute: task.found.text for task in tasks})
    tried = {
        task.file.path: mend_parts(before[task.file.path], looks.bench(task.file), task.targets, safety)
        for task in tasks
    }
    changed = [t.file for t in tasks if tried[t.file.path].mended.new != before[t.file.path].text]
    new = {file.absolute: tried[file.path].mended.new for file in changed}
    after = before | (looks.whole(changed, new) if changed else {})
    for task in tasks:
        path = task.file.path
        mended = confirmed(tried[path], after[path])
        yield path, mended or mend_whole(before[path], looks.bench(task.file), task.targets, safety)
