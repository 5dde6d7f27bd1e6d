"""Which calls of a function acquire a resource.

A call acquires where one of its results carries an obligation and is acquired for the caller (see ``provenance.whose``).
Where the result's type is out of reach, its use decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from rowsclose.go import types as t
from rowsclose.go.ir import (
    POINTEE,
    Call,
    Function,
    Instruction,
    Method,
    Operand,
    Place,
    Root,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import calls_of, functions_within, instructions_of, operands_of, own_calls
from rowsclose.ownership.acquisitions.candidates import CandidateCalls, Mentioned
from rowsclose.ownership.acquisitions.usage import Usage
from rowsclose.ownership.callees.filling import filled_by
from rowsclose.ownership.callees.places import input_operand, input_place
from rowsclose.ownership.callees.pointers import pointed_to
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence, Obligation, acquired, pulled
from rowsclose.ownership.obligations.obligations import is_beginning
from rowsclose.ownership.provenance.hidden import HiddenObligations
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import Made, literal_of, sources_of
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.provenance.whose import Ownership, Whose
from rowsclose.values import value

_CLOSED_BY_ITSELF = frozenset({ResourceKind.ROWS, ResourceKind.STATEMENT, ResourceKind.CONNECTION})


@value
class Acquisition:
    """An acquiring call; ``home`` is the function whose variables the resource goes to.

    ``into`` is the variable that the call fills by a pointer argument, None where the resource is a result.
    ``may_be_others``: it is acquired, or somebody else's, as it was found.
    """

    call: Call
    home: Function
    obligation: Obligation
    result: int
    into: Place | None = None
    may_be_others: bool = False

    @property
    def place(self) -> Place | None:
        """Where the resource goes; None where it is dropped."""
        if self.into is not None:
            return self.into
        return self.call.targets[self.result] if self.result < len(self.call.targets) else None


def _each_once(found: list[tuple[Obligation, int]]) -> list[tuple[Obligation, int]]:
    """What a call gives: what comes by itself and in something of the program's is one resource, and not two.

    A transaction is ended by that; a result set is closed by itself, as it would be by its iterator.
    """
    by_itself = {o.kind for o, _ in found if o.evidence is Evidence.DECLARED and not o.inner} & _CLOSED_BY_ITSELF
    found = [(o, index) for o, index in found if o.kind not in by_itself or o.evidence is not Evidence.WRAPPED]
    of_own = [o for o, _ in found if o.evidence is not Evidence.DECLARED and o.releases >= {"Commit", "Rollback"}]
    if not of_own:
        return found
    return [f for f in found if f[0].kind is not ResourceKind.TRANSACTION or f[0].evidence is not Evidence.DECLARED]


class Acquisitions:
    """Finds the acquiring calls of a program's functions."""

    def __init__(self, view: View, ownership: Ownership, hidden: HiddenObligations) -> None:
        self._view = view
        self._obligations = view.obligations
        self._ownership = ownership
        self._hidden = hidden

    def of(self, function: Function, typing: Typing, mentioned: Mentioned | None = None) -> Iterator[Acquisition]:
        """The acquiring calls of an outermost function and its literals."""
        candidates = CandidateCalls(function, mentioned)
        usage = Usage(function, typing, self._obligations, candidates)
        homes, scanned = _Homes(function), _ScannedAtOnce(function)
        for inner in functions_within(function):
            for call in own_calls(inner):
                is_candidate = candidates.has(call)
                filled = list(self._filled(call, typing)) if is_candidate else ()
                if filled:
                    for into, obligation in filled:
                        if not _is_left_to_caller(into, obligation, function):
                            yield Acquisition(call, homes.of(inner, into), obligation, 0, into)
                    continue
                found = list(self._typed(call, typing)) if is_candidate else []
                either = list(self._either(call, typing)) if is_candidate and not found else []
                if not found:
                    found = either or list(self._used(call, usage, typing))
                for obligation, result in _each_once(found):
                    if self._is_handles_own(call, obligation, result, typing):
                        continue
                    if obligation.kind is not ResourceKind.ROW or not scanned.has(call):
                        yield Acquisition(
                            call, homes.of(inner, *call.targets), obligation, result, may_be_others=bool(either)
                        )

    def _is_handles_own(self, call: Call, obligation: Obligation, result: int, typing: Typing) -> bool:
        """Whether a transaction is that of the handle which gives it, to be ended by the handle's own methods.

        ``tx.Members(room)`` is another view of ``tx``; ``_, err = conn.BeginReadOnlyTransaction(ctx)`` of a driver's
        connection is what ``conn.Commit(ctx)`` ends.
        """
        callee = call.callee
        if obligation.kind is not ResourceKind.TRANSACTION or not isinstance(callee, Method):
            return False
        handle = typing.type_of(callee.receiver)
        of_handle = self._obligations.of(handle)
        if of_handle is not None:
            is_transaction = of_handle.kind is ResourceKind.TRANSACTION
            return is_transaction and obligation.evidence is Evidence.SHAPED and not is_beginning(callee.name)
        is_dropped = result >= len(call.targets) or call.targets[result] is None
        gives_itself = t.strip_pointers(handle) == t.strip_pointers(obligation.type)
        return is_dropped and self._obligations.ends_transaction(handle) and not gives_itself

    def _filled(self, call: Call, typing: Typing) -> Iterator[tuple[Place, Obligation]]:
        """The variables that a call fills with a resource: by a directive, or through a pointer by its body."""
        into = filled_by(self._view.callees, call, typing)
        target = typing.target(call)
        if into is not None:
            said = self._view.models.of(target).acquires
            type_ = typing.type_of(into)
            obligation = self._obligations.of(type_) if said is None else acquired(said, type_)
            if obligation is not None:
                yield into, obligation
            return
        if not any(isinstance(a, Place) and pointed_to(a, typing) != a for a in call.arguments):
            return
        for index, obligation in self._fills_by_body(target):
            place = input_place(call, target, typing, index)
            pointee = pointed_to(place, typing) if place is not None else None
            if pointee is not None and pointee != place:
                yield pointee, obligation

    def _fills_by_body(self, target: Target) -> Iterator[tuple[int, Obligation]]:
        """The inputs behind which a callee puts what it acquires: ``*into, err = db.Query(q)``."""
        function = self._view.body_of(target)
        if function is None:
            return
        typing = self._view.program.typing(function)
        for call in (i for i in instructions_of(function) if isinstance(i, Call)):
            for place in call.targets:
                if place is not None and place.path == (POINTEE,) and place.root in function.parameters:
                    given = {index: o for o, index in self._typed(call, typing)}
                    at = call.targets.index(place)
                    if at in given:
                        yield next(i for i, p in enumerate(function.parameters) if p is place.root), given[at]

    def _typed(self, call: Call, typing: Typing) -> Iterator[tuple[Obligation, int]]:
        """The obligations of a call's results, and which they are, where types tell."""
        target = typing.target(call)
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION):
            return
        model = self._view.models.of(target)
        if model.pulls is not None:
            if self._keeps_open(input_operand(call, target, model.pulls), typing):
                yield pulled(next(iter(typing.results(call)), None)), 0
            return
        for index, type_ in enumerate(typing.results(call)):
            sent = self._hidden.sent_by(target, index, type_)
            if sent is not None:
                yield sent, index
                continue
            said = model.acquires
            obligation = self._obligations.of(type_) if said is None or index else acquired(said, type_)
            if obligation is None and index == 0:
                obligation = self._obligations.begun(target.name, type_)
                hidden = self._hidden.of(target, type_) if obligation is None else None
                if hidden is not None:
                    yield hidden, index
                    continue
            is_container = isinstance(self._view.program.universe.resolve(type_), t.Sequence | t.Map)
            if obligation is None or is_container:
                continue
            if not model.gives_another_name and self._ownership.is_callers(target, index, typing):
                yield obligation, index

    def _either(self, call: Call, typing: Typing) -> Iterator[tuple[Obligation, int]]:
        """The obligations of results that are the caller's or somebody else's."""
        target = typing.target(call)
        for index, type_ in enumerate(typing.results(call)):
            obligation = self._obligations.of(type_)
            if obligation is not None and self._ownership.of(target, index, typing) is Whose.EITHER:
                yield obligation.by_use(), index

    def _keeps_open(self, iterator: Operand | None, typing: Typing) -> bool:
        """Whether an iterator has something open while it yields: ``func(yield …) { rows, err := db.Query(q); … }``."""
        literal = literal_of(iterator, typing) if iterator is not None else None
        if literal is not None:
            return self._acquires(literal, typing)
        if not isinstance(iterator, Place):
            return False
        for source in sources_of(iterator, typing.function, typing).leaves:
            made = source.by if isinstance(source, Made) else None
            function = self._view.body_of(typing.target(made)) if isinstance(made, Call) else None
            if function is None:
                continue
            inside = self._view.program.typing(function)
            returned = (literal_of(v, inside) for _, v in returned_values(function, 0))
            if any(each is not None and self._acquires(each, inside) for each in returned):
                return True
        return False

    def _acquires(self, literal: Function, typing: Typing) -> bool:
        calls = (i for i in instructions_of(literal) if isinstance(i, Call))
        return any(True for call in calls for _ in self._typed(call, typing))

    def _used(self, call: Call, usage: Usage, typing: Typing) -> Iterator[tuple[Obligation, int]]:
        """The obligation of a call's first result, where types do not tell and its use does."""
        obligation = usage.obligation_of(call.targets[0], call) if call.targets else None
        if obligation is not None and self._is_out_of_reach(call, typing):
            yield obligation.by_use(), 0

    def _is_out_of_reach(self, call: Call, typing: Typing) -> bool:
        """Whether neither the result's type nor the callee is known."""
        target = typing.target(call)
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION, TargetKind.LITERAL):
            return False
        if self._view.models.of(target).gives_another_name:
            return False
        results = typing.results(call)
        if not results:
            return bool(call.targets)
        return not typing.universe.in_reach(results[0])


class _ScannedAtOnce:
    """The calls whose row is scanned in the same expression: ``db.QueryRow(q).Scan(&n)``. There is nothing to follow."""

    def __init__(self, function: Function) -> None:
        self._function = function

    def has(self, call: Call) -> bool:
        """Whether all that is done with the result of a call is to scan it, where it stands."""
        target = call.targets[0] if len(call.targets) == 1 else None
        if target is None or not isinstance(target.root, Variable) or not target.root.is_temporary:
            return False
        by = self._readers.get(target.root, [])
        only = by[0] if len(by) == 1 else None
        return isinstance(only, Call) and isinstance(only.callee, Method) and "Scan" in only.callee.name

    @cached_property
    def _readers(self) -> dict[Root, list[Instruction]]:
        readers: dict[Root, list[Instruction]] = {}
        for inner in functions_within(self._function):
            for instruction in instructions_of(inner):
                for operand in operands_of(instruction):
                    if isinstance(operand, Place):
                        readers.setdefault(operand.root, []).append(instruction)
        return readers


class _Homes:
    """Which function an acquisition belongs to: the one that declares the variable it goes to."""

    def __init__(self, outermost: Function) -> None:
        self._parents: dict[Function, Function] = {}
        for function in functions_within(outermost):
            for literal in function.literals:
                self._parents[literal] = function

    def of(self, function: Function, *places: Place | None) -> Function:
        roots = {p.root for p in places if p is not None and isinstance(p.root, Variable)}
        home = function
        while home in self._parents and any(r in home.captured for r in roots):
            home = self._parents[home]
        return home


def _is_left_to_caller(into: Place, obligation: Obligation, function: Function) -> bool:
    """Whether a function begins on what its caller has, and never ends it itself: ``return session.Begin()``."""
    if not isinstance(into.root, Variable) or into.root.kind is not VariableKind.PARAMETER:
        return False
    callees = (call.callee for call in calls_of(function))
    return not any(
        isinstance(c, Method) and c.name in obligation.releases and _may_be(c.receiver, into) for c in callees
    )


def _may_be(receiver: Operand, place: Place) -> bool:
    """Whether a receiver is a place, or the copy that a `defer` makes of one."""
    is_copy = isinstance(receiver, Place) and isinstance(receiver.root, Variable) and receiver.root.is_temporary
    return receiver == place or is_copy
