"""Which configuration file counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from filetree import write_tree

from rowsclose.configuration.find import ConfigurationFiles
from rowsclose.errors import ConfigError


def found(cwd: Path, root: Path) -> str | None:
    path = nearest(cwd, root)
    return None if path is None else Path(path).relative_to(root.parent).as_posix()


def nearest(folder: Path, root: Path) -> str | None:
    return next(iter(ConfigurationFiles(str(root)).upward(str(folder))), None)


def test_nearest_one_upward_counts(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    write_tree(root, ["rowsclose.toml", "a/.rowsclose.toml", "a/b/c/x.go", "d/x.go"])
    assert found(root / "a" / "b" / "c", root) == "repo/a/.rowsclose.toml"
    assert found(root / "a", root) == "repo/a/.rowsclose.toml"
    assert found(root / "d", root) == "repo/rowsclose.toml"


def test_nothing_above_the_root_is_looked_at(tmp_path: Path) -> None:
    write_tree(tmp_path, [".rowsclose.toml", "repo/a/x.go", "repo/a/b/rowsclose.toml"])
    assert found(tmp_path / "repo" / "a", tmp_path / "repo") is None


def test_two_side_by_side_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_tree(tmp_path, [".rowsclose.toml", "rowsclose.toml"]))
    with pytest.raises(ConfigError, match=r"^\.rowsclose\.toml: rowsclose\.toml stands beside it: keep one of them$"):
        nearest(tmp_path, tmp_path)


def test_link_that_leads_out_of_the_root_is_an_error_and_another_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(tmp_path / "repo", ["a/x.go", "shared/c.toml"])
    write_tree(tmp_path, ["outside.toml"])
    monkeypatch.chdir(root)
    (root / "a" / "rowsclose.toml").symlink_to("../shared/c.toml")
    assert found(root / "a", root) == "repo/a/rowsclose.toml"
    (root / "rowsclose.toml").symlink_to("../outside.toml")
    with pytest.raises(ConfigError, match=r"^rowsclose\.toml: a link that leads out of the repository"):
        nearest(root, root)


def test_all_files_upward_are_told_nearest_first_whatever_was_asked_before(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "repo", ["rowsclose.toml", "a/.rowsclose.toml", "a/b/c/x.go", "d/rowsclose.toml"])
    files = ConfigurationFiles(str(root))
    for folder, expected in (
        ("a/b/c", ["a/.rowsclose.toml", "rowsclose.toml"]),
        ("a/b", ["a/.rowsclose.toml", "rowsclose.toml"]),
        ("d", ["d/rowsclose.toml", "rowsclose.toml"]),
        ("", ["rowsclose.toml"]),
        ("a/b/c/none", ["a/.rowsclose.toml", "rowsclose.toml"]),
    ):
        found = files.upward(str(root / folder).rstrip("/"))
        assert [Path(path).relative_to(root).as_posix() for path in found] == expected


def test_what_lies_elsewhere_is_bounded_by_its_own_repository_or_folder(tmp_path: Path) -> None:
    write_tree(
        tmp_path, ["rowsclose.toml", "repo/x.go", "other/.git/HEAD", "other/rowsclose.toml", "other/a/x.go", "c/x.go"]
    )
    files = ConfigurationFiles(str(tmp_path / "repo"))
    assert files.upward(str(tmp_path / "other" / "a")) == (str(tmp_path / "other" / "rowsclose.toml"),)
    assert files.upward(str(tmp_path / "c")) == ()
