"""Which of the facts that are shipped the user's own models replace: a tree's models can take all of Go's SQL away.

A model of a library that nobody else describes replaces nothing, nor does a name that the shipped stub does not have.
The standard library is known to everybody: a model of any package of it counts, whether a stub is shipped or not.
"""

from __future__ import annotations

from collections.abc import Iterable

from rowsclose.go.declarations import FileDeclarations, read_declarations
from rowsclose.go.imports import is_of_go
from rowsclose.go.packages import Package
from rowsclose.source import SourceFile
from rowsclose.stubs.index import import_comment_of
from rowsclose.stubs.loader import Stubs
from rowsclose.syntax.parser import parse


def replaced(models: Iterable[SourceFile]) -> list[str]:
    """The import paths of the packages of which a model says something else than what is known, sorted."""
    shipped = Stubs()
    found = set[str]()
    for model in models:
        for path in import_comment_of(model.text):
            if _is_replaced(path, model, shipped.load(path)):
                found.add(path)
    return sorted(found)


def _is_replaced(path: str, model: SourceFile, shipped: Package | None) -> bool:
    if shipped is None:
        return is_of_go(path)
    try:
        declared = read_declarations(model, parse(model.text).root, path, lambda _: None)
    except RecursionError:
        return True  # nested too deeply to tell
    return _has_any_of(shipped, declared)


def _has_any_of(shipped: Package, declared: FileDeclarations) -> bool:
    return (
        any(shipped.type(each.name) for each in declared.types)
        or any(shipped.value(each.name) for each in declared.values)
        or any(
            shipped.method(each.receiver, each.name) if each.receiver else shipped.function(each.name)
            for each in declared.functions
        )
    )
