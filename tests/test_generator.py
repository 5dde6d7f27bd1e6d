"""Generated programs: what the analysis says of them against what they leave open when they run.

See ``tests/generator/README.md``. Skipped where there is no Go, or where its modules cannot be had: see ``tests/needs.py``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from checking import checked_text
from generator.choices import Choices
from generator.comparison import false_alarms, misses
from generator.judging import judged
from generator.minimising import minimised
from generator.program import drawn, package, program
from hypothesis import given
from hypothesis import strategies as st
from needs import need_oracle
from oracle import Function, Leak, go_modules

from rowsclose.finding import Finding, NoticeKind
from rowsclose.values import replace

SEEDS = range(2_000)


def test_findings_on_generated_programs_are_what_the_oracle_sees(tmp_path: Path) -> None:
    go = shutil.which("go") or ""
    need_oracle(go_modules(go) if go else "no go command on this machine")
    verdict = judged(go, tmp_path, {seed: program(seed, drawn(seed)) for seed in SEEDS})
    assert [f"seed {one.program}: {one.cause}: {one.said}" for one in verdict.disagreements] == []
    # Programs that show little compare little.
    assert verdict.functions >= len(SEEDS)
    assert min(verdict.findings, verdict.leaks) >= len(SEEDS) // 2


@given(st.lists(st.integers(min_value=0, max_value=200), max_size=120))
def test_any_choices_make_a_program_that_parses_and_is_analysed(answers: list[int]) -> None:
    run = checked_text(package("p", [program(1, Choices(answers))]))
    assert [notice for notice in run.notices if notice.kind is NoticeKind.SYNTAX] == []


def test_a_program_follows_from_its_choices() -> None:
    for seed in range(50):
        first = drawn(seed)
        text = program(seed, first)
        assert program(seed, Choices(first.taken)) == text


def test_a_program_gets_as_small_as_its_disagreement_allows() -> None:
    start = next(one for one in map(drawn, range(1000)) if ".Next()" in program(0, one))
    smallest = minimised(start, lambda texts: {number for number, text in texts.items() if ".Next()" in text})
    text = program(0, Choices(smallest.taken))
    assert ".Next()" in text
    assert len(text.splitlines()) <= 12


ACQUIRED = "generated/p0/p.go:7"


def ran(way: str = "return", kind: str = "rows", place: str = ACQUIRED, survived: str = ACQUIRED) -> Function:
    leak = Leak("p0.f1", kind, way, False, (place,), frozenset(), "next=1")
    return Function("p0.f1", "generated/p0/p.go", range(5, 20), {way: 1}, (leak,), frozenset({survived}))


def found(rule_id: str = "rows-not-closed") -> list[tuple[str, Finding]]:
    text = 'package p\n\nimport "database/sql"\n\nfunc f(db *sql.DB) {\n\trows, _ := db.Query("x")\n\t_ = rows\n}\n'
    [finding] = checked_text(text).findings
    return [(ACQUIRED, replace(finding, rule_id=rule_id))]


def test_leak_without_a_finding_of_its_kind_on_its_line_is_missed() -> None:
    assert misses(1, [ran()], found()) == []
    assert [one.cause for one in misses(1, [ran()], found("stmt-not-closed"))] == ["missed rows (return)"]
    assert [one.cause for one in misses(1, [ran(place="generated/p0/p.go:9")], found())] == ["missed rows (return)"]


def test_leak_of_a_panic_is_missed_where_it_is_one_of_rows() -> None:
    assert [one.cause for one in misses(1, [ran("panic")], [])] == ["missed rows (panic)"]
    assert misses(1, [ran("panic")], found("rows-close-not-deferred")) == []
    assert misses(1, [ran("panic", "tx")], []) == []
    assert misses(1, [ran("panic", survived="")], []) == []
    assert misses(1, [ran("injected panic")], []) == []


def test_finding_that_no_ordinary_run_shows_is_a_false_alarm() -> None:
    assert false_alarms(1, [ran()], found()) == []
    assert [one.cause for one in false_alarms(1, [ran("panic")], found())] == ["false rows-not-closed"]
    assert false_alarms(1, [ran("panic", survived="")], found("rows-overwritten")) == []
    assert [one.cause for one in false_alarms(1, [ran(kind="tx")], found())] == ["false rows-not-closed"]
    assert false_alarms(1, [ran("close of nil")], found("defer-before-error-check")) == []
    assert false_alarms(1, [ran()], found("defer-before-error-check")) != []
