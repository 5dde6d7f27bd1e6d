"""The names that a file declares are seen in its bytes, however Go lets it be laid out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from golayout import laid_out

from rowsclose.go.declarations import read_declarations
from rowsclose.go.declared_names import Name, declared_names
from rowsclose.source import SourceFile
from rowsclose.syntax.parser import parse

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("fixtures", "rowsclose/stubs")
    for path in (ROOT / folder).rglob("*.go")
    if "broken" not in path.parts
)


def declared_in(text: bytes) -> set[Name]:
    """What a parser finds."""
    file = read_declarations(SourceFile("a.go", text), parse(text).root, "p", lambda _: None)
    return {
        *(("", each.name) for each in file.types),
        *((each.receiver, each.name) for each in file.functions),
        *(("", each.name) for each in file.values),
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_all_that_a_parser_finds_is_seen(path: Path) -> None:
    text = path.read_bytes()
    assert declared_in(text) - declared_names(text) == set()


@pytest.mark.parametrize("path", FILES[::12], ids=lambda path: str(path.relative_to(ROOT)))
def test_all_that_a_parser_finds_is_seen_in_any_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = declared_in(text.encode())
    for seed in range(3):
        other = laid_out(text, random.Random(seed)).encode()
        assert declared_in(other) == declared, other.decode()
        assert declared - declared_names(other) == set(), other.decode()


LAYOUTS = {
    "behind another": "func a() {}; func Name() {}",
    "indented": "\tfunc Name() {}",
    "behind a comment": "/* a */ func Name() {}",
    "behind a comment of two lines": "func a() {} /* a\n*/ func Name() {}",
    "its name on the next line": "func\n\nName() {}",
    "a comment before the name": "func /* a */ Name() {}",
    "a line of comment before the name": "var // a\nName = 1",
    "a comment behind the name": "func Name /* ( */ () {}",
    "a comment behind the keyword": "type/**/Name int",
    "the name not of ASCII": "func Größe() {}",
    "a list in lines": "var a,\n\tName = 1, 2",
    "a list with a comment": "var a /* , */, /* b */ Name = 1, 2",
    "a group in one line": "type (A int; Name int)",
    "a group of one": "var(Name = 1;)",
    "a group at the beginnings of lines": "const (\nA = 1\nName = 2\n)",
    "a group with a parenthesis at the beginning of a line": "var (\na = f(\n)\nName = 2\n)",
    "a group with a line in a string": "var (\n\ta = `\n)`\n\tName = 2\n)",
    "a group with a line in a comment": "var (\n\ta = 1 /*\n) */\n\tName = 2\n)",
    "a group with comments": "var (\n\t/* a */ a, /* b */ Name = 1, 2\n)",
    "a group that begins with a comment": "var ( // (\n\tName = 2\n)",
    "a group behind one that ends on its line": "var (\n\ta = 1;); var (Name = 2;)",
    "a group behind an empty one": "type ()\n\nconst (\n\tName = 1\n)",
    "a group in a literal, and one behind it": "var (\n\ta = func() {\n\t\tvar (\n\t\t\tb int\n\t\t)\n\t}\n\tName = 1\n)",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_name_is_seen(text: str) -> None:
    name = "Größe" if "Größe" in text else "Name"
    source = f"package p\n\n{text}\n".encode()
    assert ("", name) in declared_in(source)
    assert ("", name) in declared_names(source)


METHODS = {
    "in lines": "func (\n\ts *Store,\n) Name() {}",
    "with a comment": "func (s /* the */ *Store) /* a */ Name() {}",
    "with a parenthesis in a comment": "func (s *Store /* ) x( */) Name() {}",
    "with a type in a comment": "func (s *Store /* *Other */) Name() {}",
    "with parentheses": "func (s (*Store)) Name() {}",
    "with parameters": "func (s *Store[K /* of ] */, V]) Name() {}",
    "behind a line of comment": "func // a\n(s *Store) Name() {}",
    "without blanks": "func(s*Store)Name(){}",
}


@pytest.mark.parametrize("text", METHODS.values(), ids=METHODS)
def test_a_method_is_seen(text: str) -> None:
    source = f"package p\n\n{text}\n".encode()
    assert ("Store", "Name") in declared_in(source)
    assert ("Store", "Name") in declared_names(source)


def test_literals_and_calls_are_no_declarations() -> None:
    text = b"package p\n\nfunc f() {\n\teach(\n\t\tfunc(s *Store) error {\n\t\t\treturn nil // (\n\t\t},\n\t)\n}\n"
    assert declared_names(text) == {("", "f")}
