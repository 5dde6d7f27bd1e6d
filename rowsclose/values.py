"""Frozen, slotted value classes that cost little to define.

``@value`` is ``@dataclass(frozen=True, slots=True)`` for type checkers and readers, and a fifth of its price when a module
is imported: a hundred dataclasses take as long to define as Python takes to start, and a run over one file lives from
starting fast. A method is made when it is first called, from code that was compiled once for all classes with as many
fields: most runs make no value of most classes. Immutability is the type checker's to enforce, not the interpreter's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")

_UNCHANGED = object()
_HASH = "_hash"  # kept, for values are nested, and hashed often

_ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_ANOTHER_CLASS = "if other.__class__ is not self.__class__: return NotImplemented"


@overload
def value(cls: type[T], /) -> type[T]: ...
@overload
def value(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def value(
    cls: type[T] | None = None, /, *, eq: bool = True, order: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class with annotated fields a value class.

    ``eq=False`` keeps identity in place of equality by fields; with ``order`` values compare as tuples of their fields.
    """
    if cls is None:
        return lambda c: _made(c, eq, order)
    return _made(cls, eq, order)


@dataclass_transform(frozen_default=True)
def hashed_value(cls: type[T], /) -> type[T]:
    """A value class whose instances keep their hash: for those that are nested, and looked up often."""
    return _made(cls, eq=True, order=False, keeps_hash=True)


def replace(instance: T, **changes: object) -> T:
    """A copy of a value with some fields changed."""
    return instance.__replace__(**changes)  # type: ignore[attr-defined, no-any-return]


def _made(cls: type[T], eq: bool, order: bool, *, keeps_hash: bool = False) -> type[T]:
    names = tuple(cls.__annotations__)
    defaults = {n: cls.__dict__[n] for n in names if n in cls.__dict__}
    namespace: dict[str, Any] = {
        k: v for k, v in cls.__dict__.items() if k not in defaults and k not in ("__dict__", "__weakref__")
    }
    slots = (*names, _HASH) if keeps_hash else names
    namespace |= {"__slots__": slots, "__match_args__": names, "__repr__": _shown, "__reduce__": _parts}
    methods = ("__init__", "__replace__", *(("__eq__", "__hash__") if eq else ()), *(_ORDER if order else ()))

    def made_when_called(method: str) -> Callable[..., Any]:
        def first(*arguments: Any, **named: Any) -> Any:
            function = _method(method, names, tuple(defaults.values()))
            if keeps_hash and method == "__hash__":
                function = _kept(function)
            setattr(made, method, function)
            return function(*arguments, **named)

        return first

    namespace |= {method: made_when_called(method) for method in methods}
    made: type[T] = type(cls)(cls.__name__, cls.__bases__, namespace)  # type: ignore[misc]
    return made


def _method(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Callable[..., Any]:
    """A method of a class with these fields: that of any class with as many fields, but for the names in it.

    To compile it anew for each class would take longer than most runs' analysis.
    """
    template = _template(name, len(fields))
    renamed = {_field(number): field for number, field in enumerate(fields)}
    code = template.replace(
        co_names=tuple(renamed.get(n, n) for n in template.co_names),
        co_varnames=tuple(renamed.get(n, n) for n in template.co_varnames),
    )
    method = FunctionType(code, globals(), name, defaults if name == "__init__" else None)
    if name == "__replace__":
        method.__kwdefaults__ = dict.fromkeys(fields, _UNCHANGED)
    return method


@cache
def _template(method: str, count: int) -> CodeType:
    """The code of a method for a class with so many fields."""
    scope: dict[str, Any] = {}
    exec(_source(method, [_field(number) for number in range(count)]), scope)
    code: CodeType = scope[method].__code__
    return code


def _field(number: int) -> str:
    """What a template has for the name of a field: no field is called so."""
    return f"_field_{number}"


def _source(method: str, names: list[str]) -> str:
    if method == "__init__":
        parameters = "".join(f", {n}" for n in names)
        lines = [f"def __init__(self{parameters}):", *(f"    self.{n} = {n}" for n in names), "    return None"]
        return "\n".join(lines)
    if method == "__replace__":
        parameters = ", *, " + ", ".join(names) if names else ""
        given = ", ".join(f"self.{n} if {n} is _UNCHANGED else {n}" for n in names)
        return f"def __replace__(self{parameters}):\n    return self.__class__({given})"
    if method == "__eq__":
        alike = " and ".join(f"(self.{n} is other.{n} or self.{n} == other.{n})" for n in names) or "True"
        return f"def __eq__(self, other):\n    if self is other: return True\n    {_ANOTHER_CLASS}\n    return {alike}"
    mine, theirs = (f"({''.join(f'{each}.{n}, ' for n in names)})" for each in ("self", "other"))
    if method == "__hash__":
        return f"def __hash__(self):\n    return hash({mine})"
    return f"def {method}(self, other):\n    {_ANOTHER_CLASS}\n    return {mine} {_ORDER[method]} {theirs}"


def _kept(hash_of: Callable[[Any], int]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        try:
            return self._hash  # type: ignore[no-any-return]
        except AttributeError:
            self._hash = kept = hash_of(self)
            return kept

    return hashed


def _parts(instance: object) -> tuple[type, tuple[object, ...]]:
    """What makes an equal value in another process, where hashes are others."""
    return type(instance), tuple(getattr(instance, n) for n in type(instance).__match_args__)  # type: ignore[attr-defined]


def _shown(instance: object) -> str:
    fields = type(instance).__match_args__  # type: ignore[attr-defined]
    return f"{type(instance).__name__}({', '.join(f'{n}={getattr(instance, n)!r}' for n in fields)})"
