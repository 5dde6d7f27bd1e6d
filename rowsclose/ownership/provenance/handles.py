"""What bounds what a wrapper gives: its body tells which handle it asks, and its caller what that is.

func (s *store) all(q Queryer) (*sql.Rows, error) { return q.Query(s.text) }
rows, err := s.all(tx)                         bounded by tx, which is a *sql.Tx here
rows, err := stmt.Query()                      by the transaction that stmt was prepared on
rows, err := tx.Table("t").Rows()              by tx := db.Begin(), whose type is that of any handle
db.Transaction(func(tx *gorm.DB) error { … })  by tx, which ends behind the function
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from rowsclose.go.ir import Call, Constant, Function, FunctionLiteral, Input, Method, Place
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import calls_of, receiver_of
from rowsclose.ownership.callees.handle import Handle
from rowsclose.ownership.callees.places import in_caller, input_operand
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.models.model import CallModel
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.obligations.obligations import Obligations
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import Given, Handed, Made, Source, sources_of
from rowsclose.solver import Derived, Solver
from rowsclose.values import replace

_DEEPEST = 4
"""Wrappers of wrappers that are looked into."""
_LONGEST_CHAIN = 64
"""Calls of a builder that are looked at."""

_Result = tuple[str, int, int, int]
"""Of a function: its file, and where it begins there; which of its results; how many wrappers deep it is looked into."""


class Handles:
    """Of one program."""

    def __init__(self, program: Program, models: Models, obligations: Obligations, solver: Solver) -> None:
        self._program = program
        self._models = models
        self._obligations = obligations
        # Each wrapper is looked into once at each depth: wrappers that return each other make n^4 ways through four.
        self._inside = Derived[_Result, frozenset[Handle]](solver)

    def of(self, call: Call, output: int, typing: Typing, deepest: int = _DEEPEST) -> Handle:
        """The handle of a result; without bounds where nothing is known to bound it."""
        target = typing.target(call)
        model = self._models.of(target)
        runner = self._runner(call, typing)
        if runner is not None and self._is_transaction(runner, typing):
            return Handle((*model.bounds, Bound.TRANSACTION), runner)
        receiver = receiver_of(call)
        is_own = receiver is not None and model.says_nothing and self._is_ended_transaction(receiver, typing)
        own = Handle((Bound.TRANSACTION,), receiver)  # a transaction of the program's own
        declaration, body = target.declaration, self._body(target)
        if not model.says_nothing or declaration is None or body is None or not deepest:
            return own if is_own else self._said(call, model, typing, deepest)
        result = (declaration.path, declaration.span.start, output, deepest)
        inside = self._inside.of(result, lambda: self._of_result(body, output, deepest))
        if is_own and not any(_is_another(h) for h in inside):
            return own
        found: set[Handle] = set()
        for handle in inside:
            place = in_caller(handle.place, call, target, typing) if handle.place is not None else None
            found.add(self._resolved(replace(handle, place=place), typing))
        only = found.pop() if len(found) == 1 else Handle()
        return (self._given(call, typing) or only) if only.through and not only.bounds else only

    def _body(self, target: Target) -> Function | None:
        return self._program.body(target.declaration) if target.declaration is not None else None

    def _said(self, call: Call, model: CallModel, typing: Typing, deepest: int) -> Handle:
        """The handle as directives tell it, or what is known of a call whose code is out of sight."""
        receiver = receiver_of(call)
        behind = self._behind(receiver, typing, deepest) if receiver is not None and deepest else None
        if behind is None and model.says_nothing and self._body(typing.target(call)) is None:
            behind = self._given(call, typing)
        return Handle(model.bounds, receiver) if behind is None else replace(behind, bounds=_more(model, behind))

    def _given(self, call: Call, typing: Typing) -> Handle | None:
        """The transaction that a call out of sight is given: it is there to be asked."""
        given = [a for a in call.arguments if isinstance(a, Place) and self._is_transaction(a, typing)]
        return Handle((Bound.TRANSACTION,), given[0]) if len(given) == 1 else None

    def _behind(self, handle: Place, typing: Typing, deepest: int) -> Handle | None:
        """The transaction or connection behind a handle: a statement's, or one that has the type of any handle."""
        obligation = self._obligations.of(typing.type_of(handle))
        if obligation is None:
            begun = self._begun(handle, typing)
            return Handle((Bound.TRANSACTION,), begun) if begun is not None else None
        if obligation.kind is not ResourceKind.STATEMENT:
            return None
        match sources_of(handle, typing.function, typing).leaves:
            case [Made(Call() as preparing, output)]:
                found = self.of(preparing, output, typing, deepest - 1)
                return found if any(b is not Bound.CONTEXT for b in found.bounds) else None
            case _:
                return None

    def _begun(self, handle: Place, typing: Typing) -> Place | None:
        """The transaction that a builder stands on: ``tx`` in ``tx.Table("t").Where(w)``."""
        for source in _built_from(handle, typing):
            match source:
                case Made(Call() as call, 0):
                    acquires = self._models.of(typing.target(call)).acquires
                    if acquires is not None:
                        return call.targets[0] if acquires.kind is ResourceKind.TRANSACTION else None
                    before = receiver_of(call)
                    if before is None or typing.type_of(before) not in typing.results(call)[:1]:
                        return None
                case Handed(Place() as given):
                    return given if self._is_lent(given, typing) else None
                case _:
                    return None
        return None

    def _is_lent(self, given: Place, typing: Typing) -> bool:
        """Whether a place is what a function literal gets from a library that ends it behind the literal."""
        if given.path or given.root in typing.function.parameters:
            return False
        for call in calls_of(typing.function):
            literals = {a.function for a in call.arguments if isinstance(a, FunctionLiteral)}
            if any(given.root in literal.parameters for literal in literals):
                target = typing.target(call)
                lends = self._models.of(target).lends
                taken = input_operand(call, target, lends) if lends is not None else None
                return isinstance(taken, FunctionLiteral) and given.root in taken.function.parameters
        return False

    def _of_result(self, body: Function, output: int, deepest: int) -> frozenset[Handle]:
        """The handles of a function's result, in its own words: of each call that makes it."""
        inside = self._program.typing(body)
        makers = _makers(body, output, inside)
        return frozenset(Handle() if m is None else self._asked(m, body, inside, deepest - 1) for m in makers)

    def _runner(self, call: Call, typing: Typing) -> Place | None:
        """What a builder has been given to run on: ``sq.Select("*").RunWith(tx).Query()``."""
        built_from = _built_from(receiver_of(call), typing)
        before = (by for s in built_from if isinstance(s, Made) and isinstance(by := s.by, Call))
        for each in islice(chain((call,), before), _LONGEST_CHAIN):
            target = typing.target(each)
            at = self._models.of(target).runs_on
            if at is not None:
                operand = input_operand(each, target, at)
                return operand if isinstance(operand, Place) else None
        return None

    def _is_transaction(self, place: Place, typing: Typing) -> bool:
        obligation = self._obligations.of(typing.type_of(place))
        return obligation is not None and obligation.kind is ResourceKind.TRANSACTION

    def _is_ended_transaction(self, place: Place, typing: Typing) -> bool:
        """Whether a place is a transaction that somebody ends; nobody does that of spanner's ``client.Single()``."""
        if not self._is_transaction(place, typing):
            return False
        match sources_of(place, typing.function, typing).leaves:
            case [Made(Call() as call)] if self._models.of(typing.target(call)).not_acquired is not None:
                giver = receiver_of(call)
                return giver is not None and self._obligations.of(typing.type_of(giver)) is not None
            case _:
                return True

    def _asked(self, made: Made, body: Function, typing: Typing, deepest: int) -> Handle:
        """The handle that a wrapper asks, in its own words: a place that begins at one of its inputs."""
        call = made.by
        assert isinstance(call, Call)
        receiver = receiver_of(call)
        if (
            receiver is not None
            and isinstance(call.callee, Method)
            and typing.universe.is_interface(typing.type_of(receiver))
        ):
            return Handle((), _formal(receiver, body, typing), call.callee.name)
        handle = self.of(call, made.output, typing, deepest)
        return replace(handle, place=_formal(handle.place, body, typing) if handle.place is not None else None)

    def _resolved(self, handle: Handle, typing: Typing) -> Handle:
        """A handle as its caller knows it: by the method of what that gives for an interface."""
        bounds, place = handle.bounds, handle.place
        if handle.through and place is not None:
            type_ = typing.type_of(place)
            if typing.universe.is_interface(type_):
                return handle
            bounds = self._models.of(typing.method(type_, handle.through)).bounds
        return Handle(tuple(b for b in bounds if b is not Bound.CONTEXT), place)


def _built_from(handle: Place | None, typing: Typing) -> Iterator[Source]:
    """What a builder comes from: its last call, the one that gave what that was called on, and so on to the first."""
    for _ in range(_LONGEST_CHAIN):
        leaves = sources_of(handle, typing.function, typing).leaves if handle is not None else ()
        if len(leaves) != 1:
            return
        yield leaves[0]
        by = leaves[0].by if isinstance(leaves[0], Made) else None
        handle = receiver_of(by) if isinstance(by, Call) else None


def _is_another(handle: Handle) -> bool:
    """Whether a method asks something else than a transaction: of a handle that may have one, and uses its pool else."""
    return handle.place is not None and not handle.through and Bound.TRANSACTION not in handle.bounds


def _more(model: CallModel, behind: Handle) -> tuple[Bound, ...]:
    """The bounds of a result, with those of what is behind its handle."""
    return tuple(dict.fromkeys((*model.bounds, *behind.bounds)))


def _makers(body: Function, output: int, typing: Typing) -> Iterator[Made | None]:
    """The calls that make what a function returns; None for what is made otherwise."""
    for _, value in returned_values(body, output):
        for source in sources_of(value, body, typing).leaves:
            if isinstance(source, Made) and isinstance(source.by, Call):
                yield source
            elif not (isinstance(source, Given) and isinstance(source.operand, Constant)):
                yield None


def _formal(place: Place, body: Function, typing: Typing) -> Place | None:
    """The part of an input that a place of a function is."""
    match sources_of(place, body, typing).leaves:
        case [Handed(Place(root, path))] if root in body.parameters:
            return Place(Input(body.parameters.index(root)), path)
        case _:
            return None
