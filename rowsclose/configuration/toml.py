"""TOML text to tables, and the line on which a key stands.

``tomllib`` reads the file and says no more than its tables. Where something in them is wrong, the text is cut into
statements, and the shortest run of them that has the key ends with the one that says it.
"""

from __future__ import annotations

import bisect
import re
from typing import Any

from rowsclose.errors import ConfigError
from rowsclose.report.terminal import visible

Key = tuple[str, ...]

_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
# What can hold a bracket or a line end without meaning one, then brackets and line ends themselves. A string that does not
# end goes to the end of the text (of its line): no TOML, but nothing to begin anew at each quote.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""{1,3}|\Z)|\'\'\'.*?(?:\'\'\'{1,3}|\Z)'
    r'|"(?:\\.|[^"\\\n])*"?|\'[^\'\n]*\'?|#[^\n]*|[\[\]{}]|\n',
    re.DOTALL,
)
_BETWEEN_KEYS = re.compile(r"[=,\[\]{}]")
# The parser takes time by the square of what it reads, and what somebody writes by hand is a hundredth.
MOST_BYTES = 100 << 10
_MOST_PARTS = 100
_AHEAD = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*")


def parse(raw: bytes, path: str) -> tuple[str, dict[str, Any]]:
    """The text and tables of a file's bytes; ``path`` is how messages name it.

    Raises:
        ConfigError: it is no TOML.
    """
    import tomllib

    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8", path, raw.count(b"\n", 0, error.start) + 1) from error
    line = _too_deep(text)
    if line:
        raise ConfigError(f"a key has more than {_MOST_PARTS} parts", path, line)
    try:
        return text, tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError("is nested too deeply", path) from error
    except ValueError as error:  # not only TOMLDecodeError: Python refuses numbers of thousands of digits
        said = str(error)
        found = _LINE.search(said)
        last = max(1, len(text.rstrip().split("\n")))
        line = int(found.group(1) or last) if found else 0
        said = _LINE.sub("", said)
        raise ConfigError(visible(f"{said[:1].lower()}{said[1:]}"), path, line) from error


def _too_deep(text: str) -> int:
    """The line, from 1, of a key of more parts than any has that somebody writes, for reading it takes long; 0 for none."""
    if text.count(".") <= _MOST_PARTS:
        return 0
    bare = _TOKEN.sub(lambda found: found[0] if found[0] in "[]{}\n" else "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if max(part.count(".") for part in _BETWEEN_KEYS.split(line)) > _MOST_PARTS:
            return number
    return 0


def line_of(text: str, key: Key) -> int:
    """The line, from 1, of the statement that says a key or begins a table; ``text`` is TOML that has it."""
    import tomllib

    starts = _statements(text)
    ends = [*starts[1:], len(text)]
    index = bisect.bisect_left(ends, True, key=lambda end: _has(tomllib.loads(text[:end]), key))
    start = starts[min(index, len(starts) - 1)]
    # What comes before it on other lines are comments and empty lines.
    ahead = _AHEAD.match(text, start)
    return text.count("\n", 0, ahead.end() if ahead else start) + 1


def _has(tables: object, key: Key) -> bool:
    for name in key:
        if not isinstance(tables, dict) or name not in tables:
            return False
        tables = tables[name]
    return True


def _statements(text: str) -> list[int]:
    """The offset of each line that begins a statement."""
    starts, depth = [0], 0
    for token in _TOKEN.finditer(text):
        match token.group():
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                starts.append(token.end())
            case _:
                pass
    return starts
