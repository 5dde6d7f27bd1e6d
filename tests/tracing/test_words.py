from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.sql.comments import query_name, tags
from rowsclose.sql.words import GAP, is_literal, words_of

SAME = [
    ("SELECT a FROM t WHERE id = $1", "select  a\n\tfrom T where id=?;"),
    ("SELECT a FROM t -- all\nWHERE id = :id", "SELECT a /* some */ FROM t WHERE id = @p1"),
    ('SELECT "a" FROM `t`', "select a from t"),
    ("SELECT a FROM t WHERE id IN ($1, $2, $3)", "SELECT a FROM t WHERE id IN (?)"),
    ("INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4), ($5, $6)", "INSERT INTO t (a, b) VALUES (?, ?)"),
    ("SELECT a FROM t WHERE b = 'it''s' AND c = 1.5e3", "SELECT a FROM t WHERE b = ? AND c = ?"),
    ("SELECT a FROM t WHERE b = $tag$ $1 -- $tag$", "SELECT a FROM t WHERE b = ?"),
    ("SELECT a FROM t WHERE b = true AND c = NULL", "SELECT a FROM t WHERE b = $1 AND c = $2"),
    (r"SELECT a FROM t WHERE b LIKE 'x\'y' AND c = 1", "SELECT a FROM t WHERE b LIKE ? AND c = ?"),
]
OTHER = [
    ("SELECT a FROM t", "SELECT b FROM t"),
    ("SELECT a FROM t WHERE id = $1", "SELECT a FROM t WHERE id > $1"),
    ("SELECT a::int FROM t", "SELECT a FROM t"),
    ("SELECT a FROM t WHERE '-- b' = b", "SELECT a FROM t WHERE '"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_and_placeholders_do_not_count(one: str, other: str) -> None:
    assert words_of(one).shapes == words_of(other).shapes


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words_count(one: str, other: str) -> None:
    assert words_of(one).shapes != words_of(other).shapes


def test_literals_are_kept_as_they_are_written() -> None:
    words = words_of("SELECT a FROM t WHERE b = 'x' AND c = $1 LIMIT 10")
    literals = [w for w, s in zip(words.written, words.shapes, strict=True) if s == "?" and is_literal(w)]
    assert literals == ["'x'", "10"]


def test_gap_in_a_name_makes_it_unknown() -> None:
    assert words_of(f"SELECT a FROM {GAP}_users, t.{GAP}").shapes == ("select", "a", "from", GAP, ",", "t", ".", GAP)


@pytest.mark.parametrize("text", ["SELECT 'never ended", "SELECT /* never ended", 'SELECT "never', "SELECT $x$ never"])
def test_text_that_is_cut_off_has_words(text: str) -> None:
    assert words_of(text).shapes[0] == "select"


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    words = words_of(text)
    assert len(words.shapes) == len(words.written)


@given(
    st.lists(st.sampled_from(["select", "a", ",", "'b'", "$1", "(", ")", '"c"', "1", "="])), st.sampled_from(" \n\t")
)
def test_white_space_between_words_does_not_count(words: list[str], blank: str) -> None:
    assert words_of(" ".join(words)).shapes == words_of(blank.join(["", *words, ""])).shapes


def test_comments_tell_who_sends() -> None:
    assert query_name("-- name: ListUsers :many\nSELECT 1") == "ListUsers"
    assert query_name("SELECT 'name: x'") == ""
    text = "SELECT 1 /*action='list%20users',route='%2Fu',traceparent='00-x'*/"
    assert tags(text) == {"action": "list users", "route": "/u", "traceparent": "00-x"}
    assert tags("SELECT 1 /* plain */") == {}
