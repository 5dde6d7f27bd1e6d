"""Which findings are new since a revision.

in a function whose tokens are other ones than then             new, whatever it does
in one that is the same, and the old tree had the finding       not new
in one that is the same, and the old tree did not have it       new: something that it calls has made it so

A function is the same where only its layout, its comments, its name or its file changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from rowsclose.baseline.fingerprint import Fingerprints
from rowsclose.baseline.functions import Declared, FunctionTexts
from rowsclose.baseline.matching import match
from rowsclose.discovery import GoFile
from rowsclose.files import Files, Overlay
from rowsclose.finding import Finding
from rowsclose.since.earlier import Earlier
from rowsclose.source import SourceFile
from rowsclose.values import value

# The findings of some files with an overlay in front of the disk.
Check = Callable[[Sequence[GoFile], Overlay], Sequence[Finding]]


@value
class Today:
    """The findings to choose from, the files they stand in by reported path, and the texts in front of the disk."""

    findings: Sequence[Finding]
    absolute: dict[str, str]
    overlay: Overlay


def new_since(today: Today, earlier: Earlier, check: Check) -> tuple[Finding, ...]:
    """The findings of today that are new, in their order; ``check`` analyses the tree as it was."""
    return _Since(today, earlier).new(check)


class _Since:
    def __init__(self, today: Today, earlier: Earlier) -> None:
        self._today = today
        self._earlier = earlier
        self._texts_now = Files(today.overlay)
        self._texts_then = Files(earlier.overlay)
        self._now = Fingerprints(self._source_now, self._absolute)
        self._shown = {absolute: path for path, absolute in today.absolute.items()}
        self._then: dict[str, set[str]] = {}

    def new(self, check: Check) -> tuple[Finding, ...]:
        """See ``new_since``."""
        changed: set[Finding] = set()
        look_at: set[str] = set()
        for finding in self._today.findings:
            homes = self._homes(finding)
            look_at |= homes
            if not homes:
                changed.add(finding)
        same = [finding for finding in self._today.findings if finding not in changed]
        new = changed.union(self._made_by_others(same, look_at, check))
        return tuple(finding for finding in self._today.findings if finding in new)

    def _homes(self, finding: Finding) -> set[str]:
        """The files in which a finding's function stood at the revision as it stands now; none where it has changed.

        What stands in no function was where it is, if the file was there.
        """
        path = self._absolute(finding.path)
        around = self._now.functions(finding.path).around(finding.span)
        if path in self._earlier.paths and (around is None or around.digest in self._digests_then(path)):
            return {path}
        return self._moved_from.get(around.digest, set()) if around is not None else set()

    def _digests_then(self, path: str) -> set[str]:
        if path not in self._then:
            text = self._texts_then.read(path)
            self._then[path] = {function.digest for function in FunctionTexts(SourceFile(path, text)).all}
        return self._then[path]

    @cached_property
    def _moved_from(self) -> dict[str, set[str]]:
        """The files of then that had functions which they have no longer, by the digests of these."""
        found: dict[str, set[str]] = {}
        declared = Declared(self._text_now)
        for path in sorted(self._earlier.changed):
            functions = FunctionTexts(SourceFile(path, self._texts_then.read(path))).all if path.endswith(".go") else ()
            for function in functions:
                if not declared.has(path, function.name, function.digest):
                    found.setdefault(function.digest, set()).add(path)
        return found

    def _made_by_others(self, same: list[Finding], look_at: set[str], check: Check) -> tuple[Finding, ...]:
        if not same or not self._earlier.overlay:
            return ()
        then = check([GoFile(self._shown.get(path, path), path) for path in sorted(look_at)], self._earlier.overlay)
        recorded = Fingerprints(self._source_then, self._absolute).of(then)
        counted = Counter(fingerprint for _, fingerprint in recorded)
        return match(counted, self._now.of(same), Declared(self._text_now)).new

    # Files ----------------------------------------------------------------------------------------

    def _absolute(self, path: str) -> str:
        return self._today.absolute.get(path, path)

    def _source_now(self, path: str) -> SourceFile:
        return SourceFile(path, self._texts_now.read(self._absolute(path)))

    def _source_then(self, path: str) -> SourceFile:
        return SourceFile(path, self._texts_then.read(self._absolute(path)))

    def _text_now(self, path: str) -> bytes | None:
        try:
            return self._texts_now.read(path)
        except OSError:
            return None
