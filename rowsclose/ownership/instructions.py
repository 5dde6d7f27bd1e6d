"""What instructions other than calls do: places lose what they held, and get what another holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.flow.exploration import State, Trail
from rowsclose.go import types as t
from rowsclose.go.ir import (
    ELEMENT,
    Assert,
    Assign,
    Build,
    Compute,
    Condition,
    Constant,
    ConstantKind,
    Dynamic,
    Function,
    FunctionLiteral,
    Instruction,
    IsNil,
    IsTrue,
    Iterate,
    Not,
    Operand,
    Operator,
    Place,
    Return,
    Send,
    Test,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import Typing
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import FUNCTION, RELEASER, VISITED, Fact, Learn, Release, Typestate
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Instructions:
    """The transfer functions of one interpreter for all instructions but calls."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.typing = interpreter.typing

    def transfer(self, instruction: Instruction, state: State[Fact]) -> Fact | None:
        """The fact behind an instruction; None where control does not get past it."""
        fact = state.fact
        match instruction:
            case Assign():
                return self._assign(instruction, state)
            case Build(target, _, elements):
                return self._build(fact, target, elements)
            case Send(_, value):
                return self._in.escape(fact, instruction.span) if self._in.holders.carries(fact, value) else fact
            case Assert(target, ok, type_, source):
                return self._assert(fact, target, ok, source, type_)
            case Compute(target, _, _, _, condition):
                fact = fact.forget(target)
                return _correlate_truth(fact, target, condition) if condition else fact
            case Iterate():
                return self._iterate(instruction, fact)
            case Return(values):
                return self._return(fact, values, instruction.span)
            case _:
                return fact

    def _assign(self, instruction: Assign, state: State[Fact]) -> Fact | None:
        target, source, fact = instruction.target, instruction.source, state.fact
        if isinstance(source, Place):
            if self._lends_a_part(fact, target, source):
                return self._in.escape(fact, instruction.span)
            if self._asks_later(fact, source):
                self._in.event(EventKind.LOOKED, instruction.span, state.trail, fact)
            if source == target:
                return fact
            if instruction.operator is Operator.RECEIVE:
                source = source.child(ELEMENT)
            # Read before writing: `rows = wrap(rows)` has gone through a temporary, `s = s.next` has not.
            held = Place(Variable("$held", VariableKind.TEMPORARY, None, instruction.span))
            if self._in.holders.is_release_value(fact, source):
                fact = fact.alias(held.child(RELEASER))
            fact = fact.copy(held, source)
            before = self.overwrite(fact, target, state.trail, instruction.span, instruction.declares, keep=held)
            if before is None:
                return None
            after = self.store(before.copy(target, held), target, instruction.span).forget(held)
            return self._same_error(after, target, source)
        before = self.overwrite(fact, target, state.trail, instruction.span, instruction.declares)
        if before is None:
            return None
        return self.give(before, target, source, instruction.span)

    def _same_error(self, fact: Fact, target: Place, source: Place) -> Fact:
        """An error parameter that is kept: callers learn of it by asking for what keeps it (``s.err = err``)."""
        if not self._in.summarises or source.path or source.root not in self._in.home.parameters:
            return fact
        if self.typing.type_of(source) != t.ERROR:
            return fact
        for holds in (True, False):
            fact = fact.correlate(IsNil(target), holds, Learn(IsNil(source), holds))
        return fact

    def _lends_a_part(self, fact: Fact, target: Place, source: Place) -> bool:
        """Whether something reached through the resource is given to a longer-lived owner, who may end it by that."""
        if fact.state is not Typestate.OPEN or not target.path or not self._in.holders.outlives(target):
            return False
        if not any(source != a and source.starts_with(a) for a in fact.aliases):
            return False
        type_ = self.typing.universe.resolve(self.typing.type_of(source))
        return type_ is not None and not (isinstance(type_, t.Named) and type_.package == t.UNIVERSE)

    def _asks_later(self, fact: Fact, source: Place) -> bool:
        """Whether a value is the method that tells the error, not called: ``reason := rows.Err``."""
        if not source.path or not self._in.holders.refers(fact, Place(source.root, source.path[:-1])):
            return False
        found = self.typing.universe.select(self.typing.type_of(Place(source.root, source.path[:-1])), source.path[-1])
        return found is not None and any(d.name == "checks-error" for d in found.directives)

    def give(self, fact: Fact, target: Place, source: Operand, span: Span) -> Fact | None:
        """``target`` (which holds nothing that is known) becomes ``source``."""
        match source:
            case Place() if self._in.holders.is_release_value(fact, source):
                return self.store(fact.alias(target.child(RELEASER)), target, span)
            case Place():
                return self.store(fact.copy(target, source), target, span)
            case Constant() if self._in.world.is_addressed(self._in.home, self.typing, target.root):
                return fact
            case Constant(ConstantKind.NIL):
                return fact.learn(IsNil(target), True)
            case Constant(ConstantKind.TRUE | ConstantKind.FALSE as kind):
                return fact.learn(IsTrue(target), kind is ConstantKind.TRUE)
            case FunctionLiteral(function):
                if fact.state is not Typestate.OPEN or not any(a.root in function.captured for a in fact.aliases):
                    return fact
                segment = RELEASER if self._in.literals.would_release(function, fact) else FUNCTION
                return self.store(fact.alias(target.child(segment)), target, span)
            case _:
                return fact

    def overwrite(
        self, fact: Fact, target: Place, trail: Trail | None, span: Span, declares: bool, keep: Place | None = None
    ) -> Fact | None:
        """``target`` loses its value; None where that was the last way to an open resource."""
        if target.path and target.path[-1] == ELEMENT:
            return fact  # which element is written is not known
        if declares and self.is_left_to_defers(fact, target):
            return fact.settle(Typestate.RELEASED, Release.DEFERRED).forget(target)
        after = fact.forget(target) if declares else self._in.holders.forget(fact, target)
        lost = fact.aliases and not after.aliases
        if not lost or fact.state is not Typestate.OPEN or declares:
            return after
        if keep is not None and any(a.starts_with(keep) for a in fact.aliases):
            return after
        if not fact.failed:
            self._in.event(EventKind.OVERWRITTEN, span, trail, fact)
        return None

    def is_left_to_defers(self, fact: Fact, target: Place) -> bool:
        """Whether deferred literals release the resource by what a variable holds that the next round declares anew."""
        if fact.state is not Typestate.OPEN:
            return False
        values = (c.callee.value for c in fact.deferred if isinstance(c.callee, Dynamic))
        literals = [literal for v in values if (literal := self._in.holders.literal_of(v)) is not None]
        captured = {variable for one in literals for variable in one.captured}
        if target.root not in captured:
            return False
        seen = [a for a in fact.aliases if a.root in captured and a.path[-1:] not in ((RELEASER,), (FUNCTION,))]
        if not all(self._in.uses.is_renewed(a.root, target.root) for a in seen):
            return False  # the literals of all rounds share that variable, and see what the last one put there
        return self._in.acquiring.secured_by_defers(fact)

    def store(self, fact: Fact, target: Place, span: Span) -> Fact:
        """``target`` has been given an alias: is its owner one that outlives the function, or will a defer end it?"""
        if fact.state is not Typestate.OPEN or not fact.holds_resource(target):
            return fact
        if self._in.holders.outlives(target):
            return self._in.escape(fact, span)
        if fact.deferred and not fact.covered and self._in.acquiring.secured_by_defers(fact):
            return replace(fact, covered=True)
        return fact

    def _build(self, fact: Fact, target: Place, elements: tuple[tuple[str, Operand], ...]) -> Fact | None:
        fact = fact.forget(target)
        elements = self._named(target, elements)
        for key, value in elements:
            part = target.child(key)
            given = self.give(
                fact, part, value, target.root.declared_at if isinstance(target.root, Variable) else Span(0, 0)
            )
            if given is None:
                return None
            fact = given
        built = fact.learn(IsNil(target), False)
        return None if built is None else self._zero_fields(built, target, {key for key, _ in elements})

    def _named(self, target: Place, elements: tuple[tuple[str, Operand], ...]) -> tuple[tuple[str, Operand], ...]:
        """The elements by the names of their fields, where they are given by position and the type is in reach."""
        under = self.typing.universe.underlying(self.typing.type_of(target))
        if not isinstance(under, t.Struct) or not elements or not elements[0][0].startswith("#"):
            return elements
        return tuple((f.name, value) for f, (_, value) in zip(under.fields, elements, strict=False))

    def _zero_fields(self, fact: Fact, target: Place, given: set[str]) -> Fact:
        """Fields that a composite literal leaves out are false or nil."""
        under = self.typing.universe.underlying(self.typing.type_of(target))
        if not isinstance(under, t.Struct) or any(key.startswith("#") for key in given):
            return fact
        for field in under.fields:
            if field.name in given:
                continue
            part = target.child(field.name)
            learned = fact.learn(IsTrue(part), False) if field.type == t.BOOL else fact
            if (
                isinstance(field.type, t.Pointer | t.Map | t.Sequence | t.Channel | t.Signature)
                or field.type == t.ERROR
            ):
                learned = fact.learn(IsNil(part), True)
            fact = learned if learned is not None else fact
        return fact

    def _assert(
        self, fact: Fact, target: Place, ok: Place | None, source: Operand, type_: t.Type | None
    ) -> Fact | None:
        carried = isinstance(source, Place) and fact.state is Typestate.OPEN and self._in.holders.refers(fact, source)
        fact = fact.forget(target)
        if carried and self._is_another_type(type_):
            if ok is None:
                return None  # this clause, or this assertion, is for something else
            return fact.forget(ok).learn(IsTrue(ok), False)
        if ok is None and type_ is not None and isinstance(source, Place):
            held = fact.learn(IsNil(source), False)  # nil has no type
            if held is None:
                return None
            fact = held
        if ok is not None:
            fact = fact.forget(ok)
            if isinstance(source, Place):
                fact = fact.correlate(IsTrue(ok), True, Learn(IsNil(source), False))
            if carried:
                # What the code goes on to do with it says that the assertion is meant to hold.
                learned = fact.learn(IsTrue(ok), True)
                fact = learned if learned is not None else fact
        return fact.copy(target, source) if isinstance(source, Place) else fact

    def _is_another_type(self, type_: t.Type | None) -> bool:
        """Whether a type cannot be that of the resource: both are known, neither is an interface."""
        # What stands at the end of a wrapper's fields has a type of its own.
        own = self._in.contract.type if self._in.contract is not None and not self._in.contract.inner else None
        universe = self.typing.universe
        bare, mine = (universe.resolve(t.strip_pointers(universe.resolve(x))) for x in (type_, own))
        if not isinstance(bare, t.Named) or not isinstance(mine, t.Named) or bare == mine:
            return False
        return not any(universe.is_interface(x) or not universe.in_reach(x) for x in (bare, mine))

    def _iterate(self, step: Iterate, fact: Fact) -> Fact:
        element = step.source.child(ELEMENT) if isinstance(step.source, Place) else None
        held = element is not None and any(a.starts_with(element) for a in fact.aliases)
        for target in step.targets:
            if target is not None:
                fact = fact.forget(target)
        if not held or element is None:
            return fact
        under = self.typing.universe.underlying(self.typing.type_of(step.source))
        value = step.targets[0] if isinstance(under, t.Channel) or len(step.targets) < 2 else step.targets[1]
        visited = Place(element.root, (*element.path[:-1], VISITED))
        gets = value is not None and (isinstance(under, t.Channel) or len(step.targets) == 2)
        aliases = set(fact.aliases)
        for alias in [a for a in fact.aliases if a.starts_with(element)]:
            rest = alias.path[len(element.path) :]
            aliases.remove(alias)
            aliases.add(Place(visited.root, visited.path + rest))
            if gets and value is not None:
                aliases.add(Place(value.root, value.path + rest))
        return replace(fact, aliases=frozenset(aliases))

    def _return(self, fact: Fact, values: tuple[Operand, ...], span: Span) -> Fact | None:
        results = self._in.frame.results
        for index, result in enumerate(results):
            target = Place(result)
            value: Operand | None = values[index] if len(values) == len(results) else None
            if len(values) == 1 and len(results) > 1 and isinstance(values[0], Place):
                value = values[0].child(f"#{index}")
            if value is None or value == target or self._is_left_open_by_iterator(fact, value):
                continue
            given = self.give(fact.forget(target), target, value, span)
            if given is None:
                return None
            fact = given
        return fact

    def _is_left_open_by_iterator(self, fact: Fact, value: Operand) -> bool:
        """Whether a value is an iterator (as ``iter.Seq``) that may end with the resource open: it runs but once."""
        literal = self._in.holders.literal_of(value)
        if literal is None or fact.state is not Typestate.OPEN or not _is_iterator(literal, self.typing):
            return False
        return self._in.literals.is_relevant(literal, fact) and self._in.literals.may_leave_open(literal, fact)


def _correlate_truth(fact: Fact, target: Place, condition: Condition) -> Fact:
    """``failed := err != nil``: what the truth value says about the atom, both ways."""
    negated = False
    while isinstance(condition, Not):
        condition, negated = condition.operand, not negated
    if not isinstance(condition, Test) or condition.setup:
        return fact
    fact = fact.correlate(IsTrue(target), True, Learn(condition.atom, not negated))
    return fact.correlate(IsTrue(target), False, Learn(condition.atom, negated))


def _is_iterator(literal: Function, typing: Typing) -> bool:
    """Whether a literal has the signature of ``iter.Seq`` or ``iter.Seq2``."""
    if len(literal.parameters) != 1 or literal.results:
        return False
    yields = typing.universe.underlying(typing.type_of(Place(literal.parameters[0])))
    return isinstance(yields, t.Signature) and [r.type for r in yields.results] == [t.BOOL]
