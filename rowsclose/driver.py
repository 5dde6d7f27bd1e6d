"""From files to findings: read, choose, analyse. One file's failure is that file's.

    read          every file once: its imports are noted, and what its bytes tell by themselves
    choose        those that may acquire: they mention a name that can give a resource, or use a value as one
    analyse       the chosen ones, package by package: units in, answers out; ``executors`` says in which process
    answer        all that was found, in order

How files and functions are chosen is in ``prefilter``, what is made of a unit in ``analyst``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.generated import is_generated
from rowsclose.files import Files, Overlay
from rowsclose.finding import Finding, Notice, NoticeKind, Run, Suppressed
from rowsclose.go.modules import Modules, module_root
from rowsclose.prefilter.evidence import has_directives, has_own_suppressions, may_open_pool
from rowsclose.triage import CheckOptions, in_order, suppressed_in_order
from rowsclose.unit import Answer, Job, ModelsUnit, PackageUnit, Unit, UnitFile, failed
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.prefilter.candidates import Candidates

__all__ = ["CheckOptions", "Means", "check"]


@value
class Means:
    """How a check is done, which changes no answer.

    ``jobs`` are worker processes at most, None for as many as pay off; 1 is this process alone.
    """

    jobs: int | None = 1


ALONE = Means()
"""By this process alone."""


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
        self._files = 0
        self._asks_of_pools = any(r.check_pool is not None for r in options.rules)
        self._asks_of_comments = any(r.check_suppression is not None for r in options.rules)
        self._candidates = candidates or self._by_name()

    def run(self, means: Means) -> Run:
        units = list(self._units())
        findings: dict[Finding, None] = {}
        suppressed: dict[Suppressed, None] = {}
        sources: dict[str, bytes] = {}
        for answer in self._answers(units, means):
            findings |= dict.fromkeys(answer.findings)
            suppressed |= dict.fromkeys(answer.suppressed)
            self._notices += answer.notices
            sources |= answer.sources
        notices = tuple(sorted(set(self._notices)))
        return Run(in_order(findings), notices, self._files, suppressed_in_order(suppressed), sources=sources)

    def _answers(self, units: list[Unit], means: Means) -> Iterator[Answer]:
        if units:
            # A run with nothing to analyse pays for nobody who would.
            from rowsclose.executors import executor_for

            shown = {f.absolute: f.path for f in self._discovered.files}
            job = Job(self._options, self._modules, shown, self._overlay)
            yield from executor_for(units, means.jobs).answers(units, job)

    @cached_property
    def _modules(self) -> Modules:
        return Modules(module_root(self._discovered.root), self._overlay)

    # Choosing ----------------------------------------------------------------------------------------

    def _by_name(self) -> Candidates:
        from rowsclose.prefilter.candidates import CandidatesByName

        return CandidatesByName(self._modules, self._overlay, [m.absolute for m in self._options.models])

    def _units(self) -> Iterator[Unit]:
        """What there is to analyse: the user's models, and the files that may acquire, by folder."""
        if self._options.models:
            yield ModelsUnit()
        chosen: dict[str, list[tuple[UnitFile, int]]] = {}
        for file, is_asked_anyway in list(self._read_all()):  # all are read before anything is asked of one
            found = self._chosen(file, is_asked_anyway)
            if found is not None:
                chosen.setdefault(os.path.dirname(file.absolute), []).append(found)
        for folder, files in chosen.items():
            yield PackageUnit(folder, tuple(file for file, _ in files), sum(size for _, size in files))

    def _read_all(self) -> Iterator[tuple[GoFile, bool]]:
        """The files to choose from, each with whether it is looked at for another reason than a resource."""
        models = {model.absolute for model in self._options.models}
        for file in self._discovered.files:
            text = self._read(file)
            if text is None or (not self._options.generated and is_generated(text)):
                continue
            self._files += 1
            if file.absolute in models:
                continue  # it describes a library, and has been looked at as such
            is_asked_anyway = True  # what cannot be told is looked at
            try:
                self._candidates.note(file.absolute, text)
                is_asked_anyway = self._is_asked_anyway(text)
            except Exception as error:
                self._notices.append(failed(file.path, error))
            yield file, is_asked_anyway

    def _is_asked_anyway(self, text: bytes) -> bool:
        if has_directives(text) or (self._asks_of_pools and may_open_pool(text)):
            return True
        return self._asks_of_comments and has_own_suppressions(text)

    def _chosen(self, file: GoFile, is_asked_anyway: bool) -> tuple[UnitFile, int] | None:
        """A file to look at, with its size; None where there is no need."""
        try:
            if not (is_asked_anyway or self._candidates.may_acquire(file.absolute, lambda: self._read(file) or b"")):
                return None
            text = self._read(file) or b""
            return UnitFile(file.path, file.absolute, self._candidates.places(file.absolute, text)), len(text)
        except Exception as error:
            self._notices.append(failed(file.path, error))
            return None

    def _read(self, file: GoFile) -> bytes | None:
        try:
            return self._on_disk.read(file.absolute)
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
            return None
