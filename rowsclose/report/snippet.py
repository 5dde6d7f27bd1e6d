"""The source frame of one finding: lines with underlines, in path order, gaps elided.

       |
    12 |     rows, err := s.db.Query(q)
       |                  ^^^^^^^^^^ 1. rows is acquired here
    ...
    20 |             return nil, err
       |             --------------- 2. rows is still open at this return

``^`` underlines the place the finding stands on, ``-`` the other steps. A path that goes back (a loop) shows its
lines in the order they are passed. A span over several lines is underlined on its first. Lines that are wider than the
terminal, or than ``LINE_CELLS``, are cut around the underline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rowsclose.finding import Level
from rowsclose.report.screen import Screen
from rowsclose.report.story import Mark
from rowsclose.report.terminal import cells, graphemes, visible, visible_line
from rowsclose.source import SourceFile
from rowsclose.values import value

LINE_CELLS = 160
_LEAST_CELLS = 24  # what is shown of a line on a terminal however narrow
_CUT = "..."
_LONGEST_LINE = 2_000  # bytes; of a longer line only what stands around an underline is looked at, for it may have many
_BYTES_BEFORE = 4 * LINE_CELLS
_BYTES_BEHIND = 8 * LINE_CELLS
_LEAD_CELLS = 40  # how much of a cut line stays before the underline, at most a quarter of what is shown


@value
class Underline:
    """A line as it is shown and where its underline lies, in cells from 0; ``length`` is at least 1."""

    line: int
    text: str
    start: int
    length: int


@value
class _Placed:
    mark: Mark
    source: SourceFile
    under: Underline


def underline(source: SourceFile, mark: Mark, room: int = LINE_CELLS) -> Underline:
    """Where a mark's span lies on the first line it touches, of which so many cells are shown.

    Raises:
        ValueError: the span lies outside the file.
    """
    place = source.position(mark.span.start)
    raw, skipped = raw_line(source, place.line)
    raw, first = _around(raw, max(0, place.column - 1 - skipped))
    last = first + max(0, mark.span.end - mark.span.start)
    start = _width(raw[:first])
    length = max(1, _width(raw[:last]) - start)
    return _cut(Underline(place.line, visible_line(raw.decode("utf-8", "replace")), start, length), room)


def raw_line(source: SourceFile, line: int) -> tuple[bytes, int]:
    """A line's bytes without its end, and how many bytes of a byte-order mark were left out before them."""
    start = source.line_starts[line - 1]
    end = source.line_starts[line] - 1 if line < len(source.line_starts) else len(source.text)
    raw = source.text[start:end].removesuffix(b"\r")
    bare = raw.removeprefix(b"\xef\xbb\xbf") if line == 1 else raw
    return bare, len(raw) - len(bare)


def _around(raw: bytes, at: int) -> tuple[bytes, int]:
    """What of a long line can be shown around one of its bytes, and where that byte stands in it."""
    if len(raw) <= _LONGEST_LINE:
        return raw, at
    begin = max(0, at - _BYTES_BEFORE)
    while begin < at and raw[begin] & 0xC0 == 0x80:  # in the middle of a character
        begin += 1
    return raw[begin : at + _BYTES_BEHIND], at - begin


def plain_line(source: SourceFile, line: int, room: int = LINE_CELLS) -> str:
    """A line without an underline, cut where it is wider than so many cells."""
    raw, _ = _around(raw_line(source, line)[0], 0)
    return _cut(Underline(line, visible_line(raw.decode("utf-8", "replace")), 0, 1), room).text


def _width(raw: bytes) -> int:
    return cells(visible_line(raw.decode("utf-8", "replace")))


def _cut(under: Underline, room: int) -> Underline:
    if cells(under.text) <= room:
        return under
    begin = max(0, under.start - min(_LEAD_CELLS, room // 4))
    kept, at, first = [], 0, -1
    for grapheme in graphemes(under.text):
        width = cells(grapheme)
        if at >= begin and at + width <= begin + room:
            kept.append(grapheme)
            first = at if first < 0 else first
        at += width
    before = _CUT if begin else ""
    after = _CUT if at > begin + room else ""
    start = under.start - max(first, 0) + len(before)
    left = max(1, begin + room - under.start)
    return Underline(under.line, before + "".join(kept) + after, start, min(under.length, left))


class Frame:
    """The frame of one finding: ``margin`` is the width of the line numbers, ``lines`` the rows."""

    def __init__(
        self,
        shown: tuple[Mark, ...],
        read: Callable[[str], SourceFile],
        level: Level,
        screen: Screen,
    ) -> None:
        """The frame of what is shown, as wide as the screen lets it be."""
        sources = {mark.path: read(mark.path) for mark in shown}
        self.margin = max(len(str(sources[mark.path].position(mark.span.start).line)) for mark in shown)
        beside = self.margin + len(" | ") + 2 * len(_CUT)
        self._room = (
            LINE_CELLS if screen.columns is None else max(_LEAST_CELLS, min(LINE_CELLS, screen.columns - beside))
        )
        self._placed = [
            _Placed(mark, sources[mark.path], underline(sources[mark.path], mark, self._room)) for mark in shown
        ]
        self._level = level
        self._paint = screen.paint
        self._links = screen.links

    def lines(self) -> Iterator[str]:
        """The rows, from the arrow to the last underline, without line ends."""
        before: _Placed | None = None
        for placed in self._placed:
            yield from self._way_to(placed, before)
            yield self._row("", f"{' ' * placed.under.start}{self._label(placed)}")
            before = placed

    def rule(self) -> str:
        """An empty row."""
        return self._row("", "")

    def note(self, key: str, text: str) -> str:
        """A row below the source: ``= key: text``."""
        return f"{' ' * self.margin} {self._paint.faint('=')} {self._paint.bold(key)}: {visible(text)}"

    def _way_to(self, placed: _Placed, before: _Placed | None) -> Iterator[str]:
        line = placed.under.line
        if before is None or before.mark.path != placed.mark.path:
            yield self._arrow("-->" if before is None else ":::", placed)
            yield self.rule()
        else:
            skipped = line - before.under.line - 1
            if skipped == 1:
                yield self._row(str(line - 1), plain_line(placed.source, line - 1, self._room))
            elif line == before.under.line and placed.under.text == before.under.text:
                return
            elif skipped != 0 and line != before.under.line:
                yield self._paint.faint("...")
        yield self._row(str(line), placed.under.text)

    def _arrow(self, arrow: str, placed: _Placed) -> str:
        place = placed.source.position(placed.mark.span.start)
        where = self._links.to_file(location(placed.mark.path, place.line, place.column), placed.mark.path)
        return f"{' ' * self.margin}{self._paint.faint(arrow)} {where}"

    def _row(self, number: str, text: str) -> str:
        gutter = self._paint.faint(f"{number:>{self.margin}} |")
        return f"{gutter} {text}".rstrip(" ")

    def _label(self, placed: _Placed) -> str:
        stroke = ("^" if placed.mark.primary else "-") * placed.under.length
        text = f"{stroke} {visible(placed.mark.words)}".rstrip(" ")
        return self._paint.level(self._level, text) if placed.mark.primary else self._paint.step(text)


def location(path: str, line: int, column: int) -> str:
    """``path:line:column`` with the path made visible."""
    return f"{visible(path)}:{line}:{column}"
