"""Escapes and widths."""

from __future__ import annotations

import pytest

from rowsclose.finding import Level
from rowsclose.report.terminal import Paint, cells, visible, visible_line


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\x9b2J\x7f\0", "\\x9b2J\\x7f\\x00"),
        ("a\r\n\tb", "a\\r\\n\\tb"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("\u200b\u2028\ufeff", "\\u200b\\u2028\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff\ud800", "\\xff\\ud800"),
        ("世界 é", "世界 é"),
    ],
)
def test_visible_escapes_what_does_not_print_as_itself(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("\tx", "    x"), ("ab\tx", "ab  x"), ("abcd\tx", "abcd    x"), ("世\tx", "世  x"), ("\x1b\tx", "\\x1b    x")],
)
def test_tabs_reach_the_next_stop(raw: str, shown: str) -> None:
    assert visible_line(raw) == shown


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab", 2), ("世界", 4), ("e\u0301", 1), ("\U0001f600", 2)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_paint_is_silent_when_off() -> None:
    paint = Paint(on=False)
    assert [paint.bold("x"), paint.faint("x"), paint.step("x"), paint.level(Level.ERROR, "x")] == ["x"] * 4


def test_paint_wraps_when_on() -> None:
    assert [Paint(on=True).level(level, "x") for level in Level] == [
        "\x1b[1;31mx\x1b[0m",
        "\x1b[1;33mx\x1b[0m",
        "\x1b[1;36mx\x1b[0m",
    ]
