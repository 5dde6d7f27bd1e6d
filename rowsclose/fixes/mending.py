"""Mends what is found in one file: fixes are tried, and taken only where the analysis agrees.

First all that do not touch each other are tried at once, for that costs one analysis. What is left is tried by itself,
one fix after the other. After each that is taken, what is left is planned for anew, in the text as it is then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rowsclose.finding import Finding
from rowsclose.fixes.page import Beside
from rowsclose.fixes.planning import Plan, plan
from rowsclose.fixes.verification import Key, Objection, Steps, Version, key_of, moved, objection
from rowsclose.remedy import Action, Edit, Fix, Safety, edited
from rowsclose.values import value


@value(eq=False)
class Bench:
    """Where a file is worked on: ``look`` analyses a text in its place, ``beside`` reads the other files of its folder."""

    look: Callable[[bytes], Version]
    beside: Beside


_DEEPEST = 2  # fixes that follow from each other
_NEEDS_LEAVE = "--unsafe-fixes knows another way"


@value
class Refused:
    """A finding that is not mended, as it was found, and why; ``at`` is where its call begins in the text as it is now."""

    finding: Finding
    reason: str
    at: int


@value
class Mended:
    """One file: what it was, what it is, which findings are mended, and which are not.

    ``fixes`` are those that stand by themselves, by the finding in the old text that each mends. ``left`` is all that is
    found in the new text.
    """

    old: bytes
    new: bytes
    fixed: tuple[Finding, ...]
    refused: tuple[Refused, ...]
    fixes: dict[Key, Fix]
    left: frozenset[Key]


def mend(text: bytes, bench: Bench, targets: frozenset[Key], safety: Safety) -> Mended:
    """Mend what can be mended of some findings in a text; ``safety`` says how far a fix may go."""
    return _Mender(text, bench, targets, safety).run()


class _Mender:
    def __init__(self, text: bytes, bench: Bench, targets: frozenset[Key], safety: Safety) -> None:
        self._old = text
        self._bench = bench
        self._safety = safety
        self._now = bench.look(text)
        # By the keys that findings have in the text as it is now.
        self._found = {key_of(f): f for f in self._now.findings if key_of(f) in targets}
        self._refused: dict[Key, str] = {}
        self._fixed: list[Finding] = []
        self._fixes: dict[Key, Fix] = {}

    def run(self) -> Mended:
        while self._several() or self._one():
            pass
        refused = tuple(Refused(f, self._refused[key], key[1]) for key, f in self._found.items())
        left = frozenset(key_of(f) for f in self._now.findings)
        return Mended(self._old, self._now.text, tuple(self._fixed), refused, self._fixes, left)

    def _open(self) -> list[Finding]:
        """What is still to be tried; the statement that should not be a query first, for then nothing is to be closed."""
        asked = [f for f in self._now.findings if key_of(f) in self._found and key_of(f) not in self._refused]
        return sorted(asked, key=lambda f: (f.remedy is None or f.remedy.action is not Action.EXECUTE, f.span))

    def _several(self) -> bool:
        """Take the first fixes of several findings at once; those that the analysis objects to are left out."""
        batch = _apart((f, fixes[0]) for f in self._open() if (fixes := self._allowed(self._plan(self._now, f))))
        while len(batch) > 1:
            edits = _joined([fix for _, fix in batch])
            after = self._bench.look(edited(self._now.text, edits))
            against = objection(self._now, after, (edits,), [f for f, _ in batch])
            if against is None:
                self._take(after, (edits,), batch)
                return True
            batch = [(f, fix) for f, fix in batch if key_of(f) not in against.blamed]
        return False

    def _one(self) -> bool:
        """Mend the next finding by itself; whether one was."""
        for finding in self._open():
            found = self._plan(self._now, finding)
            reason = found.reason
            for fix in self._allowed(found):
                tried = self._tried(finding, fix)
                if not isinstance(tried, Objection):
                    self._take(*tried, [(finding, fix)])
                    return True
                reason = tried.reason
            more = [_NEEDS_LEAVE] if len(self._allowed(found)) < len(found.fixes) else []
            self._refused[key_of(finding)] = "; ".join([*filter(None, [reason]), *more])
        return False

    def _tried(self, finding: Finding, fix: Fix) -> tuple[Version, Steps] | Objection:
        """The version that a fix makes, together with fixes for what follows from it at the same call."""
        version, steps = self._now, list[tuple[Edit, ...]]()
        while True:
            steps.append(fix.edits)
            version = self._bench.look(edited(version.text, fix.edits))
            against = objection(self._now, version, steps, [finding])
            if against is None:
                return version, steps
            place = moved(key_of(finding), steps)[1]
            follows = bool(against.came) and all(f.span.start == place for f in against.came)
            fixes = self._allowed(self._plan(version, against.came[0])) if follows else []
            if not fixes or len(steps) == _DEEPEST:
                return against
            fix = fixes[0]

    def _plan(self, version: Version, finding: Finding) -> Plan:
        return plan(version.text, finding, self._bench.beside)

    def _allowed(self, found: Plan) -> list[Fix]:
        return [fix for fix in found.fixes if fix.safety is Safety.SAFE or self._safety is Safety.UNSAFE]

    def _take(self, after: Version, steps: Steps, mended: list[tuple[Finding, Fix]]) -> None:
        for finding, fix in mended:
            original = self._found.pop(key_of(finding))
            self._fixed.append(original)
            if len(steps) == 1 and self._now.text == self._old:
                self._fixes[key_of(original)] = fix
        self._found = {moved(key, steps): f for key, f in self._found.items()}
        self._refused = {moved(key, steps): reason for key, reason in self._refused.items()}
        gone = self._found.keys() - {key_of(f) for f in after.findings}
        self._fixed += [self._found.pop(key) for key in sorted(gone)]  # mended along with it
        self._now = after


def _apart(fixes: Iterator[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """Those that do not touch each other, each acquiring call at most once."""
    taken: list[tuple[Finding, Fix]] = []
    edits: list[Edit] = []
    for finding, fix in fixes:
        is_alone = all(finding.span.start != other.span.start for other, _ in taken)
        if is_alone and not any(_touch(one, other) for one in fix.edits for other in edits):
            taken.append((finding, fix))
            edits += fix.edits
    return taken


def _touch(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def _joined(fixes: list[Fix]) -> tuple[Edit, ...]:
    return tuple(sorted((edit for fix in fixes for edit in fix.edits), key=lambda e: e.span))
