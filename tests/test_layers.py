"""The order of rooms: each imports only itself and what stands lower."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rowsclose"

# Lowest first.
ROOMS = (
    "errors",
    "values",
    "source",
    "finding",
    "syntax",
    "go",
    "flow",
    "stubs",
    "ownership",
    "suppressions",
    "rules",
    "report",
    "discovery",
    "configuration",
    "prefilter",
    "engine",
    "functions",
    "asked",
    "driver",
    "cli",
    "__main__",
)
# Libraries that only some rooms may know.
KEEPERS = {
    "tree_sitter": {"syntax"},
    "tree_sitter_go": {"syntax"},
    "click": {"cli", "__main__"},
    "sarif_om": {"report"},
    "subprocess": {"discovery"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Dotted names of all that a module imports, also within functions, and whether they are imported when it runs."""
    package = ("rowsclose", *path.relative_to(PACKAGE).parts[:-1])
    tree = ast.parse(path.read_bytes())
    for_types = {inner for node in ast.walk(tree) if _is_for_types(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in for_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            yield from ((f"{module}.{alias.name}", node not in for_types) for alias in node.names)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def violations(path: Path) -> Iterator[str]:
    """Rooms are kept apart even in types; a library's types may be named anywhere."""
    room = room_of(path)
    for name, runs in imports(path):
        library, _, rest = name.partition(".")
        if library == "rowsclose":
            other = rest.partition(".")[0]
            # What stands in no room is a name of the package itself: its version.
            if other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
                yield f"{room} imports {name}, which stands higher"
        elif runs and room not in KEEPERS.get(library, {room}):
            yield f"{room} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_stands_lower(path: Path) -> None:
    assert room_of(path) in ROOMS
    assert list(violations(path)) == []


def test_imports_within_functions_and_for_types_are_seen() -> None:
    seen = set(imports(PACKAGE / "discovery" / "gitignore.py"))
    matcher = "rowsclose.discovery.wildmatch.Wildmatch"
    assert seen >= {("os", True), (matcher, True), (matcher, False)}
