"""Any bytes as Go: no failure inside the analysis, no place outside of the file, and nothing that takes for ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from checking import checked_text, checked_texts
from gosource import LEAK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rowsclose.finding import NoticeKind, Run

# What a check sets it to: a limit that changes within a test is none of Hypothesis's liking.
sys.setrecursionlimit(12_000)

FIXTURES = Path(__file__).parent.parent / "fixtures"
SOURCES = sorted(FIXTURES.rglob("*.go"))
TOKENS = [
    b"{", b"}", b"(", b")", b";", b"\n", b"", b"defer ", b"return", b"if err != nil {", b"for {", b"rows", b"err", b":=",
    b"func() {", b"[", b"]", b",", b".", b"*", b"&", b"<-", b"`", b'"', b"/*", b"//", b"\x00", b"\xff", b"\r", b"=",
    b"goto x", b"x:", b"break", b"continue", b"switch {", b"case ", b"default:", b"select {", b"go ", b"range ", b"nil",
    b"interface{", b"struct{", b"type T = T\n", b"fallthrough", b"...", b"new(1)", b"[T any]", b"\xef\xbb\xbf",
    b"func (x *x) x() x { return x.x() }\n",
]  # fmt: skip


def assert_sound(run: Run, files: dict[str, bytes]) -> None:
    assert [n for n in run.notices if n.kind is NoticeKind.FAILURE] == []
    for finding in run.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(files[finding.path])
        for step in finding.witness:
            assert 0 <= step.span.start <= step.span.end <= len(files[step.path])
    for notice in run.notices:
        assert notice.line <= files[notice.path].count(b"\n") + 1


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """A fixture with a few of its bytes cut out, doubled, or replaced by tokens."""
    path = draw(st.sampled_from(SOURCES))
    text = path.read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.one_of(st.integers(0, 12), st.integers(0, 400))))
        put = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    return path.name, text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutations())
def test_mutated_fixture_never_fails(mutation: tuple[str, bytes]) -> None:
    name, text = mutation
    assert_sound(checked_text(text, name), {name: text})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_any_tokens_never_fail(tokens: list[bytes]) -> None:
    text = (
        b"package p\nfunc f(db *sql.DB) error {\nrows, err := db.Query(q)\n" + b" ".join(tokens) + b"\nreturn nil\n}\n"
    )
    assert_sound(checked_text(text), {"p.go": text})


DEPTH = 10_000
WORD = '"a"'
DEEP = {
    "parentheses": "(" * DEPTH,
    "balanced parentheses in an expression": f"func f() int {{ return {'(' * DEPTH}1{')' * DEPTH} }}",
    "negations": f"func f(a bool) bool {{ return {'!' * DEPTH}a }}",
    "blocks": f"func f() {{ {'{' * DEPTH}{'}' * DEPTH} }}",
    "function literals": f"func f() {{ {'func() {' * 500}{'}()' * 500} }}",
    "a long concatenation": f"func f() string {{ return {' + '.join([WORD] * 2_000)} }}",
    "a long conjunction": f"func f(a bool) {{ if {' && '.join(['a'] * 2_000)} {{ }} }}",
    "an else-if chain": f"func f(n int) {{ {' else '.join(f'if n == {i} {{ g() }}' for i in range(500))} }}",
    "nested ifs": f"func f(a bool) {{ {'if a { ' * 500}{'}' * 500} }}",
    "nested loops": f"func f(a bool) {{ {'for a { ' * 300}{'}' * 300} }}",
    "a chain of calls": f"func f(a *T) {{ a{'.b()' * 2_000} }}",
    "nested calls": f"func f(a *T) {{ {'g(' * 2_000}{')' * 2_000} }}",
    "a type": f"func f(a {'[]' * 5_000}int) {{ }}",
    "composite literals": f"var x = {'T{' * 2_000}{'}' * 2_000}",
    "many statements": f"func f() {{ {'g();' * 20_000} }}",
    "a long switch": f"func f(n int) {{ switch n {{ {' '.join(f'case {i}: g();' for i in range(2_000))} }} }}",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_leak_beside_deep_code_is_found_or_the_depth_is_said(text: str) -> None:
    """A query in the deep function makes sure that it is analysed."""
    deep = text.replace("{", "{ rows, err := db.Query(q); _, _ = rows, err; ", 1) if text.startswith("func") else text
    raw = f"{LEAK}\nvar db *sql.DB\n\n{deep}\n".encode()
    run = checked_texts({"deep.go": raw})
    said = [n.message for n in run.notices if n.kind is NoticeKind.FAILURE]
    assert said in ([], ["nested too deeply to be analysed"], ["this function is nested too deeply to be analysed"])
    if not said and not run.notices:
        assert ("rows-not-closed", "names") in [(f.rule_id, f.function) for f in run.findings]
