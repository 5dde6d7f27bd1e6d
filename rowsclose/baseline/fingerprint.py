"""What a finding is, without where it stands: the same before and after an edit that leaves the leak itself alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rowsclose.baseline.functions import FunctionTexts
from rowsclose.finding import Finding
from rowsclose.source import SourceFile
from rowsclose.values import value


@value
class Fingerprint:
    """A finding's rule, file, function and acquiring call, and the digest of that function's tokens.

    ``path`` counts from the root of the repository. Two findings may have the same one.
    """

    path: str
    function: str
    rule: str
    call: str
    digest: str

    @property
    def order(self) -> tuple[str, ...]:
        """By file, function, call and rule."""
        return self.path, self.function, self.call, self.rule, self.digest


class Fingerprints:
    """Makes fingerprints; a file is parsed once where its findings come one after the other."""

    def __init__(self, read: Callable[[str], SourceFile], shown: Callable[[str], str]) -> None:
        """``read`` gives the source of a reported path, ``shown`` what it is called from the repository's root."""
        self._read = read
        self._shown = shown
        self._last: tuple[str, FunctionTexts] | None = None

    def of(self, findings: Iterable[Finding]) -> list[tuple[Finding, Fingerprint]]:
        """Each finding with its fingerprint, in the same order."""
        return [(finding, self._of(finding)) for finding in findings]

    def functions(self, path: str) -> FunctionTexts:
        """The functions of a reported file."""
        if self._last is None or self._last[0] != path:
            self._last = (path, FunctionTexts(self._read(path)))
        return self._last[1]

    def _of(self, finding: Finding) -> Fingerprint:
        functions = self.functions(finding.path)
        around = functions.around(finding.span)
        return Fingerprint(
            self._shown(finding.path),
            finding.function,
            finding.rule_id,
            functions.call_at(finding.span),
            around.digest if around is not None else "",
        )
