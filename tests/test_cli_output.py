from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from rowsclose.cli.output import wants_color, write_report
from rowsclose.errors import RowscloseError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing() -> Iterator[str]:
    yield "half of "
    raise RowscloseError("the other half")


def test_new_file_has_the_text_and_the_usual_mode(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_report(["a\n", "é\udcff\n"], str(tmp_path / "report"))
    finally:
        os.umask(umask)
    assert (tmp_path / "report").read_bytes() == "a\né\\udcff\n".encode()
    assert mode(tmp_path / "report") == 0o640


def test_replaced_file_keeps_its_mode_and_is_another_file(tmp_path: Path) -> None:
    report = tmp_path / "report"
    report.write_text("old")
    report.chmod(0o604)
    old = report.open()
    write_report(["new"], str(report))
    assert (report.read_text(), mode(report), old.read()) == ("new", 0o604, "old")
    old.close()


def test_report_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("old")
    with pytest.raises(RowscloseError, match="the other half"):
        write_report(failing(), str(tmp_path / "report"))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("report", "old")]


def test_file_that_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for output in (tmp_path / "folder", tmp_path / "nosuch" / "report"):
        with pytest.raises(RowscloseError):
            write_report(["new"], str(output))
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "report").symlink_to("sub/report")
    write_report(["new"], str(tmp_path / "report"))
    assert (tmp_path / "report").is_symlink()
    assert (tmp_path / "sub" / "report").read_text() == "new"


def test_device_is_written_to_and_stays(tmp_path: Path) -> None:
    write_report(["new"], "/dev/null")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize(
    ("choice", "environment", "expected"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": ""}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_follows_the_option_then_the_environment(
    monkeypatch: pytest.MonkeyPatch, choice: str, environment: dict[str, str], expected: bool
) -> None:
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert wants_color(choice, None) is expected
