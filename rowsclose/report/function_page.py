"""``rowsclose explain --function``: what is inferred of a function, for the terminal.

store/rows.go:12: func closeOnError(rows *sql.Rows, err error) error
  rows: releases it on some paths
    releases it where result 0 is not nil
    leaves it open where result 0 is nil
    line 14: rows.Close()
  returns always
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rowsclose.inference.inferred import (
    Carrier,
    Fate,
    FunctionInference,
    Owner,
    Reason,
    Returned,
    Returning,
    Way,
)
from rowsclose.report.terminal import Paint, visible

_ENDS = {
    "goroutine": "it ends the goroutine or panics",
    "process": "it ends the process",
    "goroutine or process": "it ends the goroutine or the process",
}


def function_pages(functions: Sequence[FunctionInference], *, color: bool = False) -> Iterator[str]:
    """A page for each function, with an empty line between two."""
    paint = Paint(color)
    for index, function in enumerate(functions):
        between = "\n" if index else ""
        yield between + "".join(f"{line}\n" for line in _page(function, paint))


def _page(function: FunctionInference, paint: Paint) -> Iterator[str]:
    yield f"{visible(function.path)}:{function.line}: {paint.bold(visible(function.signature))}"
    if function.unread:
        yield f"  its body is not known: {function.unread}"
    for carrier in function.carriers:
        yield from _carrier(carrier)
    for result in function.results:
        yield from _result(result)
    if not function.carriers and not function.results:
        yield "  no parameter or result of it can carry a resource"
    yield from _returning(function)


def _carrier(carrier: Carrier) -> Iterator[str]:
    name = visible(carrier.name)
    if len(carrier.ways) == 1:
        yield f"  {name}: {_always(carrier.ways[0])}"
    elif any(way.fate is Fate.RELEASES for way in carrier.ways):
        yield f"  {name}: releases it on some paths"
    elif carrier.ways:
        yield f"  {name}: it depends on the path"
    else:
        yield f"  {name}: nothing becomes of it"
    if len(carrier.ways) > 1:
        otherwise = "on other paths" if any(way.where for way in carrier.ways) else "on some paths"
        yield from (f"    {_way(way, otherwise)}" for way in carrier.ways)
    if carrier.remark:
        yield f"    {visible(carrier.remark)}"
    yield from _reasons(carrier.reasons)
    if not carrier.reasons and not carrier.remark and all(way.fate is Fate.BORROWS for way in carrier.ways):
        yield "    no line of it releases or stores it"


def _always(way: Way) -> str:
    match way.fate:
        case Fate.RELEASES:
            return "releases it always"
        case Fate.BORROWS:
            return "borrows it"
        case Fate.KEEPS:
            return "keeps it"
        case Fate.RETURNS:
            return f"returns it, as or within result {way.result}"
        case Fate.LOSES:
            return "loses it: the place that holds it gets another value"
        case Fate.UNKNOWN:
            return "unknown"
        case _:
            assert_never(way.fate)


def _way(way: Way, otherwise: str) -> str:
    where = f"where {' and '.join(visible(w) for w in way.where)}" if way.where else otherwise
    match way.fate:
        case Fate.RELEASES:
            done = "releases it"
        case Fate.BORROWS:
            done = "leaves it open"
        case Fate.KEEPS:
            done = "keeps it"
        case Fate.RETURNS:
            done = f"returns it as or within result {way.result}"
        case Fate.LOSES:
            done = "loses it"
        case Fate.UNKNOWN:
            done = "gives it to code out of reach"
        case _:
            assert_never(way.fate)
    return f"{done} {where}"


def _result(result: Returned) -> Iterator[str]:
    name = f" {visible(result.name)}" if result.name else ""
    head = f"  result {result.index}{name} ({result.kind.noun})"
    match result.owner:
        case Owner.CALLER:
            yield f"{head}: acquired for the caller"
        case Owner.SOMEBODY:
            yield f"{head}: somebody else's, the caller need not release it"
        case Owner.PARAMETER:
            yield f"{head}: another name for {visible(result.parameter)}"
        case _:
            assert_never(result.owner)
    yield from _reasons(result.reasons)


def _returning(function: FunctionInference) -> Iterator[str]:
    how = _ENDS.get(function.ends, "")
    match function.returning:
        case Returning.ALWAYS:
            yield "  returns always"
        case Returning.SOMETIMES:
            yield f"  may not return{': ' + how if how else ''}"
        case Returning.NEVER:
            yield f"  never returns{': ' + how if how else ''}"
        case _:
            assert_never(function.returning)
    yield from _reasons(function.returning_reasons)


def _reasons(reasons: Sequence[Reason]) -> Iterator[str]:
    yield from (f"    line {reason.line}: {visible(reason.text)}" for reason in reasons)
