"""What a configuration file may say, and what is said of one that says something else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from filetree import write_tree

from rowsclose.configuration.schema import OWN_KEYS, read_configuration
from rowsclose.configuration.settings import Configuration, Known, Option, Selection, Takes
from rowsclose.configuration.toml import parse
from rowsclose.errors import ConfigError
from rowsclose.finding import Circumstance, Level
from rowsclose.levels import Levels

RULES = ("rows-not-closed", "rows-discarded")
OPTIONS = (
    Option("format", Takes.FORMATS, ("text", "sarif"), several=True),
    Option("output", Takes.FILE),
    Option("select", Takes.RULES, several=True),
    Option("ignore", Takes.RULES, several=True),
    Option("min-confidence", Takes.TEXT, ("low", "high")),
    Option("sarif-category", Takes.TEXT),
    Option("jobs", Takes.NUMBER),
    Option("fail-on", Takes.TEXT, ("error", "note", "never")),
    Option("exit-zero", Takes.FLAG),
    Option("quiet", Takes.FLAG),
    Option("verbose", Takes.FLAG),
)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str, path: str = "rowsclose.toml", root: str = ".") -> Configuration:
    write_tree(Path.cwd(), {path: text})
    return read_configuration(os.path.abspath(path), os.path.abspath(root), OPTIONS, RULES)


def test_empty_file_changes_nothing() -> None:
    assert read("").options == {}
    assert read("") == Configuration(path="rowsclose.toml", documents=read("").documents)


def test_options_keep_their_values() -> None:
    options = {
        "format": ["sarif=out/r.sarif", "text"],
        "output": "report.txt",
        "min-confidence": "low",
        "sarif-category": "api",
        "jobs": 2,
        "quiet": False,
    }
    text = """\
format = ["sarif=out/r.sarif", "text"]
output = "report.txt"
select = "rows-not-closed, rows-discarded"
ignore = []
min-confidence = "low"
sarif-category = "api"
jobs = 2
quiet = false
"""
    found = read(text)
    assert found.options == options
    assert found.selections == (Selection(("rows-not-closed", "rows-discarded")),)


def test_paths_count_from_the_files_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "sub" / "deep").mkdir(parents=True)
    monkeypatch.chdir(repository / "sub" / "deep")
    write_tree(repository, {"sub/rowsclose.toml": 'output = "../out/r.txt"\nformat = ["text=x"]\nexclude = ["gen/"]\n'})
    found = read_configuration(str(repository / "sub" / "rowsclose.toml"), str(repository), OPTIONS, RULES)
    assert found.path == "../rowsclose.toml"
    assert found.options == {"output": "../../out/r.txt", "format": ["text=../x"]}
    (exclude,) = found.exclude
    assert exclude.match(f"{repository}/sub/gen/a.go")
    assert not exclude.match(f"{repository}/gen/a.go")


def test_tables_of_rules_and_files() -> None:
    found = read(
        "require-suppression-reason = true\n[rules.rows-discarded]\nlevel = 'note'\n[rules.rows-not-closed]\n"
        "[per-file-ignores]\n'*_test.go' = 'all'\n'/cmd/' = ['rows-discarded']\n"
    )
    assert found.require_suppression_reason
    assert found.levels == Levels({"rows-discarded": Level.NOTE})
    tests, commands = found.per_file_ignores
    assert (tests.rules, commands.rules) == (frozenset(RULES), frozenset({"rows-discarded"}))
    here = os.getcwd()
    assert tests.patterns.match(f"{here}/a/b_test.go")
    assert commands.patterns.match(f"{here}/cmd/x.go")
    assert not commands.patterns.match(f"{here}/a/cmd/x.go")


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("", set(Circumstance)),
        ("lower = []", set()),
        ("lower = 'test'", {Circumstance.TEST}),
        ("lower = ['ended-here', 'test', 'test']", {Circumstance.ENDED_HERE, Circumstance.TEST}),
        ('lower = ["assumed", "test", "bounded", "exiting", "ended-here"]', set(Circumstance)),
    ],
)
def test_circumstances_that_lower_a_finding_are_all_or_those_of_a_list(text: str, lower: set[Circumstance]) -> None:
    assert read(text).levels == Levels(lower=frozenset(lower))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nquite = true", "2: quite: no such key; did you mean quiet?"),
        ("min_confidence = 'low'", "1: min_confidence: no such key; did you mean min-confidence?"),
        ("zzz = 1", "1: zzz: no such key"),
        ('"\\u001b[2J" = 1', "1: \\x1b[2J: no such key"),
        ("quiet = 1", "1: quiet: must be true or false"),
        ("quiet = 'true'", "1: quiet: must be true or false"),
        ("jobs = true", "1: jobs: must be a whole number"),
        ("jobs = 1.0", "1: jobs: must be a whole number"),
        ("sarif-category = 1979-05-27", "1: sarif-category: must be a string"),
        ("format = 1", "1: format: must be a string or a list of strings"),
        ("format = ['text', 1]", "1: format: must be a string or a list of strings"),
        ("min-confidence = 'hihg'", "1: min-confidence: hihg is none of low, high; did you mean high?"),
        ("format = 'sariff=x'", "1: format: sariff is none of text, sarif; did you mean sarif?"),
        ("format = 'sarif='", "1: format: is no name of a file"),
        ("select = []", "1: select: names no rule"),
        (
            "quiet = true\n\nselect = [\n 'rows_discarded',\n]",
            "3: select: no such rule: rows_discarded; did you mean rows-discarded?",
        ),
        ("select = ['x,,']", "1: select: no such rule: x"),
        ("exclude = 'gen/'\nexclude.x = 1", "2: cannot overwrite a value"),
        ("exclude = {}", "1: exclude: must be a string or a list of strings"),
        ("exclude = ['a', '[a-']", "1: exclude: the pattern '[a-' matches nothing"),
        ("exclude = ['']", "1: exclude: the pattern '' matches nothing"),
        (f"exclude = {[f'*{n}?' for n in range(1_001)]}", "1: exclude: more than 1,000 patterns with wildcards"),
        (
            "[per-file-ignores]\n" + "".join(f"'{n}' = ['all']\n" for n in range(1_001)),
            "1: per-file-ignores: more than 1,000 patterns",
        ),
        ("exclude = ['!']", "1: exclude: the pattern '!' matches nothing"),
        ("exclude = ['# gen']", "1: exclude: the pattern '# gen' matches nothing"),
        ("rules = 'all'", "1: rules: must be a table"),
        ("[rules]\nrows-discarded = 'note'", "2: rules.rows-discarded: must be a table"),
        ("[rules.rows-discard]", "1: rules.rows-discard: no such rule: rows-discard; did you mean rows-discarded?"),
        ("[rules.all]", "1: rules.all: no such rule: all"),
        ("[rules.rows-discarded]\nlvl = 1", "2: rules.rows-discarded.lvl: no such key; did you mean level?"),
        (
            "[rules.rows-discarded]\nlevel = 'info'",
            "2: rules.rows-discarded.level: info is none of error, warning, note",
        ),
        (
            "[rules.rows-discarded]\nlevel = 'off'",
            '2: rules.rows-discarded.level: a rule is turned off by ignore = ["rows-discarded"]',
        ),
        (
            "lower = [\n 'test',\n 'tests',\n]",
            "1: lower: tests is none of assumed, test, bounded, exiting, ended-here; did you mean test?",
        ),
        ("\nlower = false", "2: lower: must be a string or a list of strings"),
        ("lower = ['test', 1]", "1: lower: must be a string or a list of strings"),
        ("lower = ''", "1: lower:  is none of assumed, test, bounded, exiting, ended-here"),
        ("[lower]\ntest = true", "1: lower: must be a string or a list of strings"),
        ("fail-on = 'notes'", "1: fail-on: notes is none of error, note, never; did you mean note?"),
        ("exit-zero = true\n\nfail-on = 'error'", "3: fail-on: exit-zero and a fail-on of error exclude each other"),
        ("per-file-ignores = []", "1: per-file-ignores: must be a table"),
        ("[per-file-ignores]\n'*.go' = ['x']", "2: per-file-ignores.*.go: no such rule: x"),
        ("[per-file-ignores]\n'' = 'all'", "2: per-file-ignores.: the pattern '' matches nothing"),
        (
            "[per-file-ignores]\n'!a.go' = 'all'",
            "2: per-file-ignores.!a.go: a pattern that takes files back in means nothing here",
        ),
        ("require-suppression-reason = 'yes'", "1: require-suppression-reason: must be true or false"),
        ("quiet = true\nverbose = true", "2: verbose: quiet and verbose exclude each other"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read(text)
    assert str(raised.value) == f"rowsclose.toml:{said}"


@pytest.mark.parametrize("path", ["../x", "/tmp/x", "sub/../../x", ".git/config", "link/x", "\0", ""])
def test_report_is_only_written_within_the_repository(repository: Path, path: str) -> None:
    (repository / "repo").mkdir()
    (repository / "repo" / "link").symlink_to("..")
    for text in (f'output = "{path}"', f'format = "text={path}"'):
        with pytest.raises(ConfigError, match=r"^repo/rowsclose\.toml:1: "):
            read(text.replace("\0", "\\u0000"), "repo/rowsclose.toml", "repo")


def test_file_that_lies_outside_of_the_repository_bounds_its_own_paths(repository: Path) -> None:
    (repository / "repo").mkdir()
    assert read("output = 'sub/x'", "shared/c.toml", "repo").options == {"output": "shared/sub/x"}
    with pytest.raises(ConfigError):
        read("output = '../x'", "shared/c.toml", "repo")


def test_what_is_no_readable_file_is_an_error(repository: Path) -> None:
    (repository / "folder.toml").mkdir()
    os.mkfifo(repository / "pipe.toml")
    for name in ("folder.toml", "pipe.toml", "nosuch.toml"):
        with pytest.raises(ConfigError, match=rf"^{name}: "):
            read_configuration(str(repository / name), str(repository), OPTIONS, RULES)


def test_file_that_many_extend_is_read_once(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(repository, {"base.toml": "exclude = ['*.pb.go']\n", "middle.toml": "extends = 'base.toml'\n"})
    names = [f"d{number}/.rowsclose.toml" for number in range(3)]
    write_tree(repository, dict.fromkeys(names, "extends = '../middle.toml'\nexclude = ['own/']\n"))
    parsed: list[str] = []

    def watched(raw: bytes, shown: str) -> tuple[str, dict[str, Any]]:
        parsed.append(shown)
        return parse(raw, shown)

    monkeypatch.setattr("rowsclose.configuration.schema.parse", watched)
    known: Known = {}
    root = str(repository)
    found = [read_configuration(str(repository / name), root, OPTIONS, RULES, known) for name in names]
    assert parsed == [names[0], "middle.toml", "base.toml", *names[1:]]
    assert len({id(each.exclude[0]) for each in found}) == 1
    assert [[patterns.folder for patterns in each.exclude] for each in found] == [
        [root, str((repository / name).parent)] for name in names
    ]
    assert found == [read_configuration(str(repository / name), root, OPTIONS, RULES) for name in names]


def test_chain_of_files_without_end_is_an_error(repository: Path) -> None:
    write_tree(repository, {f"{number}.toml": f"extends = '{number + 1}.toml'\n" for number in range(200)})
    with pytest.raises(ConfigError, match=r"99\.toml:1: extends: more than 100 files that extend each other"):
        read_configuration(str(repository / "0.toml"), str(repository), OPTIONS, RULES)


def test_no_option_has_the_name_of_a_key_of_the_file_alone() -> None:
    assert not {option.name for option in OPTIONS} & set(OWN_KEYS)
