"""Where the runs of a program and the findings on it disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oracle import Function, Leak

from rowsclose.finding import Finding

KINDS = {
    "rows-not-closed": "rows",
    "rows-overwritten": "rows",
    "rows-discarded": "rows",
    "stmt-not-closed": "stmt",
    "conn-not-closed": "conn",
    "tx-not-finished": "tx",
}
EARLY = "defer-before-error-check"
# A process that ends at the error runs no defer, which is luck; and a call that waits for ever does not get that far.
NIL_CLOSED = {"close of nil", "os.Exit(1)", "unfinished"}
# What is said of rows that a panic leaves open, or in place of it.
UNTIDY = ("rows-close-not-deferred", "defer-in-loop", EARLY)
# A call that waits for ever for a resource that is open shows that it is open, too.
ORDINARY = ("return", "unfinished")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A program, a line (``file.go:1``), and a cause by which disagreements are told apart: ``missed rows``."""

    program: int
    place: str
    cause: str
    said: str


def misses(number: int, functions: Iterable[Function], findings: Iterable[tuple[str, Finding]]) -> list[Disagreement]:
    """Leaks for which there is no finding: of ordinary returns, and of explicit panics, those of rows."""
    found = [(place, one.rule_id) for place, one in findings]
    ordinary = {(place, KINDS[rule]) for place, rule in found if rule in KINDS}
    panicking = ordinary | {(place, "rows") for place, rule in found if rule in UNTIDY}
    missed = []
    for function in functions:
        for leak in function.leaks:
            known = {"return": ordinary, "panic": panicking if _wants_defer(function, leak) else None}.get(leak.way)
            if known is not None and not any((place, leak.kind) in known for place in leak.places):
                missed.append(Disagreement(number, leak.places[0], f"missed {leak.kind} ({leak.way})", leak.script))
    return missed


def _wants_defer(function: Function, leak: Leak) -> bool:
    """Whether a panic should have been foreseen: code that panics whenever it gets rows expects to get none."""
    return leak.kind == "rows" and leak.places[0] in function.survived


def false_alarms(
    number: int, functions: Sequence[Function], findings: Iterable[tuple[str, Finding]]
) -> list[Disagreement]:
    """Findings that no run confirms."""
    return [
        Disagreement(number, place, f"false {finding.rule_id}", finding.message)
        for place, finding in findings
        if not any(_is_shown(function, place, finding.rule_id) for function in functions)
    ]


def _is_shown(function: Function, place: str, rule_id: str) -> bool:
    if rule_id == EARLY:
        return not NIL_CLOSED.isdisjoint(function.ways)
    kind = KINDS.get(rule_id)
    # What is overwritten is lost, even if no run returns that could show it.
    ways = ORDINARY if place in function.survived else (*ORDINARY, "panic")
    leaks = (leak for leak in function.leaks if leak.way in ways)
    return kind is None or any(leak.kind == kind and place in leak.places for leak in leaks)
