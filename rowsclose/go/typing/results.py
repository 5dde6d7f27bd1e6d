"""What a call gives, type arguments filled in."""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Direct, Operand
from rowsclose.go.typing.target import Target, TargetKind

TypeOf = Callable[[Operand], t.Type | None]


def results_of(call: Call, target: Target, type_of: TypeOf) -> tuple[t.Type | None, ...]:
    """The types of a call's results; empty where nothing is known."""
    if target.kind is TargetKind.BUILTIN:
        return _results_of_builtin(call, target.name, type_of)
    if target.kind is TargetKind.CONVERSION:
        return (target.converted,)
    if target.signature is None:
        return ()
    bound = _type_arguments(call, target.signature, type_of)
    return tuple(t.substitute(r.type, bound) for r in target.signature.results)


def argument_types(call: Call, type_of: TypeOf) -> tuple[t.Type | None, ...]:
    """The types of the arguments; the results of one call given as all arguments are taken apart."""
    if len(call.arguments) == 1:
        only = type_of(call.arguments[0])
        return only.elements if isinstance(only, t.Tuple) else (only,)
    return tuple(type_of(a) for a in call.arguments)


def _type_arguments(call: Call, signature: t.Signature, type_of: TypeOf) -> dict[str, t.Type]:
    """Type arguments, given or inferred from the arguments' types."""
    bound: dict[str, t.Type] = {}
    if not signature.type_parameters:
        return bound
    given = call.callee.arguments if isinstance(call.callee, Direct) else ()
    bound.update(zip((p.name for p in signature.type_parameters), given, strict=False))
    for parameter, argument in zip(signature.parameters, argument_types(call, type_of), strict=False):
        if argument is not None:
            _unify(parameter.type, argument, bound)
    return bound


def _results_of_builtin(call: Call, name: str, type_of: TypeOf) -> tuple[t.Type | None, ...]:
    match name:
        case "new":
            made = call.type_argument or (type_of(call.arguments[0]) if call.arguments else None)
            return (t.Pointer(made),) if made else ()
        case "make":
            return (call.type_argument,)
        case "append" | "min" | "max":
            return (type_of(call.arguments[0]),) if call.arguments else ()
        case "len" | "cap" | "copy":
            return (t.INT,)
        case _:
            return ()


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
