"""Several formats in one run: where each goes, what is said of destinations that do not fit, and what fails alone."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.cli.output import wants_color
from rowsclose.cli.reports import Report, requested_reports, write_reports
from rowsclose.errors import RowscloseError, SourceError, UsageError
from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.source import SourceFile


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return write_tree(tmp_path, {"leak.go": LEAK})


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def destinations(*formats: str, output: str | None = None) -> list[tuple[str, str | None]]:
    return [(report.name, report.file) for report in requested_reports(formats, output)]


def test_text_to_standard_output_is_what_nobody_asks_for() -> None:
    assert destinations() == [("text", None)]
    assert destinations(output="a") == [("text", "a")]


def test_each_format_goes_where_it_says() -> None:
    assert destinations("text", "sarif=a b=c.sarif") == [("text", None), ("sarif", "a b=c.sarif")]
    assert destinations("json=a", "sarif=b", "text", output="c") == [("json", "a"), ("sarif", "b"), ("text", "c")]


@pytest.mark.parametrize(
    ("formats", "output", "message"),
    [
        (["text", "json"], None, "text and json would both go to standard output; write NAME=FILE for all but one"),
        (["text", "text"], None, "text and text would both go to standard output"),
        (["text", "json"], "a", "text and json would both go to a;"),
        (["text=a"], "b", "--output is for a format without a file, and each has one"),
        (["text=a", "json=./x/../a"], None, r"text and json would both go to \./x/\.\./a"),
        (["text=a", "json"], "a", "text and json would both go to a"),
        (["sarif="], None, "--format sarif= names no file"),
        (["xml=a"], None, r"no such format: xml \(one of "),
        (["a\x1b=b"], None, r"no such format: a\\x1b \(one of "),
    ],
)
def test_destinations_that_do_not_fit(formats: list[str], output: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        requested_reports(formats, output)


def test_links_to_one_file_are_one_destination(module: Path) -> None:
    (module / "link").symlink_to("report")
    with pytest.raises(UsageError, match="would both go to link"):
        requested_reports(["json=report", "sarif=link"], None)


def test_reports_in_one_run_are_those_of_single_runs(module: Path) -> None:
    together = check("-f", "text", "-f", "sarif=r.sarif", "--format", "junit=r.xml", "-f", "json=r.json")
    assert (together.exit_code, together.stdout, together.stderr) == (1, check().stdout, "1 error in 1 file\n")
    for name, file in (("sarif", "r.sarif"), ("junit", "r.xml"), ("json", "r.json")):
        assert (module / file).read_text() == check("-f", name).stdout


def test_nothing_goes_to_standard_output_where_all_have_files(module: Path) -> None:
    assert check("-f", "sarif=r.sarif").stdout == ""


def test_usage_error_is_said_before_anything_is_written(module: Path) -> None:
    result = check("-f", "json=r.json", "-f", "text", "-f", "concise")
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (module / "r.json").exists()


def test_destination_that_fails_keeps_no_other_from_being_written(module: Path) -> None:
    (module / "folder").mkdir()
    result = check("-f", "json=no/r.json", "-f", "sarif=r.sarif", "-f", "junit=folder", "-f", "concise")
    assert result.exit_code == 2
    assert result.stderr == "Error: no/r.json: no such file or directory\nfolder: is a directory\n"
    assert json.loads((module / "r.sarif").read_text())["runs"][0]["results"]
    assert result.stdout.startswith("leak.go:6:15: ")
    assert sorted(path.name for path in module.iterdir()) == ["folder", "leak.go", "r.sarif"]


def test_colour_goes_to_standard_output_alone(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in check("-f", "text", "-f", "concise=r.txt").stdout
    assert "\x1b[" not in (module / "r.txt").read_text()
    assert not wants_color("auto", "r.txt")
    assert wants_color("always", "r.txt")


CONTEXT = ReportContext(read=lambda path: SourceFile(path, b""), rules=(), version="1", root="/r", folder="/r")


def test_report_that_cannot_be_finished_leaves_its_old_file_and_the_next_is_written(tmp_path: Path) -> None:
    def changed(run: Run, context: ReportContext) -> Iterator[str]:
        yield "half"
        raise SourceError("x.go", "changed while it was analysed")

    def whole(run: Run, context: ReportContext) -> Iterator[str]:
        yield "whole"

    (tmp_path / "a").write_text("old")
    reports = [Report("a", changed, str(tmp_path / "a")), Report("b", whole, str(tmp_path / "b"))]
    with pytest.raises(RowscloseError, match=r"^x.go: changed while it was analysed$"):
        write_reports(reports, Run((), (), 0), CONTEXT, "auto")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old", "b": "whole"}


def test_pieces_are_written_as_they_come(tmp_path: Path) -> None:
    def endless(run: Run, context: ReportContext) -> Iterator[str]:
        for _ in range(200):
            yield "x" * 100_000

    tracemalloc.start()
    write_reports([Report("x", endless, str(tmp_path / "x"))], Run((), (), 0), CONTEXT, "auto")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "x").stat().st_size == 20_000_000
    assert peak < 2_000_000
