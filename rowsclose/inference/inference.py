"""What is inferred of one function, and why: what it does to a resource it is given, and whose are those it returns.

    func closeOnError(rows *sql.Rows) error

    parameter rows   releases it       where result 0 is not nil     line 12: rows.Close()
                     leaves it open    where result 0 is nil

This is what the analysis itself goes by at each call of the function, put into values that a page can show. A
parameter that cannot carry a resource is left out; so are values of type ``any`` and functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rowsclose.finding import Confidence
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FunctionDeclaration
from rowsclose.go.ir import ELEMENT, Build, Call, Constant, Function, Input, IsNil, IsTrue, Operand, Place, Return
from rowsclose.go.packages import Package
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import instructions_of, targets_of
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
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.callees.places import output_index
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import Claim, Settle
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.language import head_of
from rowsclose.ownership.models.model import ArgumentRule, OnArgument
from rowsclose.ownership.obligations.obligation import Evidence, Obligation
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import Made, sources_of
from rowsclose.ownership.provenance.whose import Whose
from rowsclose.source import Span

_INTERFACE_RELEASES = ("Close", "Release", "Commit", "Rollback")
_MOST_REASONS = 12


def goes_by(declaration: FunctionDeclaration, package: Package, wanted: str) -> bool:
    """Whether a function has this name: ``Func``, ``Type.Method``, ``(*Type).Method``, each with a package or its path."""
    plain = wanted.replace("(*", "").replace("(", "").replace(")", "").replace("*", "")
    bare = f"{declaration.receiver}.{declaration.name}" if declaration.receiver else declaration.name
    return plain in (bare, f"{package.name}.{bare}", f"{package.path}.{bare}")


def infer(analysis: Analysis, declaration: FunctionDeclaration) -> FunctionInference:
    """What is inferred of a function.

    Raises:
        RecursionError: its body is nested deeper than Python can follow.
    """
    return _Inference(analysis, declaration).all()


class _Inference:
    def __init__(self, analysis: Analysis, declaration: FunctionDeclaration) -> None:
        self._analysis = analysis
        self._program = analysis.view.program
        self._obligations = analysis.view.obligations
        self._declaration = declaration
        self._source = self._program.file(declaration.path).source
        self._function = self._program.body(declaration)
        self._target = Target(
            TargetKind.METHOD if declaration.receiver else TargetKind.FUNCTION,
            declaration.name,
            declaration.package,
            t.Named(declaration.package, declaration.receiver) if declaration.receiver else None,
            declaration.signature,
            declaration,
            declaration.directives,
        )
        self._model = analysis.view.models.of(self._target)

    def all(self) -> FunctionInference:
        declaration = self._declaration
        end = declaration.body.start if declaration.body is not None else declaration.span.end
        signature = self._source.text[declaration.span.start : end].decode("utf-8", "replace")
        carriers = tuple(self._carriers())
        returning, ends, reasons = self._returning()
        return FunctionInference(
            declaration.shown_name,
            declaration.path,
            self._line(declaration.span.start),
            " ".join(signature.split()),
            carriers,
            tuple(self._results(carriers)),
            returning,
            ends,
            reasons,
            self._unread(),
        )

    def _unread(self) -> str:
        if self._function is not None:
            return ""
        return "it has no body" if self._declaration.body is None else "a syntax error stands in it"

    # Parameters -----------------------------------------------------------------------------------

    def _carriers(self) -> Iterator[Carrier]:
        for index, (name, type_) in enumerate(self._inputs()):
            for suffix, path, obligation in self._carried(type_):
                label = f"each of {name}" if suffix == ELEMENT else f"{name}.{suffix}" if suffix else name
                yield self._carrier(label, Place(Input(index), path), obligation)

    def _inputs(self) -> Iterator[tuple[str, t.Type]]:
        """The names and types of the receiver and the parameters; one without a name goes by its index."""
        head = head_of(self._declaration)
        if head.owner is not None:
            yield head.receiver or "receiver", head.owner
        for index, parameter in enumerate(self._declaration.signature.parameters):
            yield parameter.name if parameter.name not in ("", "_") else f"parameter {index}", parameter.type

    def _carried(self, type_: t.Type) -> Iterator[tuple[str, tuple[str, ...], Obligation]]:
        """The ways to a resource from a value: itself, its elements, its fields."""
        obligations, universe = self._obligations, self._program.universe
        obligation = obligations.of(type_)
        if obligation is not None:
            yield "", obligation.inner, obligation
            return
        match universe.underlying(t.strip_pointers(universe.resolve(type_))):
            case t.Sequence(element) | t.Channel(element) | t.Map(_, element):
                inner = obligations.of(element)
                if inner is not None:
                    yield ELEMENT, (ELEMENT, *inner.inner), inner
            case t.Struct(fields):
                for field in fields:
                    inner = obligations.of(field.type)
                    if inner is not None:
                        yield field.name, (field.name, *inner.inner), inner
            case t.Interface() as interface:
                releases = {n for n in _INTERFACE_RELEASES if universe.select(interface, n) is not None}
                if releases:
                    ends = bool(releases & {"Commit", "Rollback"})
                    kind = ResourceKind.TRANSACTION if ends else ResourceKind.ROWS
                    yield "", (), Obligation(kind, frozenset(releases), Evidence.USED, None)
            case _:
                pass

    def _carrier(self, name: str, held_at: Place, obligation: Obligation) -> Carrier:
        assert isinstance(held_at.root, Input)
        index = held_at.root.index
        rule = self._model.on_inputs(frozenset({index}))
        if rule is not None:
            return Carrier(name, (_directed(rule),), (self._directive_reason(rule.said_by),))
        is_release = self._declaration.receiver and index == 0 and self._declaration.name in obligation.releases
        if is_release and obligation.evidence is Evidence.DECLARED and not held_at.path:
            return Carrier(name, (Way(Fate.RELEASES),), (), f"{self._declaration.name} is what its type must call")
        examined = self._analysis.summaries.examined(self._declaration, (held_at,), obligation)
        if examined is None:
            return Carrier(name, (Way(Fate.UNKNOWN),), (), self._unread() or "it cannot be followed")
        summary, events = examined
        ways = tuple(self._ways(summary.returns, held_at))
        if any(e.kind is EventKind.OVERWRITTEN for e in events):
            ways = (*ways, Way(Fate.LOSES))
        if not ways:
            return Carrier(name, (), (), "no path leads to an end of it")
        return Carrier(name, ways, self._carrier_reasons({w.fate for w in ways}, summary.returns, events))

    def _ways(self, outcomes: tuple[Outcome, ...], held_at: Place) -> Iterator[Way]:
        found: dict[tuple[Fate, int], list[frozenset[Claim]]] = {}
        for outcome in outcomes:
            if outcome.state is Typestate.VOID:
                continue
            claims = frozenset(c for c in outcome.claims if _place_of(c) != held_at)
            for when, then in outcome.implied:
                if isinstance(then, Settle) and then.state is Typestate.RELEASED and outcome.state is Typestate.OPEN:
                    found.setdefault((Fate.RELEASES, 0), []).append(claims | {when})
                    claims |= {_opposite(when)}
            found.setdefault(_fate(outcome), []).append(claims)
        if len(found) == 1:  # where it is does not matter then
            yield from (Way(fate, (), result) for fate, result in found)
            return
        ways = [
            Way(fate, tuple(sorted(self._said(c) for c in condition)), result)
            for (fate, result), conditions in found.items()
            for condition in _simplified(conditions)
        ]
        order = list(Fate)
        yield from sorted(ways, key=lambda w: (not w.where, order.index(w.fate), w.result, w.where))

    def _said(self, claim: Claim) -> str:
        place = _place_of(claim)
        output = output_index(place)
        names = [name for name, _ in self._inputs()]
        base = f"result {output}" if output is not None else names[getattr(place.root, "index", 0)]
        answers = ("true", "false") if isinstance(claim.atom, IsTrue) else ("nil", "not nil")
        return f"{'.'.join((base, *place.path))} is {answers[0] if claim.holds else answers[1]}"

    def _carrier_reasons(
        self, fates: set[Fate], outcomes: tuple[Outcome, ...], events: list[Event]
    ) -> tuple[Reason, ...]:
        spans: list[Span] = []
        if Fate.RELEASES in fates:
            released = (EventKind.RELEASED, EventKind.DEFERRED)
            spans += (e.span for e in events if e.kind in released and e.release is not Release.DEFERRED)
        if Fate.LOSES in fates:
            spans += (e.span for e in events if e.kind is EventKind.OVERWRITTEN)
        if Fate.KEEPS in fates or Fate.UNKNOWN in fates:
            spans += (e.span for e in events if e.kind is EventKind.HANDED_OVER)
        for holder in (h for o in outcomes for h in o.holders):
            output = output_index(holder)
            if output is None and Fate.KEEPS in fates:
                spans += self._stores(holder)
            elif output is not None and Fate.RETURNS in fates:
                spans += self._returns_of(output)
        return self._reasons(spans)

    def _stores(self, holder: Place) -> Iterator[Span]:
        """Where something is stored in a part of a parameter."""
        assert self._function is not None
        assert isinstance(holder.root, Input)
        whole = Place(self._function.parameters[holder.root.index], holder.path)
        for instruction in instructions_of(self._function):
            if not isinstance(instruction, Return) and any(
                p.path and whole.starts_with(p) for p in targets_of(instruction)
            ):
                yield instruction.span

    # Results --------------------------------------------------------------------------------------

    def _results(self, carriers: tuple[Carrier, ...]) -> Iterator[Returned]:
        for index, result in enumerate(self._declaration.signature.results):
            obligation = self._obligations.of(result.type)
            if obligation is None:
                continue
            parameter = next((c.name for c in carriers for w in c.ways if _hands_back(w, index)), "")
            owner = self._owner(index, parameter)
            name = result.name if result.name != "_" else ""
            shown = parameter if owner is Owner.PARAMETER else ""
            yield Returned(index, name, obligation.kind, owner, shown, self._result_reasons(index, owner))

    def _owner(self, index: int, parameter: str) -> Owner:
        if self._analysis.ownership.of(self._target, index) is Whose.CALLER:
            return Owner.CALLER
        return Owner.PARAMETER if parameter else Owner.SOMEBODY

    def _result_reasons(self, index: int, owner: Owner) -> tuple[Reason, ...]:
        acquires, returns = self._model.acquires, (r for r in self._model.arguments if r.does is OnArgument.RETURNS)
        said = (self._model.not_acquired, acquires.said_by if acquires else None, *(r.said_by for r in returns))
        directive = next((d for d in said if d is not None), None)
        if directive is not None:
            return (self._directive_reason(directive),)
        if self._function is None:
            return ()
        calls = self._reasons(self._made_by(self._function, index)) if owner is Owner.CALLER else ()
        return calls or self._reasons(self._returns_of(index))

    def _returns_of(self, index: int) -> Iterator[Span]:
        """The return statements that give something, and not nil, as a result."""
        assert self._function is not None
        for returned, value in returned_values(self._function, index):
            if not returned.implicit and not isinstance(value, Constant):
                yield returned.span

    def _made_by(self, function: Function, index: int) -> Iterator[Span]:
        """The calls that a result comes from."""
        typing = self._program.typing(function)
        for _, value in returned_values(function, index):
            yield from self._calls_behind(value, function, typing)

    def _calls_behind(self, value: Operand, function: Function, typing: Typing) -> Iterator[Span]:
        pending, seen = [value], set[int]()
        while pending:
            for source in sources_of(pending.pop(0), function, typing).leaves:
                if not isinstance(source, Made) or id(source.by) in seen:
                    continue
                seen.add(id(source.by))
                if isinstance(source.by, Build):
                    pending += (element for _, element in source.by.elements)
                elif isinstance(source.by, Call) and any(self._obligations.of(r) for r in typing.results(source.by)):
                    yield source.by.name_span

    # Returning ------------------------------------------------------------------------------------

    def _returning(self) -> tuple[Returning, str, tuple[Reason, ...]]:
        model = self._model
        if model.ends is not None:
            return Returning.NEVER, model.ends.ending.value, (self._directive_reason(model.ends.said_by),)
        for exit_ in model.may_exit[:1]:
            return Returning.SOMETIMES, exit_.ending.value, (self._directive_reason(exit_.said_by),)
        if model.assertion is not None:
            return Returning.SOMETIMES, "", (self._directive_reason(model.assertion.said_by),)
        summary = self._analysis.summaries.exits(self._target)
        if summary is None or self._function is None:
            return Returning.ALWAYS, "", ()
        both = (("goroutine", bool(summary.panics)), ("process", summary.may_end_process))
        ends = " or ".join(word for word, happens in both if happens)
        if not ends:
            return Returning.ALWAYS, "", ()
        graph = self._analysis.view.bodies.graph(self._function, self._program.typing(self._function))
        spans = [
            b.instructions[-1].span
            for b in graph.blocks
            if b.ending in (Ending.GOROUTINE, Ending.PROCESS) and b.instructions
        ]
        returning = Returning.SOMETIMES if summary.returns else Returning.NEVER
        return returning, ends, self._reasons(spans)

    # Words ----------------------------------------------------------------------------------------

    def _directive_reason(self, directive: Directive) -> Reason:
        return Reason(directive.line, f"//rowsclose:{' '.join((directive.name, *directive.arguments))}")

    def _reasons(self, spans: Iterable[Span]) -> tuple[Reason, ...]:
        lines = sorted({self._line(s.start) for s in spans})
        return tuple(Reason(n, self._source.line_text(n).strip()) for n in lines[:_MOST_REASONS])

    def _line(self, offset: int) -> int:
        return self._source.position(offset).line


def _directed(rule: ArgumentRule) -> Way:
    match rule.does:
        case OnArgument.CLOSES:
            return Way(Fate.RELEASES)
        case OnArgument.TAKES:
            return Way(Fate.KEEPS)
        case OnArgument.RETURNS:
            return Way(Fate.RETURNS, (), rule.output)
        case OnArgument.CLOSES_WHEN_NIL | OnArgument.BORROWS:
            return Way(Fate.BORROWS)


def _fate(outcome: Outcome) -> tuple[Fate, int]:
    match outcome.state:
        case Typestate.RELEASED:
            return Fate.RELEASES, 0
        case Typestate.ESCAPED:
            return Fate.KEEPS, 0
        case _:
            pass
    for holder in outcome.holders:
        output = output_index(holder)
        if output is not None:
            return Fate.RETURNS, output
    if outcome.holders:
        return Fate.KEEPS, 0
    return (Fate.UNKNOWN if outcome.confidence is Confidence.LOW else Fate.BORROWS), 0


def _hands_back(way: Way, index: int) -> bool:
    return way.fate is Fate.RETURNS and way.result == index


def _place_of(claim: Claim) -> Place:
    assert isinstance(claim.atom, IsNil | IsTrue)
    return claim.atom.place


def _opposite(claim: Claim) -> Claim:
    return Claim(claim.atom, not claim.holds)


def _simplified(conditions: list[frozenset[Claim]]) -> list[frozenset[Claim]]:
    """The same alternatives in fewer words: what holds either way is left out, and what another one covers."""
    found = list(dict.fromkeys(conditions))
    changed = True
    while changed:
        changed = False
        for left in found:
            for right in found:
                only, other = left - right, right - left
                if len(only) == len(other) == 1 and _opposite(next(iter(only))) in other:
                    found = [c for c in found if c not in (left, right)] + [left & right]
                    changed = True
                    break
            if changed:
                break
    return [c for c in dict.fromkeys(found) if not any(other < c for other in found)]
