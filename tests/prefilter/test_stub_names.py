"""Whatever a stub file declares to acquire is found, though nothing else in its file tells of a database.

For every acquiring function and method of every stub there is a file of its own: it calls it, drops what comes back, and
has no other name in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checking import NOWHERE

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FileDeclarations, read_declarations
from rowsclose.go.preamble import package_clause_of
from rowsclose.rules import ALL_RULES
from rowsclose.source import SourceFile
from rowsclose.stubs.index import stub_files
from rowsclose.syntax.parser import parse

OPTIONS = CheckOptions(ALL_RULES, Confidence.LOW, True, True)
ACQUIRING = {"acquires", "acquires-into"}
SOMEBODY_ELSES = {"not-acquired", "alias"}
OWNED = {"rows", "tx"}  # a struct that has one in a field is one itself
FILLED = ("entgo.io/ent/dialect/sql", "sql.Rows")


@dataclass(frozen=True)
class Call:
    """A call of a stub's function, or of a method of one of its types."""

    path: str
    package: str
    owner: str
    name: str
    fills: bool = False  # a variable that it is given the address of

    @property
    def source(self) -> str:
        """A file that calls it, and drops what it gives."""
        more = f'import "{FILLED[0]}"\n' if self.fills else ""
        owner = f"on {self.package}.{self.owner}" if self.owner else ""
        # What is begun on a parameter is its caller's.
        receiver, begins = ("", f"var {owner}\n\t" if owner else "") if self.fills else (owner, "")
        called = f"{'on' if self.owner else self.package}.{self.name}"
        body = f"{begins}var it {FILLED[1]}\n\t{called}(nil, nil, nil, &it)" if self.fills else f"{called}()"
        return f'package p\n\nimport "{self.path}"\n{more}\nfunc use({receiver}) {{\n\t{body}\n}}\n'


def stubs() -> Iterator[tuple[str, FileDeclarations]]:
    for path, files in sorted(stub_files().items()):
        for file in files:
            source = SourceFile(file, Path(file).read_bytes())
            yield path, read_declarations(source, parse(source.text).root, path, lambda _: None)


STUBS = list(stubs())


def obliged() -> dict[tuple[str, str], str]:
    """The types that have to be released, and structs that hold one, each with the kind of resource."""
    found: dict[tuple[str, str], str] = {}
    declared = [(path, each) for path, file in STUBS for each in file.types]
    for path, each in declared:
        said = {d.name: d.arguments for d in each.directives}
        if "must-call" in said and "begins-at-use" not in said:  # dropped, it holds nothing yet
            found[path, each.name] = said.get("resource", ("rows",))[0]
    known = -1
    while known != len(found):
        known = len(found)
        for path, each in declared:
            for field in each.type.fields if isinstance(each.type, t.Struct) else ():
                kind = kind_of(field.type, found)
                if kind in OWNED:
                    found.setdefault((path, each.name), kind)
    return found


def kind_of(type_: t.Type, known: dict[tuple[str, str], str]) -> str:
    bare = t.strip_pointers(type_)
    return known.get((bare.package, bare.name), "") if isinstance(bare, t.Named) else ""


OBLIGED = obliged()


def acquiring() -> Iterator[Call]:
    """The calls of all that a stub declares to acquire."""
    for path, file in STUBS:
        package = package_clause_of(file.source.text)
        for function in file.functions:
            if acquires(function.signature.results, function.directives):
                yield Call(path, package, function.receiver, function.name, fills(function.directives))
        for declared in file.types:
            said = dict(declared.method_directives)
            for name, signature in declared.type.methods if isinstance(declared.type, t.Interface) else ():
                if acquires(signature.results, said.get(name, ())):
                    yield Call(path, package, declared.name, name, fills(said.get(name, ())))


def acquires(results: tuple[t.Parameter, ...], directives: tuple[Directive, ...]) -> bool:
    said = {d.name for d in directives}
    if said & SOMEBODY_ELSES:
        return False
    return any(kind_of(r.type, OBLIGED) for r in results) or bool(said & ACQUIRING)


def fills(directives: tuple[Directive, ...]) -> bool:
    return any(d.name == "acquires-into" for d in directives)


CALLS = list(acquiring())


def test_every_call_that_a_stub_declares_to_acquire_is_found() -> None:
    overlay = {f"{NOWHERE}/p{n}/p.go": call.source.encode() for n, call in enumerate(CALLS)}
    files = tuple(GoFile(path.removeprefix(f"{NOWHERE}/"), path) for path in sorted(overlay))
    run = check(Discovered(files, (), NOWHERE), OPTIONS, overlay)
    found = {finding.path for finding in run.findings}
    assert [call for n, call in enumerate(CALLS) if f"p{n}/p.go" not in found] == []
    assert len(CALLS) > 400
