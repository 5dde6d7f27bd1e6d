"""What a call calls: a function, a method, a built-in, a conversion, or a function value."""

from __future__ import annotations

import enum
from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FunctionDeclaration
from rowsclose.go.ir import (
    Call,
    Conversion,
    Direct,
    Dynamic,
    Function,
    FunctionLiteral,
    Global,
    Method,
    Operand,
    Place,
    Variable,
)
from rowsclose.go.universe import Universe
from rowsclose.values import value

_BUILTINS = frozenset(
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

    @property
    def home(self) -> str:
        """The import path of the package that has it: of the receiver's type where it is a method."""
        return self.owner.package if self.owner is not None else self.package


_UNKNOWN = Target(TargetKind.UNKNOWN)


class Targets:
    """Resolves the calls of one function."""

    def __init__(
        self,
        universe: Universe,
        value_type: Callable[[str, str], t.Type | None],
        type_of: Callable[[Operand], t.Type | None],
        literal_bound_to: Callable[[Variable], Function | None],
    ) -> None:
        """``value_type`` gives the type of a package variable; the rest is what is known of the function."""
        self._universe = universe
        self._value_type = value_type
        self._type_of = type_of
        self._literal_bound_to = literal_bound_to
        # By identity, for the hash of a call walks all that it holds. The call is kept beside its target: the id of one
        # that is gone may be another's.
        self._found: dict[int, tuple[Call, Target]] = {}

    def of(self, call: Call) -> Target:
        """What a call calls; worked out once."""
        found = self._found.get(id(call))
        if found is None:
            found = (call, self._resolve(call))
            self._found[id(call)] = found
        return found[1]

    def method(self, type_: t.Type | None, name: str) -> Target:
        """What calling a method, or a field, of a type calls."""
        found = self._universe.select(type_, name)
        if found is None:
            bare = t.strip_pointers(self._universe.resolve(type_))
            owner = bare if isinstance(bare, t.Named) else None
            return Target(TargetKind.UNKNOWN, name, owner.package if owner else "", owner=owner)
        if not found.is_method:
            under = self._universe.underlying(found.type)
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

    def _resolve(self, call: Call) -> Target:
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
        function = self._universe.function(name.package, name.name)
        if function is not None:
            return target_of(function)
        if self._universe.is_type(name.package, name.name):
            package = t.UNIVERSE if name.name in t.PREDECLARED else name.package
            return Target(TargetKind.CONVERSION, converted=t.Named(package, name.name))
        if name.name in _BUILTINS and self._universe.value(name.package, name.name) is None:
            return Target(TargetKind.BUILTIN, name.name)
        type_ = self._universe.underlying(self._value_type(name.package, name.name))
        if isinstance(type_, t.Sequence | t.Map):  # `queries[0](db)` is written as the call of an instance is
            type_ = self._universe.underlying(type_.value if isinstance(type_, t.Map) else type_.element)
        if isinstance(type_, t.Signature):
            return Target(TargetKind.VALUE, name.name, name.package, signature=type_)
        return Target(TargetKind.UNKNOWN, name.name, name.package)

    def _method(self, receiver: Operand, name: str) -> Target:
        if isinstance(receiver, Place) and isinstance(receiver.root, Global) and not receiver.path:
            root = receiver.root
            if self._universe.is_type(root.package, root.name):
                return self._method_expression(t.Named(root.package, root.name), name)
        return self.method(self._type_of(receiver), name)

    def _method_expression(self, owner: t.Named, name: str) -> Target:
        """``(*sql.DB).Query(db, q)``: the method as a function, whose first argument is the receiver."""
        found = self._universe.select(owner, name)
        if found is None or not found.is_method or not isinstance(found.type, t.Signature):
            return Target(TargetKind.UNKNOWN, name, owner.package, owner=owner)
        method = found.type
        signature = t.Signature((t.Parameter("", owner), *method.parameters), method.results, method.variadic)
        package = found.owner.package if found.owner else owner.package
        return Target(TargetKind.FUNCTION, name, package, found.owner, signature, found.declaration, found.directives)

    def _value(self, value: Operand) -> Target:
        if isinstance(value, Place) and isinstance(value.root, Variable) and not value.path:
            bound = self._literal_bound_to(value.root)
            if bound is not None:
                return Target(TargetKind.LITERAL, literal=bound, signature=literal_type(bound))
        under = self._universe.underlying(self._type_of(value))
        return Target(TargetKind.VALUE, signature=under) if isinstance(under, t.Signature) else _UNKNOWN


def target_of(function: FunctionDeclaration) -> Target:
    """What calling a declared function, which is no method, calls."""
    return Target(
        TargetKind.FUNCTION,
        function.name,
        function.package,
        signature=function.signature,
        declaration=function,
        directives=function.directives,
    )


def literal_type(function: Function) -> t.Signature:
    """The type of a function literal."""
    parameters = tuple(t.Parameter(p.name, p.type or t.Tuple(())) for p in function.parameters)
    results = tuple(t.Parameter(r.name, r.type or t.Tuple(())) for r in function.results)
    return t.Signature(parameters, results, function.variadic)
