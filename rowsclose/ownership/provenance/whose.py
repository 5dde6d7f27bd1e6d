"""Whose the resource is that a function returns: acquired for its caller, or somebody else's that it hands out.

A getter that hands out a field, a parameter or a package variable acquires nothing for its caller. What a function
looks up first, and makes at need, it keeps. What it has also given to a longer-lived owner is that one's (a cache, the
end of a test).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from rowsclose.go import types as t
from rowsclose.go.ir import (
    Assert,
    Assign,
    Build,
    Call,
    Constant,
    Function,
    FunctionLiteral,
    Global,
    Input,
    Instruction,
    Operand,
    Place,
    Return,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import targets_of
from rowsclose.ownership.callees.places import first_argument_input, output_index
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.callees.unknown import hands_out
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence
from rowsclose.ownership.provenance.returned import returned_value
from rowsclose.ownership.provenance.sources import Given, Handed, Made, Part, Source, sources_of
from rowsclose.ownership.provenance.view import View
from rowsclose.solver import Solver, Table


class Whose(enum.Enum):
    """Whose a resource is that a function returns."""

    NOTHING = "nothing"  # nil, an empty holder: there is none; the least answer
    UNKNOWN = "unknown"
    SOMEBODY = "somebody else's"
    EITHER = "the caller's or somebody else's, and nothing tells the caller"
    CALLER = "the caller's"


def _most(found: Iterable[Whose]) -> Whose:
    """What a value that may be any of these is taken for: what is acquired on one path is to be released there."""
    order = list(Whose)
    return max(found, key=order.index, default=Whose.NOTHING)


_Result = tuple[str, int, int]
"""A question: a function by its file and where it begins there, and the index of a result."""

_Wrapping = tuple[str, int, int, int]
"""A question: a call by its file, where it begins and ends there, and where its name does."""


class Ownership:
    """Whose the results of a program's functions are."""

    def __init__(self, view: View, solver: Solver) -> None:
        self._view = view
        self._models = view.models
        self._obligations = view.obligations
        self._found = Table[_Result, Whose](solver, self._of_result, lambda _: Whose.NOTHING)
        self._functions: dict[tuple[str, int], tuple[Function, Typing]] = {}
        self._wrapped = Table[_Wrapping, Whose](solver, self._of_arguments, lambda _: Whose.NOTHING)
        self._wrapping: dict[_Wrapping, tuple[Call, Function, Typing]] = {}

    def forget_bodies(self) -> None:
        """Let go of lowered bodies; answers are kept."""
        self._functions.clear()
        self._wrapping.clear()

    def is_callers(self, target: Target, index: int, typing: Typing) -> bool:
        """Whether a result of a callee is acquired for the caller; ``typing`` is that of the call, for its literals."""
        return self.of(target, index, typing) is Whose.CALLER

    def of(self, target: Target, index: int, typing: Typing | None = None) -> Whose:
        """Whose a result of a callee is."""
        model = self._models.of(target)
        if model.acquires is not None:
            return Whose.CALLER
        if model.gives_another_name:
            return Whose.SOMEBODY
        if target.kind in (TargetKind.FUNCTION, TargetKind.METHOD):
            stub = self._models.stub_model(target)
            if stub is not None and (stub.gives_another_name or self._is_declared(target, index)):
                # A library that is analysed itself: where its resources come from (a free list, a channel) tells less.
                return Whose.SOMEBODY if stub.gives_another_name else Whose.CALLER
        function, typing = self._body(target, typing)
        if function is None or typing is None:
            handed_out = hands_out(target) and not self._models.is_stub(target)
            return Whose.SOMEBODY if handed_out else Whose.CALLER
        self._functions[function.path, function.span.start] = function, typing
        return self._found.of((function.path, function.span.start, index))

    def _is_declared(self, target: Target, index: int) -> bool:
        """Whether a result's type is a resource by its directive, and not for what it holds: that may be its maker's."""
        results = target.signature.results if target.signature is not None else ()
        return index < len(results) and self._obligations.is_declared(results[index].type)

    def _body(self, target: Target, typing: Typing | None) -> tuple[Function | None, Typing | None]:
        if target.kind is TargetKind.LITERAL:
            return target.literal, typing
        function = self._view.body_of(target)
        return function, typing if function is None else self._view.program.typing(function)

    def _of_result(self, result: _Result) -> Whose:
        path, start, index = result
        function, typing = self._functions[path, start]
        found: set[Whose] = set()
        for instruction in self._view.bodies.reached(function, typing):
            value = returned_value(instruction, function, index) if isinstance(instruction, Return) else None
            if value is not None:
                found.add(self.of_value(value, function, typing))
        type_ = function.results[index].type if index < len(function.results) else None
        obligation = self._obligations.of(type_)
        if obligation is not None and obligation.kind is not ResourceKind.ROWS and Whose.SOMEBODY in found:
            # What looks one up first, and makes one at need, keeps it; a transaction ends with the work that it is for.
            is_begun = Whose.CALLER in found and obligation.kind is ResourceKind.TRANSACTION
            return Whose.EITHER if is_begun and not _tells_more(function, index) else Whose.SOMEBODY
        most = _most(found)
        return Whose.CALLER if most is Whose.UNKNOWN else most

    # Within one function --------------------------------------------------------------------------

    def of_value(self, value: Operand, function: Function, typing: Typing) -> Whose:
        """Whose the value of an operand is; of a field, whose what this function has put there is."""
        if isinstance(value, Place) and value.path and isinstance(value.root, Variable):
            given = self._put_there(value, value.root, function, typing)
            if given is not None:
                return given
        sources = sources_of(value, function, typing)
        found = {self._of_source(s, function, typing) for s in sources.leaves}
        if any(self._is_filled(v, function, typing) for v in sources.through):
            found.add(Whose.CALLER)
        may_be_callers = not found.isdisjoint((Whose.CALLER, Whose.UNKNOWN))
        if may_be_callers and any(self.is_kept(v, function, typing) for v in sources.through):
            return Whose.SOMEBODY
        return _most(found)

    def _put_there(self, field: Place, root: Variable, function: Function, typing: Typing) -> Whose | None:
        """Whose what a call gives is that a function puts into a field: ``q.add, err = db.Prepare(…)``."""
        for instruction in typing.mentioning(root, function):
            if isinstance(instruction, Call) and field in instruction.targets:
                return self._of_call(instruction, instruction.targets.index(field), function, typing)
        return None

    def _of_source(self, source: Source, function: Function, typing: Typing) -> Whose:
        match source:
            case Given(Constant()):
                return Whose.NOTHING
            case Handed():
                return Whose.SOMEBODY
            case Part(_, of_built):
                return Whose.UNKNOWN if of_built else Whose.SOMEBODY
            case Made(Assert()):
                return Whose.SOMEBODY  # what comes out of a context or a container was put there by its owner
            case Made(Build() as built):
                return self._of_built(built, function, typing)
            case Made(Call() as call, output):
                return self._of_call(call, output, function, typing)
            case _:
                return Whose.UNKNOWN

    def _of_built(self, built: Build, function: Function, typing: Typing) -> Whose:
        """A composite literal: whose what it is made of is."""
        values = [v for _, v in built.elements]
        made = self._obligations.of(built.type)
        if made is not None and made.inner:
            values = self._put_into(made.inner[0], built)
        if made is not None:
            # What else it is made of is not asked: only a resource in it may be somebody else's.
            values = [v for v in values if self._may_be_resource(v, typing)]
            if made.evidence is Evidence.DECLARED and not values:
                return Whose.CALLER  # it is one by its directive
        found = {self.of_value(v, function, typing) for v in values}
        if found & {Whose.CALLER, Whose.EITHER, Whose.SOMEBODY}:
            return _most(found)
        return Whose.UNKNOWN if Whose.UNKNOWN in found else Whose.NOTHING  # an empty holder

    def _put_into(self, field: str, built: Build) -> list[Operand]:
        """What a composite literal puts into the field by which a struct is a resource."""
        under = self._view.program.universe.underlying(built.type)
        names = [f.name for f in under.fields] if isinstance(under, t.Struct) else []
        at = f"#{names.index(field)}" if field in names else ""
        return [v for key, v in built.elements if key in (field, at)]

    def _of_call(self, call: Call, output: int, function: Function, typing: Typing) -> Whose:
        results = typing.results(call)
        type_ = results[output] if output < len(results) else None
        if type_ is None or self._obligations.of(type_) is None:
            return Whose.UNKNOWN
        target = typing.target(call)
        if target.kind is TargetKind.BUILTIN:
            return Whose.NOTHING  # new(T): nothing is in it yet
        found = self.of(target, output, typing)
        if found is not Whose.SOMEBODY:
            return found
        # A constructor that wraps what it is given: whose that was decides.
        key = (function.path, call.span.start, call.span.end, call.name_span.start)
        self._wrapping[key] = call, function, typing
        return self._wrapped.of(key)

    def _of_arguments(self, wrapping: _Wrapping) -> Whose:
        """Whose what a call makes of its arguments is; one of them may be what it gave before: ``stmt = wrap(stmt)``."""
        call, function, typing = self._wrapping[wrapping]
        given = {self.of_value(a, function, typing) for a in call.arguments}
        return Whose.CALLER if Whose.CALLER in given else Whose.SOMEBODY

    def _may_be_resource(self, value: Operand, typing: Typing) -> bool:
        type_ = typing.type_of(value)
        return type_ is None or self._obligations.of(type_) is not None

    def _is_filled(self, variable: Variable, function: Function, typing: Typing) -> bool:
        """Whether a resource is acquired into a part of a variable: ``s.rows, err = db.Query(q)``, or copied there."""
        obligation = self._obligations.of(typing.type_of(Place(variable)))
        field = obligation.inner[:1] if obligation is not None else ()
        for instruction in typing.mentioning(variable, function):
            parts = [p for p in targets_of(instruction) if p.root is variable and p.path and field in ((), p.path[:1])]
            if not parts:
                continue
            if isinstance(instruction, Assign) and isinstance(instruction.source, Place | FunctionLiteral):
                return self._fills(instruction.source, parts[0], function, typing)
            if isinstance(instruction, Call):
                given = range(len(typing.results(instruction)))
                return any(self._of_call(instruction, i, function, typing) is Whose.CALLER for i in given)
        return False

    def _fills(self, source: Operand, part: Place, function: Function, typing: Typing) -> bool:
        """Whether what is copied into a part of a variable is a resource, and not what that part had in it already."""
        if not self._may_be_resource(source, typing):
            return False
        through = sources_of(source, function, typing)
        return not any(isinstance(s, Part) and s.place.root is part.root for s in through.leaves)

    # Kept by a longer-lived owner -----------------------------------------------------------------

    def is_kept(self, variable: Variable, function: Function, typing: Typing) -> bool:
        """Whether a function that returns a resource has given it to a longer-lived owner too: a cache, a test's end."""
        return any(self._keeps(i, variable, typing) for i in typing.mentioning(variable, function))

    def _keeps(self, instruction: Instruction, variable: Variable, typing: Typing) -> bool:
        match instruction:
            case Assign(Place(root, path), Place(source, ())) if source is variable:
                is_parameter = isinstance(root, Variable) and root.kind is VariableKind.PARAMETER
                return isinstance(root, Global) or (is_parameter and bool(path))
            case Call(arguments=arguments):
                if self._is_kept_by(instruction, variable, typing):
                    return True
                literals = [a.function for a in arguments if isinstance(a, FunctionLiteral)]
                at_end = self._models.of(typing.target(instruction)).runs_at_end
                return at_end and any(variable in literal.captured for literal in literals)
            case _:
                return False

    def _is_kept_by(self, call: Call, variable: Variable, typing: Typing) -> bool:
        """Whether a call hands a variable's resource to somebody who keeps it on every path: ``cache.Set(key, stmt)``."""
        obligation = self._obligations.of(typing.type_of(Place(variable)))
        target = typing.target(call)
        for index, argument in enumerate(call.arguments if obligation is not None else ()):
            if argument != Place(variable) or obligation is None:
                continue
            held_at = Place(Input(index + first_argument_input(target)), obligation.inner)
            summary = self._view.callees.summary(target, (held_at,), obligation)
            if summary is not None and summary.returns:
                return all(_keeps(o) for o in summary.returns)
        return False


def _tells_more(function: Function, index: int) -> bool:
    """Whether a function gives more than a result, a context and an error: a flag, or what is to be called at the end."""
    results = (r.type for i, r in enumerate(function.results) if i != index)
    return any(type_ not in (t.ERROR, t.CONTEXT) for type_ in results)


def _keeps(outcome: Outcome) -> bool:
    return outcome.state is Typestate.ESCAPED or any(output_index(h) is None for h in outcome.holders)
