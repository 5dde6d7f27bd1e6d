"""Which calls are asked whether they acquire: those that mention a name, or all where a name is mentioned otherwise."""

from __future__ import annotations

import re

import pytest
from gocode import lowered, program_of

from rowsclose.go.walk import calls_of
from rowsclose.ownership.acquisitions.candidates import CandidateCalls

NAMED = re.compile(r"\b(?:Entries|Rows)\b")


def candidates(body: str) -> list[str]:
    """The names, as written, of the calls that count where ``Entries`` and ``Rows`` may give a resource."""
    text = f"package p\n\nfunc f() {{ {body} }}\n"
    function = lowered(program_of({"p.go": text}))
    found = [m.start() for m in NAMED.finditer(text)]
    calls = CandidateCalls(function, lambda start, end: [m for m in found if start <= m < end])
    spans = [call.name_span for call in calls_of(function) if calls.has(call)]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("s.Name(); rows := s.Entries(); rows.Next()", ["s.Entries"]),
        ("must(s.Entries()); log(s)", ["s.Entries", "must"]),
        ("s.Entries().Each(log); log(s)", ["s.Entries", "s.Entries().Each"]),
        ("each(func() { s.Entries(); log(s) }); log(s)", ["each", "s.Entries"]),
        ("open := func() {}; open(); log(s); s.Entries()", ["open", "s.Entries"]),
        ("log(s)", []),
    ],
)
def test_calls_that_mention_a_name(body: str, expected: list[str]) -> None:
    assert sorted(candidates(body)) == sorted(expected)


@pytest.mark.parametrize(
    "body",
    [
        "s.Entries(); open := s.Entries; log(s)",
        "s.Entries(); first(s.Entries); log(s)",
        "s.Entries(); b := box[sql.Rows]{}; log(b)",
        "s.Entries(); for range s.Entries { log(s) }",
    ],
)
def test_all_count_where_a_name_is_mentioned_but_not_called(body: str) -> None:
    assert "log" in candidates(body)


def test_all_count_where_nobody_has_looked() -> None:
    function = lowered(program_of({"p.go": "package p\n\nfunc f() { log(s) }\n"}))
    assert all(map(CandidateCalls(function, None).has, calls_of(function)))
