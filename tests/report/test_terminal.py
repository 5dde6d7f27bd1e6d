"""Escapes and widths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.finding import Level
from rowsclose.report.terminal import Paint, cells, graphemes, linked, visible, visible_line


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


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("ab", 2), ("世界", 4), ("e\u0301", 1), ("\U0001f600", 2), ("\u26a0\ufe0f a", 4)]
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(max_size=20))
def test_what_is_never_cut_apart_is_as_wide_together_as_alone(text: str) -> None:
    shown = visible(text)
    parts = list(graphemes(shown))
    assert "".join(parts) == shown
    assert sum(map(cells, parts)) == cells(shown)


def test_text_is_a_link_where_there_is_an_address() -> None:
    assert (linked("x", "file:///a"), linked("x", "")) == ("\x1b]8;;file:///a\x1b\\x\x1b]8;;\x1b\\", "x")


def test_paint_is_silent_when_off() -> None:
    paint = Paint(on=False)
    assert [paint.bold("x"), paint.faint("x"), paint.step("x"), paint.level(Level.ERROR, "x")] == ["x"] * 4


def test_paint_wraps_when_on() -> None:
    assert [Paint(on=True).level(level, "x") for level in Level] == [
        "\x1b[1;91mx\x1b[0m",
        "\x1b[1;93mx\x1b[0m",
        "\x1b[1;96mx\x1b[0m",
    ]
