"""Which configuration file counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from filetree import write_tree

from rowsclose.configuration.find import nearest_file
from rowsclose.errors import ConfigError


def found(cwd: Path, root: Path) -> str | None:
    path = nearest_file(str(cwd), str(root))
    return None if path is None else Path(path).relative_to(root.parent).as_posix()


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
        nearest_file(str(tmp_path), str(tmp_path))


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
        nearest_file(str(root), str(root))
