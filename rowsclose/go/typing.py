"""Types of the places and calls of one function, worked out when asked for.

A Go variable has one type for life, so its first assignment decides where no type is written. What is out of reach has
no type (None): nothing here guesses.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FunctionDeclaration
from rowsclose.go.ir import (
    ELEMENT,
    Assert,
    Assign,
    Build,
    Call,
    Compute,
    Constant,
    ConstantKind,
    Conversion,
    Direct,
    Dynamic,
    Function,
    FunctionLiteral,
    Global,
    Instruction,
    Iterate,
    Method,
    Operand,
    Operator,
    Place,
    Root,
    Variable,
)
from rowsclose.go.universe import Universe
from rowsclose.go.walk import functions_within, instructions_of, targets_of
from rowsclose.values import value

BUILTINS = frozenset(
    [
        "append",
        "cap",
        "clear",
        "close",
        "complex",
        "copy",
        "delete",
        "imag",
        "len",
        "make",
        "max",
        "min",
        "new",
        "panic",
        "print",
        "println",
        "real",
        "recover",
    ]
)


class TargetKind(enum.Enum):
    """What a call calls."""

    FUNCTION = "function"
    METHOD = "method"
    LITERAL = "literal"
    BUILTIN = "builtin"
    CONVERSION = "conversion"
    VALUE = "value"  # a value of function type whose code is not known
    UNKNOWN = "unknown"


@value
class Target:
    """What a call calls, as far as it can be told.

    ``package`` and ``owner`` say where a function or method is declared; ``via`` are the embedded fields between the
    receiver and ``owner``; ``converted`` is a conversion's type. A method on an interface has no declaration.
    """

    kind: TargetKind
    name: str = ""
    package: str = ""
    owner: t.Named | None = None
    signature: t.Signature | None = None
    declaration: FunctionDeclaration | None = None
    directives: tuple[Directive, ...] = ()
    literal: Function | None = None
    via: tuple[str, ...] = ()
    converted: t.Type | None = None
    on_interface: bool = False

    def argument(self, call: Call, parameter: str) -> Operand | None:
        """What a call gives for a parameter by name, or by index where the source leaves it unnamed."""
        if self.signature is None:
            return None
        names = [p.name for p in self.signature.parameters]
        index = names.index(parameter) if parameter in names else (int(parameter) if parameter.isdigit() else -1)
        return call.arguments[index] if 0 <= index < len(call.arguments) else None


UNKNOWN = Target(TargetKind.UNKNOWN)


class Typing:
    """Types in one outermost function, its literals included."""

    def __init__(self, universe: Universe, function: Function, value_type: Callable[[str, str], t.Type | None]) -> None:
        """``value_type`` gives the type of a package variable."""
        self.universe = universe
        self.function = function
        self._value_type = value_type
        self._definitions: dict[Root, list[Instruction]] = {}
        self._types: dict[Root, t.Type | None] = {}
        self._targets: dict[int, tuple[Call, Target]] = {}
        for inner in functions_within(function):
            for instruction in instructions_of(inner):
                for place in targets_of(instruction):
                    if place.path == ():
                        self._definitions.setdefault(place.root, []).append(instruction)

    def definitions(self, variable: Variable) -> list[Instruction]:
        """The instructions that assign to a variable as a whole."""
        return self._definitions.get(variable, [])

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
        if segment == "*":
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
        found = self._targets.get(id(call))
        if found is None:
            found = (call, self._target(call))
            self._targets[id(call)] = found
        return found[1]

    def results(self, call: Call) -> tuple[t.Type | None, ...]:
        """The types a call gives, type arguments filled in; empty where nothing is known."""
        target = self.target(call)
        if target.kind is TargetKind.BUILTIN:
            return self._builtin_results(call, target.name)
        if target.kind is TargetKind.CONVERSION:
            return (target.converted,)
        if target.signature is None:
            return ()
        bound = self._inferred(call, target.signature)
        return tuple(t.substitute(r.type, bound) for r in target.signature.results)

    def argument_types(self, call: Call) -> tuple[t.Type | None, ...]:
        """The types of the arguments; the results of one call given as all arguments are taken apart."""
        if len(call.arguments) == 1:
            only = self.type_of(call.arguments[0])
            if isinstance(only, t.Tuple):
                return only.elements
            return (only,)
        return tuple(self.type_of(a) for a in call.arguments)

    def _target(self, call: Call) -> Target:
        match call.callee:
            case Direct(name, _):
                return self._direct(name)
            case Method(receiver, name):
                return self._method(receiver, name)
            case Dynamic(FunctionLiteral(function)):
                return Target(TargetKind.LITERAL, literal=function, signature=literal_type(function))
            case Dynamic(value):
                return self._value(value)
            case Conversion(type_):
                return Target(TargetKind.CONVERSION, converted=type_)

    def _direct(self, name: Global) -> Target:
        function = self.universe.function(name.package, name.name)
        if function is not None:
            return Target(
                TargetKind.FUNCTION,
                name.name,
                function.package,
                signature=function.signature,
                declaration=function,
                directives=function.directives,
            )
        if self.universe.is_type(name.package, name.name):
            package = t.UNIVERSE if name.name in t.PREDECLARED else name.package
            return Target(TargetKind.CONVERSION, converted=t.Named(package, name.name))
        if name.name in BUILTINS and self.universe.value(name.package, name.name) is None:
            return Target(TargetKind.BUILTIN, name.name)
        type_ = self.universe.underlying(self._value_type(name.package, name.name))
        if isinstance(type_, t.Signature):
            return Target(TargetKind.VALUE, name.name, name.package, signature=type_)
        return Target(TargetKind.UNKNOWN, name.name, name.package)

    def _method(self, receiver: Operand, name: str) -> Target:
        if isinstance(receiver, Place) and isinstance(receiver.root, Global) and not receiver.path:
            root = receiver.root
            if self.universe.is_type(root.package, root.name):
                return self._method_expression(t.Named(root.package, root.name), name)
        return self.method(self.type_of(receiver), name)

    def method(self, type_: t.Type | None, name: str) -> Target:
        """What calling a method, or a field, of a type calls."""
        found = self.universe.select(type_, name)
        if found is None:
            bare = t.strip_pointers(self.universe.resolve(type_))
            owner = bare if isinstance(bare, t.Named) else None
            return Target(TargetKind.UNKNOWN, name, owner.package if owner else "", owner=owner)
        if not found.is_method:
            under = self.universe.underlying(found.type)
            signature = under if isinstance(under, t.Signature) else None
            return Target(TargetKind.VALUE, name, signature=signature)
        assert isinstance(found.type, t.Signature)
        return Target(
            TargetKind.METHOD,
            name,
            found.owner.package if found.owner else "",
            found.owner,
            found.type,
            found.declaration,
            found.directives,
            via=found.via,
            on_interface=found.on_interface,
        )

    def _method_expression(self, owner: t.Named, name: str) -> Target:
        method = self.universe.method(owner, name)
        if method is None:
            return Target(TargetKind.UNKNOWN, name, owner.package, owner=owner)
        signature = t.Signature(
            (t.Parameter("", owner), *method.signature.parameters), method.signature.results, method.signature.variadic
        )
        return Target(TargetKind.VALUE, name, owner.package, signature=signature)

    def _value(self, value: Operand) -> Target:
        if isinstance(value, Place) and isinstance(value.root, Variable) and not value.path:
            bound = self.literal_bound_to(value.root)
            if bound is not None:
                return Target(TargetKind.LITERAL, literal=bound, signature=literal_type(bound))
        under = self.universe.underlying(self.type_of(value))
        return Target(TargetKind.VALUE, signature=under) if isinstance(under, t.Signature) else UNKNOWN

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

    def _inferred(self, call: Call, signature: t.Signature) -> dict[str, t.Type]:
        """Type arguments, given or inferred from the arguments' types."""
        bound: dict[str, t.Type] = {}
        if not signature.type_parameters:
            return bound
        given = call.callee.arguments if isinstance(call.callee, Direct) else ()
        bound.update(zip((p.name for p in signature.type_parameters), given, strict=False))
        for parameter, argument in zip(signature.parameters, self.argument_types(call), strict=False):
            if argument is not None:
                _unify(parameter.type, argument, bound)
        return bound

    def _builtin_results(self, call: Call, name: str) -> tuple[t.Type | None, ...]:
        match name:
            case "new":
                made = call.type_argument or (self.type_of(call.arguments[0]) if call.arguments else None)
                return (t.Pointer(made),) if made else ()
            case "make":
                return (call.type_argument,)
            case "append" | "min" | "max":
                return (self.type_of(call.arguments[0]),) if call.arguments else ()
            case "len" | "cap" | "copy":
                return (t.INT,)
            case _:
                return ()


def literal_type(function: Function) -> t.Signature:
    """The type of a function literal."""
    parameters = tuple(t.Parameter(p.name, p.type or t.Tuple(())) for p in function.parameters)
    results = tuple(t.Parameter(r.name, r.type or t.Tuple(())) for r in function.results)
    return t.Signature(parameters, results, function.variadic)


def _unify(pattern: t.Type, actual: t.Type, bound: dict[str, t.Type]) -> None:
    """Bind the type parameters of ``pattern`` so that it becomes ``actual``, as far as their shapes agree."""
    match pattern, actual:
        case t.TypeParameter(name=name), _:
            bound.setdefault(name, actual)
        case (t.Pointer(a), t.Pointer(b)) | (t.Sequence(a), t.Sequence(b)) | (t.Channel(a), t.Channel(b)):
            _unify(a, b, bound)
        case t.Map(ka, va), t.Map(kb, vb):
            _unify(ka, kb, bound)
            _unify(va, vb, bound)
        case t.Named(pa, na, xs), t.Named(pb, nb, ys) if (pa, na) == (pb, nb):
            for x, y in zip(xs, ys, strict=False):
                _unify(x, y, bound)
        case t.Signature(ps, rs), t.Signature(qs, ss):
            for p, q in zip((*ps, *rs), (*qs, *ss), strict=False):
                _unify(p.type, q.type, bound)
        case _:
            pass
