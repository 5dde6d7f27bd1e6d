"""The order of rooms: each imports only itself and what stands lower."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rowsclose"

# Lowest first.
ROOMS = (
    "errors",
    "values",
    "writing",
    "process",
    "source",
    "files",
    "remedy",
    "finding",
    "levels",
    "solver",
    "sql",
    "servers",
    "syntax",
    "go",
    "flow",
    "stubs",
    "ownership",
    "pools",
    "inference",
    "suppressions",
    "rules",
    "report",
    "discovery",
    "configuration",
    "baseline",
    "prefilter",
    "engine",
    "functions",
    "triage",
    "unit",
    "analyst",
    "executors",
    "cache",
    "driver",
    "line",
    "since",
    "trace",
    "fixes",
    "vet",
    "fleet",
    "cli",
    "vettool",
    "__main__",
)
# Those of the heart, lowest first: it reads as the analysis does.
OWNERSHIP = (
    "kinds",
    "facts",
    "models",
    "obligations",
    "callees",
    "bodies",
    "provenance",
    "transfer",
    "summaries",
    "acquisitions",
    "witness",
    "analysis",
)
# The IR is one value: instructions hold operands, and a function literal among them holds instructions.
OF_ONE_PIECE = frozenset(
    {
        "rowsclose.go.ir.operands",
        "rowsclose.go.ir.instructions",
        "rowsclose.go.ir.conditions",
        "rowsclose.go.ir.statements",
    }
)
# Libraries that only some rooms may know.
KEEPERS = {
    "tree_sitter": {"syntax"},
    "tree_sitter_go": {"syntax"},
    "click": {"cli", "__main__"},
    "sarif_om": {"report"},
    "junitparser": {"report"},
    "wcwidth": {"report"},
    "psycopg": {"servers"},
    "pymysql": {"servers"},
    "subprocess": {"discovery"},
    "multiprocessing": {"executors"},
    "sqlite3": {"cache"},
    "jinja2": {"fleet"},
    "distributed": {"executors"},
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


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> frozenset[str]:
    """The modules of the package that a module imports, in types too."""
    known = {module_of(p) for p in MODULES}
    found = (name if name in known else name.rpartition(".")[0] for name, _ in imports(path))
    return frozenset(n for n in found if n in known and n != module_of(path))


def in_circles(graph: Mapping[str, frozenset[str]]) -> list[str]:
    """Modules between circles, or in one: what is left once those go that nobody imports, or that import nobody."""
    left = {module: set(targets) for module, targets in graph.items()}
    while True:
        imported = {target for targets in left.values() for target in targets}
        kept = {m: targets & left.keys() for m, targets in left.items() if m in imported and targets & left.keys()}
        if kept == left:
            return sorted(left)
        left = kept


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module_of(p): imported_modules(p) - OF_ONE_PIECE for p in MODULES if module_of(p) not in OF_ONE_PIECE}
    assert in_circles(graph) == []


def test_a_circle_is_seen() -> None:
    a, b, c, d = "a", "b", "c", "d"
    assert in_circles({a: frozenset({b}), b: frozenset({c}), c: frozenset()}) == []
    assert in_circles({a: frozenset({b}), b: frozenset({a, d}), c: frozenset({a}), d: frozenset()}) == [a, b]


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) == "ownership"], ids=lambda p: p.stem)
def test_the_rooms_of_the_heart_stand_in_order(path: Path) -> None:
    inner = path.relative_to(PACKAGE / "ownership").parts[0].removesuffix(".py")
    if inner == "__init__":
        return
    here = OWNERSHIP.index(inner)
    for name, _ in imports(path):
        if name.startswith("rowsclose.ownership."):
            assert OWNERSHIP.index(name.split(".")[2]) <= here, f"{inner} imports {name}, which stands higher"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_stands_lower(path: Path) -> None:
    assert room_of(path) in ROOMS
    assert list(violations(path)) == []


def test_imports_within_functions_and_for_types_are_seen() -> None:
    seen = set(imports(PACKAGE / "discovery" / "gitignore.py"))
    matcher = "rowsclose.discovery.wildmatch.Wildmatch"
    assert seen >= {("os", True), (matcher, True), (matcher, False)}
