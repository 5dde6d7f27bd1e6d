from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.discovery.pattern import Wildcard, is_skipped, parse_pattern

NAMES = st.sampled_from(["a", "b", "ab", "vendor", "testdata", "_x", ".git", "\n", "é", "\udcff"])
FOLDERS = st.lists(NAMES, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("text", "folder", "wildcard"),
    [
        ("./...", "./", "..."),
        ("...", ".", "..."),
        ("./store", "./store", None),
        ("./store/...", "./store/", "..."),
        ("store//...", "store//", "..."),
        ("./.../x//y...", "./", ".../x/y..."),
        ("/srv/app/...", "/srv/app/", "..."),
        ("../...", "../", "..."),
        ("./st...", "./", "st..."),
    ],
)
def test_folder_ends_before_the_element_with_the_wildcard(text: str, folder: str, wildcard: str | None) -> None:
    pattern = parse_pattern(text)
    assert (pattern.folder, pattern.wildcard and pattern.wildcard.text) == (folder, wildcard)


@pytest.mark.parametrize(
    ("wildcard", "matched", "unmatched"),
    [
        ("...", ["", "a", "a/b"], ["vendor", "a/vendor/b", "testdata", "a/_b", ".git", "a/.b/c"]),
        ("st...", ["st", "store", "store/sql", "st/x"], ["", "x/store", "store/vendor/x"]),
        (".../sql", ["a/sql", "a/b/sql"], ["sql", "a/sqlx", "a/sql/b", "_a/sql"]),
        (".../sql/...", ["a/sql", "a/sql/b/c"], ["sql", "a/sqlx", "a/sql/_b"]),
        (".../testdata/...", ["a/testdata", "a/testdata/b"], ["a/b", "a/testdata/vendor", "a/testdata/b/testdata"]),
        ("v...", ["v", "view"], ["vendor", "vendor/a"]),
        ("a+b...", ["a+b", "a+bc"], ["aab"]),
    ],
)
def test_wildcard_matches_as_in_go(wildcard: str, matched: list[str], unmatched: list[str]) -> None:
    assert [name for name in matched + unmatched if Wildcard(wildcard).matches(name)] == matched


@given(FOLDERS)
def test_bare_wildcard_matches_whatever_has_no_skipped_name(folder: str) -> None:
    assert Wildcard("...").matches(folder) == (not any(map(is_skipped, filter(None, folder.split("/")))))


@given(FOLDERS)
def test_folder_spelt_out_before_a_wildcard_matches_itself(folder: str) -> None:
    assert Wildcard(f".../{folder}").matches(f"x/{folder}")


@given(FOLDERS, FOLDERS)
def test_wildcard_below_a_folder_matches_what_it_matched_from_above(above: str, inner: str) -> None:
    whole = "/".join(filter(None, (above, inner)))
    assert Wildcard("a...").below(above).matches(inner) == Wildcard("a...").matches(whole)


@given(st.sampled_from(["...", "a...", ".../testdata/...", ".../_x"]), FOLDERS)
def test_every_folder_on_the_way_to_a_match_is_entered(text: str, folder: str) -> None:
    wildcard = Wildcard(text)
    if wildcard.matches(folder):
        assert all(map(wildcard.enters, filter(None, folder.split("/"))))
