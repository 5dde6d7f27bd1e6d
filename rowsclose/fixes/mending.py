"""Mends what is found in one file: fixes are tried, and taken only where the analysis agrees.

One fix a function is tried at a time, those of all functions at once: that costs one analysis, and what comes in a function
speaks against its own fix alone. What is objected to is left out, and has its next fix tried in the next round; where
something came, the fix is tried once more by itself, together with the fix for what came. After each round what is left is
planned for anew, in the text as it is then.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.finding import Finding
from rowsclose.fixes.page import Beside, read_page
from rowsclose.fixes.planning import Plan, plan
from rowsclose.fixes.verification import Key, Steps, Version, key_of, moved, objection
from rowsclose.remedy import Action, Edit, Fix, Safety, edited
from rowsclose.values import value


@value(eq=False)
class Bench:
    """Where a file is worked on: ``look`` analyses a text in its place, ``beside`` reads the other files of its folder."""

    look: Callable[[bytes], Version]
    beside: Beside


Proposal = tuple[Finding, Fix]

_DEEPEST = 2  # fixes that follow from each other
_FOLLOWED = frozenset({Action.LEAVE_TO_CALLER})  # what these lay open is mended with them: each is tried by itself
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
        self._page = read_page(text, bench.beside)
        # By the keys that findings have in the text as it is now.
        self._found = {key_of(f): f for f in self._now.findings if key_of(f) in targets}
        self._tried: dict[Key, tuple[int, str]] = {}  # how many fixes have been, and what spoke against the last
        self._single: set[Key] = set()  # to be tried by itself, for something came with the fix
        self._refused: dict[Key, str] = {}
        self._fixed: list[Finding] = []
        self._fixes: dict[Key, Fix] = {}

    def run(self) -> Mended:
        while batch := self._batch():
            self._try(batch)
        refused = tuple(Refused(f, self._refused[key], key[1]) for key, f in self._found.items())
        left = frozenset(key_of(f) for f in self._now.findings)
        return Mended(self._old, self._now.text, tuple(self._fixed), refused, self._fixes, left)

    def _batch(self) -> list[Proposal]:
        """The next fix of one finding of each function, none touching another."""
        batch: list[Proposal] = []
        for finding in self._open():
            fix = self._next(finding)
            if fix is None:
                continue
            if not batch and self._is_single(finding):
                return [(finding, fix)]
            is_apart = all(f.function != finding.function and not _touch(fix, other) for f, other in batch)
            if is_apart and not self._is_single(finding):
                batch.append((finding, fix))
        return batch

    def _is_single(self, finding: Finding) -> bool:
        is_followed = finding.remedy is not None and finding.remedy.action in _FOLLOWED
        return is_followed or key_of(finding) in self._single

    def _open(self) -> list[Finding]:
        """What is still to be tried; the statement that should not be a query first, for then nothing is to be closed."""
        asked = [f for f in self._now.findings if key_of(f) in self._found and key_of(f) not in self._refused]
        return sorted(asked, key=lambda f: (f.remedy is None or f.remedy.action is not Action.EXECUTE, f.span))

    def _next(self, finding: Finding) -> Fix | None:
        """The next fix to try for a finding; None, and the finding is refused, where there is no more."""
        count, reason = self._tried.get(key_of(finding), (0, ""))
        found = plan(self._page, finding)
        allowed = self._allowed(found)
        if count < len(allowed):
            return allowed[count]
        more = [_NEEDS_LEAVE] if len(allowed) < len(found.fixes) else []
        self._refused[key_of(finding)] = "; ".join([*filter(None, [reason or found.reason]), *more])
        return None

    def _try(self, batch: list[Proposal]) -> None:
        """Take the fixes of a batch, or note what speaks against some of them."""
        while len(batch) > 1:
            edits = tuple(sorted((e for _, fix in batch for e in fix.edits), key=lambda e: e.span))
            after = self._bench.look(edited(self._now.text, edits))
            against = objection(self._now, after, (edits,), [f for f, _ in batch])
            if against is None:
                self._take(after, (edits,), batch)
                return
            if against.is_vague:
                break
            for key in against.blamed:
                if against.came:
                    self._single.add(key)
                else:
                    self._note(key, against.reason)
            batch = [(f, fix) for f, fix in batch if key_of(f) not in against.blamed]
        if batch:
            self._try_alone(*batch[0])

    def _try_alone(self, finding: Finding, fix: Fix) -> None:
        """Take a fix, together with fixes for what follows from it at one call of the same function."""
        version, steps, following = self._now, list[tuple[Edit, ...]](), fix
        while True:
            steps.append(following.edits)
            version = self._bench.look(edited(version.text, following.edits))
            against = objection(self._now, version, steps, [finding])
            if against is None:
                self._take(version, steps, [(finding, fix)])
                return
            page = read_page(version.text, self._bench.beside)
            fixes = self._allowed(plan(page, against.came[0])) if _is_one_call(against.came, finding.function) else []
            if not fixes or len(steps) == _DEEPEST:
                self._note(key_of(finding), against.reason)
                return
            following = fixes[0]

    def _note(self, key: Key, reason: str) -> None:
        self._tried[key] = (self._tried.get(key, (0, ""))[0] + 1, reason)

    def _allowed(self, found: Plan) -> list[Fix]:
        return [fix for fix in found.fixes if fix.safety is Safety.SAFE or self._safety is Safety.UNSAFE]

    def _take(self, after: Version, steps: Steps, mended: list[Proposal]) -> None:
        for finding, fix in mended:
            original = self._found.pop(key_of(finding))
            self._fixed.append(original)
            if len(steps) == 1 and self._now.text == self._old:
                self._fixes[key_of(original)] = fix
        self._found = {moved(key, steps): f for key, f in self._found.items()}
        self._refused = {moved(key, steps): reason for key, reason in self._refused.items()}
        self._single = {moved(key, steps) for key in self._single}
        self._tried = {moved(key, steps): tried for key, tried in self._tried.items()}
        gone = self._found.keys() - {key_of(f) for f in after.findings}
        self._fixed += [self._found.pop(key) for key in sorted(gone)]  # mended along with it
        self._now, self._page = after, read_page(after.text, self._bench.beside)


def _is_one_call(came: tuple[Finding, ...], function: str) -> bool:
    """Whether all that came is about one call of a function."""
    return {(f.span.start, f.function) for f in came} == {(f.span.start, function) for f in came[:1]} and bool(came)


def _touch(one: Fix, other: Fix) -> bool:
    """Whether edits of two fixes touch each other."""
    return any(a.span.start <= b.span.end and b.span.start <= a.span.end for a in one.edits for b in other.edits)
