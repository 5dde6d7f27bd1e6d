"""From a place that holds a value back to the calls it came from, through a whole module.

Places are variables of one function, fields by the type that declares them and their name, package variables,
parameters by their callers' arguments, and results by their callees' returns. No path is asked about, and no two values of
one type are told apart: what is set for one ``Store`` is set for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import (
    ELEMENT,
    POINTEE,
    Assert,
    Assign,
    Build,
    Call,
    Function,
    Global,
    Instruction,
    Iterate,
    Method,
    Operand,
    Place,
)
from rowsclose.go.module_text import ModuleText
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import calls_of, functions_within, instructions_of, operands_of, targets_of
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.source import Span

Site = tuple[str, Span]
"""A call: its file, and the span of the called name."""


class Origins:
    """The calls of one sort that followed values came from."""

    def __init__(self, program: Program, mentions: ModuleText, is_origin: Callable[[Target], bool]) -> None:
        self.sites: set[Site] = set()
        self._program = program
        self._universe = program.universe
        self._mentions = mentions
        self._is_origin = is_origin
        self._seen: set[object] = set()

    def follow(self, function: Function, operand: Operand | None) -> None:
        """Note where the value at a place of a function may come from."""
        if not isinstance(operand, Place) or not self._is_new((function.path, function.span, operand)):
            return
        typing = self._program.typing(function)
        field = self._field(operand, typing)
        if field is not None:
            owner, name, before = field
            if self._mentions.has(owner.package):
                self._follow_field(owner, name)
            else:
                self.follow(function, before)
        elif isinstance(operand.root, Global):
            self._follow_global(operand.root)
        else:
            self._follow_variable(function, typing, operand)

    def _is_new(self, what: object) -> bool:
        if what in self._seen:
            return False
        self._seen.add(what)
        return True

    # Variables ------------------------------------------------------------------------------------

    def _follow_variable(self, function: Function, typing: Typing, place: Place) -> None:
        if place.root in function.parameters:
            self._follow_parameter(function, function.parameters.index(place.root))
        for instruction in _instructions(function):
            for target in targets_of(instruction):
                if target.root == place.root and (place.starts_with(target) or target.starts_with(place)):
                    self._follow_written(function, typing, instruction, target, place.path[len(target.path) :])

    def _follow_written(
        self, function: Function, typing: Typing, instruction: Instruction, target: Place, rest: tuple[str, ...]
    ) -> None:
        """What an instruction writes; ``rest`` leads from there to what is followed."""
        match instruction:
            case Assign(_, Place(root, path)):
                self.follow(function, Place(root, path + rest))
            case Assert(_, _, _, Place() as source):
                self.follow(function, source)
            case Iterate(_, Place() as source):
                self.follow(function, source.child(ELEMENT))
            case Build(_, _, elements):
                for key, value in elements:
                    if not rest or key == rest[0] or ELEMENT in (key, rest[0]):
                        self.follow(function, value)
            case Call(targets):
                index = int(rest[0][1:]) if rest and rest[0].startswith("#") else targets.index(target)
                self._follow_result(function, typing, instruction, index)
            case _:
                pass

    # Calls ----------------------------------------------------------------------------------------

    def _follow_result(self, function: Function, typing: Typing, call: Call, index: int) -> None:
        target = typing.target(call)
        if self._is_origin(target):
            self.sites.add((function.path, call.name_span))
            return
        declaration = target.declaration
        if target.literal is not None:
            self._follow_returns(function, target.literal, index)
        elif declaration is not None and self._mentions.has(declaration.package):
            body = self._program.body(declaration)
            if body is not None and self._is_new((declaration.path, declaration.span, index)):
                self._follow_returns(body, body, index)
        else:
            for operand in operands_of(call):  # somebody else's wrapper: `sqlx.NewDb(db, "postgres")`
                self.follow(function, operand)

    def _follow_returns(self, outermost: Function, function: Function, index: int) -> None:
        for _, value in returned_values(function, index):
            self.follow(outermost, value)

    def _follow_parameter(self, function: Function, index: int) -> None:
        """The arguments that a function's callers give for a parameter, the receiver counting as the first."""
        name = function.name.rpartition(".")[2]
        pattern = re.compile(rb"\b" + name.encode() + rb"\s*\(")
        for caller in self._mentions.functions(pattern, _package_of(name, function.package)):
            typing = self._program.typing(caller)
            for call in calls_of(caller):
                if _is_of(function, typing.target(call).declaration):
                    self.follow(caller, _argument(call, typing.target(call), index, function.has_receiver))

    # Fields and package variables -----------------------------------------------------------------

    def _field(self, place: Place, typing: Typing) -> tuple[t.Named, str, Place] | None:
        """The last field on the way to a place, with the type that declares it and what it is a field of."""
        for at in reversed(range(len(place.path))):
            name = place.path[at]
            if name in (ELEMENT, POINTEE) or name.startswith("#"):
                continue
            before = Place(place.root, place.path[:at])
            found = self._universe.select(typing.type_of(before), name)
            if found is None or found.is_method:
                return None
            type_ = typing.type_of(Place(place.root, before.path + found.via))
            owner = t.strip_pointers(self._universe.resolve(type_))
            return (owner, name, before) if isinstance(owner, t.Named) else None
        return None

    def _follow_field(self, owner: t.Named, name: str) -> None:
        if not self._is_new((owner.package, owner.name, name)):
            return
        written = re.compile(rb"\b%b\b\s*(?:[\[,:]|=[^=])|\b%b\s*\{" % (name.encode(), owner.name.encode()))
        for function in self._mentions.functions(written, _package_of(name, owner.package)):
            typing = self._program.typing(function)
            for instruction in _instructions(function):
                if isinstance(instruction, Build):
                    self._follow_built(function, instruction, owner, name)
                for target in targets_of(instruction):
                    if name not in target.path:
                        continue
                    field = self._field(target, typing)
                    if field is not None and field[1] == name and _is_same(field[0], owner):
                        self._follow_written(function, typing, instruction, target, ())

    def _follow_built(self, function: Function, built: Build, owner: t.Named, name: str) -> None:
        type_ = t.strip_pointers(self._universe.resolve(built.type))
        under = self._universe.underlying(owner)
        if not isinstance(type_, t.Named) or not _is_same(type_, owner) or not isinstance(under, t.Struct):
            return
        at = next((i for i, f in enumerate(under.fields) if f.name == name), -1)
        for key, value in built.elements:
            if key in (name, f"#{at}"):
                self.follow(function, value)

    def _follow_global(self, root: Global) -> None:
        if not self._is_new(root):
            return
        initial = self._program.initializer(root.package, root.name)
        if initial is not None:
            self._follow_assigned(initial, root)
        written = re.compile(rb"\b%b\b\s*(?:[\[,]|=[^=])" % root.name.encode())
        for function in self._mentions.functions(written, _package_of(root.name, root.package)):
            self._follow_assigned(function, root)

    def _follow_assigned(self, function: Function, root: Global) -> None:
        typing = self._program.typing(function)
        for instruction in _instructions(function):
            for target in targets_of(instruction):
                if target.root == root and all(s == ELEMENT for s in target.path):
                    self._follow_written(function, typing, instruction, target, ())


def _instructions(function: Function) -> Iterator[Instruction]:
    for inner in functions_within(function):
        yield from instructions_of(inner)


def _package_of(name: str, package: str) -> str | None:
    """Where a name can be used: its package, or anywhere where it is exported."""
    return None if name[:1].isupper() else package


def _is_of(function: Function, declaration: FunctionDeclaration | None) -> bool:
    if declaration is None or declaration.body is None or declaration.path != function.path:
        return False
    return declaration.span.start <= function.span.start and function.span.end <= declaration.span.end


def _is_same(one: t.Named, other: t.Named) -> bool:
    return (one.package, one.name) == (other.package, other.name)


def _argument(call: Call, target: Target, index: int, has_receiver: bool) -> Operand | None:
    if has_receiver:
        if index == 0:
            receiver = call.callee.receiver if isinstance(call.callee, Method) else None
            return Place(receiver.root, receiver.path + target.via) if isinstance(receiver, Place) else None
        index -= 1
    return call.arguments[index] if index < len(call.arguments) else None
