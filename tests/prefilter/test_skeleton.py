"""The skeleton of a file against its parse: every declaration is seen, with every type that it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.go import types as t
from rowsclose.go.declarations import FileDeclarations, read_declarations
from rowsclose.prefilter.parts import fields, methods, parameters_and_results, references
from rowsclose.prefilter.skeleton import Form, FunctionSkeleton, TypeSkeleton, VariableSkeleton, declarations_in
from rowsclose.source import SourceFile
from rowsclose.syntax.parser import parse

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("fixtures", "example", "rowsclose/stubs")
    for path in (ROOT / folder).rglob("*.go")
    if "_broken" not in path.parts
)


def named(type_: object) -> Iterator[bytes]:
    """The bare names of all declared types within one."""
    match type_:
        case t.Named(_, name, arguments):
            yield name.encode()
            yield from (n for a in arguments for n in named(a))
        case t.Pointer(element) | t.Sequence(element) | t.Channel(element):
            yield from named(element)
        case t.Map(key, element):
            yield from (*named(key), *named(element))
        case t.Struct(members):
            yield from (n for m in members for n in named(m.type))
        case t.Interface(own, embedded):
            yield from (n for _, signature in own for n in named(signature))
            yield from (n for e in embedded for n in named(e))
        case t.TypeParameter() | t.Tuple() | None:
            pass
        case signature:
            parts = (*signature.parameters, *signature.results)  # type: ignore[attr-defined]
            yield from (n for p in parts for n in named(p.type))


def mentions(text: bytes) -> set[bytes]:
    return {name for _, name in references(text)}


def unseen(file: FileDeclarations) -> Iterator[str]:
    """What the parse has of a file and the skeleton has not."""
    seen = list(declarations_in(file.source.text))
    functions = [s for s in seen if isinstance(s, FunctionSkeleton)]
    types = {s.name: s for s in seen if isinstance(s, TypeSkeleton)}
    variables = {s.name: s for s in seen if isinstance(s, VariableSkeleton)}
    for function in file.functions:
        if not any(agrees(s, function.name.encode(), bool(function.receiver), function.signature) for s in functions):
            yield f"func {function.shown_name}"
    for declared in file.types:
        found = types.get(declared.name.encode())
        if found is None or not set(named(declared.type)) <= mentions(found.text) | {found.name}:
            yield f"type {declared.name}"
        elif isinstance(declared.type, t.Struct):
            yield from (f"{declared.name}.{f.name}" for f in declared.type.fields if not has_field(found, f))
        elif isinstance(declared.type, t.Interface):
            listed = {name: text for name, text in methods(found.text) if name}
            for name, signature in declared.type.methods:
                if name.encode() not in listed or not holds(listed[name.encode()], signature):
                    yield f"{declared.name}.{name}"
    for value in file.values:
        if not value.is_constant and value.name != "_" and value.name.encode() not in variables:
            yield f"var {value.name}"


def agrees(seen: FunctionSkeleton, name: bytes, is_method: bool, signature: object) -> bool:
    return (seen.name, seen.is_method) == (name, is_method) and holds(seen.signature, signature)


def holds(text: bytes, signature: object) -> bool:
    """Whether a signature's text has the types in the half that they belong to."""
    parameters, results = (mentions(half) for half in parameters_and_results(text))
    taken = {n for p in signature.parameters for n in named(p.type)}  # type: ignore[attr-defined]
    given = {n for r in signature.results for n in named(r.type)}  # type: ignore[attr-defined]
    return taken <= parameters and given <= results


def has_field(seen: TypeSkeleton, field: t.Field) -> bool:
    """Whether a field is seen, with its types; what stands in a struct within counts as fields of their own."""
    assert seen.form is Form.STRUCT
    mentioned = set(named(field.type)) if not _has_braces(field.type) else set()
    for names, type_ in fields(seen.text):
        is_it = not names if field.embedded else field.name.encode() in names
        if is_it and mentioned <= mentions(type_):
            return True
    return False


def _has_braces(type_: t.Type | None) -> bool:
    match type_:
        case t.Struct() | t.Interface():
            return True
        case t.Pointer(element) | t.Sequence(element) | t.Channel(element) | t.Map(_, element):
            return _has_braces(element)
        case _:
            return False


def read(path: Path) -> FileDeclarations:
    source = SourceFile(str(path), path.read_bytes())
    return read_declarations(source, parse(source.text).root, "p", lambda _: None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_skeleton_has_all_declarations_and_the_types_they_mention(path: Path) -> None:
    assert list(unseen(read(path))) == []


def test_bodies_and_initial_values_are_where_they_stand() -> None:
    text = b"package p\n\nfunc f() error {\n\tg()\n}\n\nvar a, b = g(), 2\n\nfunc h() { i() }\n"
    found = {d.name: d for d in declarations_in(text)}
    shown = {}
    for name, declared in found.items():
        where = declared.body if isinstance(declared, FunctionSkeleton) else getattr(declared, "value", None)
        shown[name] = text[slice(*where)].strip() if where else b""
    assert shown == {b"f": b"{\n\tg()", b"h": b"{ i() }", b"a": b"g(), 2", b"b": b"g(), 2"}


@given(
    st.lists(
        st.sampled_from(
            [
                b"\nfunc ",
                b"\ntype ",
                b"\nvar ",
                b"(",
                b")",
                b"{",
                b"}",
                b"[",
                b"]",
                b"\n",
                b" ",
                b"a",
                b"`",
                b'"',
                b"/*",
                b"//",
                b"interface",
                b"struct",
                b"=",
                b",",
                b";",
                b"\\",
            ]
        )
    )
)
def test_any_bytes_have_a_skeleton(parts: list[bytes]) -> None:
    for declared in declarations_in(b"".join(parts)):
        match declared:
            case FunctionSkeleton():
                parameters_and_results(declared.signature)
            case TypeSkeleton():
                list(fields(declared.text))
                list(methods(declared.text))
            case VariableSkeleton():
                references(declared.type)
