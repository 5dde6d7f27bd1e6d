"""What fuzzing begins with: small texts of each kind, and the words that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from growth.expressions import SQL, TOKENS
from growth.shapes import shapes

_FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
_LONGEST = 2_000
_SEEDS = 20
_OTHERS: dict[str, tuple[bytes, ...]] = {
    "module": (
        b"module example.com/m\n\ngo 1.22\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.5.0 // indirect\n)\n",
        b"module m\nreplace example.com/m/lib => ./lib\nuse (\n\t.\n\t./lib\n)\nreplace a => b v1.0.0\n",
    ),
    "ignored": (b"*.pb.go\n!a/**/b\n/vendor/\n\\#x\n", b"[a-z]?*.go\n**/x\na/**\n[!]a]\n[[:alpha:]]*\n"),
    "configuration": (
        b'format = "json"\nexclude = ["gen/"]\n\n[rules.rows-not-closed]\nlevel = "note"\n',
        b'"a.b".c = {d = [1, 2.0, true, 1979-05-27]}\n[[x]]\ny = """z"""\n',
    ),
    "baseline": (b'{"rowsclose-baseline": 1}\n{"path": "a.go", "function": "f", "rule": "r", "text": "x"}\n',),
}


def seeds(target: str) -> Iterator[bytes]:
    """The texts that a target begins with, each of a few kilobytes at most."""
    if target == "statement":
        yield from ((before + part * 2 + after).encode() for before, part, after in SQL.values())
    elif target in _OTHERS:
        yield from _OTHERS[target]
    else:
        # Few, for each is taken before anything is changed.
        small = [text for path in sorted(_FIXTURES.rglob("*.go")) if len(text := path.read_bytes()) < _LONGEST]
        yield from small[:: max(1, len(small) // _SEEDS)]
        made = [shape.text(2).encode() for shape in shapes() if not shape.name.startswith("tokens")]
        yield from made[:: max(1, len(made) // _SEEDS)]


def words() -> Iterator[bytes]:
    """What inputs are put together from."""
    yield from (word.encode() for word in dict.fromkeys(TOKENS) if word)
