"""Frozen, slotted value classes that cost little to define.

``@value`` is ``@dataclass(frozen=True, slots=True)`` for type checkers and readers, and a fifth of its price when a module
is imported: a hundred dataclasses take as long to define as Python takes to start, and a run over one file lives from
starting fast. One piece of code is compiled a class, when the first value is made: most runs make none of most classes.
Immutability is the type checker's to enforce, not the interpreter's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")

_HASH = "_hash"  # kept, for values are nested, and hashed often

_COMPARISONS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


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
    fields = type(instance).__match_args__  # type: ignore[attr-defined]
    return type(instance)(**{n: changes.pop(n) if n in changes else getattr(instance, n) for n in fields}, **changes)


def _made(cls: type[T], eq: bool, order: bool, *, keeps_hash: bool = False) -> type[T]:
    names = tuple(cls.__annotations__)
    defaults = {n: cls.__dict__[n] for n in names if n in cls.__dict__}
    namespace: dict[str, Any] = {
        k: v for k, v in cls.__dict__.items() if k not in defaults and k not in ("__dict__", "__weakref__")
    }
    slots = (*names, _HASH) if keeps_hash else names
    namespace |= {"__slots__": slots, "__match_args__": names, "__repr__": _shown, "__reduce__": _parts}
    scope: dict[str, Any] = {f"_{n}": d for n, d in defaults.items()}
    methods = ("__init__", *(("__eq__", "__hash__") if eq else ()), *(_COMPARISONS if order else ()))

    def compiled_when_called(method: str) -> Callable[..., Any]:
        def first(*arguments: Any, **named: Any) -> Any:
            if method not in scope:
                exec(_source(names, defaults, eq, order), scope)  # the names are those of annotations in this package
                if keeps_hash:
                    scope["__hash__"] = _kept(scope["__hash__"])
                for each in methods:
                    setattr(made, each, scope[each])
            return scope[method](*arguments, **named)

        return first

    namespace |= {method: compiled_when_called(method) for method in methods}
    made: type[T] = type(cls)(cls.__name__, cls.__bases__, namespace)  # type: ignore[misc]
    return made


def _source(names: tuple[str, ...], defaults: dict[str, Any], eq: bool, order: bool) -> str:
    parameters = "".join(f", {n}=_{n}" if n in defaults else f", {n}" for n in names)
    lines = [f"def __init__(self{parameters}):", *(f"    self.{n} = {n}" for n in names), "    return None"]
    mine = "(" + "".join(f"self.{n}, " for n in names) + ")"
    theirs = "(" + "".join(f"other.{n}, " for n in names) + ")"
    if eq:
        lines += [
            "def __eq__(self, other):",
            "    if self is other: return True",
            "    if other.__class__ is not self.__class__: return NotImplemented",
            f"    return {mine} == {theirs}",
            "def __hash__(self):",
            f"    return hash({mine})",
        ]
    for name, sign in _COMPARISONS.items() if order else ():
        lines += [
            f"def {name}(self, other):",
            "    if other.__class__ is not self.__class__: return NotImplemented",
            f"    return {mine} {sign} {theirs}",
        ]
    return "\n".join(lines)


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
