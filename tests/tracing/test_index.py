from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.sql.index import Index, Match, judge, shown_by
from rowsclose.sql.pattern import pattern_of
from rowsclose.sql.words import GAP, Names, words_of

STATEMENTS = {
    "one": "SELECT id, name FROM users WHERE id = $1",
    "latest": "SELECT id, name FROM users ORDER BY id DESC LIMIT 10",
    "oldest": "SELECT id, name FROM users ORDER BY id DESC LIMIT 100",
    "table": f"SELECT id, name FROM {GAP} WHERE deleted_at IS NULL",
    "built": f"SELECT o.id FROM orders o WHERE o.user_id = $1{GAP} ORDER BY o.created_at",
    "sqlc": "-- name: CountUsers :one\nSELECT count(*) FROM users",
    "long": f"SELECT {', '.join(f'column_{i}' for i in range(200))} FROM wide WHERE a = $1",
    "vague": f"SELECT {GAP} FROM {GAP}",
}


@pytest.fixture(scope="module")
def index() -> Index[str]:
    return Index((text, name) for name, text in STATEMENTS.items())


def first(index: Index[str], text: str) -> Match[str]:
    return index.find(text)[0]


@pytest.mark.parametrize(
    ("text", "name", "least"),
    [
        ("SELECT id, name FROM users WHERE id = $1", "one", 1.0),
        ("select id,name from users where id=42", "one", 0.95),
        ("SELECT id, name FROM users ORDER BY id DESC LIMIT 10", "latest", 1.0),
        ("SELECT id, name FROM users ORDER BY id DESC LIMIT 100", "oldest", 1.0),
        ("SELECT id, name FROM users ORDER BY id DESC LIMIT $1", "latest", 0.9),
        ("SELECT id, name FROM tenant_7.people WHERE deleted_at IS NULL", "table", 0.8),
        ("SELECT o.id FROM orders o WHERE o.user_id = 7 AND o.paid = true ORDER BY o.created_at", "built", 0.8),
        ("SELECT o.id FROM orders o WHERE o.user_id = $1 ORDER BY o.created_at", "built", 0.9),
        ("-- name: CountUsers :one\nSELECT count(*) FROM users /*route='x'*/", "sqlc", 1.0),
    ],
)
def test_right_statement_is_first(index: Index[str], text: str, name: str, least: float) -> None:
    found = first(index, text)
    assert (found.statement, found.score >= least) == (name, True)


def test_text_that_is_cut_off_matches_as_far_as_it_goes(index: Index[str]) -> None:
    found = first(index, STATEMENTS["long"][:1023])
    assert found.statement == "long"
    assert "cut off" in found.reason
    assert index.find(STATEMENTS["long"][:600]) == []  # nobody cuts there
    assert index.find(STATEMENTS["long"][:600], kept_bytes=600)[0].statement == "long"


@pytest.mark.parametrize("text", ["SELECT '{}", "INSERT '{}", "-- {}"])
def test_text_that_is_cut_off_before_it_says_anything_matches_nothing(index: Index[str], text: str) -> None:
    assert index.find(text.format("x" * 2000)[:1023]) == []


def test_other_values_are_told(index: Index[str]) -> None:
    found = {m.statement: m for m in index.find("SELECT id, name FROM users ORDER BY id DESC LIMIT 20")}
    assert {"latest", "oldest"} <= found.keys()
    assert "1 of 1 values differ" in found["latest"].reason
    assert found["latest"].score < 0.8


def test_statements_of_one_text_have_one_score() -> None:
    index = Index([("SELECT a FROM t WHERE b = $1", "here"), ("SELECT a FROM t WHERE b = $1", "there")])
    assert [(m.statement, m.score) for m in index.find("SELECT a FROM t WHERE b = 5")] == [
        ("here", 0.96),
        ("there", 0.96),
    ]


@pytest.mark.parametrize("text", [". s", "SELECT a FROM t WHER", "SELECT a FROM t W"])
def test_statement_that_ends_before_a_cut_text_does_is_not_it(text: str) -> None:
    index = Index([(".", "sign"), ("SELECT a FROM t", "all"), ("SELECT a FROM t WHERE b = 1", "some")])
    assert [m.statement for m in index.find(text, len(text))] == (["some"] if "a" in text else [])


@pytest.mark.parametrize("end", [" -", " /", " --", " /* by", ";"])
def test_comment_that_is_cut_off_is_nothing(end: str) -> None:
    index = Index([("SELECT a FROM t", "all")])
    assert index.find(f"SELECT a FROM t{end}", len("SELECT a FROM t") + len(end))[0].statement == "all"


def test_statement_that_says_nothing_is_found_by_nothing(index: Index[str]) -> None:
    assert index.find("SELECT x FROM y") == []


def test_many_statements_are_told_apart() -> None:
    texts = [f"SELECT a{i % 97}, b{i % 89} FROM t{i % 101} WHERE c{i} = $1 AND d > $2" for i in range(5000)]
    index = Index((text, number) for number, text in enumerate(texts))
    for number in range(0, 5000, 97):
        assert index.find(texts[number].lower())[0].statement == number


SPELLED = ["select", "SELECT", "id", '"id"', "from", "users", "`users`", "where", "t1", "v$a", "\u00e9", "not", "."]
SIGNS = [
    ",",
    "(",
    ")",
    "=",
    "::",
    ";",
    "*",
    "$1",
    "?",
    ":n",
    "@p",
    "'x'",
    "7",
    "1.5e3",
    "null",
    "$$ id $$",
    "/* id */",
    "-- id\n",
]
UNKNOWN = [GAP, f"{GAP}_t", f"'{GAP}'"]
KNOWN = st.lists(st.sampled_from([*SPELLED, *SPELLED, *SIGNS, *UNKNOWN]), max_size=14)
FILLS = st.lists(st.sampled_from([*SPELLED, *SIGNS]), max_size=4)


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[str], str, int | None]:
    """Statements, and what a server may show of one of them."""
    statements = draw(st.lists(KNOWN, min_size=1, max_size=8))
    text = draw(st.sampled_from([" ", "\n", " /**/ "])).join(draw(st.sampled_from(statements)))
    while GAP in text:
        text = text.replace(GAP, " ".join(draw(FILLS)), 1)
    if draw(st.booleans()):
        return [" ".join(words) for words in statements], text, None
    kept = draw(st.integers(1, len(text) + 1))
    return [" ".join(words) for words in statements], text[:kept], kept


@settings(max_examples=400)
@given(asked())
def test_index_finds_what_a_scan_of_all_statements_finds(given: tuple[list[str], str, int | None]) -> None:
    statements, text, kept = given
    shown = shown_by(text, kept)
    scanned = {n: judge(known, pattern_of(known), shown) for n, known in enumerate(statements)}
    found = {m.statement: (m.score, m.reason) for m in Index((t, n) for n, t in enumerate(statements)).find(text, kept)}
    assert found == {number: judged for number, judged in scanned.items() if judged is not None}


@given(KNOWN, KNOWN)
def test_texts_with_the_same_words_have_the_same_names(one: list[str], other: list[str]) -> None:
    names = Names()
    texts = [" ".join(one), "\t".join(word.upper() for word in one), " ".join(other)]
    shapes = [words_of(text).shapes for text in texts]
    for text, shape in zip(texts[1:], shapes[1:], strict=True):
        assert shape != shapes[0] or names.of(text) == names.of(texts[0])


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for(text: str) -> None:
    index = Index((t, n) for n, t in STATEMENTS.items())
    assert all(0 <= match.score <= 1 for match in index.find(text, 100))


@pytest.mark.parametrize("text", ["'" * 1_000_000, "(" * 1_000_000, "$a$" * 300_000, "/*" * 500_000, "?," * 500_000])
def test_hostile_text_ends(index: Index[str], text: str) -> None:
    assert index.find(text) == []
