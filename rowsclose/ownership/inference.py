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
from rowsclose.go.ir import ELEMENT, Assign, Build, Call, Constant, Function, Operand, Place, Return, Variable
from rowsclose.go.packages import Package
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import instructions_of, targets_of
from rowsclose.ownership.acquisitions import Acquisitions
from rowsclose.ownership.contracts import Contract, Evidence, ResourceKind
from rowsclose.ownership.directives import about_parameter, head_of
from rowsclose.ownership.events import Event, EventKind
from rowsclose.ownership.facts import Release, Settle, Typestate
from rowsclose.ownership.inferred import (
    Carrier,
    Fate,
    FunctionInference,
    Reason,
    Returned,
    Returning,
    Way,
    Whose,
)
from rowsclose.ownership.outcomes import Outcome, Says, Slot
from rowsclose.ownership.world import World
from rowsclose.source import Span

_INTERFACE_RELEASES = ("Close", "Release", "Commit", "Rollback")
_MOST_REASONS = 12
_DEEPEST = 12


def goes_by(declaration: FunctionDeclaration, package: Package, wanted: str) -> bool:
    """Whether a function has this name: ``Func``, ``Type.Method``, ``(*Type).Method``, each with a package or its path."""
    plain = wanted.replace("(*", "").replace("(", "").replace(")", "").replace("*", "")
    bare = f"{declaration.receiver}.{declaration.name}" if declaration.receiver else declaration.name
    return plain in (bare, f"{package.name}.{bare}", f"{package.path}.{bare}")


def infer(world: World, declaration: FunctionDeclaration) -> FunctionInference:
    """What is inferred of a function.

    Raises:
        RecursionError: its body is nested deeper than Python can follow.
    """
    return _Inference(world, declaration).all()


class _Inference:
    def __init__(self, world: World, declaration: FunctionDeclaration) -> None:
        self._world = world
        self._declaration = declaration
        self._source = world.program.file(declaration.path).source
        self._function = world.program.body(declaration)
        self._target = Target(
            TargetKind.METHOD if declaration.receiver else TargetKind.FUNCTION,
            declaration.name,
            declaration.package,
            t.Named(declaration.package, declaration.receiver) if declaration.receiver else None,
            declaration.signature,
            declaration,
            declaration.directives,
        )
        self._directives = world.directives(self._target)

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
        for index, (name, type_) in enumerate(self._parameters()):
            for suffix, path, contract in self._carried(type_):
                label = f"each of {name}" if suffix == ELEMENT else f"{name}.{suffix}" if suffix else name
                yield self._carrier(label, Slot(False, index, path), contract)

    def _parameters(self) -> Iterator[tuple[str, t.Type]]:
        """The names and types of the receiver and the parameters; one without a name goes by its index."""
        head = head_of(self._declaration)
        if head.owner is not None:
            yield head.receiver or "receiver", head.owner
        for index, parameter in enumerate(self._declaration.signature.parameters):
            yield parameter.name if parameter.name not in ("", "_") else f"parameter {index}", parameter.type

    def _carried(self, type_: t.Type) -> Iterator[tuple[str, tuple[str, ...], Contract]]:
        """The ways to a resource from a value: itself, its elements, its fields."""
        contracts, universe = self._world.contracts, self._world.program.universe
        contract = contracts.of(type_)
        if contract is not None:
            yield "", contract.inner, contract
            return
        match universe.underlying(t.strip_pointers(universe.resolve(type_))):
            case t.Sequence(element) | t.Channel(element) | t.Map(_, element):
                inner = contracts.of(element)
                if inner is not None:
                    yield ELEMENT, (ELEMENT, *inner.inner), inner
            case t.Struct(fields):
                for field in fields:
                    inner = contracts.of(field.type)
                    if inner is not None:
                        yield field.name, (field.name, *inner.inner), inner
            case t.Interface() as interface:
                releases = {n for n in _INTERFACE_RELEASES if universe.select(interface, n) is not None}
                if releases:
                    ends = bool(releases & {"Commit", "Rollback"})
                    kind = ResourceKind.TRANSACTION if ends else ResourceKind.ROWS
                    yield "", (), Contract(kind, frozenset(releases), Evidence.USED, None)
            case _:
                pass

    def _carrier(self, name: str, slot: Slot, contract: Contract) -> Carrier:
        said = about_parameter(self._directives, head_of(self._declaration), frozenset({slot.index}))
        if said is not None:
            return Carrier(name, (_directed(said[0]),), (self._directive_reason(said[0]),))
        is_release = self._declaration.receiver and slot.index == 0 and self._declaration.name in contract.releases
        if is_release and contract.evidence is Evidence.DECLARED and not slot.path:
            return Carrier(name, (Way(Fate.RELEASES),), (), f"{self._declaration.name} is what its type must call")
        examined = self._world.summaries.examined(self._declaration, slot, contract)
        if examined is None:
            return Carrier(name, (Way(Fate.UNKNOWN),), (), self._unread() or "it cannot be followed")
        outcomes, events = examined
        ways = tuple(self._ways(outcomes.returns, slot))
        if any(e.kind is EventKind.OVERWRITTEN for e in events):
            ways = (*ways, Way(Fate.LOSES))
        if not ways:
            return Carrier(name, (), (), "no path leads to an end of it")
        return Carrier(name, ways, self._carrier_reasons({w.fate for w in ways}, outcomes.returns, events))

    def _ways(self, outcomes: tuple[Outcome, ...], slot: Slot) -> Iterator[Way]:
        found: dict[tuple[Fate, int], list[frozenset[Says]]] = {}
        for outcome in outcomes:
            if outcome.state is Typestate.VOID:
                continue
            says = frozenset(s for s in outcome.says if s.slot != slot)
            for said, then in outcome.when:
                if isinstance(then, Settle) and then.state is Typestate.RELEASED and outcome.state is Typestate.OPEN:
                    found.setdefault((Fate.RELEASES, 0), []).append(says | {said})
                    opposite = Says(said.slot, said.is_truth, not said.holds)
                    says |= {opposite}
            found.setdefault(_fate(outcome), []).append(says)
        if len(found) == 1:  # where it is does not matter then
            yield from (Way(fate, (), result) for fate, result in found)
            return
        ways = [
            Way(fate, tuple(sorted(self._said(s) for s in condition)), result)
            for (fate, result), conditions in found.items()
            for condition in _simplified(conditions)
        ]
        order = list(Fate)
        yield from sorted(ways, key=lambda w: (not w.where, order.index(w.fate), w.result, w.where))

    def _said(self, says: Says) -> str:
        slot = says.slot
        base = f"result {slot.index}" if slot.is_result else [name for name, _ in self._parameters()][slot.index]
        value = ("true" if says.holds else "false") if says.is_truth else ("nil" if says.holds else "not nil")
        return f"{'.'.join((base, *slot.path))} is {value}"

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
            if not holder.is_result and Fate.KEEPS in fates:
                spans += self._stores(holder)
            elif holder.is_result and Fate.RETURNS in fates:
                spans += self._returns_of(holder.index)
        return self._reasons(spans)

    def _stores(self, holder: Slot) -> Iterator[Span]:
        """Where something is stored in a part of a parameter."""
        assert self._function is not None
        whole = Place(self._function.parameters[holder.index], holder.path)
        for instruction in instructions_of(self._function):
            if not isinstance(instruction, Return) and any(
                p.path and whole.starts_with(p) for p in targets_of(instruction)
            ):
                yield instruction.span

    # Results --------------------------------------------------------------------------------------

    def _results(self, carriers: tuple[Carrier, ...]) -> Iterator[Returned]:
        for index, result in enumerate(self._declaration.signature.results):
            contract = self._world.contracts.of(result.type)
            if contract is None:
                continue
            parameter = next((c.name for c in carriers for w in c.ways if _hands_back(w, index)), "")
            whose = self._whose(index, parameter)
            name = result.name if result.name != "_" else ""
            shown = parameter if whose is Whose.PARAMETER else ""
            yield Returned(index, name, contract.kind, whose, shown, self._result_reasons(index, whose))

    def _whose(self, index: int, parameter: str) -> Whose:
        if Acquisitions(self._world).gives_fresh(self._target, index):
            return Whose.CALLER
        return Whose.PARAMETER if parameter else Whose.SOMEBODY

    def _result_reasons(self, index: int, whose: Whose) -> tuple[Reason, ...]:
        for directive in self._directives:
            if directive.name in ("not-acquired", "acquires", "alias"):
                return (self._directive_reason(directive),)
        if self._function is None:
            return ()
        if whose is Whose.CALLER:
            typing = self._world.program.typing(self._function)
            calls = self._reasons(self._made_by(self._function, index, typing))
            if calls:
                return calls
        return self._reasons(self._returns_of(index))

    def _returns_of(self, index: int) -> Iterator[Span]:
        """The return statements that give something, and not nil, as a result."""
        assert self._function is not None
        for instruction in instructions_of(self._function):
            if not isinstance(instruction, Return) or instruction.implicit:
                continue
            if not isinstance(_value(instruction, index, self._function), Constant):
                yield instruction.span

    def _made_by(self, function: Function, index: int, typing: Typing) -> Iterator[Span]:
        """The calls that a result comes from."""
        seen: set[Variable] = set()
        for instruction in instructions_of(function):
            if isinstance(instruction, Return):
                yield from self._calls_behind(_value(instruction, index, function), typing, seen, 0)

    def _calls_behind(self, value: Operand, typing: Typing, seen: set[Variable], depth: int) -> Iterator[Span]:
        root = value.root if isinstance(value, Place) else None
        if not isinstance(root, Variable) or root in seen or depth > _DEEPEST:
            return
        seen.add(root)
        for definition in typing.definitions(root):
            match definition:
                case Assign(_, source):
                    yield from self._calls_behind(source, typing, seen, depth + 1)
                case Build(_, _, elements):
                    for _, element in elements:
                        yield from self._calls_behind(element, typing, seen, depth + 1)
                case Call():
                    if any(self._world.contracts.of(r) is not None for r in typing.results(definition)):
                        yield definition.name_span
                case _:
                    pass

    # Returning ------------------------------------------------------------------------------------

    def _returning(self) -> tuple[Returning, str, tuple[Reason, ...]]:
        for directive in self._directives:
            if directive.name == "no-return":
                return Returning.NEVER, directive.arguments[0], (self._directive_reason(directive),)
            if directive.name == "may-exit":
                return Returning.SOMETIMES, directive.arguments[0], (self._directive_reason(directive),)
            if directive.name.startswith("returns-when") or directive.name == "not-nil-when-returns":
                return Returning.SOMETIMES, "", (self._directive_reason(directive),)
        outcomes = self._world.summaries.endings(self._target)
        if outcomes is None or self._function is None:
            return Returning.ALWAYS, "", ()
        both = (("goroutine", bool(outcomes.panics)), ("process", outcomes.may_end_process))
        ends = " or ".join(word for word, happens in both if happens)
        if not ends:
            return Returning.ALWAYS, "", ()
        cfg = self._world.cfg(self._function, self._world.program.typing(self._function))
        spans = [
            b.instructions[-1].span
            for b in cfg.blocks
            if b.ending in (Ending.GOROUTINE, Ending.PROCESS) and b.instructions
        ]
        returning = Returning.SOMETIMES if outcomes.returns else Returning.NEVER
        return returning, ends, self._reasons(spans)

    # Words ----------------------------------------------------------------------------------------

    def _directive_reason(self, directive: Directive) -> Reason:
        return Reason(directive.line, f"//rowsclose:{' '.join((directive.name, *directive.arguments))}")

    def _reasons(self, spans: Iterable[Span]) -> tuple[Reason, ...]:
        lines = sorted({self._line(s.start) for s in spans})
        return tuple(Reason(n, self._source.line_text(n).strip()) for n in lines[:_MOST_REASONS])

    def _line(self, offset: int) -> int:
        return self._source.position(offset).line


def _directed(directive: Directive) -> Way:
    match directive.name:
        case "closes":
            return Way(Fate.RELEASES)
        case "takes":
            return Way(Fate.KEEPS)
        case "alias":
            return Way(Fate.RETURNS, (), int(directive.arguments[0]))
        case _:
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
        if holder.is_result:
            return Fate.RETURNS, holder.index
    if outcome.holders:
        return Fate.KEEPS, 0
    return (Fate.UNKNOWN if outcome.confidence is Confidence.LOW else Fate.BORROWS), 0


def _hands_back(way: Way, index: int) -> bool:
    return way.fate is Fate.RETURNS and way.result == index


def _value(instruction: Return, index: int, function: Function) -> Operand:
    """What a return statement gives as a result; a bare one gives the named result as it stands."""
    values = instruction.values
    if len(values) == len(function.results):
        return values[index]
    if len(values) == 1 and isinstance(values[0], Place):
        return values[0].child(f"#{index}")
    return Place(function.results[index])


def _simplified(conditions: list[frozenset[Says]]) -> list[frozenset[Says]]:
    """The same alternatives in fewer words: what holds either way is left out, and what another one covers."""
    found = list(dict.fromkeys(conditions))
    changed = True
    while changed:
        changed = False
        for left in found:
            for right in found:
                only, other = left - right, right - left
                if len(only) == len(other) == 1 and _opposites(next(iter(only)), next(iter(other))):
                    found = [c for c in found if c not in (left, right)] + [left & right]
                    changed = True
                    break
            if changed:
                break
    return [c for c in dict.fromkeys(found) if not any(other < c for other in found)]


def _opposites(left: Says, right: Says) -> bool:
    return (left.slot, left.is_truth) == (right.slot, right.is_truth) and left.holds is not right.holds
