r"""Untrusted text on a terminal: visible escapes, widths in cells, colours, links.

    visible("a\x1b[31m")     a\x1b[31m       controls, bidi overrides, format characters, lone surrogates
    cells("世界")             4               East Asian wide characters take two cells, combining marks none
    graphemes("e\u0301x")    é, x            what is never cut apart
    inert_line("::error::x") \x3a:error::x   nothing in a log that a build server would take for its own command
    Paint(on).bold("x")      x               or wrapped in ANSI codes
    linked("x", address)     x               as a link (OSC 8) where there is an address

What ``visible`` returns has no character that moves the cursor, so a width in cells is where the terminal will be.
A backslash that stands in the text is left alone: the escapes are for eyes, not for reading back.
"""

from __future__ import annotations

import re
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
    colons = _AT_START.match(line)
    return inert_within(f"{colons[1]}\\x3a{line[colons.end() :]}" if colons is not None else line)


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
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))  # -1 is for controls: visible text has none


def graphemes(text: str) -> Iterator[str]:
    """The parts of already visible text that take cells as one: a letter with its marks, an emoji of several characters."""
    if text.isascii():
        return iter(text)
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def linked(text: str, address: str) -> str:
    """Already visible text that a terminal opens the address of; the text alone where there is none.

    The address holds printable ASCII alone, as a percent-encoded one does.
    """
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


@value
class Paint:
    """ANSI colours, the bright ones, which are read on light and dark grounds alike; or none."""

    on: bool

    def bold(self, text: str) -> str:
        """Text that carries the message."""
        return self._wrap("1", text)

    def faint(self, text: str) -> str:
        """Text that frames: gutters, arrows, rules."""
        return self._wrap("94", text)

    def level(self, level: Level, text: str) -> str:
        """Text in the colour of a level."""
        match level:
            case Level.ERROR:
                return self._wrap("1;91", text)
            case Level.WARNING:
                return self._wrap("1;93", text)
            case Level.NOTE:
                return self._wrap("1;96", text)
            case _:
                assert_never(level)

    def step(self, text: str) -> str:
        """Underlines and labels of the steps after the acquiring call."""
        return self._wrap("96", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
