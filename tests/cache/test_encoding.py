"""An answer survives its bytes whole, wherever its files lie, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.cache.encoding import decoded, encoded
from rowsclose.finding import (
    Circumstance,
    Confidence,
    Finding,
    Level,
    Lowered,
    Notice,
    NoticeKind,
    Step,
    StepKind,
    Suppressed,
)
from rowsclose.remedy import Action, Remedy
from rowsclose.source import Span
from rowsclose.unit import Answer

PATHS = ("a.go", "dir/b.go", "\udcff.go")
TEXTS = st.text(max_size=8) | st.just("\udcff\x00\n")
SPANS = st.builds(Span, st.integers(0, 1 << 40), st.integers(0, 9))
STEPS = st.builds(Step, st.sampled_from(StepKind), st.sampled_from(PATHS), SPANS, TEXTS)
REMEDIES = st.builds(
    Remedy, st.sampled_from(Action), TEXTS, TEXTS, st.lists(SPANS, max_size=2).map(tuple), st.booleans()
)
FINDINGS = st.builds(
    Finding,
    TEXTS,
    st.sampled_from(Level),
    TEXTS,
    st.sampled_from(PATHS),
    SPANS,
    TEXTS,
    st.sampled_from(Confidence),
    st.lists(STEPS, max_size=3).map(tuple),
    TEXTS,
    st.lists(st.sampled_from(Circumstance), max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.builds(Lowered, st.sampled_from(Level), st.lists(TEXTS, max_size=2).map(tuple)),
    remedy=st.none() | REMEDIES,
)
NOTICES = st.builds(
    Notice, st.sampled_from(PATHS), st.integers(0, 9), st.integers(0, 9), st.sampled_from(NoticeKind), TEXTS
)
ANSWERS = st.builds(
    Answer,
    st.lists(FINDINGS, max_size=3).map(tuple),
    st.lists(st.builds(Suppressed, FINDINGS, TEXTS, SPANS), max_size=2).map(tuple),
    st.lists(NOTICES, max_size=2).map(tuple),
)


@given(ANSWERS)
def test_an_answer_survives(answer: Answer) -> None:
    text = encoded(answer, PATHS)
    assert text is not None
    again = decoded(text, PATHS)
    assert again == answer
    assert repr(again) == repr(answer)  # True and 1 are equal, and print as two


def test_paths_are_those_of_whoever_asks() -> None:
    answer = Answer(notices=(Notice("here/a.go", 1, 2, NoticeKind.SYNTAX, "m"),))
    text = encoded(answer, ["here/b.go", "here/a.go"])
    assert text is not None
    assert b"here" not in text
    assert decoded(text, ["/there/b.go", "/there/a.go"]) == Answer(
        notices=(Notice("/there/a.go", 1, 2, NoticeKind.SYNTAX, "m"),)
    )


def test_an_answer_that_names_another_file_is_not_kept() -> None:
    assert encoded(Answer(notices=(Notice("c.go", 1, 2, NoticeKind.SYNTAX, "m"),)), PATHS) is None


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'["Answer"]]',
        b'["Answer",1,2,3,4,5]',
        b'["Nothing",1]',
        b'["path",7]',
        b'["Level","WORST"]',
        b'["Span",1,2]',
        json.dumps(["os.system", "true"]).encode(),
        b"[" * 100_000,
    ],
)
def test_anything_else_is_no_answer(text: bytes) -> None:
    assert decoded(text, PATHS) is None
