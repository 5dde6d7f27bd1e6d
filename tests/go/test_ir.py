"""The door of the IR: whatever its modules define in public is a name of ``go.ir``."""

from __future__ import annotations

import ast
from pathlib import Path

from rowsclose.go import ir


def defined_in(module: Path) -> set[str]:
    """The public names that a module itself defines."""
    found: set[str] = set()
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {name for name in found if not name.startswith("_")}


def test_every_public_name_of_the_modules_is_exported() -> None:
    modules = sorted(Path(ir.__file__).parent.glob("[a-z]*.py"))
    defined = [defined_in(module) for module in modules]
    assert len(modules) == 4
    assert sorted(name for names in defined for name in names) == sorted(ir.__all__)
    assert all(getattr(ir, name) is not None for name in ir.__all__)
