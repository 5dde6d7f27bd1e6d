from __future__ import annotations

import os
from pathlib import Path

import pytest
from filetree import git_repository, write_tree

from rowsclose.discovery import Discovered, GoFile, discover
from rowsclose.finding import NoticeKind


def found(root: Path, *patterns: str, stdin_name: str | None = None) -> Discovered:
    return discover(patterns, os.path.realpath(root), stdin_name=stdin_name)


def paths(root: Path, *patterns: str) -> list[str]:
    """The paths of files found without a notice."""
    discovered = found(root, *patterns)
    assert discovered.notices == ()
    return [file.path for file in discovered.files]


def notices(root: Path, *patterns: str) -> list[tuple[str, NoticeKind, str]]:
    """The notices of patterns that find nothing."""
    discovered = found(root, *patterns)
    assert discovered.files == ()
    return [(notice.path, notice.kind, notice.message) for notice in discovered.notices]


@pytest.fixture(params=["git", "no git"])
def module(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "git":
        git_repository(tmp_path)
    return write_tree(
        tmp_path,
        [
            "main.go",
            "main_test.go",
            "store/rows.go",
            "store/sql/deep.go",
            "store/sql/nested/go.mod",
            "store/sql/nested/n.go",
            "vendor/lib/v.go",
            "store/vendor/v.go",
            "testdata/t.go",
            "_old/o.go",
            ".hidden/h.go",
            "store/_part.go",
            "store/.part.go",
            "store/readme.md",
        ],
    )


def test_wildcard_covers_nested_modules_and_skips_what_go_skips(module: Path) -> None:
    assert paths(module, "./...") == [
        "main.go",
        "main_test.go",
        "store/rows.go",
        "store/sql/deep.go",
        "store/sql/nested/n.go",
    ]


def test_folder_is_one_package(module: Path) -> None:
    assert paths(module, "./store") == paths(module, "store") == paths(module, "store/") == ["store/rows.go"]
    assert paths(module, ".") == ["main.go", "main_test.go"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("./store/...", ["store/rows.go", "store/sql/deep.go", "store/sql/nested/n.go"]),
        ("./.../sql", ["store/sql/deep.go"]),
        ("./st...", ["store/rows.go", "store/sql/deep.go", "store/sql/nested/n.go"]),
        ("./vendor/...", ["vendor/lib/v.go"]),
        ("./.../vendor/...", ["store/vendor/v.go"]),
        ("./_old/...", ["_old/o.go"]),
        ("./.hidden", [".hidden/h.go"]),
        ("testdata", ["testdata/t.go"]),
        ("store/_part.go", ["store/_part.go"]),
        ("store/../main.go", ["main.go"]),
    ],
)
def test_what_is_named_outright_is_found(module: Path, pattern: str, expected: list[str]) -> None:
    assert paths(module, pattern) == expected


def test_each_file_is_found_once_and_in_order(module: Path) -> None:
    everything = paths(module, "./...")
    assert paths(module, "store/rows.go", "./...", str(module / "main.go"), "./store", "./...") == everything


def test_files_outside_the_working_folder_keep_the_form_of_their_pattern(module: Path) -> None:
    assert paths(module / "store", "../main.go", ".") == ["../main.go", "rows.go"]
    assert paths(module / "store", str(module / "main.go")) == [os.path.realpath(module / "main.go")]
    assert paths(module / "store", str(module / "store" / "...")) == ["rows.go", "sql/deep.go", "sql/nested/n.go"]


def test_root_is_the_repository_or_the_working_folder(tmp_path: Path) -> None:
    outside = write_tree(tmp_path / "outside", ["store/a.go"]) / "store"
    inside = write_tree(git_repository(tmp_path / "inside"), ["store/a.go"]) / "store"
    assert found(outside, ".").root == os.path.realpath(outside)
    assert found(inside, ".").root == os.path.realpath(inside.parent)


@pytest.mark.parametrize("pattern", ["nosuch", "./nosuch/...", "nosuch.go", "nosuch/...", "", "nul\0.go", "x" * 5000])
def test_missing_path_is_unreadable(module: Path, pattern: str) -> None:
    assert [(path, kind) for path, kind, _ in notices(module, pattern)] == [(pattern, NoticeKind.UNREADABLE)]


@pytest.mark.parametrize("pattern", ["store/readme.md", "main.go/...", "pipe.go", "gone.go", "loop.go"])
def test_what_is_no_readable_go_file_is_unreadable(module: Path, pattern: str) -> None:
    os.mkfifo(module / "pipe.go")
    (module / "gone.go").symlink_to("nowhere.go")
    (module / "loop.go").symlink_to("loop.go")
    assert [(path, kind) for path, kind, _ in notices(module, pattern)] == [(pattern, NoticeKind.UNREADABLE)]


def test_pattern_without_a_go_file_says_so_and_a_folder_hints_at_what_lies_below(tmp_path: Path) -> None:
    write_tree(tmp_path, ["docs/readme.md", "docs/_old/x.go", "cmd/tool/t.go"])
    assert notices(tmp_path, "./docs/...", "cmd/", "./zz...", "docs", ".") == [
        (".", NoticeKind.EMPTY, "no Go file in this folder, but there are some below it: ./... checks them"),
        ("./docs/...", NoticeKind.PATTERN, "no Go file matches"),
        ("./zz...", NoticeKind.PATTERN, "no Go file matches"),
        ("cmd/", NoticeKind.EMPTY, "no Go file in this folder, but there are some below it: cmd/... checks them"),
        ("docs", NoticeKind.EMPTY, "no Go file in this folder, nor below it"),
    ]


def test_folder_with_a_go_name_is_a_folder(module: Path) -> None:
    write_tree(module, ["odd.go/a.go"])
    assert paths(module, "odd.go") == ["odd.go/a.go"]
    assert "odd.go/a.go" in paths(module, "./...")


def test_name_with_three_dots_is_a_file_where_it_exists(module: Path) -> None:
    write_tree(module, ["a...b.go"])
    assert paths(module, "a...b.go") == ["a...b.go"]


@pytest.mark.parametrize(
    "name", ["with space.go", "line\nbreak.go", "tab\t.go", "é.go", "\udcff.go", "-x.go", '"q".go', "\\.go"]
)
def test_any_file_name_is_found(module: Path, name: str) -> None:
    write_tree(module, [f"odd/{name}"])
    assert paths(module, "./odd/...") == paths(module, "odd") == paths(module, f"odd/{name}") == [f"odd/{name}"]


def test_folder_names_are_as_free_as_file_names(module: Path) -> None:
    write_tree(module, ["line\nbreak \udcff/a.go"])
    assert "line\nbreak \udcff/a.go" in paths(module, "./...")


def test_links_neither_leave_the_tree_nor_go_in_circles(module: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = write_tree(tmp_path_factory.mktemp("elsewhere"), ["out.go", "sub/out.go"])
    before = paths(module, "./...")
    (module / "store/self").symlink_to(".")
    (module / "store/up").symlink_to("..")
    (module / "store/away").symlink_to(elsewhere)
    (module / "store/away.go").symlink_to(elsewhere / "out.go")
    for pattern, expected in (("./...", before), ("./store", ["store/rows.go"])):
        discovered = found(module, pattern)
        assert [file.path for file in discovered.files] == expected
        assert [notice.kind for notice in discovered.notices] == [NoticeKind.OUTSIDE]


def test_linked_file_counts_once_and_under_its_own_name(module: Path) -> None:
    (module / "a_link.go").symlink_to("main.go")
    (module / "b_link.go").symlink_to("_old/o.go")
    assert [path for path in paths(module, "./...") if "/" not in path] == ["b_link.go", "main.go", "main_test.go"]


def test_linked_folder_named_outright_is_reported_as_named(
    module: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = write_tree(tmp_path_factory.mktemp("elsewhere"), ["out.go", "sub/out.go"])
    (module / "away").symlink_to(elsewhere)
    assert paths(module, "./away/...") == ["away/out.go", "away/sub/out.go"]
    assert paths(module, "away") == paths(module, "away/out.go") == ["away/out.go"]


def test_dangling_link_below_a_wildcard_is_unreadable(module: Path) -> None:
    (module / "store/sql/gone.go").symlink_to("nowhere.go")
    discovered = found(module, "./store/sql")
    assert [(notice.path, notice.kind) for notice in discovered.notices] == [
        ("store/sql/gone.go", NoticeKind.UNREADABLE)
    ]
    assert found(module, "./store/sql/...").notices == discovered.notices
    assert [file.path for file in discovered.files] == ["store/sql/deep.go"]


def test_pipe_below_a_wildcard_is_passed_over(module: Path) -> None:
    os.mkfifo(module / "store/sql/pipe.go")
    assert paths(module, "./store/sql/...") == ["store/sql/deep.go", "store/sql/nested/n.go"]


def test_standard_input_is_one_more_file_that_need_not_exist(module: Path) -> None:
    root = os.path.realpath(module)
    new = GoFile("store/new.go", f"{root}/store/new.go")
    assert found(module, stdin_name="store/new.go").files == (new,)
    assert found(module, "./store", stdin_name="./store/new.go").files == (
        new,
        GoFile("store/rows.go", f"{root}/store/rows.go"),
    )
    assert found(module, "./store", stdin_name="store/rows.go").files == (
        GoFile("store/rows.go", f"{root}/store/rows.go"),
    )


def test_folder_that_cannot_be_listed_is_unreadable(module: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root can list any folder")
    (module / "store").chmod(0)
    try:
        assert [notice.path for notice in found(module, "./...").notices] == ["store"]
    finally:
        (module / "store").chmod(0o700)
