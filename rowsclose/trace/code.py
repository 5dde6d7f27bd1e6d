"""The code in view: its sites, what the check finds at them, and an index of their statements."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, Means, check
from rowsclose.engine import Engine, allow_deep_nesting
from rowsclose.finding import Confidence, Finding, Notice, NoticeKind
from rowsclose.go.ir import Function
from rowsclose.go.modules import Modules, module_root
from rowsclose.go.packages import Package
from rowsclose.prefilter.candidates import CandidatesByName, function_filter
from rowsclose.rules import ALL_RULES
from rowsclose.source import Span, read_regular
from rowsclose.sql.index import Index
from rowsclose.trace.sites import Key, PoolSetting, Site, Sites, may_send
from rowsclose.values import value

LEAK_RULES = frozenset(
    {
        "rows-not-closed",
        "rows-overwritten",
        "rows-discarded",
        "defer-in-loop",
        "stmt-not-closed",
        "conn-not-closed",
        "tx-not-finished",
        "row-not-scanned",
        "pool-not-closed",
        "returned-closed",
    }
)
"""The rules whose findings leave a session behind."""

_DEEPEST = 4  # callers of callers

Place = tuple[str, Span]


@value
class Cause:
    """A finding that may have left the session of a site open; ``how`` says in words how the two hang together."""

    finding: Finding
    how: str


class Code:
    """What the analysis knows of the statements of some files."""

    def __init__(
        self,
        sites: Iterable[Site],
        findings: Iterable[Finding],
        pools: tuple[PoolSetting, ...] = (),
        notices: tuple[Notice, ...] = (),
        files: int = 0,
    ) -> None:
        self.pools = pools
        self.sites = tuple(sites)
        self.notices = notices
        self.files = files
        self.index: Index[Site] = Index((text, site) for site in self.sites for text in site.texts)
        self._found: dict[Place, list[Finding]] = {}
        for finding in findings:
            if finding.rule_id in LEAK_RULES:
                self._found.setdefault((finding.path, finding.span), []).append(finding)
        self._callers: dict[Key, list[Site]] = {}
        self._lenders: dict[Key, list[Site]] = {}
        for site in self.sites:
            if site.calls is not None:
                self._callers.setdefault(site.calls, []).append(site)
            for key in site.lent_to:
                self._lenders.setdefault(key, []).append(site)

    def causes(self, site: Site) -> tuple[Cause, ...]:
        """The findings that explain an open session of a site, the nearest first."""
        return tuple(dict.fromkeys(self._causes(site)))

    def callers(self, site: Site) -> tuple[Site, ...]:
        """The acquiring calls of the function that a site stands in."""
        return tuple(c for c in self._callers.get(site.within, ()) if c.kind is not None)

    def _causes(self, site: Site) -> Iterator[Cause]:
        yield from (Cause(f, "") for f in self._found.get((site.path, site.span), ()))
        for span in site.runs_on:
            yield from (Cause(f, "runs on what is acquired there") for f in self._found.get((site.path, span), ()))
        for caller in self._up(self._callers, site):
            if caller.kind is not None:
                found = self._found.get((caller.path, caller.span), ())
                yield from (Cause(f, f"{site.function} gives it to its caller") for f in found)
        for lender in self._up(self._lenders, site):
            found = self._found.get((lender.path, lender.span), ())
            yield from (Cause(f, f"{site.function} runs on what its caller has acquired") for f in found)

    def _up(self, above: Mapping[Key, list[Site]], site: Site) -> Iterator[Site]:
        """The sites that lead to a site's function, nearest first."""
        seen, level = {site.within}, [site.within]
        for _ in range(_DEEPEST):
            found = [s for key in level for s in above.get(key, ())]
            yield from found
            level = [k for k in dict.fromkeys(s.within for s in found) if k not in seen]
            seen.update(level)


def code_of(discovered: Discovered, models: tuple[GoFile, ...]) -> Code:
    """The code of the discovered files, generated ones included: sqlc's queries are among those."""
    rules = tuple(r for r in ALL_RULES if r.id in LEAK_RULES)
    run = check(discovered, CheckOptions(rules, Confidence.LOW, True, True, models=models), {}, means=Means(None))
    reading = _Reading(discovered, models)
    sites = list(reading.sites())
    findings = (*run.findings, *(s.finding for s in run.suppressed))
    pools = tuple(reading.pools)
    return Code(sites, findings, pools, tuple(sorted({*run.notices, *reading.notices})), run.files)


class _Reading:
    """Reads the sites of the discovered files; what fails is one file's failure."""

    def __init__(self, discovered: Discovered, models: tuple[GoFile, ...]) -> None:
        self.notices: list[Notice] = []
        self._files = discovered.files
        self._absolute = {f.path: f.absolute for f in discovered.files}
        shown = {f.absolute: f.path for f in discovered.files}
        modules = Modules(module_root(discovered.root), {})
        self._candidates = CandidatesByName(modules, {}, [m.absolute for m in models])
        self._engine = Engine(modules, lambda absolute: shown.get(absolute, absolute), {}, models)
        self._sites = Sites(self._engine.program, self._engine.analysis)

    @property
    def pools(self) -> list[PoolSetting]:
        """What is set of pools, once the sites have been read."""
        return self._sites.pools

    def sites(self) -> Iterator[Site]:
        """The sites, by folder and file."""
        allow_deep_nesting()
        by_folder: dict[str, set[str]] = {}
        for file in self._chosen():
            by_folder.setdefault(os.path.dirname(file.absolute), set()).add(file.path)
        for folder, paths in by_folder.items():
            yield from self._in_folder(folder, paths)
            self._engine.analysis.forget_bodies()

    def _chosen(self) -> list[GoFile]:
        """The files that may send a statement, or acquire anything."""
        sending = set[str]()
        for file in self._files:
            text = _read(file)
            self._candidates.note(file.absolute, text)
            if may_send(text):
                sending.add(file.absolute)
        return [f for f in self._files if f.absolute in sending or self._may_acquire(f)]

    def _may_acquire(self, file: GoFile) -> bool:
        return self._candidates.may_acquire(file.absolute, lambda: _read(file))

    def _in_folder(self, folder: str, paths: set[str]) -> Iterator[Site]:
        for package in self._engine.program.packages_in(folder):
            for path in package.paths:
                if path in paths:
                    yield from self._in_file(package, path)

    def _in_file(self, package: Package, path: str) -> list[Site]:
        found = list[Site]()
        try:
            package.read(path)
            for function, declared_at in self._functions_in(path):
                found += self._sites.of(function, declared_at)
        except Exception as error:
            if os.environ.get("ROWSCLOSE_DEBUG"):
                raise
            said = "nested too deeply" if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
            self.notices.append(Notice(path, 0, 0, NoticeKind.FAILURE, f"its statements cannot be read: {said}"))
        return found

    def _functions_in(self, path: str) -> Iterator[tuple[Function, int]]:
        """The functions of a file that may send or acquire, and where they are declared."""
        program = self._engine.program
        file = program.file(path)
        text = file.source.text
        may_acquire = function_filter(text, self._candidates.places(self._absolute[path], text))
        for declaration in file.functions:
            start, end = declaration.span.start, declaration.span.end
            if may_send(text, start, end) or may_acquire(start, end):
                function = program.body(declaration)
                if function is not None:
                    yield function, start
        yield from ((function, function.span.start) for function in program.initializers(path))


def _read(file: GoFile) -> bytes:
    """The bytes of a file; none where it cannot be read, which the check reports."""
    try:
        return read_regular(file.absolute)
    except OSError:
        return b""
