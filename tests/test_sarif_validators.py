"""SARIF of real files under Microsoft's validator, the OASIS schema, and fingerprints and columns of another maker."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from filetree import git, git_repository, write_tree
from gosource import BROKEN, LEAK
from sarif_multitool import FOR_GITHUB, annotated, validate

from rowsclose.cli.commands import rowsclose

PROJECT = Path(__file__).parent.parent
SCHEMA = json.loads((PROJECT / "tests" / "report" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))

# Notes that stay, and why.
ACCEPTED_NOTES = {
    "SARIF2002": "GitHub shows messages as they stand and rejects those with arguments (GH1007)",
    "SARIF2003": "asks for provenance, which a tree without a remote has not",
    "SARIF2006": "asks whether addresses can be reached, which a test without a network cannot",
    "SARIF2009": "asks for rule ids such as ABC1234; ours are names and never change",
    "SARIF2010": "asks for snippets; readers have the repository, and a log is to hold no source",
    "SARIF2011": "asks for the lines around snippets, likewise",
}

HEAD, _, TAIL = LEAK.partition("\trows, err")
ODD = {
    "plain.go": LEAK,
    "a b/c%20d.go": LEAK,
    "#hash?query.go": LEAK,
    "semi;colon.go": LEAK,
    "quotes'\".go": LEAK,
    "back\\slash.go": LEAK,
    "[brackets]{0}.go": LEAK,
    "composed-\u00e9.go": LEAK,
    "decomposed-e\u0301.go": LEAK,
    "\u4e16\u754c/\U0001f600.go": LEAK,
    "bytes-\udcff.go": LEAK,
    "crlf.go": LEAK.replace("\n", "\r\n"),
    "bom.go": "\ufeff" + LEAK,
    "bom_first_line.go": "\ufeff" + LEAK.replace("\n\n", "\n").replace("\n", "; ", 2),
    "wide.go": f"{HEAD}\t/* \U0001f600 \u00e9 e\u0301 \u4e16 */ rows, err{TAIL}",
    "invalid.go": f"{HEAD}\t/* \udcff\udcc3 \udce4\udcb8 */ rows, err{TAIL}",
    "separators.go": f"{HEAD}\t// a\u2028b\u2029c\u0085d\u000b\u000c\n\trows, err{TAIL}",
    "carriage_return_in_line.go": f"{HEAD}\t/* a\rb */ rows, err{TAIL}",
    "carriage_return_before.go": f"{HEAD}\t/* a\rb */\n\trows, err{TAIL}",
    "no_line_end.go": LEAK.rstrip("\n"),
    "twice.go": LEAK + LEAK[len(HEAD) - HEAD[::-1].index("cnuf") - 4 :].replace("names", "again"),
    "broken.go": BROKEN,
}


def sarif(folder: Path, *arguments: str) -> Any:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return json.loads(CliRunner().invoke(rowsclose, ["check", "-f", "sarif", *arguments]).stdout)
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of odd names, odd encodings, a link, a file that cannot be read, and a remote."""
    root = tmp_path_factory.mktemp("odd") / "a b"
    files = {f"{number:02}/{name}": text for number, (name, text) in enumerate(ODD.items())}
    write_tree(git_repository(root), {"go.mod": "module m\n\ngo 1.21\n", "store/real.go": LEAK, **files})
    (root / "link.go").symlink_to("store/real.go")
    git(root, "add", "go.mod")
    git(root, "commit", "--quiet", "-m", "first")
    git(root, "remote", "add", "origin", "git@example.com:a/b.git")
    return root


_MOST_RESULTS = 1000  # the validator knows no higher limit of GitHub's, which takes 25,000 by now


@pytest.fixture(scope="module")
def fixtures_log() -> Any:
    return sarif(PROJECT / "fixtures", "./...", "--extend-select", "all", "--min-confidence", "low")


@pytest.fixture(scope="module")
def odd_log(odd: Path) -> Any:
    return sarif(odd, "./...", "./nosuch.go", "./empty...")


@pytest.fixture(scope="module")
def empty_log(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return sarif(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def logs(
    tmp_path_factory: pytest.TempPathFactory, fixtures_log: Any, odd_log: Any, empty_log: Any
) -> Iterator[list[Path]]:
    folder = tmp_path_factory.mktemp("logs")
    fixtures_log = copy.deepcopy(fixtures_log)
    del fixtures_log["runs"][0]["results"][_MOST_RESULTS:]
    written = {"fixtures": fixtures_log, "odd": odd_log, "empty": empty_log}
    for name, log in written.items():
        (folder / f"{name}.sarif").write_text(json.dumps(log))
    yield [folder / f"{name}.sarif" for name in written]
    shutil.rmtree(folder)


def test_odd_repository_is_reported_whole(odd_log: Any) -> None:
    (run,) = odd_log["runs"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert len(uris) == len(ODD) + 2
    assert {uri.partition("/")[2] for uri in uris} >= {
        "a%20b/c%2520d.go",
        "%23hash%3Fquery.go",
        "semi%3Bcolon.go",
        "composed-%C3%A9.go",
        "decomposed-e%CC%81.go",
        "bytes-%FF.go",
        "back%5Cslash.go",
        "real.go",
    }
    assert run["versionControlProvenance"][0]["repositoryUri"] == "ssh://example.com/a/b.git"


def test_logs_fit_the_oasis_schema(fixtures_log: Any, odd_log: Any, empty_log: Any) -> None:
    validator = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.FormatChecker(["uri", "uri-reference"])
    )
    for log in (fixtures_log, odd_log, empty_log):
        validator.validate(log)


@pytest.mark.parametrize("rule_kind", ["Sarif", "Ghas"])
def test_validator_has_nothing_to_say_but_notes_that_do_not_apply(
    logs: list[Path], tmp_path: Path, rule_kind: str
) -> None:
    complaints = validate(logs, rule_kind, tmp_path)
    assert [c for c in complaints if c.level != "note" or c.rule not in ACCEPTED_NOTES] == []


def test_validator_sees_what_is_wrong(odd_log: Any, tmp_path: Path) -> None:
    broken = copy.deepcopy(odd_log)
    first, second, third, *_ = broken["runs"][0]["results"]
    first["locations"][0]["physicalLocation"]["artifactLocation"] = {"uri": "file:///home/me/x.go"}
    del second["locations"][0]["physicalLocation"]["region"]["startLine"]
    third["locations"] = []
    (tmp_path / "broken.sarif").write_text(json.dumps(broken))
    seen = {c.rule for c in validate([tmp_path / "broken.sarif"], "Ghas", tmp_path) if c.level == "error"}
    assert seen & FOR_GITHUB.keys() == {"GH1001", "GH1003", "GH1006"}


@pytest.mark.parametrize("name", ["fixtures", "odd"])
def test_fingerprints_and_columns_are_those_of_another_maker(
    name: str, fixtures_log: Any, odd_log: Any, odd: Path, tmp_path: Path
) -> None:
    log, root = (fixtures_log, PROJECT) if name == "fixtures" else (odd_log, odd)
    ours = log["runs"][0]["results"]
    theirs = annotated(copy.deepcopy(log), root, tmp_path)["runs"][0]["results"]
    assert len(ours) == len(theirs) > 10
    for mine, other in zip(ours, theirs, strict=True):
        if "%FF" in str(mine["locations"]):
            continue  # a name that is not UTF-8: .NET cannot open it
        assert mine["partialFingerprints"] == other.get("partialFingerprints"), mine["locations"]
        physical = other["locations"][0]["physicalLocation"]
        if "carriage_return_before" in str(physical):
            continue  # the tool's snippets end lines at a lone CR; in SARIF's newlineSequences none does by default
        name = physical["region"]["snippet"]["text"]
        assert re.match(rf"{re.escape(name)}(?:[(\[]|$)", text_from(root, physical)), physical
        assert re.fullmatch(r"//.*|[A-Za-z]\w*(\.\w+|\[.*\]|\(.*\))*", name), (
            physical
        )  # a suppression, or what is called


def text_from(root: Path, physical: Any) -> str:
    """The line from where a region begins."""
    path = os.fsencode(str(root)) + b"/" + unquote_to_bytes(physical["artifactLocation"]["uri"])
    lines = Path(os.fsdecode(path)).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    line = lines[physical["region"]["startLine"] - 1].encode("utf-16-le")
    behind: bytes = line[2 * (physical["region"]["startColumn"] - 1) :]
    return behind.decode("utf-16-le")
