"""From files to findings: recall, read, choose, analyse. One file's failure is that file's.

    recall        what is known of folders from runs before, where all that it depends on is the same
    read          every other file once: its imports are noted, and what its bytes tell by themselves
    choose        those that may acquire: they mention a name that can give a resource, or use a value as one
    analyse       the chosen ones, package by package: units in, answers out; ``executors`` says in which process
    answer        all that was found, in order

How files and functions are chosen is in ``prefilter``, what is made of a unit in ``analyst``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.generated import is_generated
from rowsclose.files import Files, Overlay
from rowsclose.finding import Notice, NoticeKind, Run, in_order, suppressed_in_order
from rowsclose.go.bounds import Trust
from rowsclose.go.modules import Modules, module_root
from rowsclose.prefilter.evidence import has_directives, has_own_suppressions, may_open_pool
from rowsclose.source import TooLargeError, open_regular
from rowsclose.triage import CheckOptions
from rowsclose.unit import MODELS, Answer, Job, ModelsUnit, PackageUnit, Unit, UnitFile, failed
from rowsclose.values import replace, value

if TYPE_CHECKING:
    from rowsclose.cache.memory import Memory
    from rowsclose.prefilter.candidates import Candidates

_HEAD_BYTES = 64 << 10

__all__ = ["CheckOptions", "Means", "check"]


Answers = Iterator[tuple[Unit, Answer]]


def unwatched(_: Sequence[Unit], answers: Answers) -> Answers:
    """The answers as they come."""
    return answers


@value
class Means:
    """How a check is done, which changes no answer.

    ``jobs`` are worker processes at most, None for as many as pay off; 1 is this process alone. ``cache`` is the folder
    of what is known from runs before, None for nothing; what was kept there with another ``secret`` counts for nothing.
    ``watch`` sees the answers pass, and knows what is asked.
    """

    jobs: int | None = 1
    cache: str | None = None
    watch: Callable[[Sequence[Unit], Answers], Answers] = unwatched
    secret: bytes = b""


ALONE = Means()
"""By this process alone, from the beginning."""


def check(
    discovered: Discovered,
    options: CheckOptions,
    overlay: Overlay,
    candidates: Candidates | None = None,
    means: Means = ALONE,
) -> Run:
    """Analyse the discovered files, each within its package; ``overlay`` has texts that stand in for files.

    ``candidates`` says what may acquire a resource: what mentions a name that can give one, unless another is given.
    """
    return _Check(discovered, options, overlay, candidates).run(means)


class _Check:
    def __init__(
        self,
        discovered: Discovered,
        options: CheckOptions,
        overlay: Overlay,
        candidates: Candidates | None,
    ) -> None:
        self._discovered = discovered
        self._options = options
        self._overlay = overlay
        self._on_disk = Files(overlay)
        self._notices: list[Notice] = list(discovered.notices)
        self._asked_anyway: dict[str, bool] = {}  # of the files that have been read
        self._failed: dict[str, list[Notice]] = {}  # by folder
        self._asks_of_pools = any(r.check_pool is not None for r in options.rules)
        self._asks_of_comments = any(r.check_suppression is not None for r in options.rules)
        root = discovered.root if options.trust is Trust.ALONE else module_root(discovered.root)
        self._modules = Modules(root, overlay, options.trust)
        self._models = {model.absolute for model in options.models}
        self._candidates = candidates or self._by_name()

    def run(self, means: Means) -> Run:
        self._modules.bring(dict.fromkeys(os.path.dirname(file.absolute) for file in self._discovered.files))
        self._notices += self._led_outside()
        memory = self._memory(means)
        files = [file for file in self._discovered.files if self._counts(file, memory)]
        asked = self._by_folder(files)
        recalled = memory.recall(asked) if memory is not None else {}
        found = self._found({folder: asked[folder] for folder in asked if folder not in recalled}, means)
        if memory is not None:
            memory.take(asked, found)
        return self._outcome(len(files), [*recalled.values(), *found.values()])

    def _led_outside(self) -> Iterator[Notice]:
        """A notice for each file that names modules outside of what may be read."""
        for path, count in self._modules.led_outside().items():
            folders = f"{count:,} folders" if count > 1 else "a folder"
            said = (
                f"leads to {folders} outside of the repository: not followed; --trust follows what your own code names"
            )
            yield Notice(os.path.relpath(path), 0, 0, NoticeKind.OUTSIDE, said)

    def _outcome(self, files: int, answers: list[Answer]) -> Run:
        findings = dict.fromkeys(finding for answer in answers for finding in answer.findings)
        suppressed = dict.fromkeys(each for answer in answers for each in answer.suppressed)
        notices = {*self._notices, *(notice for answer in answers for notice in answer.notices)}
        sources = {path: text for answer in answers for path, text in answer.sources.items()}
        return Run(in_order(findings), tuple(sorted(notices)), files, suppressed_in_order(suppressed), sources=sources)

    def _memory(self, means: Means) -> Memory | None:
        """What is known from runs before; None where asking would cost more than it saves."""
        if means.cache is None or self._modules.have_namesakes or not self._may_lead_to_resources():
            return None
        from rowsclose.cache.memory import Memory

        return Memory(means.cache, self._job, means.secret)

    def _may_lead_to_resources(self) -> bool:
        """False for a single file that imports nothing but what the standard library has beside databases."""
        from rowsclose.prefilter.facts import facts_of

        if len(self._discovered.files) != 1 or self._options.models:
            return bool(self._discovered.files)
        text = self._read(self._discovered.files[0]) or b""
        return any("." in imported.path or "sql" in imported.path for imported in facts_of(text).imports)

    @cached_property
    def _job(self) -> Job:
        shown = {file.absolute: file.path for file in self._discovered.files}
        return Job(self._options, self._modules, shown, self._overlay)

    # Reading -----------------------------------------------------------------------------------------

    def _counts(self, file: GoFile, memory: Memory | None) -> bool:
        """Whether a file is looked at: it can be read, and is not generated."""
        if file.absolute not in self._models and not self._modules.bounds.admit_entry(*os.path.split(file.absolute)):
            said = "a link that leads out of the tree: --trust follows it"
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, said))
            return False
        content = memory.content(file) if memory is not None else None
        if content is not None:
            return self._options.generated or not content.is_generated
        text = self._read(file)
        if text is None or (not self._options.generated and is_generated(text)):
            return False
        self._note(file, text)
        return True

    def _note(self, file: GoFile, text: bytes) -> None:
        if file.absolute in self._models:
            return
        self._asked_anyway[file.absolute] = True  # what cannot be told is looked at
        try:
            self._candidates.note(file.absolute, text)
            self._asked_anyway[file.absolute] = self._is_asked_anyway(text)
        except Exception as error:
            self._failed.setdefault(os.path.dirname(file.absolute), []).append(failed(file.path, error))

    def _by_folder(self, files: list[GoFile]) -> dict[str, list[GoFile]]:
        """The files that are asked for; a model describes a library, and stands among the models."""
        found = {MODELS: list(self._options.models)} if self._models else {}
        for file in files:
            if file.absolute not in self._models:
                found.setdefault(os.path.dirname(file.absolute), []).append(file)
        return found

    def _read(self, file: GoFile) -> bytes | None:
        try:
            return self._on_disk.read(file.absolute)
        except TooLargeError as error:
            head = _head_of(file)
            if is_generated(head) and not self._options.generated:
                return head  # where a file is not looked at, its size does not matter
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, str(error.strerror)))
            return None
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
            return None

    # Choosing ----------------------------------------------------------------------------------------

    def _by_name(self) -> Candidates:
        from rowsclose.prefilter.candidates import CandidatesByName

        return CandidatesByName(self._modules, self._overlay, [m.absolute for m in self._options.models])

    def _found(self, asked: Mapping[str, list[GoFile]], means: Means) -> dict[str, Answer]:
        """What comes of folders of which nothing is known."""
        self._read_all(asked)
        found: dict[str, Answer] = {}
        units: list[Unit] = []
        for folder, files in asked.items():
            if folder == MODELS:
                units.append(ModelsUnit())
                continue
            unit = self._unit(folder, files)
            found[folder] = Answer(notices=tuple(self._failed.get(folder, ())))
            if unit.files:
                units.append(unit)
        if units:
            # A run with nothing to analyse pays for nobody who would.
            from rowsclose.executors import executor_for

            answers = executor_for(units, means.jobs).answers(units, self._job)
            for answered, answer in means.watch(units, answers):
                before = found.get(answered.folder, Answer()).notices
                found[answered.folder] = replace(answer, notices=(*before, *answer.notices))
        return found

    def _read_all(self, asked: Mapping[str, list[GoFile]]) -> None:
        """Read the files to choose from before anything is asked of one.

        And those that belong to a package only because they are asked for, wherever they are.
        """
        files = {file.absolute: file for folder, files in asked.items() if folder for file in files}
        hidden = (f for f in self._discovered.files if os.path.basename(f.absolute).startswith((".", "_")))
        files |= {file.absolute: file for file in hidden}
        for absolute, file in files.items():
            if absolute not in self._asked_anyway and (text := self._read(file)) is not None:
                self._note(file, text)

    def _unit(self, folder: str, files: list[GoFile]) -> PackageUnit:
        """The files of a folder that may acquire."""
        chosen: list[UnitFile] = []
        for file in files:
            try:
                if self._is_asked(file):
                    text = self._read(file) or b""
                    places = self._candidates.places(file.absolute, text)
                    chosen.append(UnitFile(file.path, file.absolute, places, len(text)))
            except Exception as error:
                self._failed.setdefault(folder, []).append(failed(file.path, error))
        return PackageUnit(folder, tuple(chosen))

    def _is_asked(self, file: GoFile) -> bool:
        if self._asked_anyway.get(file.absolute, False):
            return True
        return self._candidates.may_acquire(file.absolute, lambda: self._read(file) or b"")

    def _is_asked_anyway(self, text: bytes) -> bool:
        """Whether a file is looked at for another reason than a resource."""
        if has_directives(text) or (self._asks_of_pools and may_open_pool(text)):
            return True
        return self._asks_of_comments and has_own_suppressions(text)


def _head_of(file: GoFile) -> bytes:
    with open_regular(file.absolute) as opened:
        return opened.read(_HEAD_BYTES)
