"""The maps of the code: rooms are those that stand, every path that is named exists, a room's map names its modules."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from test_layers import OWNERSHIP, ROOMS

PROJECT = Path(__file__).parent.parent
ARCHITECTURE = PROJECT / "docs" / "architecture.md"
DOCUMENTS = (ARCHITECTURE, PROJECT / "CONTRIBUTING.md")
# What a recipe makes is written with NAME in it.
PATHS = {
    (document.name, named): document
    for document in DOCUMENTS
    for named in re.findall(
        r"`((?:benchmarks|rowsclose|tests|fixtures|tools|docs)/[\w/.]+)`", document.read_text(encoding="utf-8")
    )
    if "NAME" not in named
}


def listed(name: str) -> tuple[str, ...]:
    """The first words of the lines between two comments of a name."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    block = text.split(f"<!-- {name} -->\n```text\n")[1].split(f"```\n<!-- /{name} -->")[0]
    return tuple(line.split()[0] for line in block.splitlines())


def test_rooms_are_listed_in_their_order() -> None:
    assert listed("rooms") == ROOMS


def test_rooms_of_the_heart_are_listed_in_their_order() -> None:
    assert listed("heart") == OWNERSHIP


@pytest.mark.parametrize("named", PATHS, ids=" ".join)
def test_path_that_is_named_exists(named: tuple[str, str]) -> None:
    assert (PROJECT / named[1]).exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_link_within_the_repository_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert not link or (document.parent / link).exists()


def maps() -> dict[Path, set[str]]:
    """The folders whose docstring names modules, with those names."""
    found = {}
    for file in sorted((PROJECT / "rowsclose").rglob("__init__.py")):
        text = ast.get_docstring(ast.parse(file.read_bytes())) or ""
        found[file.parent] = set(re.findall(r"(?<![\w/.])\w+\.py\b", text))
    return {folder: names for folder, names in found.items() if names}


@pytest.mark.parametrize(("folder", "names"), maps().items(), ids=lambda each: getattr(each, "name", ""))
def test_map_of_a_room_names_its_modules(folder: Path, names: set[str]) -> None:
    assert names == {file.name for file in folder.glob("*.py")} - {"__init__.py"}
