"""Which calls of a function acquire a resource.

A call acquires where one of its results has a type with a contract and is not somebody else's: a getter that hands out
a field, a parameter or a package variable acquires nothing. Where the result's type is out of reach, its use decides.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import (
    Assert,
    Assign,
    Build,
    Call,
    Constant,
    Defer,
    Function,
    FunctionLiteral,
    Global,
    Go,
    Operand,
    Place,
    Return,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import functions_within, instructions_of, targets_of
from rowsclose.ownership.begun import Begun
from rowsclose.ownership.behind import Behind
from rowsclose.ownership.contracts import Contract, Evidence, ResourceKind, acquired_contract
from rowsclose.ownership.facts import Typestate
from rowsclose.ownership.outcomes import Outcome, Slot
from rowsclose.ownership.usage import Usage
from rowsclose.ownership.world import World
from rowsclose.values import value

_DEEPEST = 12


@value
class Acquisition:
    """An acquiring call; ``home`` is the function whose variables the resource goes to.

    ``into`` is the variable that the call fills by a pointer argument, None where the resource is a result.
    """

    call: Call
    home: Function
    contract: Contract
    result: int
    into: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where the resource goes; None where it is dropped."""
        if self.into is not None:
            return self.into
        return self.call.targets[self.result] if self.result < len(self.call.targets) else None


class _Origin(enum.Enum):
    FRESH = "fresh"
    BORROWED = "borrowed"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


class Acquisitions:
    """Finds the acquiring calls of a program's functions."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._fresh: dict[tuple[object, ...], bool] = {}
        self._begun = Begun(world)
        self._behind = Behind(world, self._is_fresh_here)

    def of(self, function: Function, typing: Typing) -> Iterator[Acquisition]:
        """The acquiring calls of an outermost function and its literals."""
        usage: Usage | None = None
        homes = _Homes(function)
        for inner in functions_within(function):
            for instruction in instructions_of(inner):
                call = instruction.call if isinstance(instruction, Defer | Go) else instruction
                if not isinstance(call, Call):
                    continue
                into = self._world.acquired_into(call, typing)
                if into is not None:
                    filled = self._world.contracts.of(typing.type_of(into))
                    if filled is not None:
                        yield Acquisition(call, homes.of(inner, into), filled, 0, into)
                    continue
                found = self._typed(call, typing)
                if found is None and self._is_out_of_reach(call, typing):
                    usage = usage or Usage(function, typing, self._world)
                    found = _used(call, usage)
                if found is not None:
                    contract, result = found
                    yield Acquisition(call, homes.of(inner, *call.targets), contract, result)

    def _typed(self, call: Call, typing: Typing) -> tuple[Contract, int] | None:
        target = typing.target(call)
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION):
            return None
        directives = self._world.directives(target)
        for index, type_ in enumerate(typing.results(call)):
            contract = acquired_contract(directives, type_) or self._world.contracts.of(type_)
            if contract is None and index == 0:
                contract = self._world.contracts.begun(target.name, type_)
                given = None if contract else self._begun.of(target, type_) or self._behind.of(target, type_)
                if given is not None:
                    return given, index
            if contract is None or isinstance(self._world.program.universe.resolve(type_), t.Sequence | t.Map):
                continue
            if any(d.name in ("not-acquired", "alias") for d in directives):
                return None
            if not self._gives_fresh(target, index, typing):
                return None
            return contract, index
        return None

    def _is_out_of_reach(self, call: Call, typing: Typing) -> bool:
        """Whether neither the result's type nor the callee is known."""
        target = typing.target(call)
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION, TargetKind.LITERAL):
            return False
        if any(d.name in ("not-acquired", "alias") for d in self._world.directives(target)):
            return False
        results = typing.results(call)
        if not results:
            return bool(call.targets)
        return not typing.universe.in_reach(results[0])

    # Whose is what a function returns? --------------------------------------------------------------

    def gives_fresh(self, target: Target, index: int) -> bool:
        """Whether a result of a declared function is acquired for the caller, and not somebody else's."""
        if any(d.name in ("not-acquired", "alias") for d in self._world.directives(target)):
            return False
        function = self._world.program.body(target.declaration) if target.declaration is not None else None
        if function is None:
            return any(d.name == "acquires" for d in self._world.directives(target)) or not self._is_getter(target)
        return self._gives_fresh(target, index, self._world.program.typing(function))

    def _gives_fresh(self, target: Target, index: int, typing: Typing) -> bool:
        if any(d.name == "acquires" for d in self._world.directives(target)):
            return True
        stub = self._world.stubs.function_declaration(target.package, target.owner, target.name)
        if stub is not None and target.kind in (TargetKind.FUNCTION, TargetKind.METHOD):
            # A library that is analysed itself: where its resources come from (a free list, a channel) tells less.
            return not any(d.name in ("not-acquired", "alias") for d in stub.directives)
        function: Function | None = None
        if target.kind is TargetKind.LITERAL:
            function = target.literal
        elif target.declaration is not None and target.declaration.body is not None:
            function = self._world.program.body(target.declaration)
            typing = self._world.program.typing(function) if function is not None else typing
        if function is None:
            return not self._is_getter(target)
        where = (target.declaration.path, target.declaration.span) if target.declaration else function
        key = (where, index)
        if key not in self._fresh:
            self._fresh[key] = True  # while in progress: a function that returns its own result
            self._fresh[key] = self._works_out_fresh(function, index, typing)
        return self._fresh[key]

    def _is_getter(self, target: Target) -> bool:
        """Whether a function whose code is out of sight hands out what it has: acquiring can fail, handing out cannot."""
        if target.signature is None or self._world.is_stub(target):
            return False
        results = [r.type for r in target.signature.results]
        return len(results) == 1 or results[1:] == [t.BOOL]  # a look-up, at most

    def _is_fresh_here(self, value: Operand, function: Function, typing: Typing) -> bool:
        return self._origin(value, function, typing, 0) is _Origin.FRESH

    def _works_out_fresh(self, function: Function, index: int, typing: Typing) -> bool:
        origins = set()
        for instruction in self._world.reached(function, typing):
            if not isinstance(instruction, Return):
                continue
            values = instruction.values
            if len(values) == len(function.results):
                origins.add(self._origin(values[index], function, typing, 0))
            elif len(values) == 1 and isinstance(values[0], Place):
                origins.add(self._origin(values[0].child(f"#{index}"), function, typing, 0))
        contract = self._world.contracts.of(function.results[index].type if index < len(function.results) else None)
        if contract is not None and contract.kind is not ResourceKind.ROWS and _Origin.BORROWED in origins:
            return False  # what looks one up first, and makes one at need, keeps it
        return _Origin.FRESH in origins or (_Origin.UNKNOWN in origins and _Origin.BORROWED not in origins)

    def _origin(self, value: Operand, function: Function, typing: Typing, depth: int) -> _Origin:
        if isinstance(value, Constant) or depth > _DEEPEST:
            return _Origin.NOTHING if isinstance(value, Constant) else _Origin.UNKNOWN
        if not isinstance(value, Place):
            return _Origin.UNKNOWN
        root, path = value.root, value.path
        if isinstance(root, Global) or root in function.captured:
            return _Origin.BORROWED
        if root.kind is VariableKind.PARAMETER:
            return _Origin.BORROWED
        if path and not path[0].startswith("#"):
            return _Origin.BORROWED if not self._is_built(root, typing) else _Origin.UNKNOWN
        origins = {self._defined(d, root, path, function, typing, depth) for d in typing.definitions(root)}
        if not path and self._is_filled(root, function, typing):
            origins.add(_Origin.FRESH)
        if _Origin.FRESH in origins and self._is_kept(root, function, typing):
            return _Origin.BORROWED
        for origin in (_Origin.FRESH, _Origin.BORROWED, _Origin.UNKNOWN):
            if origin in origins:
                return origin
        return _Origin.NOTHING

    def _may_be_resource(self, value: Operand, typing: Typing) -> bool:
        type_ = typing.type_of(value)
        return type_ is None or self._world.contracts.of(type_) is not None

    def _is_filled(self, variable: Variable, function: Function, typing: Typing) -> bool:
        """Whether a resource is acquired into a part of a variable: ``s.rows, err = db.Query(q)``, or copied there."""
        contract = self._world.contracts.of(typing.type_of(Place(variable)))
        field = contract.inner[:1] if contract is not None else ()
        for instruction in instructions_of(function):
            parts = [p for p in targets_of(instruction) if p.root is variable and p.path and field in ((), p.path[:1])]
            if not parts:
                continue
            if isinstance(instruction, Assign) and isinstance(instruction.source, Place | FunctionLiteral):
                return self._may_be_resource(instruction.source, typing)
            if isinstance(instruction, Call):
                return any(self._world.contracts.of(r) is not None for r in typing.results(instruction))
        return False

    def _is_kept(self, variable: Variable, function: Function, typing: Typing) -> bool:
        """Whether a function that returns a resource has given it to a longer-lived owner too: a cache, a test's end."""
        for instruction in instructions_of(function):
            match instruction:
                case Assign(Place(root, path), Place(source, ())) if source is variable:
                    if isinstance(root, Global) or (root.kind is VariableKind.PARAMETER and path):
                        return True
                case Call(arguments=arguments):
                    if self._is_kept_by(instruction, variable, typing):
                        return True
                    later = any(d.name == "defers" for d in self._world.directives(typing.target(instruction)))
                    if later and any(
                        isinstance(a, FunctionLiteral) and variable in a.function.captured for a in arguments
                    ):
                        return True
                case _:
                    pass
        return False

    def _is_kept_by(self, call: Call, variable: Variable, typing: Typing) -> bool:
        """Whether a call hands a variable's resource to somebody who keeps it on every path: ``cache.Set(key, stmt)``."""
        contract = self._world.contracts.of(typing.type_of(Place(variable)))
        target = typing.target(call)
        shift = 1 if target.kind is TargetKind.METHOD else 0
        for index, argument in enumerate(call.arguments if contract is not None else ()):
            if argument != Place(variable) or contract is None:
                continue
            slot = Slot(False, index + shift, contract.inner)
            outcomes = self._world.summaries.outcomes(target, (slot,), contract)
            if outcomes is not None and outcomes.returns:
                return all(_keeps(o) for o in outcomes.returns)
        return False

    def _is_built(self, root: Variable, typing: Typing) -> bool:
        return any(isinstance(d, Build) for d in typing.definitions(root))

    def _defined(
        self, definition: object, root: Variable, path: tuple[str, ...], function: Function, typing: Typing, depth: int
    ) -> _Origin:
        match definition:
            case Assign(_, source):
                return self._origin(source, function, typing, depth + 1)
            case Assert():
                return _Origin.BORROWED  # what comes out of a context or a container was put there by its owner
            case Build(_, type_, elements):
                values = [v for _, v in elements]
                made = self._world.contracts.of(type_)
                if made is not None and made.inner:
                    values = self._put_into(made.inner[0], type_, elements)
                if made is not None:
                    # What else it is made of is not asked: only a resource in it may be somebody else's.
                    values = [v for v in values if self._may_be_resource(v, typing)]
                    if made.evidence is Evidence.DECLARED and not values:
                        return _Origin.FRESH  # it is one by its directive
                origins = {self._origin(v, function, typing, depth + 1) for v in values}
                if _Origin.FRESH in origins:
                    return _Origin.FRESH
                if _Origin.BORROWED in origins:
                    return _Origin.BORROWED
                return _Origin.UNKNOWN if values else _Origin.NOTHING  # an empty holder
            case Call():
                return self._called(definition, root, path, function, typing, depth)
            case _:
                return _Origin.UNKNOWN

    def _put_into(self, field: str, type_: t.Type | None, elements: tuple[tuple[str, Operand], ...]) -> list[Operand]:
        """What a composite literal puts into the field by which a struct is a resource."""
        under = self._world.program.universe.underlying(type_)
        names = [f.name for f in under.fields] if isinstance(under, t.Struct) else []
        at = f"#{names.index(field)}" if field in names else ""
        return [v for key, v in elements if key in (field, at)]

    def _called(
        self, call: Call, root: Variable, path: tuple[str, ...], function: Function, typing: Typing, depth: int
    ) -> _Origin:
        index = int(path[0][1:]) if path else 0
        if not path:
            index = next((i for i, p in enumerate(call.targets) if p is not None and p.root is root), 0)
        results = typing.results(call)
        type_ = results[index] if index < len(results) else None
        if type_ is None:
            return _Origin.UNKNOWN
        if self._world.contracts.of(type_) is None:
            return _Origin.UNKNOWN
        target = typing.target(call)
        if target.kind is TargetKind.BUILTIN:
            return _Origin.NOTHING  # new(T): nothing is in it yet
        if any(d.name in ("not-acquired", "alias") for d in self._world.directives(target)):
            return _Origin.BORROWED
        if self._gives_fresh(target, index, typing):
            return _Origin.FRESH
        # A constructor that wraps what it is given: whose that was decides.
        given = {self._origin(a, function, typing, depth + 1) for a in call.arguments}
        return _Origin.FRESH if _Origin.FRESH in given else _Origin.BORROWED


def _keeps(outcome: Outcome) -> bool:
    return outcome.state is Typestate.ESCAPED or any(not h.is_result for h in outcome.holders)


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


def _used(call: Call, usage: Usage) -> tuple[Contract, int] | None:
    first = call.targets[0] if call.targets else None
    contract = usage.contract_of(first, call)
    if contract is None:
        return None
    return Contract(contract.kind, contract.releases, Evidence.USED, contract.type, contract.inner), 0
