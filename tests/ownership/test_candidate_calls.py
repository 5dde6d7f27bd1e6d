"""Which calls are asked whether they acquire: those that mention a name, or all where a mention leads further."""

from __future__ import annotations

import re

import pytest
from gocode import lowered, program_of

from rowsclose.go.walk import calls_of
from rowsclose.ownership.acquisitions.candidates import CandidateCalls
from rowsclose.prefilter.mentioned import mentioned_in

NAMED = re.compile(rb"\b(?:Entries|Rows)\b")


def candidates(body: str) -> list[str]:
    """The calls that count, by name as written, where ``Entries`` and ``Rows`` may give a resource."""
    text = f'package p\n\nimport "example.com/far"\n\nfunc f() {{ {body} }}\n'
    function = lowered(program_of({"p.go": text}))
    places = tuple(m.start() for m in NAMED.finditer(text.encode()))
    calls = CandidateCalls(function, mentioned_in(text.encode(), places))
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
        ("open := far.Entries; log(s); open()", ["open"]),
        ("first(far.Entries); log(s)", ["first"]),
        ("all := []far.Rows{}; byName := map[string]far.Rows{}; log(all, byName)", []),
        ("x := all[far.Rows]; log(x)", ["log"]),  # which brackets these are, the text does not tell
        ('log("s.Entries"); each(func(r far.Rows) { log(r) })', ["log", "each"]),
        ("log(s)", []),
    ],
)
def test_calls_that_mention_a_name(body: str, expected: list[str]) -> None:
    assert sorted(candidates(body)) == sorted(expected)


@pytest.mark.parametrize(
    "body",
    [
        "b := box[sql.Rows]{}; log(b)",
        "b := boxes.New[int, *sql.Rows](); log(b)",
        "shelf := office.Entries[year]; log(shelf)",
        "log(s); drawer := office.Drawers.Rows",
        "type held struct { open func() sql.Rows }; var h held; log(h.open())",
        "type source interface { Entries() sql.Rows }; var s source; log(s)",
    ],
)
def test_all_count_where_a_mention_leads_further(body: str) -> None:
    assert "log" in candidates(body)


def test_all_count_where_nobody_has_looked() -> None:
    function = lowered(program_of({"p.go": "package p\n\nfunc f() { log(s) }\n"}))
    assert mentioned_in(b"", None) is None
    assert all(map(CandidateCalls(function, None).has, calls_of(function)))
