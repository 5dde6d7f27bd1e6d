"""From import paths to folders: go.mod, replace, go.work, nested modules, vendor, the module cache, none at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from filetree import write_tree

from rowsclose.go.modules import Modules

GO = "package p\n"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "no cache"))


def modules(root: Path, files: Mapping[str, str], seen: str = ".") -> Modules:
    """The modules of a tree in which one folder has been looked at."""
    write_tree(root, files)
    found = Modules(str(root))
    found.import_path(os.path.normpath(root / seen))
    return found


def folder(found: Modules, path: str) -> str | None:
    """The folder of an import path, relative to the root."""
    absolute = found.folder_of(path) or found.dependency_folder_of(path)
    return os.path.relpath(absolute, found.root) if absolute else None


def test_import_path_is_the_modules_and_the_folders(tmp_path: Path) -> None:
    found = modules(tmp_path, {"go.mod": "module example.com/m // comment\n\ngo 1.21\n", "a/b/x.go": GO})
    assert found.import_path(str(tmp_path)) == "example.com/m"
    assert found.import_path(str(tmp_path / "a" / "b")) == "example.com/m/a/b"
    assert folder(found, "example.com/m/a/b") == "a/b"
    assert folder(found, "example.com/m") == "."
    assert folder(found, "example.com/m/nosuch") is None
    assert folder(found, "example.com/mother") is None


def test_quoted_module_path(tmp_path: Path) -> None:
    assert modules(tmp_path, {"go.mod": 'module "example.com/q"\n'}).import_path(str(tmp_path)) == "example.com/q"


def test_nearest_module_wins(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/m\n", "sub/go.mod": "module example.com/other\n", "sub/a/x.go": GO}
    found = modules(tmp_path, files, seen="sub/a")
    assert found.import_path(str(tmp_path / "sub" / "a")) == "example.com/other/a"


def test_nested_module_that_nobody_looked_at_is_found(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/m\n", "deep/sub/go.mod": "module example.com/other\n", "deep/sub/a/x.go": GO}
    assert folder(modules(tmp_path, files), "example.com/other/a") == "deep/sub/a"


def test_replacement_by_a_folder(tmp_path: Path) -> None:
    files = {
        "app/go.mod": "module example.com/app\n\nreplace example.com/lib v1.2.3 => ../lib\n",
        "lib/db/x.go": GO,
    }
    assert folder(modules(tmp_path, files, seen="app"), "example.com/lib/db") == "lib/db"


def test_replacements_in_a_block(tmp_path: Path) -> None:
    files = {
        "go.mod": "module m\n\nreplace (\n\texample.com/a => ./third/a // ours\n\n\texample.com/b => ./third/b\n)\n",
        "third/a/x.go": GO,
        "third/b/x.go": GO,
    }
    found = modules(tmp_path, files)
    assert (folder(found, "example.com/a"), folder(found, "example.com/b")) == ("third/a", "third/b")


def test_workspace_brings_its_modules_into_view(tmp_path: Path) -> None:
    files = {
        "go.work": "go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n",
        "app/go.mod": "module example.com/app\n",
        "lib/go.mod": "module example.com/lib\n",
        "lib/db/x.go": GO,
    }
    assert folder(modules(tmp_path, files, seen="app"), "example.com/lib/db") == "lib/db"


def test_vendored_package_is_a_dependency(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/m\n", "vendor/github.com/x/y/y.go": GO}
    found = modules(tmp_path, files)
    assert found.folder_of("github.com/x/y") is None
    assert folder(found, "github.com/x/y") == "vendor/github.com/x/y"


def test_module_cache_is_read_for_the_required_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "cache"))
    files = {
        "go.mod": "module m\n\nrequire (\n\tgithub.com/BurntSushi/toml v1.2.0\n\tgithub.com/x/y v1.0.0 // indirect\n)\n",
        "cache/github.com/!burnt!sushi/toml@v1.2.0/x.go": GO,
        "cache/github.com/x/y@v1.1.0/x.go": GO,
    }
    found = modules(tmp_path, files)
    assert folder(found, "github.com/BurntSushi/toml") == "cache/github.com/!burnt!sushi/toml@v1.2.0"
    assert folder(found, "github.com/x/y") is None


def test_replacement_by_another_module_is_looked_up_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "cache"))
    files = {
        "go.mod": "module m\n\nrequire github.com/x/y v1.0.0\nreplace github.com/x/y => github.com/fork/y v1.5.0\n",
        "cache/github.com/x/y@v1.0.0/x.go": GO,
    }
    assert folder(modules(tmp_path, files), "github.com/x/y") is None


def test_repository_without_a_module_is_the_one_it_imports_itself_by(tmp_path: Path) -> None:
    files = {
        "main.go": 'package main\nimport (\n\t"github.com/me/tool/store"\n\t"github.com/other/lib/store"\n)\n',
        "cmd/x.go": 'package cmd\nimport "github.com/me/tool/store"\n',
        "store/store.go": GO,
    }
    found = modules(tmp_path, files)
    assert found.import_path(str(tmp_path / "store")) == "github.com/me/tool/store"
    assert folder(found, "github.com/me/tool/store") == "store"


def test_folder_of_no_module_has_a_path_that_no_import_can_name(tmp_path: Path) -> None:
    found = modules(tmp_path, {"x.go": GO, "a/x.go": GO})
    assert found.import_path(str(tmp_path / "a")).startswith(".")


def test_standard_library_is_found_by_its_own_paths(tmp_path: Path) -> None:
    found = modules(tmp_path, {"go.mod": "module std\n", "database/sql/sql.go": GO})
    assert found.import_path(str(tmp_path / "database" / "sql")) == "database/sql"
    assert folder(found, "database/sql") == "database/sql"


@pytest.mark.parametrize(
    "text", ["", "module\n", "module (\n", "replace =>\n", "replace a =>\n", "require x\n", "\xff("]
)
def test_broken_go_mod_is_no_failure(tmp_path: Path, text: str) -> None:
    found = modules(tmp_path, {"go.mod": text, "a/x.go": GO})
    assert found.import_path(str(tmp_path / "a"))
    assert folder(found, "example.com/x") is None


@pytest.mark.parametrize(
    "text",
    [
        "module(\n\texample.com/m\n)\n",
        "// a\fmodule example.com/no\nmodule example.com/m\n// b\u2028module example.com/no\n// c\vmodule x.y/no\n",
        'module "example.com\\u002fm"\n',
        "\tmodule\t`example.com/m`\t// module example.com/no\r\n",
    ],
)
def test_module_is_named_in_each_way_that_go_reads(tmp_path: Path, text: str) -> None:
    assert modules(tmp_path, {"go.mod": text}).import_path(str(tmp_path)) == "example.com/m"


@pytest.mark.parametrize("text", ["use(\n\t./app\n\t./li\\b\n)\n", 'use ./app\nuse "./l\\x69\\\\b" // ours\n'])
def test_workspace_is_named_in_each_way_that_go_reads(tmp_path: Path, text: str) -> None:
    files = {
        "go.work": text,
        "app/go.mod": "module example.com/app\n",
        "li\\b/go.mod": "module example.com/lib\n",
        "li\\b/db/x.go": GO,
    }
    assert folder(modules(tmp_path, files, seen="app"), "example.com/lib/db") == "li\\b/db"


@pytest.mark.parametrize("text", ['require(\n\texample.com/l v1.0.0\n)\nreplace(\n\texample.com/l => "./my lib"\n)\n'])
def test_replacement_is_named_in_each_way_that_go_reads(tmp_path: Path, text: str) -> None:
    files = {"go.mod": f"module m\n{text}", "my lib/x.go": GO}
    assert folder(modules(tmp_path, files), "example.com/l") == "my lib"


def test_nothing_above_the_root_is_read(tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module example.com/above\n", "repo/a/x.go": GO})
    assert not Modules(str(tmp_path / "repo")).import_path(str(tmp_path / "repo" / "a")).startswith("example.com")


@pytest.mark.parametrize(
    ("file", "text", "package"),
    [
        ("0/go.mod", "module database/sql\n", "0/x.go"),
        ("0/go.mod", "module database\n", "0/sql/x.go"),
        ("0/go.mod", "module std\n", "0/database/sql/x.go"),
        ("go.mod", "module example.com/m\n\nreplace database/sql => ./0\n", "0/x.go"),
        ("src/0/go.mod", "module std\n", "src/0/database/sql/x.go"),
    ],
)
def test_no_module_stands_for_a_package_of_go(tmp_path: Path, file: str, text: str, package: str) -> None:
    found = modules(tmp_path, {"go.mod": "module example.com/m\n", file: text, package: GO}, os.path.dirname(file))
    assert folder(found, "database/sql") is None


@pytest.mark.parametrize("top", [".", "src"])
def test_go_itself_has_its_own_packages(tmp_path: Path, top: str) -> None:
    found = modules(tmp_path, {f"{top}/go.mod": "module std\n", f"{top}/database/sql/x.go": GO}, top)
    assert folder(found, "database/sql") == os.path.normpath(f"{top}/database/sql")


def test_module_without_a_dot_has_its_own_packages(tmp_path: Path) -> None:
    found = modules(tmp_path, {"go.mod": "module database\n", "store/x.go": GO})
    assert folder(found, "database/store") == "store"
