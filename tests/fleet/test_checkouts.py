"""Which folders are checkouts, and what they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filetree import git_repository, write_tree
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.errors import SourceError, UsageError
from rowsclose.fleet.checkouts import checkouts_of
from rowsclose.fleet.results import Results


def named(path: Path) -> dict[str, str]:
    return {checkout.name: checkout.folder for checkout in checkouts_of(str(path)).checkouts}


def listed(tmp_path: Path, text: str) -> dict[str, str]:
    (tmp_path / "lists").mkdir(exist_ok=True)
    (tmp_path / "lists" / "LIST").write_text(text, encoding="utf-8")
    return named(tmp_path / "lists" / "LIST")


def test_a_list_has_a_line_a_folder_from_its_own_folder(tmp_path: Path) -> None:
    text = "# mine\n\na\n  org/b/  \n./a\ngone\n"
    lists = tmp_path / "lists"
    assert listed(tmp_path, text) == {name: str(lists / name) for name in ("a", "org/b", "gone")}


def test_what_lies_out_of_the_lists_folder_has_the_end_of_its_path_for_a_name(tmp_path: Path) -> None:
    text = f"../one/store\n{tmp_path}/two/store\n{tmp_path}/two/shop\n.\n"
    expected = {"one/store": "one/store", "two/store": "two/store", "shop": "two/shop", "lists": "lists"}
    assert listed(tmp_path, text) == {name: str(tmp_path / path) for name, path in expected.items()}


def test_in_a_folder_repositories_modules_and_workspaces_are_checkouts(tmp_path: Path) -> None:
    files = ("b/go.mod", "b/nested/go.mod", "org/c/go.work", ".hidden/go.mod", "plain/x.go", "plain/deep/d/go.mod")
    write_tree(tmp_path, files)
    git_repository(tmp_path / "a")
    found = checkouts_of(str(tmp_path))
    assert [checkout.name for checkout in found.checkouts] == ["a", "b", "org/c", "plain/deep/d"]
    assert found.left_out == ("plain",)


def test_a_folder_that_is_a_checkout_is_the_only_one(tmp_path: Path) -> None:
    write_tree(tmp_path / "shop", ("go.mod", "inner/go.mod"))
    assert named(tmp_path / "shop") == {"shop": str(tmp_path / "shop")}


def test_links_in_a_folder_go_round_no_circle(tmp_path: Path) -> None:
    write_tree(tmp_path, ("a/go.mod",))
    (tmp_path / "again").symlink_to(tmp_path)
    assert named(tmp_path) == {"a": str(tmp_path / "a")}


def test_a_folder_that_is_met_twice_is_one(tmp_path: Path) -> None:
    write_tree(tmp_path, ("trees/a/go.mod",))
    (tmp_path / "trees" / "b").symlink_to(tmp_path / "trees" / "a")
    assert named(tmp_path / "trees") == {"a": str(tmp_path / "trees" / "a")}


def test_no_two_checkouts_of_a_list_have_one_name(tmp_path: Path) -> None:
    write_tree(tmp_path, ("other/dir/x", "z/link/x"))
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "link").symlink_to(tmp_path / "other" / "dir")
    expected = {"link": str(tmp_path / "other" / "dir"), "z/link": str(tmp_path / "z" / "link")}
    assert listed(tmp_path, "link\n../z/link\n") == expected


@pytest.mark.parametrize("text", ["", "# nothing\n\n"])
def test_a_list_without_a_checkout_is_a_mistake(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="names no checkout"):
        listed(tmp_path, text)


def test_a_folder_without_a_checkout_is_a_mistake_and_so_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names no checkout"):
        named(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        named(tmp_path / "gone")


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300)


@given(NAMES, NAMES)
def test_no_two_names_have_the_same_file_and_none_leads_elsewhere(one: str, other: str) -> None:
    results = Results("/results")
    paths = {results.sarif(name) for name in (one, other)}
    assert len(paths) == len({one, other})
    for path in paths:
        assert os.path.dirname(path) == "sarif"
        assert len(os.path.basename(path)) <= 255
