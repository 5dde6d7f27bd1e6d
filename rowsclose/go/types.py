"""Go's types as plain values.

A name is kept as ``Named(package, name)`` and looked up only when somebody asks what stands behind it, so types of
packages out of reach are values too. Nothing here knows where declarations come from: see ``go.universe``.
"""

from __future__ import annotations

from typing import TypeAlias

from rowsclose.values import hashed_value, value

UNIVERSE = ""
"""The package of predeclared names, such as ``error`` and ``int``."""


@hashed_value
class Named:
    """A declared or predeclared type; ``package`` is an import path, ``UNIVERSE`` for predeclared names."""

    package: str
    name: str
    arguments: tuple[Type, ...] = ()


@value
class TypeParameter:
    """A type parameter inside its declaration; ``constraint`` is the interface it must satisfy."""

    name: str
    constraint: Type | None


@hashed_value
class Pointer:
    """``*T``."""

    element: Type


@hashed_value
class Sequence:
    """``[]T`` and ``[n]T``: what ranging and indexing give is all that matters here."""

    element: Type


@hashed_value
class Map:
    """``map[K]V``."""

    key: Type
    value: Type


@hashed_value
class Channel:
    """``chan T`` in any direction."""

    element: Type


@value
class Parameter:
    """One parameter or result; ``name`` is empty where there is none."""

    name: str
    type: Type


@hashed_value
class Signature:
    """A function's type; a variadic last parameter has the type of its slice."""

    parameters: tuple[Parameter, ...]
    results: tuple[Parameter, ...]
    variadic: bool = False
    type_parameters: tuple[TypeParameter, ...] = ()


@value
class Field:
    """A struct field; an embedded one carries its type's name."""

    name: str
    type: Type
    embedded: bool = False


@hashed_value
class Struct:
    """A struct type, fields in source order."""

    fields: tuple[Field, ...]


@hashed_value
class Interface:
    """An interface: its own methods, and the types it embeds or is a union of."""

    methods: tuple[tuple[str, Signature], ...]
    embedded: tuple[Type, ...] = ()


@value
class Tuple:
    """The results of a call that gives several values."""

    elements: tuple[Type | None, ...]


Type: TypeAlias = Named | TypeParameter | Pointer | Sequence | Map | Channel | Signature | Struct | Interface | Tuple

CONTEXT = Named("context", "Context")
ERROR = Named(UNIVERSE, "error")
BOOL = Named(UNIVERSE, "bool")
STRING = Named(UNIVERSE, "string")
INT = Named(UNIVERSE, "int")
PREDECLARED = frozenset(
    [
        "any",
        "bool",
        "byte",
        "comparable",
        "complex64",
        "complex128",
        "error",
        "float32",
        "float64",
        "int",
        "int8",
        "int16",
        "int32",
        "int64",
        "rune",
        "string",
        "uint",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "uintptr",
    ]
)


def strip_pointers(type_: Type | None) -> Type | None:
    """The type behind any number of pointers."""
    while isinstance(type_, Pointer):
        type_ = type_.element
    return type_


def is_nested_deeper(type_: Type, most: int) -> bool:
    """Whether type arguments lie deeper within each other than that."""
    level: list[Type] = [type_] if isinstance(type_, Named) and type_.arguments else []
    for _ in range(most):
        level = list(dict.fromkeys(a for t in level if isinstance(t, Named) for a in map(_element, t.arguments)))
        if not level:
            return False
    return bool(level)


def _element(type_: Type) -> Type:
    """What lies behind pointers, sequences and channels, and in a map."""
    while isinstance(type_, Pointer | Sequence | Channel | Map):
        type_ = type_.value if isinstance(type_, Map) else type_.element
    return type_


def substitute(type_: Type, bindings: dict[str, Type]) -> Type:
    """``type_`` with type parameters replaced by the types bound to their names."""
    if not bindings:
        return type_
    match type_:
        case TypeParameter(name=name):
            return bindings.get(name, type_)
        case Named(package, name, arguments) if arguments:
            return Named(package, name, tuple(substitute(a, bindings) for a in arguments))
        case Pointer(element):
            return Pointer(substitute(element, bindings))
        case Sequence(element):
            return Sequence(substitute(element, bindings))
        case Channel(element):
            return Channel(substitute(element, bindings))
        case Map(key, value):
            return Map(substitute(key, bindings), substitute(value, bindings))
        case Signature(parameters, results, variadic, own):
            inner = {k: v for k, v in bindings.items() if all(k != p.name for p in own)}
            return Signature(_each(parameters, inner), _each(results, inner), variadic, own)
        case Struct(fields):
            return Struct(tuple(Field(f.name, substitute(f.type, bindings), f.embedded) for f in fields))
        case Interface(methods, embedded):
            return Interface(
                tuple((n, _signature(substitute(f, bindings))) for n, f in methods),
                tuple(substitute(e, bindings) for e in embedded),
            )
        case _:
            return type_


def _signature(type_: Type) -> Signature:
    assert isinstance(type_, Signature)
    return type_


def _each(parameters: tuple[Parameter, ...], bindings: dict[str, Type]) -> tuple[Parameter, ...]:
    return tuple(Parameter(p.name, substitute(p.type, bindings)) for p in parameters)
