"""What instructions other than calls do."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.go import types as t
from rowsclose.go.ir import (
    ELEMENT,
    POINTEE,
    Assert,
    Assign,
    Build,
    Compute,
    Condition,
    Constant,
    ConstantKind,
    Function,
    Global,
    Instruction,
    IsEqual,
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
from rowsclose.ownership.callees.nilness import is_never_nil
from rowsclose.ownership.facts.claims import Claim, Implication, both_ways
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import FUNCTION, RELEASER, VISITED, Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.provenance.bounds import is_done_of
from rowsclose.ownership.provenance.sources import is_global, literal_of
from rowsclose.ownership.transfer.ending import end_with_bound
from rowsclose.ownership.transfer.frame import Frame, Mode, note
from rowsclose.ownership.transfer.holding import carries, is_method_of_holder, is_releaser, outlives, refers
from rowsclose.ownership.transfer.iterators import after_iterator
from rowsclose.ownership.transfer.literals import is_relevant
from rowsclose.ownership.transfer.trials import may_leave_open
from rowsclose.ownership.transfer.writing import declare, escape, give, overwrite, store
from rowsclose.source import Span
from rowsclose.values import replace

_ZERO = Constant(ConstantKind.OTHER, "0")


def transfer(frame: Frame, instruction: Instruction, state: State[Fact]) -> Fact | None:
    """The fact behind an instruction that is no call; None where control does not get past it."""
    fact = state.fact
    match instruction:
        case Assign():
            return _assign(frame, instruction, state)
        case Build():
            return _build(frame, instruction, fact)
        case Send(_, value):
            return escape(frame, fact, instruction.span) if carries(frame, fact, value) else fact
        case Assert():
            return _assert(frame, instruction, fact)
        case Compute(target, counts_up=True):
            return _count(frame, fact, target)
        case Compute(target, _, _, _, condition):
            fact = fact.forget(target)
            return _learn_truth(fact, target, condition) if condition else fact
        case Iterate():
            return _iterate(frame, instruction, fact)
        case Return():
            return _return(frame, instruction, fact)
        case _:
            return fact


def _count(frame: Frame, fact: Fact, target: Place) -> Fact | None:
    """A number counts up: where it was known to be zero, or not to be, it is not zero now. Few counters are negative."""
    zero = IsEqual(target, _ZERO)
    is_counter = zero in frame.relevance.questions and fact.answer(zero) is not None
    after = fact.forget(target)
    return after.learn(zero, False) if is_counter else after


# Assignments --------------------------------------------------------------------------------------


def _assign(frame: Frame, instruction: Assign, state: State[Fact]) -> Fact | None:
    target, source, fact = instruction.target, instruction.source, state.fact
    if isinstance(source, Place):
        if _lends_a_part(frame, fact, target, source):
            return escape(frame, fact, instruction.span)
        if _asks_later(frame, fact, source):
            note(frame, EventKind.LOOKED, instruction.span, state)
        if source == target:
            return fact
        if is_global(source):
            written = _written(frame, instruction, state, None)
            return None if written is None else give(frame, written, target, source, instruction.span)
        return _move(frame, instruction, source, state)
    written = _written(frame, instruction, state, None)
    return None if written is None else give(frame, written, target, source, instruction.span)


def _move(frame: Frame, instruction: Assign, source: Place, state: State[Fact]) -> Fact | None:
    """Read before writing: ``rows = wrap(rows)`` has gone through a temporary, ``s = s.next`` has not."""
    target, fact = instruction.target, state.fact
    if instruction.operator is Operator.RECEIVE:
        if is_done_of(source, frame.bounds.contexts, frame.typing):
            fact = end_with_bound(frame, state, instruction.span)
        source = source.child(ELEMENT)
    held = Place(Variable("$held", VariableKind.TEMPORARY, None, instruction.span))
    if is_releaser(frame, fact, source):
        fact = fact.alias(held.child(RELEASER))
    elif is_method_of_holder(frame, fact, source):
        fact = fact.alias(held.child(FUNCTION))
    elif refers(frame, fact, source) and not fact.holds_resource(source):
        fact = fact.alias(held)  # the part of the resource that is one itself: `defer rows.Rows.Close()`
    fact = fact.copy(held, source)
    # Whether a value is nil says nothing of a pointer to it, nor of what it leads to itself.
    if instruction.operator is Operator.ADDRESS:
        fact = fact.forget_value(held)
        fact = fact.learn(IsNil(held), False) or fact
    if instruction.operator is Operator.DEREFERENCE:
        fact = fact.forget_value(held).copy(held, source.child(POINTEE))
    written = _written(frame, instruction, State(fact, state.trail), held)
    if written is None:
        return None
    after = store(frame, written.copy(target, held), target, instruction.span).forget(held)
    if IsNil(target) in frame.relevance.questions and is_never_nil(source, frame.typing):
        return after.learn(IsNil(target), False)
    return _same_error(frame, after, target, source)


def _written(frame: Frame, instruction: Assign, state: State[Fact], held: Place | None) -> Fact | None:
    if instruction.declares:
        return declare(frame, state.fact, instruction.target)
    return overwrite(frame, state, instruction.target, instruction.span, keep=held)


def _same_error(frame: Frame, fact: Fact, target: Place, source: Place) -> Fact:
    """An error parameter that is kept: callers learn of it by asking for what keeps it (``s.err = err``)."""
    if frame.mode is not Mode.SUMMARISES or source.path or source.root not in frame.home.parameters:
        return fact
    if frame.typing.type_of(source) != t.ERROR:
        return fact
    return fact.imply(*both_ways(IsNil(target), IsNil(source)))


def _lends_a_part(frame: Frame, fact: Fact, target: Place, source: Place) -> bool:
    """Whether something reached through the resource is given to a longer-lived owner, who may end it by that."""
    if fact.state is not Typestate.OPEN or not target.path or not outlives(frame, target):
        return False
    if not any(source != a and source.starts_with(a) for a in fact.aliases):
        return False
    type_ = frame.typing.universe.resolve(frame.typing.type_of(source))
    return type_ is not None and not (isinstance(type_, t.Named) and type_.package == t.UNIVERSE)


def _asks_later(frame: Frame, fact: Fact, source: Place) -> bool:
    """Whether a value is the method that tells the error, not called: ``reason := rows.Err``."""
    if not source.path:
        return False
    receiver = Place(source.root, source.path[:-1])
    if not refers(frame, fact, receiver):
        return False
    return frame.obligations.tells_error_by(frame.typing.type_of(receiver), source.path[-1])


# Composite literals -------------------------------------------------------------------------------


def _build(frame: Frame, built: Build, fact: Fact) -> Fact | None:
    target = built.target
    fact = fact.forget(target)
    span = target.root.declared_at if isinstance(target.root, Variable) else Span(0, 0)
    elements = _by_name(frame, target, built.elements)
    for key, value in elements:
        given = give(frame, fact, target.child(key), value, span)
        if given is None:
            return None
        fact = given
    made = fact.learn(IsNil(target), False)
    return None if made is None else _zero_fields(frame, made, target, {key for key, _ in elements})


def _by_name(frame: Frame, target: Place, elements: tuple[tuple[str, Operand], ...]) -> tuple[tuple[str, Operand], ...]:
    """The elements by the names of their fields, where they are given by position and the type is in reach."""
    under = frame.typing.universe.underlying(frame.typing.type_of(target))
    if not isinstance(under, t.Struct) or not elements or not elements[0][0].startswith("#"):
        return elements
    return tuple((f.name, value) for f, (_, value) in zip(under.fields, elements, strict=False))


def _zero_fields(frame: Frame, fact: Fact, target: Place, given: set[str]) -> Fact:
    """Fields that a composite literal leaves out are false or nil."""
    under = frame.typing.universe.underlying(frame.typing.type_of(target))
    if not isinstance(under, t.Struct) or any(key.startswith("#") for key in given):
        return fact
    for field in under.fields:
        if field.name in given:
            continue
        part = target.child(field.name)
        learned = fact.learn(IsTrue(part), False) if field.type == t.BOOL else fact
        if isinstance(field.type, t.Pointer | t.Map | t.Sequence | t.Channel | t.Signature) or field.type == t.ERROR:
            learned = fact.learn(IsNil(part), True)
        fact = learned if learned is not None else fact
    return fact


# Assertions, truth values, range loops ------------------------------------------------------------


def _assert(frame: Frame, instruction: Assert, fact: Fact) -> Fact | None:
    """``target, ok = source.(type)``."""
    target, ok, type_, source = instruction.target, instruction.ok, instruction.type, instruction.source
    carried = isinstance(source, Place) and fact.state is Typestate.OPEN and refers(frame, fact, source)
    fact = fact.forget(target)
    if carried and _is_another_type(frame, type_):
        # This clause, or this assertion, is for something else.
        return None if ok is None else fact.forget(ok).learn(IsTrue(ok), False)
    if not isinstance(source, Place):
        return fact if ok is None else fact.forget(ok)
    after: Fact | None = fact
    if ok is None and type_ is not None:
        after = fact.learn(IsNil(source), False)  # nil has no type
    elif ok is not None:
        after = fact.forget(ok).imply(Implication(Claim(IsTrue(ok), True), Claim(IsNil(source), False)))
        if carried:
            # What the code goes on to do with it says that the assertion is meant to hold.
            after = after.learn(IsTrue(ok), True) or after
    return None if after is None else after.copy(target, source)


def _is_another_type(frame: Frame, type_: t.Type | None) -> bool:
    """Whether a type cannot be that of the resource: both are known, neither is an interface."""
    # What stands at the end of a wrapper's fields has a type of its own.
    obligation = frame.obligation
    own = obligation.type if obligation is not None and not obligation.inner else None
    universe = frame.typing.universe
    bare, mine = (universe.resolve(t.strip_pointers(universe.resolve(x))) for x in (type_, own))
    if not isinstance(bare, t.Named) or not isinstance(mine, t.Named) or bare == mine:
        return False
    return not any(universe.is_interface(x) or not universe.in_reach(x) for x in (bare, mine))


def _learn_truth(fact: Fact, target: Place, condition: Condition) -> Fact:
    """``failed := err != nil``: what the truth value says about the question, both ways."""
    negated = False
    while isinstance(condition, Not):
        condition, negated = condition.operand, not negated
    if not isinstance(condition, Test) or condition.setup:
        return fact
    # What follows from the answer follows from the truth value too: a temporary that was asked is soon forgotten.
    follows = (
        Implication(Claim(IsTrue(target), i.when.holds is not negated), i.then)
        for i in fact.implied
        if i.when.atom == condition.atom
    )
    return fact.imply(*both_ways(IsTrue(target), condition.atom, same=not negated), *follows)


def _iterate(frame: Frame, step: Iterate, fact: Fact) -> Fact:
    """One round of a range loop: the element that holds the resource becomes the one that has been visited."""
    fact = after_iterator(frame, step.source, fact, step.span)
    element = step.source.child(ELEMENT) if isinstance(step.source, Place) else None
    held = element is not None and any(a.starts_with(element) for a in fact.aliases)
    for target in step.targets:
        if target is not None:
            fact = fact.forget(target)
    if not held or element is None:
        return fact
    under = frame.typing.universe.underlying(frame.typing.type_of(step.source))
    value = step.targets[-1] if step.targets else None  # `for range s` has none
    gets = value is not None and (isinstance(under, t.Channel) or len(step.targets) == 2)
    visited = Place(element.root, (*element.path[:-1], VISITED))
    aliases = set(fact.aliases)
    for alias in [a for a in fact.aliases if a.starts_with(element)]:
        rest = alias.path[len(element.path) :]
        aliases.remove(alias)
        aliases.add(Place(visited.root, visited.path + rest))
        if gets and value is not None:
            aliases.add(Place(value.root, value.path + rest))
    return replace(fact, aliases=frozenset(aliases))


# Returns ------------------------------------------------------------------------------------------


def _return(frame: Frame, instruction: Return, fact: Fact) -> Fact | None:
    values, results = instruction.values, frame.body.results
    for index, result in enumerate(results):
        target = Place(result)
        value: Operand | None = values[index] if len(values) == len(results) else None
        if len(values) == 1 and len(results) > 1 and isinstance(values[0], Place):
            value = values[0].child(f"#{index}")
        if value is None or value == target or _is_left_open_by_iterator(frame, fact, value):
            continue
        given = give(frame, fact.forget(target), target, value, instruction.span)
        if given is not None and frame.mode is Mode.SUMMARISES and frame.obligation is None and len(results) > 1:
            given = _equals(given, target, value)
        if given is None:
            return None
        fact = given
    return fact


def _equals(fact: Fact, result: Place, value: Operand) -> Fact | None:
    """A result that is a constant may say what is beside it: ``return nil, 500``, ``return tx, http.StatusOK``."""
    is_number = isinstance(value, Constant) and value.kind in (ConstantKind.STRING, ConstantKind.OTHER)
    is_named = isinstance(value, Place) and isinstance(value.root, Global) and not value.path
    return fact.learn(IsEqual(result, value), True) if is_number or is_named else fact


def _is_left_open_by_iterator(frame: Frame, fact: Fact, value: Operand) -> bool:
    """Whether a value is an iterator (as ``iter.Seq``) that may end with the resource open: it runs but once."""
    literal = literal_of(value, frame.typing)
    if literal is None or fact.state is not Typestate.OPEN or not _is_iterator(literal, frame.typing):
        return False
    return is_relevant(frame, literal, fact) and may_leave_open(frame, literal, fact)


def _is_iterator(literal: Function, typing: Typing) -> bool:
    """Whether a literal has the signature of ``iter.Seq`` or ``iter.Seq2``."""
    if len(literal.parameters) != 1 or literal.results:
        return False
    yields = typing.universe.underlying(typing.type_of(Place(literal.parameters[0])))
    return isinstance(yields, t.Signature) and [r.type for r in yields.results] == [t.BOOL]
