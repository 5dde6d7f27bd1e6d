"""Findings do not depend on what else is checked, on the names of files, or on the order of functions in them.

The functions, methods and types of ``fixtures/mutual_recursion`` rest on each other in circles, and so do those that are
generated here. What the analysis says of the generated ones is compared with what is right, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filetree import write_tree
from hypothesis import given, settings
from hypothesis import strategies as st
from retelling import Retelling, in_order, movable
from rings import Getter, Ring, getter_files, getters, holder_files, holders, leaking_getters, rings

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, Run
from rowsclose.rules import ALL_RULES

FIXTURES = Path(__file__).parent.parent / "fixtures"
EVERYTHING = CheckOptions(ALL_RULES, Confidence.LOW, True, True)
FOLDERS = sorted({p.parent for p in (FIXTURES / "mutual_recursion").rglob("*.go")})
MOST_PERMUTED = 4


def texts_in(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.go"))}


def run_over(texts: Mapping[str, str], asked: Iterable[str]) -> Run:
    """A check of some of a folder's files, which are there for the time of it."""
    with TemporaryDirectory() as folder:
        write_tree(Path(folder), texts)
        files = tuple(GoFile(name, f"{folder}/{name}") for name in sorted(asked))
        return check(Discovered(files, (), folder), EVERYTHING, {})


def found_whole(texts: Mapping[str, str]) -> list[object]:
    return Retelling(texts).of(run_over(texts, texts))


def found_alone(texts: Mapping[str, str], order: Sequence[str]) -> list[object]:
    """What is found file by file, each in a run of its own."""
    retelling = Retelling(texts)
    return sorted((found for name in order for found in retelling.of(run_over(texts, [name]))), key=repr)


def renamings(names: Sequence[str]) -> list[dict[str, str]]:
    """Other names for a folder's files, such that each comes before and after each other one."""
    new = [f"{letter}.go" for letter in "amxz"]
    if len(names) <= MOST_PERMUTED:
        return [dict(zip(names, order, strict=True)) for order in permutations(new[: len(names)])]
    return [{name: f"z{len(names) - i:02}.go" for i, name in enumerate(names)}]


def renamed(texts: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {names[name]: text for name, text in texts.items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files_may_be_called_anything_and_checked_alone(folder: Path) -> None:
    texts = texts_in(folder)
    expected = found_whole(texts)
    for names in renamings(list(texts)):
        again = renamed(texts, names)
        assert found_whole(again) == expected
        assert found_alone(again, sorted(again)) == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_functions_may_stand_in_any_order(folder: Path) -> None:
    texts = texts_in(folder)
    expected = found_whole(texts)
    for turn in (1, 2, 3, -1):
        again = {name: in_order(text, turned(movable(text), turn)) for name, text in texts.items()}
        assert found_whole(again) == expected


def turned(size: int, by: int) -> list[int]:
    """The numbers below ``size``, rotated; for -1 backwards."""
    numbers = list(range(size))
    return numbers[::-1] if by < 0 else [*numbers[by % max(size, 1) :], *numbers[: by % max(size, 1)]]


def test_something_is_found_in_every_folder_that_uses_a_ring() -> None:
    silent = [folder.name for folder in FOLDERS if not run_over(texts_in(folder), texts_in(folder)).findings]
    assert silent == ["reading"]  # it has helpers only


@settings(max_examples=60)
@given(rings())
def test_rows_that_a_ring_of_functions_gets_are_open_where_some_way_back_leaves_them_open(ring: Ring) -> None:
    assert users_that_leak(ring.files()) == ring.leaking()


@settings(max_examples=40)
@given(getters())
def test_what_a_ring_of_getters_gives_is_the_callers_where_one_of_them_acquires(ring: tuple[Getter, ...]) -> None:
    assert users_that_leak(getter_files(ring)) == leaking_getters(ring)


def users_that_leak(texts: Mapping[str, str]) -> set[str]:
    run = run_over(texts, texts)
    assert run.notices == ()
    return {f.function for f in run.findings if f.rule_id == "rows-not-closed"}


@settings(max_examples=40)
@given(
    st.one_of(rings().map(Ring.files), getters().map(getter_files), holders().map(holder_files)),
    st.permutations(range(3)),
    st.data(),
)
def test_what_is_found_in_a_generated_ring_depends_on_no_order(
    texts: dict[str, str], order: list[int], data: st.DataObject
) -> None:
    expected = found_whole(texts)
    names = dict(zip(sorted(texts), (f"{'qrs'[i]}.go" for i in order), strict=False))
    moved = {name: in_order(text, data.draw(st.permutations(range(movable(text))))) for name, text in texts.items()}
    again = renamed(moved, names)
    assert found_whole(again) == expected
    assert found_alone(again, sorted(again)) == expected
