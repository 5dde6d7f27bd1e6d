r"""A text of SQL in words, so that two texts of one statement have the same ones.

    SELECT id  FROM "Users" -- all        select id from users where id = ?
    WHERE id = $1

Each word has a shape, by which statements are told apart, and is kept as it was written, by which two statements of
one shape are. Placeholders of all dialects (``$1``, ``?``, ``:name``, ``@p1``) and literals have the shape ``?``, and so
has a list of them: its length differs from call to call.

White space, comments, upper case, quotes around names and a semicolon at the end do not count. A text may be cut off
anywhere, in the middle of a literal too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.values import value

GAP = "\0"
"""What stands for a part of a text that is not known; its own word, or a part of one."""

HOLE = "?"
"""The shape of placeholders, literals, and lists of them."""

# What most texts are made of comes first. Every alternative ends where it ends: none goes back, and none has to be closed.
_WORD = re.compile(
    r"[eEnNbBxX]?'[^'\\]*(?:(?:''|\\.)[^'\\]*)*(?:'|\\)?"  # a string
    r"|[^\x01-@\[-^`{-\x7f][^\x01-#%-/:-@\[-^`{-\x7f]*"  # a name: letters, digits, _, $, GAP, and all beyond ASCII
    r"|[(),=<>*+;]"
    r'|"[^"]*(?:""[^"]*)*"?|`[^`]*`?'  # a name in quotes
    r"|--[^\n]*|/\*[^*]*(?:\*+[^*/][^*]*)*\**/?"  # a comment
    r"|\$[0-9]+|\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$"  # a placeholder; what opens a string between dollars
    r"|\?[0-9]*|::|[:@][A-Za-z_][A-Za-z0-9_]*"
    r"|\.?[0-9](?:[eE][-+]|[0-9A-Za-z_.$\0])*"  # a number
    r"|\S",
    re.DOTALL,
)
_DOLLARS = re.compile(r"\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$")
_HOLE = re.compile(
    r"[eEnNbBxX]?'|\$.|\?|[:@][A-Za-z_]"
    r"|(?:0[xX][0-9a-fA-F]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)\Z",
    re.DOTALL,
)
_CONSTANTS = frozenset({"true", "false", "null", "default"})
_LIST = (HOLE, ",", HOLE)
_ROWS = ("(", HOLE, ")", ",", "(", HOLE, ")")


@value
class Words:
    """The words of a text; ``written`` has each as it stands there, of a list the first one."""

    shapes: tuple[str, ...]
    written: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.shapes)


def words_of(text: str) -> Words:
    """The words of a text, in order."""
    shapes: list[str] = []
    written: list[str] = []
    for word in _written(text):
        shape = _shape(word)
        if shape:
            shapes.append(shape)
            written.append(word if shape == HOLE else shape)
            _shorten(shapes, written)
    if shapes and shapes[-1] == ";":
        del shapes[-1], written[-1]
    return Words(tuple(shapes), tuple(written))


class Names:
    """The names and key words of texts: what is in ``words_of`` but for signs and holes, and always in the same order.

    So texts with the same words have the same names. It is several times as fast, for a word is looked at once, in
    whatever text it stands.
    """

    def __init__(self) -> None:
        self._known = _Known()

    def of(self, text: str) -> str:
        """The names of a text, with blanks between them; ``GAP`` is one of them."""
        return " ".join(filter(None, map(self._known.__getitem__, _written(text))))


class _Known(dict[str, str]):
    """What a written word is among names; empty where it is none. Long words are not kept."""

    _LONGEST_KEPT = 64

    def __missing__(self, word: str) -> str:
        shape = _shape(word)
        is_name = shape == GAP or shape[:1].isalnum() or shape[:1] == "_"
        name = "_".join(shape.split()) if is_name else ""  # a name in quotes may have blanks
        if len(word) <= self._LONGEST_KEPT:
            self[word] = name
        return name


def _written(text: str) -> list[str]:
    """The words as they are written, comments included."""
    return _WORD.findall(text) if _DOLLARS.search(text) is None else list(_with_dollars(text))


def _with_dollars(text: str) -> Iterator[str]:
    """The same where strings stand between dollars: each ends where its beginning stands again."""
    at = 0
    while found := _WORD.search(text, at):
        at = found.end()
        if _DOLLARS.fullmatch(found[0]):
            end = text.find(found[0], at)
            at = len(text) if end < 0 else end + len(found[0])
        yield text[found.start() : at]


def _shape(word: str) -> str:
    """The shape of a word as it is written; empty for a comment."""
    first = word[0]
    if first in '"`':
        return GAP if GAP in word else word.strip(first).lower()
    if word[:2] in ("--", "/*"):
        return ""
    if _HOLE.match(word):
        return HOLE
    if GAP in word:
        return GAP
    shape = word.lower()
    return HOLE if shape in _CONSTANTS else shape


def _shorten(shapes: list[str], written: list[str]) -> None:
    """Make one of a list of holes, and of a list of such lists in parentheses."""
    if shapes[-1] == HOLE and tuple(shapes[-3:]) == _LIST:
        del shapes[-2:], written[-2:]
    elif shapes[-1] == ")" and tuple(shapes[-7:]) == _ROWS:
        del shapes[-4:], written[-4:]
    elif shapes[-1] == GAP and shapes[-2:-1] == [GAP]:
        del shapes[-1], written[-1]


def is_literal(word: str) -> bool:
    """Whether a word with the shape of a hole is a value that is known, and not a placeholder for one."""
    return GAP not in word and (word[:1] not in ("$", "?", ":", "@") or word[:2] == "$$" or word.count("$") > 1)
