r"""Untrusted text on a terminal: visible escapes, widths in cells, colours.

    visible("a\x1b[31m")     a\x1b[31m       controls, bidi overrides, format characters, lone surrogates
    cells("世界")             4               East Asian wide characters take two cells, combining marks none
    inert_line("::error::x") \x3a:error::x   nothing in a log that a build server would take for its own command
    Paint(on).bold("x")      x               or wrapped in ANSI codes

What ``visible`` returns has no character that moves the cursor, so a width in cells is where the terminal will be.
A backslash that stands in the text is left alone: the escapes are for eyes, not for reading back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

from rowsclose.finding import Level
from rowsclose.values import value

TAB_CELLS = 4


def visible(text: str) -> str:
    """The text with every character that does not print as itself escaped; has no line break and no tab."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    match char:
        case "\n":
            return "\\n"
        case "\r":
            return "\\r"
        case "\t":
            return "\\t"
        case _ if code <= 0xFF:
            return f"\\x{code:02x}"
        case _ if 0xDC80 <= code <= 0xDCFF:  # how Python spells a byte of a file name that is not UTF-8 (PEP 383)
            return f"\\x{code - 0xDC00:02x}"
        case _ if code <= 0xFFFF:
            return f"\\u{code:04x}"
        case _:
            return f"\\U{code:08x}"


# What a build server reads in a log: GitHub's runner `::command::` behind blanks at a line's start and `##[command]`
# anywhere (actions/runner, ActionCommand.cs), Azure's `##vso[command]`, TeamCity's `##teamcity[command]`.
_AT_START = re.compile(r"((?:\x1b\[[0-9;]*m|[ \t])*):(?=:)")
_ANYWHERE = re.compile(r"##(?=[A-Za-z]*\[)")


def inert_line(line: str) -> str:
    """A line of a log in which nothing is a command to whoever runs the build; its text may be somebody else's."""
    return inert_within(_AT_START.sub(r"\1\\x3a", line, count=1) if _AT_START.match(line) else line)


def inert_within(text: str, mark: str = "\\x23") -> str:
    """A text without what is a command wherever it stands in a line; ``mark`` takes the place of a ``#``."""
    return _ANYWHERE.sub(lambda _: f"#{mark}", text) if "##" in text else text


def inert(pieces: Iterable[str]) -> Iterator[str]:
    """The text of the pieces, line by line, each as ``inert_line`` has it."""
    begun = ""
    for piece in pieces:
        *whole, begun = (begun + piece).split("\n")
        yield from (f"{inert_line(line)}\n" for line in whole)
    if begun:
        yield inert_line(begun)


def visible_line(line: str) -> str:
    """A source line as it is shown: tabs expanded to stops of ``TAB_CELLS``, everything else as ``visible``."""
    *heads, tail = line.split("\t")
    shown, at = [], 0
    for head in heads:
        piece = visible(head)
        at += cells(piece)
        gap = TAB_CELLS - at % TAB_CELLS
        at += gap
        shown += [piece, " " * gap]
    return "".join([*shown, visible(tail)])


def cells(text: str) -> int:
    """Width of already visible text in terminal cells."""
    return len(text) if text.isascii() else sum(char_cells(char) for char in text)


def char_cells(char: str) -> int:
    """Width of one visible character: 0, 1 or 2 cells."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


@value
class Paint:
    """ANSI colours, or none."""

    on: bool

    def bold(self, text: str) -> str:
        """Text that carries the message."""
        return self._wrap("1", text)

    def faint(self, text: str) -> str:
        """Text that frames: gutters, arrows, rules."""
        return self._wrap("34", text)

    def level(self, level: Level, text: str) -> str:
        """Text in the colour of a level."""
        match level:
            case Level.ERROR:
                return self._wrap("1;31", text)
            case Level.WARNING:
                return self._wrap("1;33", text)
            case Level.NOTE:
                return self._wrap("1;36", text)
            case _:
                assert_never(level)

    def step(self, text: str) -> str:
        """Underlines and labels of the steps after the acquiring call."""
        return self._wrap("36", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
