"""Which findings the comments of a file silence, and what of a comment silences nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rowsclose.errors import did_you_mean
from rowsclose.finding import Finding, Suppressed
from rowsclose.source import SourceFile, Span
from rowsclose.suppressions.comment import UNUSED, Claim, Suppression, read_comment
from rowsclose.syntax.comments import around, line_comments, package_clause
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_OWN = b"//rowsclose:ignore"
_WORD = re.compile(rb"//rowsclose:ignore|nolint")


@value
class Applied:
    """One comment after all findings of its file have been held against it.

    ``idle`` are the names that silenced nothing, empty for one that stands for all rules. ``unknown`` are names of no
    rule, each with a suggestion. ``is_late``: it is for the file, and stands behind the package clause.
    """

    path: str
    suppression: Suppression
    idle: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    lacks_reason: bool
    is_late: bool


@value
class Asked:
    """What a file has been checked for: ``known`` are all rules, ``usual`` those on by default, ``run`` those that ran."""

    known: tuple[str, ...]
    usual: frozenset[str]
    run: frozenset[str]
    reasons: bool

    def judges(self, claim: Claim) -> bool:
        """Whether a claim that silenced nothing was in a position to."""
        return self.usual <= self.run if claim.rules is None else claim.rules <= self.run


class FileSuppressions:
    """The suppressing comments of one file."""

    def __init__(self, source: SourceFile, root: Node) -> None:
        self._source = source
        self._root = root
        clause = package_clause(root)
        self._clause_line = source.position(clause.start).line if clause else 0
        self._all = tuple(self._read())
        self._for_file = [one for one in self._all if self._is_for_file(one)]
        self._used: set[tuple[Suppression, Claim]] = set()

    def silence(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """The findings that are left, and those that comments silence."""
        left, silenced = [], []
        for finding in findings:
            by = self._covering(finding)
            if by is None:
                left.append(finding)
            else:
                silenced.append(Suppressed(finding, by.reason, by.span))
        return left, silenced

    def applied(self, asked: Asked) -> Iterator[Applied]:
        """The comments, in source order, once all findings have been given to ``silence``."""
        for one in self._all:
            ours = [c for c in one.claims if c.is_ours and c.word != UNUSED]
            idle = tuple(c.word for c in ours if (one, c) not in self._used and asked.judges(c))
            named = [c.word for c in ours if c.rules is not None]
            unknown = tuple((word, did_you_mean(word, asked.known)) for word in named if word not in asked.known)
            has_effect = any((one, claim) in self._used for claim in one.claims)
            lacks_reason = asked.reasons and not one.reason and (bool(ours) or has_effect)
            yield Applied(self._source.path, one, idle, unknown, lacks_reason, self._is_late(one))

    def _read(self) -> Iterator[Suppression]:
        for span in line_comments(self._root, _beginnings(self._source.text)):
            said = read_comment(self._source.text[span.start : span.end].decode("utf-8", "replace"))
            if said is not None:
                at = self._source.position(span.start)
                before = self._source.text[span.start - at.column + 1 : span.start]
                is_alone = not before.removeprefix(b"\xef\xbb\xbf").strip()
                yield Suppression(*said, span, at.line, is_alone)

    def _covering(self, finding: Finding) -> Suppression | None:
        """The comment that silences a finding: of several, the nearest that gives a reason."""
        if not self._all:
            return None
        near = [s for s in self._near(finding) if any(c.covers(finding.rule_id) for c in s.claims)]
        for one in near:
            self._used |= {(one, claim) for claim in one.claims if claim.covers(finding.rule_id)}
        return next((s for s in near if s.reason), near[0]) if near else None

    def _near(self, finding: Finding) -> list[Suppression]:
        """The comments at a finding's statement, then those at its function, then those for the file."""
        if finding.rule_id == UNUSED:  # which stands on a comment
            line = self._source.position(finding.span.start).line
            return [*(s for s in self._all if s.line == line), *self._for_file]
        places = around(self._root, finding.span)
        found = self._at(places.statement)
        if places.function is not None:
            found += self._at(places.function)
        return list(dict.fromkeys([*found, *self._for_file]))

    def _at(self, span: Span) -> list[Suppression]:
        """The comments on the lines of a span, and in the comment lines right above it."""
        first, last = self._source.position(span.start).line, self._source.position(span.end).line
        above = first
        while above > 1 and self._is_comment_line(above - 1):
            above -= 1
        lines = range(first, last + 1)
        return [
            s for s in self._all if not s.for_file and (s.line in lines or (s.is_alone and above <= s.line < first))
        ]

    def _is_comment_line(self, line: int) -> bool:
        return self._source.line_text(line).lstrip().startswith("//")

    def _is_for_file(self, one: Suppression) -> bool:
        if one.for_file:
            return not self._is_late(one)
        # As golangci-lint has it: what stands right above the package clause is for all of the file.
        is_above = one.is_alone and one.line < self._clause_line
        return is_above and all(self._is_comment_line(n) for n in range(one.line, self._clause_line))

    def _is_late(self, one: Suppression) -> bool:
        return one.for_file and one.line >= self._clause_line


def _beginnings(text: bytes) -> Iterator[int]:
    """Where comments that may silence something begin: two slashes, and nothing but slashes and blanks to the word."""
    behind = 0
    for found in _WORD.finditer(text):
        if found.group() == _OWN:
            yield found.start()
        else:
            before = text[behind : found.start()]
            slashes = before.find(b"//", len(before.rstrip(b"/ ")))
            if slashes >= 0:
                yield behind + slashes
        behind = found.end()
