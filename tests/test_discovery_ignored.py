"""What git ignores: told by git, and by the walk that reads .gitignore files where git cannot tell."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from filetree import git, git_repository, write_tree
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.discovery import discover
from rowsclose.discovery.gitignore import MOST_WILD, Rules, is_rule
from rowsclose.discovery.wildmatch import Wildmatch
from rowsclose.finding import NoticeKind


def paths(root: Path, *patterns: str) -> list[str]:
    discovered = discover(patterns, os.path.realpath(root))
    assert [notice for notice in discovered.notices if notice.kind is not NoticeKind.UNLISTED] == []
    return [file.path for file in discovered.files]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return git_repository(tmp_path / "repository")


@pytest.fixture(params=["git", "git missing", "no repository"])
def ignoring(request: pytest.FixtureRequest, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ignored files, under each way to tell that they are."""
    if request.param == "git missing":
        monkeypatch.setenv("PATH", "")
    if request.param == "no repository":
        shutil.rmtree(repository / ".git")
    return write_tree(
        repository,
        {
            ".gitignore": "/build/\n*_gen.go\r\n!keep_gen.go\n\n# comment\n!\n",
            "a.go": "",
            "a_gen.go": "",
            "keep_gen.go": "",
            "build/b.go": "",
            "build/sub/b.go": "",
            "sub/build/b.go": "",
            "sub/.gitignore": "local.go\n!again_gen.go\n",
            "sub/local.go": "",
            "sub/again_gen.go": "",
            "other/local.go": "",
        },
    )


def test_wildcard_skips_ignored_files(ignoring: Path) -> None:
    assert paths(ignoring, "./...") == ["a.go", "keep_gen.go", "other/local.go", "sub/again_gen.go", "sub/build/b.go"]


def test_rules_above_the_folder_count(ignoring: Path) -> None:
    write_tree(ignoring, ["sub/deep/local.go", "sub/deep/x_gen.go", "sub/deep/x.go"])
    assert paths(ignoring, "./sub/deep/...") == ["sub/deep/x.go"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a_gen.go", ["a_gen.go"]),
        ("build", ["build/b.go"]),
        ("./build/...", ["build/b.go", "build/sub/b.go"]),
        ("./build/sub/...", ["build/sub/b.go"]),
        ("sub", ["sub/again_gen.go", "sub/local.go"]),
    ],
)
def test_ignored_files_are_found_where_they_or_their_folder_are_named(
    ignoring: Path, pattern: str, expected: list[str]
) -> None:
    assert paths(ignoring, pattern) == expected


def test_tracked_files_are_not_ignored(repository: Path) -> None:
    write_tree(repository, {".gitignore": "*_gen.go\n", "a_gen.go": "", "b_gen.go": ""})
    git(repository, "add", "--force", "a_gen.go")
    assert paths(repository, "./...") == ["a_gen.go"]


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("PATH", "", "git cannot be started"),
        ("HOME", "broken", "git fails on this repository with exit status 128"),
    ],
    ids=["missing", "fails"],
)
def test_repository_that_git_does_not_list_is_said_once(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, reason: str
) -> None:
    write_tree(repository, {".gitignore": "*_gen.go\n", "a_gen.go": "", "sub/b.go": ""})
    git(repository, "add", "--force", ".")
    write_tree(tmp_path, {"broken/.gitconfig": "[no section"})
    monkeypatch.setenv(variable, str(tmp_path / value) if value == "broken" else value)
    said = f"{reason}; what .gitignore files match is left out even where it is tracked"
    for cwd, patterns, shown in (
        (repository, ["./...", "./sub/..."], ""),
        (repository / "sub", ["./...", "../..."], ""),
        (tmp_path, ["./repository/..."], "repository"),
    ):
        discovered = discover(patterns, os.path.realpath(cwd))
        assert [os.path.basename(file.path) for file in discovered.files] == ["b.go"]
        assert [(each.path, each.kind, each.message) for each in discovered.notices] == [
            (shown, NoticeKind.UNLISTED, said)
        ]


def test_repository_that_is_closed_to_the_user_is_said(repository: Path) -> None:
    write_tree(repository, {".gitignore": "*_gen.go\n", "a_gen.go": "", "b.go": ""})
    (repository / ".git").chmod(0)
    if os.access(repository / ".git", os.X_OK):
        (repository / ".git").chmod(0o700)
        pytest.skip("this user can read any folder")
    discovered = discover(["./..."], str(repository))
    (repository / ".git").chmod(0o700)
    assert [file.path for file in discovered.files] == ["b.go"]
    assert [notice.kind for notice in discovered.notices] == [NoticeKind.UNLISTED]


def test_nothing_is_said_where_git_lists_or_nothing_asks_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(repository, ["a.go", "sub/b.go"])
    assert discover(["./..."], str(repository)).notices == ()
    monkeypatch.setenv("PATH", "")
    assert discover(["a.go", "sub"], str(repository)).notices == ()
    shutil.rmtree(repository / ".git")
    assert discover(["./..."], str(repository)).notices == ()


def test_tracked_files_that_are_gone_are_not_found(repository: Path) -> None:
    write_tree(repository, ["a.go", "b.go", "sub/c.go"])
    git(repository, "add", ".")
    (repository / "b.go").unlink()
    shutil.rmtree(repository / "sub")
    assert paths(repository, "./...") == ["a.go"]


def test_tracked_folder_that_is_a_link_now_is_not_followed(repository: Path, tmp_path: Path) -> None:
    write_tree(repository, ["sub/deep/c.go", "a.go"])
    git(repository, "add", ".")
    shutil.rmtree(repository / "sub")
    (repository / "sub").symlink_to(write_tree(tmp_path / "elsewhere", ["deep/c.go"]))
    assert paths(repository, "./...") == ["a.go"]


@pytest.mark.parametrize("committed", [True, False])
def test_repositories_inside_are_entered_and_ignore_by_their_own_rules(repository: Path, committed: bool) -> None:
    write_tree(repository, ["a.go"])
    inner = git_repository(repository / "third" / "inner")
    write_tree(inner, {"x.go": "", "y.go": "", ".gitignore": "y.go\n", "testdata/t.go": "", "sub/z.go": ""})
    if committed:
        git(inner, "add", ".")
        git(inner, "commit", "--quiet", "-m", "inner")
    assert paths(repository, "./...") == ["a.go", "third/inner/sub/z.go", "third/inner/x.go"]
    assert paths(repository, "./.../sub") == ["third/inner/sub/z.go"]
    assert paths(repository, "./third/...") == ["third/inner/sub/z.go", "third/inner/x.go"]


def test_submodules_are_entered_where_they_are_checked_out(repository: Path, tmp_path: Path) -> None:
    origin = write_tree(git_repository(tmp_path / "origin"), ["s.go"])
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "-m", "origin")
    git(repository, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(origin), "module")
    assert paths(repository, "./...") == ["module/s.go"]
    git(repository, "submodule", "deinit", "--force", "module")
    write_tree(repository, ["a.go"])
    assert paths(repository, "./...") == ["a.go"]


def test_environment_of_a_hook_does_not_mislead(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(repository, {"a.go": "", "b.go": "", ".gitignore": "b.go\n"})
    other = git_repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "nowhere"))
    assert paths(repository, "./...") == ["a.go"]


def test_configuration_of_a_repository_runs_no_program(repository: Path) -> None:
    write_tree(repository, ["a.go"])
    git(repository, "config", "core.fsmonitor", f"touch '{repository}/ran'; false")
    assert paths(repository, "./...") == ["a.go"]
    assert not (repository / "ran").exists()


@pytest.mark.parametrize("has_git", [True, False])
def test_folders_that_are_taken_back_in_are_entered(repository: Path, has_git: bool) -> None:
    write_tree(repository, {".gitignore": "*\n!*/\n!*.go\n", "a.go": "", "sub/b.go": "", "sub/deep/c.go": ""})
    if not has_git:
        shutil.rmtree(repository / ".git")
    assert paths(repository, "./...") == ["a.go", "sub/b.go", "sub/deep/c.go"]


def test_walk_reads_no_ignore_file_through_a_link(repository: Path) -> None:
    write_tree(repository, {"a.go": "", "sub/b.go": "", "rules": "*.go\n"})
    for folder in (repository, repository / "sub"):
        (folder / ".gitignore").symlink_to(repository / "rules")
    assert paths(repository, "./...") == ["a.go", "sub/b.go"]
    shutil.rmtree(repository / ".git")
    assert paths(repository, "./...") == paths(repository, "./sub/...", "a.go") == ["a.go", "sub/b.go"]


PARTS = st.sampled_from(
    [
        *("a", "b", "c", "*", "?", "**", "/", "/", "-", ".go", "x.go", "*.go", "\\a", "\\*", "é", "***"),
        *("[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[!]]", "[a-]", "[c-a]"),
        *("[[:alpha:]]", "[[:no:]]", "[[:]", "[\\]a]", "[a"),
    ]
)
WRITTEN = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "!"]),
    st.lists(PARTS, min_size=1, max_size=5).map("".join),
    st.sampled_from(["", "", "/", " ", "\\ ", "  ", "\r", "\t", "\\"]),
)
KNOWN = st.sampled_from(
    [
        *("*", "!*/", "!*.go", "/*", "!/a", "a/", "!a/", "!a/b", "a/**", "!a/**", "**/b", "a/*", "/b/x.go", "!b/x.go"),
        *("a**/b", "a**", "/a**", "**", "**/", "/**", "a/**/b", "a*c", "#a", "\\#a", "\\!a", "/", "!", "a b"),
        *("x.go", "!x.go", "*.go"),
    ]
)
RULES = st.lists(st.one_of(KNOWN, WRITTEN), min_size=1, max_size=5).map("\n".join)
FOLDERS = st.lists(st.sampled_from(["a", "b", "c", "ab", "abc", "#a", "!a", "a b", "a-", "*", "é"]), max_size=4)
NAMES = st.sampled_from(["x.go", "y.go", "a.go", "é.go", "*.go", "#a.go"])
FILES = st.lists(st.tuples(FOLDERS, NAMES), min_size=1, max_size=12)


@settings(max_examples=250, deadline=None)
@given(FILES, st.dictionaries(st.integers(0, 60), RULES, max_size=3))
def test_walk_ignores_what_git_ignores(files: list[tuple[list[str], str]], ignore_files: dict[int, str]) -> None:
    folders = sorted({tuple(inner[:depth]) for inner, _ in files for depth in range(len(inner) + 1)})
    with tempfile.TemporaryDirectory() as folder:
        root = git_repository(Path(folder))
        write_tree(root, ["/".join([*inner, name]) for inner, name in files])
        for number, rules in ignore_files.items():
            write_tree(root, {"/".join([*folders[number % len(folders)], ".gitignore"]): rules})
        patterns = ["./...", *("./" + "/".join([*inner, "..."]) for inner in folders[1:4])]
        told = [[file.path for file in discover([pattern], str(root)).files] for pattern in patterns]
        shutil.rmtree(root / ".git")
        assert [[file.path for file in discover([pattern], str(root)).files] for pattern in patterns] == told


# What ignoring costs ----------------------------------------------------------------------------------------------------


def test_set_is_written_as_ranges_and_compiled_when_a_path_is_held_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[bytes] = []
    compile_ = re.compile

    def watched(text: bytes, flags: int) -> re.Pattern[bytes]:
        compiled.append(text)
        return compile_(text, flags)

    monkeypatch.setattr("rowsclose.discovery.wildmatch.re.compile", watched)
    rules = Rules([b"x[!a]y", b"x[[:alpha:]_]y", b"*abc*d?f*", b"*plain*words*"])
    assert compiled == []
    assert rules.verdict(b"x-y", is_folder=False)
    assert not rules.verdict(b"xay/z", is_folder=False)
    assert rules.verdict(b"x_y", is_folder=False)
    assert compiled
    assert all(len(text) < 60 for text in compiled)
    assert not any(b"plain" in text or b"abc" in text for text in compiled)


def test_pattern_that_is_longer_than_any_path_matches_nothing() -> None:
    assert is_rule("x" + "[!a]" * 4000)
    assert not is_rule("x" + "[!a]" * 5000)
    assert is_rule("x" * 5000)  # no wildcard: nothing to compile
    assert is_rule("?" + "*" * 50_000)


def test_many_stars_are_as_good_as_one() -> None:
    rule = Wildmatch(b"a" + b"*" * 50_000 + b"z")
    assert rule.fits(b"abcz")
    assert not rule.fits(b"abc")
    assert sum(map(len, filter(None, rule._segments))) == 2


@settings(max_examples=250, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=8), FILES)
def test_the_last_rule_that_fits_decides_however_rules_are_looked_up(
    several: list[str], files: list[tuple[list[str], str]]
) -> None:
    lines = [line.encode() for rules in several for line in rules.split("\n")]
    each = [Rules([line]) for line in lines]
    for inner, name in files:
        path = "/".join([*inner, name]).encode()
        for is_folder in (False, True):
            alone = [said for rule in each if (said := rule.verdict(path, is_folder)) is not None]
            assert Rules(lines).verdict(path, is_folder) == (alone[-1] if alone else None)


def test_rules_that_begin_otherwise_are_not_held_against_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []
    fits = Wildmatch.fits

    def watched(self: Wildmatch, path: bytes) -> bool:
        tried.append(path)
        return fits(self, path)

    monkeypatch.setattr(Wildmatch, "fits", watched)
    names = [f"x{n}.go" for n in range(30_000)]
    rules = Rules(line.encode() for line in [*names, *(f"gen{n}/*.go" for n in range(900)), "*.pb.go", "!x7.go"])
    assert rules.verdict(b"x12345.go", is_folder=False) is True
    assert rules.verdict(b"x7.go", is_folder=False) is False
    assert rules.verdict(b"gen12/b.go", is_folder=False) is True
    assert rules.verdict(b"gen1234/b.go", is_folder=False) is None
    assert len(tried) < 20


def test_more_wildcards_than_anybody_writes_count_for_nothing(tmp_path: Path) -> None:
    wild = [f"*{n}?" for n in range(MOST_WILD - 1)]
    write_tree(tmp_path, {"a.go": "", "b.go": "", ".gitignore": "\n".join(["?.go", *wild, "!a.go", "c.go"])})
    assert paths(tmp_path, "./...") == ["a.go"]
    write_tree(tmp_path, {".gitignore": "\n".join(["?.go", *wild, "*x", "!a.go"])})
    assert paths(tmp_path, "./...") == ["a.go", "b.go"]


def test_ignore_file_beyond_what_anybody_writes_has_no_rules(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.go": "", "b.go": "", ".gitignore": "a.go\n" + "[!a]\n" * 10})
    assert paths(tmp_path, "./...") == ["b.go"]
    write_tree(tmp_path, {".gitignore": "a.go\n" + "[!a]\n" * 30_000})
    assert paths(tmp_path, "./...") == ["a.go", "b.go"]
