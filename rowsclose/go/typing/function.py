"""The types in one function: its variables, what is reached from them, and its calls.

A Go variable has one type for life, so its first assignment decides where no type is written.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.ir import (
    ELEMENT,
    POINTEE,
    Assert,
    Assign,
    Build,
    Call,
    Compute,
    Constant,
    ConstantKind,
    Function,
    FunctionLiteral,
    Global,
    Instruction,
    Iterate,
    Operand,
    Operator,
    Place,
    Root,
    Variable,
)
from rowsclose.go.typing.results import argument_types, results_of
from rowsclose.go.typing.target import Target, Targets, literal_type
from rowsclose.go.universe import Universe
from rowsclose.go.walk import functions_within, instructions_of, operands_of, targets_of


class Typing:
    """Types in one outermost function, its literals included."""

    def __init__(self, universe: Universe, function: Function, value_type: Callable[[str, str], t.Type | None]) -> None:
        """``value_type`` gives the type of a package variable."""
        self.universe = universe
        self.function = function
        self._value_type = value_type
        self._definitions: dict[Root, list[Instruction]] = {}
        self._mentions: dict[Function, dict[Root, list[Instruction]]] = {}
        self._types: dict[Root, t.Type | None] = {}
        self._targets = Targets(universe, value_type, self.type_of, self.literal_bound_to)
        for inner in functions_within(function):
            for instruction in instructions_of(inner):
                for place in targets_of(instruction):
                    if place.path == ():
                        self._definitions.setdefault(place.root, []).append(instruction)

    def definitions(self, variable: Variable) -> list[Instruction]:
        """The instructions that assign to a variable as a whole."""
        return self._definitions.get(variable, [])

    def mentioning(self, variable: Root, function: Function) -> list[Instruction]:
        """The instructions of a function, of this one or a literal in it, that mention a variable, in their order.

        They read it or write it, a part of it too, or have a literal that captures it.
        """
        if function not in self._mentions:
            mentions = self._mentions[function] = {}
            for instruction in instructions_of(function):
                for root in _roots(instruction):
                    mentions.setdefault(root, []).append(instruction)
        return self._mentions[function].get(variable, [])

    def initial_type(self, package: str, name: str) -> t.Type | None:
        """The type that an initialiser gives to a package variable."""
        return self._defined(Global(package, name))

    # Places ---------------------------------------------------------------------------------------

    def type_of(self, operand: Operand) -> t.Type | None:
        """The type of an operand."""
        match operand:
            case Place(root, path):
                type_ = self._root_type(root)
                for segment in path:
                    type_ = self._step(type_, segment)
                return type_
            case FunctionLiteral(function):
                return literal_type(function)
            case Constant(ConstantKind.STRING):
                return t.STRING
            case Constant(ConstantKind.TRUE | ConstantKind.FALSE):
                return t.BOOL
            case _:
                return None

    def _root_type(self, root: Root) -> t.Type | None:
        if isinstance(root, Global):
            found = self._value_type(root.package, root.name)
            if found is not None:
                return found
            function = self.universe.function(root.package, root.name)
            return function.signature if function else None
        if not isinstance(root, Variable):
            return None
        if root.type is not None:
            return root.type
        if root not in self._types:
            self._types[root] = None  # a cycle has no type
            self._types[root] = self._defined(root)
        return self._types[root]

    def _defined(self, root: Root) -> t.Type | None:
        for instruction in self._definitions.get(root, ()):
            found = self._type_from(instruction, root)
            if found is not None:
                return found
        return None

    def _type_from(self, instruction: Instruction, root: Root) -> t.Type | None:
        match instruction:
            case Assign(_, source, operator=operator):
                return self._operated(self.type_of(source), operator)
            case Build(_, type_):
                return type_
            case Compute(_, sources, _, type_):
                return type_ or next((found for s in sources if (found := self.type_of(s))), None)
            case Assert(target, _, type_, source):
                return (type_ or self.type_of(source)) if target.root == root else t.BOOL
            case Call(targets):
                results = self.results(instruction)
                if len(targets) == 1 and len(results) > 1:
                    return t.Tuple(results)
                return next((r for p, r in zip(targets, results, strict=False) if p and p.root == root), None)
            case Iterate(targets, source):
                kinds = self._iterated(self.type_of(source))
                return next((k for p, k in zip(targets, kinds, strict=False) if p and p.root == root), None)
            case _:
                return None

    def _operated(self, type_: t.Type | None, operator: Operator) -> t.Type | None:
        if type_ is None or operator is Operator.COPY:
            return type_
        if operator is Operator.ADDRESS:
            return t.Pointer(type_)
        under = self.universe.underlying(type_)
        if operator is Operator.RECEIVE:
            return under.element if isinstance(under, t.Channel) else None
        return under.element if isinstance(under, t.Pointer) else None

    def _iterated(self, type_: t.Type | None) -> tuple[t.Type | None, ...]:
        match self.universe.underlying(t.strip_pointers(self.universe.resolve(type_))):
            case t.Sequence(element):
                return (t.INT, element)
            case t.Map(key, value):
                return (key, value)
            case t.Channel(element):
                return (element,)
            case t.Signature((t.Parameter(type=t.Signature(parameters)),)):
                return tuple(p.type for p in parameters)
            case t.STRING:
                return (t.INT, t.Named(t.UNIVERSE, "rune"))
            case other:
                return (other,)

    def _step(self, type_: t.Type | None, segment: str) -> t.Type | None:
        if type_ is None:
            return None
        if segment == ELEMENT:
            match self.universe.underlying(t.strip_pointers(self.universe.resolve(type_))):
                case t.Sequence(element) | t.Channel(element) | t.Map(_, element):
                    return element
                case _:
                    return None
        if segment == POINTEE:
            return self._operated(type_, Operator.DEREFERENCE)
        if segment.startswith("#"):
            index = int(segment[1:])
            elements = type_.elements if isinstance(type_, t.Tuple) else ()
            return elements[index] if index < len(elements) else None
        found = self.universe.select(type_, segment)
        return found.type if found else None

    # Calls ----------------------------------------------------------------------------------------

    def target(self, call: Call) -> Target:
        """What a call calls."""
        return self._targets.of(call)

    def method(self, type_: t.Type | None, name: str) -> Target:
        """What calling a method, or a field, of a type calls."""
        return self._targets.method(type_, name)

    def results(self, call: Call) -> tuple[t.Type | None, ...]:
        """The types a call gives, type arguments filled in; empty where nothing is known."""
        return results_of(call, self.target(call), self.type_of)

    def argument_types(self, call: Call) -> tuple[t.Type | None, ...]:
        """The types of the arguments; the results of one call given as all arguments are taken apart."""
        return argument_types(call, self.type_of)

    def literal_bound_to(self, variable: Variable) -> Function | None:
        """The literal that a variable stands for where it is the only one ever assigned to it."""
        literals = []
        for definition in self.definitions(variable):
            match definition:
                case Assign(_, FunctionLiteral(function)):
                    literals.append(function)
                case Assign(_, Constant(ConstantKind.NIL | ConstantKind.OTHER)):
                    continue  # declared first, assigned later
                case _:
                    return None
        return literals[0] if len(literals) == 1 else None


def _roots(instruction: Instruction) -> frozenset[Root]:
    """The variables that an instruction mentions."""
    operands = operands_of(instruction)
    places = [*targets_of(instruction), *(each for each in operands if isinstance(each, Place))]
    literals = [each.function for each in operands if isinstance(each, FunctionLiteral)]
    return frozenset({place.root for place in places}).union(*(literal.captured for literal in literals))
