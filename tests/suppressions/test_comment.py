"""What a suppressing comment says."""

from __future__ import annotations

import pytest

from rowsclose.rules import ALL_RULES, unused_suppression
from rowsclose.suppressions.comment import OTHER_LINTERS, UNUSED, Claim, read_comment

EVERY = Claim("", None, True)
A, B = "rows-not-closed", "rows-discarded"


def ours(*names: str) -> tuple[Claim, ...]:
    return tuple(Claim(name, frozenset({name}), True) for name in names)


@pytest.mark.parametrize(
    ("text", "claims", "reason", "for_file"),
    [
        (f"//rowsclose:ignore {A}", ours(A), "", False),
        (f"//rowsclose:ignore {A} -- the caller closes", ours(A), "the caller closes", False),
        (f"//rowsclose:ignore {A},{B} --why -- so", ours(A, B), "why -- so", False),
        (f"//rowsclose:ignore\t{A} , {B}, {A},\r", ours(A, B), "", False),
        ("//rowsclose:ignore no-such-rule", ours("no-such-rule"), "", False),
        ("//rowsclose:ignore", (EVERY,), "", False),
        ("//rowsclose:ignore -- generated", (EVERY,), "generated", False),
        (f"//rowsclose:ignore all,{A}", (EVERY,), "", False),
        ("//rowsclose:ignore-file", (EVERY,), "", True),
        (f"//rowsclose:ignore-file {A} -- \x1b[2J", ours(A), "\x1b[2J", True),
    ],
)
def test_own_comment(text: str, claims: tuple[Claim, ...], reason: str, for_file: bool) -> None:
    assert read_comment(text) == (claims, reason, for_file)


@pytest.mark.parametrize(
    "text", ["// rowsclose:ignore", "//rowsclose:ignored", "//rowsclose:ignore-line", "//rowsclose:closes rows", "//"]
)
def test_what_only_looks_like_an_own_comment_is_none(text: str) -> None:
    assert read_comment(text) is None


ANYBODY = (Claim("", None, False),)
CLOSING = (Claim("sqlclosecheck", OTHER_LINTERS["sqlclosecheck"], False),)
ERRORS = (Claim("rowserrcheck", OTHER_LINTERS["rowserrcheck"], False),)


@pytest.mark.parametrize(
    ("text", "claims", "reason"),
    [
        ("//nolint", ANYBODY, ""),
        ("// nolint", ANYBODY, ""),
        ("//nolint // why", ANYBODY, "why"),
        ("//nolint the rest is a sentence", ANYBODY, ""),
        ("//nolint:all", ANYBODY, ""),
        ("//nolint:errcheck,all // why", ANYBODY, "why"),
        ("//nolint:rowsclose", (Claim("rowsclose", None, True),), ""),
        ("//nolint:sqlclosecheck", CLOSING, ""),
        ("//   nolint: SQLCloseCheck ,errcheck // why", CLOSING, "why"),
        ("///nolint:rowserrcheck", ERRORS, ""),
        ("//nolint:sqlclosecheck,rowserrcheck // a // b", CLOSING + ERRORS, "a // b"),
    ],
)
def test_nolint_is_spelled_as_golangci_lint_has_it(text: str, claims: tuple[Claim, ...], reason: str) -> None:
    assert read_comment(text) == (claims, reason, False)


@pytest.mark.parametrize(
    "text",
    ["//nolint:errcheck", "//nolintlint", "//nolint:", "//NOLINT", "//\tnolint", "// see nolint:all", "//nolint-x"],
)
def test_comment_for_others_silences_nothing(text: str) -> None:
    assert read_comment(text) is None


def test_what_other_linters_stand_for_are_rules() -> None:
    ids = {rule.id for rule in ALL_RULES}
    assert all(rules <= ids for rules in OTHER_LINTERS.values())
    assert unused_suppression.ID == UNUSED


def test_claim_on_every_rule_leaves_the_one_about_comments() -> None:
    assert EVERY.covers(A)
    assert not EVERY.covers(UNUSED)
    assert ours(UNUSED)[0].covers(UNUSED)
