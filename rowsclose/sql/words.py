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

from rowsclose.values import value

GAP = "\0"
"""What stands for a part of a text that is not known; its own word, or a part of one."""

HOLE = "?"
"""The shape of placeholders, literals, and lists of them."""

_WORD = re.compile(
    r"""
      (?P<skip> \s+ | --[^\n]* | /\*.*?(?:\*/|\Z) )
    | (?P<string> [eEnNbBxX]?'(?:[^'\\]|''|\\.)*(?:'|\\?\Z) | \$(?P<tag>[A-Za-z_]\w*|)\$.*?(?:\$(?P=tag)\$|\Z) )
    | (?P<quoted> "(?:[^"]|"")*(?:"|\Z) | `[^`]*(?:`|\Z) )
    | (?P<hole> \$\d+ | \?\d* | (?<!:):[A-Za-z_]\w* | @[A-Za-z_]\w* )
    | (?P<number> (?:\d[\d_]*\.?\d* | \.\d+)(?:[eE][-+]?\d+)?(?![\w\0]) | 0[xX][0-9a-fA-F]+ )
    | (?P<name> [\w\0]+[\w$\0]* )
    | (?P<other> ::|. )
    """,
    re.VERBOSE | re.DOTALL,
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
    for found in _WORD.finditer(text):
        kind = found.lastgroup
        if kind == "skip":
            continue
        word = found[0]
        shape = _shape("string" if kind == "tag" else kind or "other", word)
        shapes.append(shape)
        written.append(word if shape == HOLE else shape)
        _shorten(shapes, written)
    if shapes and shapes[-1] == ";":
        del shapes[-1], written[-1]
    return Words(tuple(shapes), tuple(written))


def _shape(kind: str, word: str) -> str:
    match kind:
        case "string" | "hole" | "number":
            return HOLE
        case "quoted":
            return GAP if GAP in word else word.strip(word[0]).lower()
        case "name":
            shape = word.lower()
            if GAP in shape:
                return GAP
            return HOLE if shape in _CONSTANTS else shape
        case _:
            return word


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
