"""The configuration that is nearest to a file counts for that file, the nearest to the working folder for the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose

UNCHECKED = LEAK.replace("return all, rows.Err()", "return all, nil")
BOTH = ["rows-err-unchecked", "rows-not-closed"]
FILE = ".rowsclose.toml"


@pytest.fixture
def monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(
        git_repository(tmp_path),
        {"go.mod": "module m\n", "a/x.go": UNCHECKED, "b/x.go": UNCHECKED, "b/deep/x.go": UNCHECKED},
    )


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(*arguments: str) -> dict[str, list[str]]:
    """The rules that found something in each file, in order."""
    rules: dict[str, list[str]] = {}
    for each in json.loads(run("check", "-f", "json", *arguments).stdout)["findings"]:
        rules.setdefault(each["path"], []).append(each["rule"])
    return {path: sorted(names) for path, names in rules.items()}


def test_each_file_has_the_rules_of_the_nearest_configuration(monorepo: Path) -> None:
    write_tree(
        monorepo, {FILE: 'ignore = ["rows-err-unchecked"]\n', "b/rowsclose.toml": 'select = ["rows-err-unchecked"]\n'}
    )
    assert found() == {
        "a/x.go": ["rows-not-closed"],
        "b/x.go": ["rows-err-unchecked"],
        "b/deep/x.go": ["rows-err-unchecked"],
    }
    write_tree(monorepo, {"b/deep/.rowsclose.toml": ""})
    assert found()["b/deep/x.go"] == BOTH


def test_what_is_found_in_a_file_does_not_depend_on_the_working_folder(
    monorepo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(
        monorepo, {FILE: 'ignore = "all"\nextend-select = []\n', "b/rowsclose.toml": 'ignore = ["rows-not-closed"]\n'}
    )
    everywhere = found()
    assert everywhere == {"b/x.go": ["rows-err-unchecked"], "b/deep/x.go": ["rows-err-unchecked"]}
    monkeypatch.chdir(monorepo / "b")
    assert found("./...") == {"x.go": ["rows-err-unchecked"], "deep/x.go": ["rows-err-unchecked"]}
    monkeypatch.chdir(monorepo / "b" / "deep")
    assert found("../../...") == {"../x.go": ["rows-err-unchecked"], "x.go": ["rows-err-unchecked"]}


def test_the_runs_keys_are_those_of_the_working_folder(monorepo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(monorepo, {FILE: "quiet = true\n", "b/rowsclose.toml": 'format = "concise"\nexit-zero = true\n'})
    result = run("check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("warning[")  # the format of people
    monkeypatch.chdir(monorepo / "b")
    result = run("check")
    assert (result.exit_code, result.stdout[:5]) == (0, "deep/")
    assert result.stderr != ""


def test_levels_ignores_and_other_words_about_files_are_nearest(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            "b/rowsclose.toml": '[rules.rows-not-closed]\nlevel = "note"\n',
            "b/deep/rowsclose.toml": '[per-file-ignores]\n"x.go" = "all"\n',
            "a/rowsclose.toml": 'tests = false\nmin-confidence = "low"\n',
            "a/x_test.go": LEAK,
            "b/x_test.go": LEAK,
        },
    )
    lines = run("check", "-f", "concise", "--notes", "--select", "rows-not-closed").stdout.splitlines()
    assert [line.split(" ")[1] + " " + line.split(":")[0] for line in lines] == [
        "error a/x.go",
        "note b/x.go",
        "note b/x_test.go",
    ]


def test_the_command_line_wins_over_every_file(monorepo: Path) -> None:
    write_tree(monorepo, {"b/rowsclose.toml": 'ignore = "all"\ntests = false\n', "b/x_test.go": LEAK})
    assert "b/x.go" not in found()
    assert found("--select", "rows-not-closed", "--tests") == {
        path: ["rows-not-closed"] for path in ("a/x.go", "b/x.go", "b/deep/x.go", "b/x_test.go")
    }
    write_tree(monorepo, {"one.toml": 'select = ["rows-err-unchecked"]\n'})
    assert set(map(tuple, found("--config", "one.toml").values())) == {("rows-err-unchecked",)}
    assert found("--isolated")["b/x.go"] == BOTH


def test_models_are_those_of_the_file(monorepo: Path) -> None:
    user = (
        'package u\n\nimport "example.com/hits"\n\nfunc F(i *hits.Index) {\n\th, err := i.Lookup("w")\n'
        "\tif err != nil {\n\t\treturn\n\t}\n\t_ = h\n}\n"
    )
    model = (
        'package hits // import "example.com/hits"\n\n//rowsclose:must-call Release\ntype Hits struct{}\n\n'
        "func (h *Hits) Release()\n\nfunc (i *Index) Lookup(words string) (*Hits, error)\n"
    )
    write_tree(
        monorepo,
        {
            "a/x.go": user,
            "b/x.go": user,
            "b/rowsclose.toml": 'models = ["_models"]\n',
            "b/_models/hits.go": model,
            "b/deep/x.go": "package deep\n",
        },
    )
    assert list(found()) == ["b/x.go"]
    assert "acquired for the caller" not in run("explain", "--function", "F", "./...").stdout
    write_tree(monorepo, {"b/_models/hits.go": model.replace("must-call", "must-cal")})
    assert run("check").exit_code == 2


def test_what_any_file_upward_excludes_is_left_out(monorepo: Path) -> None:
    write_tree(monorepo, {FILE: 'exclude = ["b/deep/"]\n', "b/rowsclose.toml": 'exclude = ["!deep/"]\n'})
    assert list(found()) == ["a/x.go", "b/x.go"]
    write_tree(monorepo, {"b/rowsclose.toml": 'exclude = ["/x.go"]\n'})
    assert list(found()) == ["a/x.go"]
    assert list(found("b/deep", "b/x.go")) == ["b/deep/x.go", "b/x.go"]


def test_a_file_that_cannot_be_meant_is_an_error_with_its_line_wherever_it_is(monorepo: Path) -> None:
    write_tree(monorepo, {"b/deep/rowsclose.toml": "\nslect = 1\n"})
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr == "Error: b/deep/rowsclose.toml:2: slect: no such key; did you mean select?\n"
    assert run("check", "a").exit_code == 1  # it does not count there


def test_no_rule_at_all_is_an_error_and_none_in_some_files_is_not(monorepo: Path) -> None:
    write_tree(monorepo, {"b/rowsclose.toml": 'ignore = "all"\n'})
    assert list(found()) == ["a/x.go"]
    assert "no rule is left to run" in run("check", "b").stderr


def test_sarif_lists_the_rules_of_every_file(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            "b/rowsclose.toml": 'select = ["rows-err-unchecked"]\n',
            "a/.rowsclose.toml": 'select = ["rows-not-closed"]\n',
        },
    )
    log = json.loads(run("check", "-f", "sarif").stdout)["runs"][0]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["rows-not-closed", "rows-err-unchecked"]
    assert all(log["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in log["results"])


def test_verbose_names_all_files_that_count(monorepo: Path) -> None:
    write_tree(monorepo, {FILE: "", "b/rowsclose.toml": ""})
    assert run("check", "-v").stderr.startswith(f"configuration: {FILE}, b/rowsclose.toml\n3 files below ")


def test_show_files_lists_what_would_be_analysed(monorepo: Path) -> None:
    generated = "// Code generated by x. DO NOT EDIT.\n\npackage x\n"
    write_tree(
        monorepo,
        {
            "a/gen.go": generated,
            "b/gen.go": generated,
            "b/x_test.go": LEAK,
            "b/rowsclose.toml": 'generated = true\ntests = false\nexclude = ["deep/"]\n',
        },
    )
    result = run("check", "--show-files")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "a/x.go\nb/gen.go\nb/x.go\n", "")
    result = run("check", "--show-files", "nosuch", "a")
    assert (result.exit_code, result.stdout) == (2, "a/x.go\n")
    assert result.stderr == "nosuch: error: no such file or directory\n"
    assert run("check", "--show-files", "-o", "list", "a").stdout == ""
    assert (monorepo / "list").read_text() == "a/x.go\n"


def test_a_baseline_keeps_what_the_configuration_of_a_file_does_not_look_at(monorepo: Path) -> None:
    assert run("baseline", "-o", "known.jsonl").exit_code == 0
    write_tree(monorepo, {"b/rowsclose.toml": 'ignore = ["rows-not-closed"]\n'})
    result = run("check", "--baseline", "known.jsonl")
    assert result.exit_code == 0
    assert "gone" not in result.stderr
    write_tree(monorepo, {"b/rowsclose.toml": "", "b/x.go": "package p\n"})
    assert "gone" in run("check", "--baseline", "known.jsonl").stderr


# extends -------------------------------------------------------------------------------------------------------------


def test_a_file_extends_another_and_wins_over_it(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            "base.toml": 'ignore = ["rows-err-unchecked"]\nlower = []\n[rules.rows-not-closed]\nlevel = "note"\n',
            "b/rowsclose.toml": 'extends = "../base.toml"\n',
            "b/deep/rowsclose.toml": (
                'extends = "../rowsclose.toml"\nextend-select = ["rows-err-unchecked"]\n'
                '[rules.rows-not-closed]\nlevel = "warning"\n'
            ),
        },
    )
    assert found() == {"a/x.go": BOTH, "b/x.go": ["rows-not-closed"], "b/deep/x.go": BOTH}
    lines = run("check", "-f", "concise", "--notes", "--select", "rows-not-closed").stdout.splitlines()
    assert [line.split(" ")[1] for line in lines] == ["error", "warning", "note"]


def test_paths_of_an_extended_file_count_from_its_own_folder(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            "base/base.toml": 'exclude = ["/x.go"]\noutput = "out.json"\n[per-file-ignores]\n"/y.go" = "all"\n',
            "base/x.go": LEAK,
            "base/y.go": LEAK.replace("names", "more"),
            FILE: 'extends = "base/base.toml"\nformat = "json"\n',
        },
    )
    assert run("check").stdout == ""
    findings = json.loads((monorepo / "base" / "out.json").read_text())["findings"]
    assert {each["path"] for each in findings} == {"a/x.go", "b/x.go", "b/deep/x.go"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({FILE: '\nextends = "nosuch.toml"\n'}, ".rowsclose.toml:2: extends: nosuch.toml is no file"),
        ({FILE: 'extends = ""\n'}, ".rowsclose.toml:1: extends: is no name of a file"),
        ({FILE: "extends = 1\n"}, ".rowsclose.toml:1: extends: must be a string"),
        (
            {FILE: 'extends = "../other.toml"\n'},
            ".rowsclose.toml:1: extends: ../other.toml lies outside of the repository",
        ),
        ({FILE: f'extends = "{FILE}"\n'}, ".rowsclose.toml:1: extends: .rowsclose.toml extends this file in turn"),
        (
            {FILE: 'extends = "a.toml"\n', "a.toml": f'\nextends = "{FILE}"\n'},
            "a.toml:2: extends: .rowsclose.toml extends this file in turn",
        ),
        ({FILE: 'extends = "a.toml"\n', "a.toml": "\n\nx = 1\n"}, "a.toml:3: x: no such key"),
    ],
)
def test_what_cannot_be_extended_is_an_error_with_its_line(monorepo: Path, files: dict[str, str], said: str) -> None:
    write_tree(monorepo.parent, {"other.toml": ""})
    write_tree(monorepo, files)
    result = run("check")
    assert (result.exit_code, result.stderr) == (2, f"Error: {said}\n")


@pytest.mark.parametrize(
    ("base", "own", "status", "is_quiet"),
    [
        ("quiet = true\n", "verbose = true\n", 1, False),
        ("verbose = true\n", "quiet = true\n", 1, True),
        ("quiet = true\n", "verbose = false\n", 1, True),
        ("exit-zero = true\n", 'fail-on = "error"\n', 1, False),
        ('fail-on = "error"\n', "exit-zero = true\n", 0, False),
    ],
)
def test_words_that_exclude_each_other_in_two_files_are_those_of_the_nearer(
    monorepo: Path, base: str, own: str, status: int, is_quiet: bool
) -> None:
    write_tree(monorepo, {"base.toml": base, FILE: f'extends = "base.toml"\n{own}'})
    result = run("check")
    assert (result.exit_code, result.stderr == "") == (status, is_quiet)


def test_a_model_or_pattern_that_two_files_name_counts_once(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            "_models/m.go": 'package hits // import "example.com/hits"\n',
            "base.toml": 'models = ["_models"]\nrequire-suppression-reason = true\n',
            FILE: 'extends = "base.toml"\nmodels = ["_models/m.go"]\n',
            "a/y.go": "package p\n\n//rowsclose:ignore rows-discarded\nvar x = 1\n",
        },
    )
    assert found("a")["a/y.go"] == ["unused-suppression"]
