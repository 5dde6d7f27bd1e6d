"""A package as the union of its files, each parsed only when a name in it is looked up."""

from __future__ import annotations

import pytest
from gocode import NOWHERE, program_of

from rowsclose.go.declarations import FileDeclarations, read_declarations
from rowsclose.go.packages import Package
from rowsclose.go.preamble import package_clause_of
from rowsclose.source import SourceFile
from rowsclose.syntax.parser import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"package p", "p"),
        (b"\xef\xbb\xbfpackage p\n", "p"),
        (b"// package no\npackage yes // comment\n", "yes"),
        (b"/* package no\n*/\n\npackage yes\n", "yes"),
        (b"//go:build linux\r\n\r\npackage p\r\n", "p"),
        (b'package p;import "x"\n', "p"),
        (b"package p/* c */\n", "p"),
        (b"", ""),
        (b"func f() {}\npackage p\n", ""),
        (b"// package no", ""),
    ],
)
def test_package_clause_is_found_without_parsing(text: bytes, expected: str) -> None:
    assert package_clause_of(text) == expected


class Reader:
    """Reads declarations and remembers of which files."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, source: SourceFile) -> FileDeclarations:
        self.read.append(source.path)
        return read_declarations(source, parse(source.text).root, "p", lambda path: None)


def package(**texts: str) -> tuple[Package, Reader]:
    reader = Reader()
    sources = [SourceFile(f"{name}.go", f"package p\n{text}".encode()) for name, text in texts.items()]
    return Package("p", "p", sources, reader), reader


DECLARATIONS = {
    "function": ("func Name() {}", "function"),
    "generic function": ("func Name[T any](x T) {}", "function"),
    "type": ("type Name struct{}", "type"),
    "alias": ("type Name = int", "type"),
    "generic type": ("type Name[T any] struct{}", "type"),
    "type in a group": ("type (\n\tA int\n\tName struct{}\n)", "type"),
    "variable": ("var Name = 1", "value"),
    "variables": ("var a, Name = 1, 2", "value"),
    "variable in a group": ("var (\n\ta = 1\n\tb, Name int\n)", "value"),
    "constant": ("const Name = 1", "value"),
    "constant in a group": ("const (\n\tA = iota\n\tName\n)", "value"),
    "after a group in which parentheses open": ("var (\n\ta = f(\n\t\t1,\n\t)\n\tName = 2\n)", "value"),
    "byte by byte the same line end": ("type Name int\r", "type"),
    "with a tab": ("func\tName() {}", "function"),
}


@pytest.mark.parametrize(("text", "kind"), DECLARATIONS.values(), ids=DECLARATIONS)
def test_declaration_is_found_by_its_bytes(text: str, kind: str) -> None:
    found, reader = package(other="func Other() {}", here=text)
    declared = getattr(found, kind)("Name")
    assert declared is not None
    assert declared.name == "Name"
    assert reader.read == ["here.go"]


METHODS = {
    "pointer": "func (s *S) Name() {}",
    "value": "func (s S) Name() {}",
    "without a variable": "func (*S) Name() {}",
    "generic": "func (s *S[K, V]) Name() {}",
    "without a space": "func(s *S) Name() {}",
}


@pytest.mark.parametrize("text", METHODS.values(), ids=METHODS)
def test_method_is_found_by_its_receiver_and_name(text: str) -> None:
    found, reader = package(other="func (t *T) Name() {}", here=text)
    declared = found.method("S", "Name")
    assert declared is not None
    assert (declared.receiver, declared.path) == ("S", "here.go")
    assert reader.read == ["here.go"]
    assert found.method("S", "Nothing") is None


def test_methods_of_one_name_are_found_on_all_types() -> None:
    found, _ = package(
        a="func (s *S) Close() {}\nfunc (s *S) Open() {}", b="func (t T) Close() {}", c="func Close() {}"
    )
    assert sorted(d.receiver for d in found.methods_named("Close")) == ["S", "T"]


def test_name_that_is_nowhere_parses_nothing() -> None:
    found, reader = package(a="func A() { Name() }", b="var b int")
    assert (found.function("Name"), found.type("Name"), found.value("Name"), reader.read) == (None, None, None, [])


def test_alternatives_under_build_tags_prefer_the_one_with_a_body() -> None:
    found, _ = package(asm="func Name() int", go="func Name() int { return 1 }")
    declared = found.function("Name")
    assert declared is not None
    assert (declared.path, declared.body is not None) == ("go.go", True)


def test_file_is_read_once() -> None:
    found, reader = package(a="func A() {}\nfunc B() {}")
    found.read("a.go")
    found.function("A")
    found.function("B")
    assert reader.read == ["a.go"]


def test_dot_imports_are_known_without_parsing() -> None:
    found, reader = package(a='import . "database/sql"\nimport (\n\t. "testing"\n\t"fmt"\n)')
    assert (found.dot_imports, reader.read) == (("database/sql", "testing"), [])


def test_external_tests_are_a_package_of_their_own() -> None:
    program = program_of({"a.go": "package p\n", "a_test.go": "package p\n", "b_test.go": "package p_test\n"})
    found = {p.name: p.paths for p in program.packages_in(NOWHERE)}
    assert found == {"p": ("a.go", "a_test.go"), "p_test": ("b_test.go",)}


def test_files_of_different_packages_in_one_folder_stay_apart() -> None:
    program = program_of(
        {"a.go": "package p\nfunc F() {}\n", "gen.go": "//go:build ignore\n\npackage main\nfunc F() {}\n"}
    )
    functions = [p.function("F") for p in program.packages_in(NOWHERE)]
    assert [f.path for f in functions if f] == ["a.go", "gen.go"]
