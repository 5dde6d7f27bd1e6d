"""What is known of the calls on a line: what becomes of what they acquire, or why they acquire nothing."""

from __future__ import annotations

from rowsclose.finding import Finding, Notice, Suppressed
from rowsclose.go import types as t
from rowsclose.go.ir import Call, Function
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.go.walk import calls_of
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.provenance.whose import Whose
from rowsclose.ownership.witness.account import Account
from rowsclose.source import SourceFile, Span
from rowsclose.values import value


@value
class NotAcquiring:
    """A call that acquires nothing, and why that is so; ``span`` is the called name."""

    span: Span
    call: str
    why: str


@value
class LineInference:
    """What is known of one line: the resources that are acquired on it, and its other calls."""

    accounts: tuple[Account, ...]
    others: tuple[NotAcquiring, ...]


@value
class LineKnown:
    """What is known of a line; ``source`` is its file, ``function`` what encloses it, empty where nothing does.

    ``said`` are the findings on it, and ``silenced`` those that comments silence.
    """

    source: SourceFile
    line: int
    function: str
    inferred: LineInference
    said: tuple[Finding, ...]
    silenced: tuple[Suppressed, ...]
    notices: tuple[Notice, ...]


def infer_line(analysis: Analysis, function: Function, source: SourceFile, line: int) -> LineInference:
    """What is known of the calls on a line of a function, its literals included.

    Raises:
        OverBudget: the function takes too many steps.
    """
    accounts = tuple(a for a in analysis.accounts(function) if a.site.line == line)
    acquiring = {account.site.span for account in accounts}
    others = [
        _not_acquiring(analysis, function, call, source)
        for call in calls_of(function)
        if source.position(call.name_span.start).line == line and call.name_span not in acquiring
    ]
    return LineInference(accounts, tuple(dict.fromkeys(o for o in others if o is not None)))


def shown_type(type_: t.Type | None) -> str:
    """A type as Go has it, with packages by their last name; ``…`` for what is made of a type in place."""
    match type_:
        case None:
            return "?"
        case t.Named(package, name, arguments):
            inner = f"[{', '.join(map(shown_type, arguments))}]" if arguments else ""
            qualifier = package.rpartition("/")[2]
            return f"{qualifier}.{name}{inner}" if qualifier and package != t.UNIVERSE else f"{name}{inner}"
        case t.Pointer(element):
            return f"*{shown_type(element)}"
        case t.Sequence(element):
            return f"[]{shown_type(element)}"
        case t.Map(key, element):
            return f"map[{shown_type(key)}]{shown_type(element)}"
        case t.Channel(element):
            return f"chan {shown_type(element)}"
        case t.TypeParameter(name):
            return name
        case _:
            return "…"


def _not_acquiring(analysis: Analysis, function: Function, call: Call, source: SourceFile) -> NotAcquiring | None:
    typing = analysis.view.program.typing(function)
    if typing.target(call).kind in (TargetKind.BUILTIN, TargetKind.CONVERSION):
        return None
    text = source.text[call.name_span.start : call.name_span.end].decode("utf-8", "replace")
    return NotAcquiring(call.name_span, " ".join(text.split()), _why(analysis, call, typing))


def _why(analysis: Analysis, call: Call, typing: Typing) -> str:
    results, target = typing.results(call), typing.target(call)
    if not results and call.targets:
        return "its type is out of reach, and what is done with its result does not show that anything has to be closed"
    if not results:
        return "it gives nothing"
    for index, type_ in enumerate(results):
        obligation = analysis.view.obligations.of(type_)
        if obligation is None:
            continue
        if analysis.ownership.of(target, index, typing) is not Whose.CALLER:
            return f"it gives a {obligation.kind.noun} that is somebody else's: the caller need not release it"
        return f"it gives a {obligation.kind.noun} that is done with where it stands"
    given = ", ".join(map(shown_type, results))
    if not typing.universe.in_reach(results[0]):
        return f"it gives {given}, whose declaration is out of reach, and nothing shows that it has to be closed"
    return f"it gives {given}: nothing that has to be closed"
