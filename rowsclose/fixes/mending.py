"""Mends what is found in one file: fixes are tried, and taken only where the analysis agrees.

One fix a function is tried at a time, those of all functions at once, and what comes in a function speaks against its own
fix alone: it is mended along with it, or the fix is left out and the next one is tried in the next round. Where any of the
fixes may be the cause, half of them go on. After each round what is left is planned for anew, in the text as it is then; in
the end, what is left in functions that have changed is tried once more.

A round looks at the functions that it touches alone. Where the whole file shows something else in the end, all is done again
with the whole file in view.
"""

from __future__ import annotations

from rowsclose.finding import Finding
from rowsclose.fixes.page import Beside, Page, read_page
from rowsclose.fixes.planning import Plan, plan
from rowsclose.fixes.touched import Look, Touched, everything, functions_touched, seen_after
from rowsclose.fixes.verification import Edits, Key, Objection, Steps, Version, key_of, moved, objection
from rowsclose.remedy import Action, Fix, Safety
from rowsclose.values import replace, value


@value(eq=False)
class Bench:
    """Where a file is worked on: ``look`` analyses a text in its place, ``beside`` reads the other files of its folder."""

    look: Look
    beside: Beside


Proposal = tuple[Finding, Fix]

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


@value(eq=False)
class Tried:
    """What becomes of a file, and what was seen of it on the way, part by part."""

    mended: Mended
    seen: Version


def left_alone(before: Version, bench: Bench, targets: frozenset[Key], safety: Safety) -> Mended | None:
    """What becomes of a file of whose targets nothing can be tried; None where something can."""
    return _Mender(before, bench, safety, everything).untried(targets)


def mend_parts(before: Version, bench: Bench, targets: frozenset[Key], safety: Safety) -> Tried:
    """Mend what can be mended of some findings, with looks at parts of the file; ``safety`` says how far a fix may go."""
    return _Mender(before, bench, safety, functions_touched).mended(targets)


def mend_whole(before: Version, bench: Bench, targets: frozenset[Key], safety: Safety) -> Mended:
    """The same with a look at the whole file each time."""
    return _Mender(before, bench, safety, everything).mended(targets).mended


def confirmed(tried: Tried, whole: Version) -> Mended | None:
    """What has become of a file, if the whole of it is as its parts were seen."""
    is_as_seen = objection(tried.seen, whole, (), ()) is None
    return replace(tried.mended, left=_keys(whole)) if is_as_seen else None


class _Mender:
    def __init__(self, before: Version, bench: Bench, safety: Safety, touched: Touched) -> None:
        self._old = before.text
        self._bench = bench
        self._safety = safety
        self._touched = touched
        self._now = before
        self._page = read_page(before.text, bench.beside)
        # By the keys that findings have in the text as it is now.
        self._found: dict[Key, Finding] = {}
        self._tried: dict[Key, tuple[int, str]] = {}  # how many fixes have been, and what spoke against the last
        self._refused: dict[Key, str] = {}
        self._fixed: list[Finding] = []
        self._fixes: dict[Key, Fix] = {}

    def untried(self, targets: frozenset[Key]) -> Mended | None:
        """What becomes of the file where there is nothing to try; None where there is."""
        self._ask_for(targets)
        return None if self._batch() else self._outcome()

    def mended(self, targets: frozenset[Key]) -> Tried:
        """What becomes of the file."""
        self._ask_for(targets)
        while self._goes_on():
            pass
        return Tried(self._outcome(), self._now)

    def _goes_on(self) -> bool:
        """Mend until nothing is left to try; whether some of that is worth another look, for its function has changed."""
        known = len(self._fixed)
        while batch := self._batch():
            self._try(batch)
        changed = {finding.function for finding in self._fixed[known:]}
        # What is not found any more has been mended along with something else.
        again = [key for key in self._refused if key in self._found and self._found[key].function in changed]
        for key in again:
            del self._refused[key]
            self._tried.pop(key, None)
        return bool(again)

    def _ask_for(self, targets: frozenset[Key]) -> None:
        self._found = {key_of(f): f for f in self._now.findings if key_of(f) in targets}

    def _outcome(self) -> Mended:
        refused = tuple(Refused(f, self._refused[key], key[1]) for key, f in self._found.items())
        return Mended(self._old, self._now.text, tuple(self._fixed), refused, self._fixes, _keys(self._now))

    def _batch(self) -> list[Proposal]:
        """The next fix of one finding of each function, none touching another."""
        batch: list[Proposal] = []
        for finding in self._open():
            fix = self._next(finding)
            if fix is not None and all(f.function != finding.function and not _touch(fix, o) for f, o in batch):
                batch.append((finding, fix))
        return batch

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
        """Take the fixes of a batch, or note what speaks against some of them and take the others."""
        while batch and (against := self._attempt(batch)) is not None:
            if against.is_vague and len(batch) > 1:
                batch = batch[: len(batch) // 2]
                continue
            for key in against.blamed:
                self._tried[key] = (self._tried.get(key, (0, ""))[0] + 1, against.reason)
            batch = [(f, fix) for f, fix in batch if key_of(f) not in against.blamed]

    def _attempt(self, batch: list[Proposal]) -> Objection | None:
        """Take the fixes of a batch, together with those for what follows from them; else what speaks against some."""
        targets, fixes = [f for f, _ in batch], [fix for _, fix in batch]
        version, page, steps = self._now, self._page, list[Edits]()
        while True:
            steps.append(tuple(sorted((e for fix in fixes for e in fix.edits), key=lambda e: e.span)))
            version = seen_after(self._bench.look, version, steps[-1], self._touched(page, steps[-1]))
            against = objection(self._now, version, steps, targets)
            if against is None:
                self._take(version, steps, batch)
                return None
            if not against.came or against.is_vague or len(steps) == _DEEPEST:
                return against
            page = read_page(version.text, self._bench.beside)
            following = self._following(page, against.came)
            hopeless = frozenset(key_of(f) for f in targets if following.get(f.function, ()) is None)
            if hopeless:
                return replace(against, blamed=hopeless)
            fixes = [fix for fix in following.values() if fix is not None]

    def _following(self, page: Page, came: tuple[Finding, ...]) -> dict[str, Fix | None]:
        """What mends the findings that have come, by their functions; None where it is more than one call of it."""
        found: dict[str, Fix | None] = {}
        for function in {f.function: None for f in came}:
            first, *more = (f for f in came if f.function == function)
            allowed = self._allowed(plan(page, first)) if all(f.span.start == first.span.start for f in more) else []
            is_apart = allowed and not any(fix is not None and _touch(allowed[0], fix) for fix in found.values())
            found[function] = allowed[0] if is_apart else None
        return found

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
        self._tried = {moved(key, steps): tried for key, tried in self._tried.items()}
        gone = self._found.keys() - _keys(after)
        self._fixed += [self._found.pop(key) for key in sorted(gone)]  # mended along with it
        self._now, self._page = after, read_page(after.text, self._bench.beside)


def _keys(version: Version) -> frozenset[Key]:
    return frozenset(key_of(f) for f in version.findings)


def _touch(one: Fix, other: Fix) -> bool:
    """Whether edits of two fixes touch each other."""
    return any(a.span.start <= b.span.end and b.span.start <= a.span.end for a in one.edits for b in other.edits)
