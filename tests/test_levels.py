"""The level of a finding: every rule's level with every set of circumstances."""

from __future__ import annotations

from itertools import chain, combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.finding import Circumstance, Confidence, Finding, Level, Lowered
from rowsclose.levels import Levels, circumstances_of, is_at_least
from rowsclose.rules import ALL_RULES
from rowsclose.source import Span
from rowsclose.values import replace

ASSUMED, TEST, BOUNDED, EXITING, ENDED_HERE = Circumstance
ERROR, WARNING, NOTE = Level
STEPS = {ASSUMED: 1, TEST: 1, BOUNDED: 1, EXITING: 1, ENDED_HERE: 2}
SETS = tuple(chain.from_iterable(combinations(Circumstance, size) for size in range(len(Circumstance) + 1)))


def finding(level: Level, circumstances: tuple[Circumstance, ...] = (), in_loop: bool = False) -> Finding:
    """One that shows of itself what it shows by its confidence and its file, and is told the rest."""
    confidence = Confidence.MEDIUM if ASSUMED in circumstances else Confidence.HIGH
    path = "store/list_test.go" if TEST in circumstances else "store/list.go"
    told = tuple(c for c in circumstances if c not in (ASSUMED, TEST))
    return Finding(
        "rows-not-closed", level, "open", path, Span(0, 1), "f", confidence, circumstances=told, in_loop=in_loop
    )


def severity(level: Level) -> int:
    return {ERROR: 3, WARNING: 2, NOTE: 1}[level]


@pytest.mark.parametrize(("level", "circumstances", "in_loop"), list(product(Level, SETS, (False, True))))
def test_whole_table(level: Level, circumstances: tuple[Circumstance, ...], in_loop: bool) -> None:
    steps = sum(STEPS[c] for c in circumstances) - (in_loop and ENDED_HERE in circumstances)
    decided = Levels().decided(finding(level, circumstances, in_loop))
    assert severity(decided.level) == max(1, severity(level) - steps)
    assert decided.circumstances == circumstances
    words = tuple(c.value for c in circumstances)
    assert decided.lowered == (Lowered(level, words) if decided.level is not level else None)


@pytest.mark.parametrize(
    ("level", "circumstances", "in_loop", "reported"),
    [
        (ERROR, (), False, ERROR),
        (ERROR, (), True, ERROR),
        (ERROR, (ASSUMED,), False, WARNING),
        (ERROR, (TEST,), False, WARNING),
        (ERROR, (BOUNDED,), False, WARNING),
        (ERROR, (EXITING,), False, WARNING),
        (ERROR, (ENDED_HERE,), False, NOTE),
        (ERROR, (ENDED_HERE,), True, WARNING),
        (ERROR, (TEST, ENDED_HERE), True, NOTE),
        (ERROR, (ASSUMED, TEST), False, NOTE),
        (ERROR, tuple(Circumstance), False, NOTE),
        (WARNING, (BOUNDED,), False, NOTE),
        (WARNING, (ENDED_HERE,), True, NOTE),
        (NOTE, (ASSUMED,), False, NOTE),
    ],
)
def test_some_lines_of_it(
    level: Level, circumstances: tuple[Circumstance, ...], in_loop: bool, reported: Level
) -> None:
    assert Levels().decided(finding(level, circumstances, in_loop)).level is reported


FINDINGS = st.builds(
    Finding,
    st.sampled_from([rule.id for rule in ALL_RULES]),
    st.sampled_from(Level),
    st.just("open"),
    st.sampled_from(["a.go", "a_test.go", "_test.go", "b/test.go", "a_test.go.go"]),
    st.just(Span(0, 1)),
    st.just("f"),
    st.sampled_from(Confidence),
    circumstances=st.lists(st.sampled_from(Circumstance)).map(tuple),
    in_loop=st.booleans(),
)
LEVELS = st.builds(
    Levels,
    st.dictionaries(st.sampled_from([rule.id for rule in ALL_RULES]), st.sampled_from(Level)),
    st.frozensets(st.sampled_from(Circumstance)),
)


@given(LEVELS, FINDINGS)
def test_no_finding_rises_or_is_lost_or_changes_else(levels: Levels, found: Finding) -> None:
    decided = levels.decided(found)
    origin = levels.of_rules.get(found.rule_id, found.level)
    assert is_at_least(origin, decided.level)
    assert is_at_least(decided.level, NOTE)
    assert (decided.lowered is None) is (decided.level is origin)
    assert decided.lowered is None or (decided.lowered.origin is origin and decided.lowered.reasons)
    back = replace(decided, level=found.level, circumstances=found.circumstances, lowered=None)
    assert back == found


@given(LEVELS, FINDINGS, st.sampled_from(Circumstance))
def test_one_circumstance_more_never_makes_a_finding_worse(levels: Levels, found: Finding, more: Circumstance) -> None:
    worse = replace(found, circumstances=(*found.circumstances, more))
    assert is_at_least(levels.decided(found).level, levels.decided(worse).level)


@given(LEVELS, FINDINGS, st.sampled_from(Circumstance))
def test_one_circumstance_fewer_that_counts_never_makes_a_finding_milder(
    levels: Levels, found: Finding, off: Circumstance
) -> None:
    fewer = replace(levels, lower=levels.lower - {off})
    assert is_at_least(fewer.decided(found).level, levels.decided(found).level)


@given(FINDINGS)
def test_nothing_is_lowered_where_no_circumstance_counts(found: Finding) -> None:
    decided = Levels(lower=frozenset()).decided(found)
    assert (decided.level, decided.lowered) == (found.level, None)
    assert decided.circumstances == circumstances_of(found)


@given(LEVELS, FINDINGS, st.randoms())
def test_order_and_repetition_of_circumstances_do_not_matter(levels: Levels, found: Finding, chance: Random) -> None:
    shuffled = [*found.circumstances, *found.circumstances]
    chance.shuffle(shuffled)
    assert levels.decided(replace(found, circumstances=tuple(shuffled))) == levels.decided(found)


@pytest.mark.parametrize("level", Level)
def test_low_confidence_is_a_note(level: Level) -> None:
    unsure = replace(finding(level), confidence=Confidence.LOW)
    decided = Levels().decided(unsure)
    assert (decided.level, decided.circumstances) == (NOTE, ())
    assert decided.lowered == (None if level is NOTE else Lowered(level, ("low confidence",)))
    assert Levels(lower=frozenset({ASSUMED})).decided(unsure).level is NOTE
    assert Levels(lower=frozenset({TEST})).decided(unsure).level is level


def test_level_of_the_configuration_is_where_it_starts() -> None:
    levels = Levels({"rows-not-closed": WARNING})
    assert levels.decided(finding(ERROR)).level is WARNING
    decided = levels.decided(finding(ERROR, (TEST,)))
    assert (decided.level, decided.lowered) == (NOTE, Lowered(WARNING, ("test",)))
    raised = Levels({"rows-not-closed": ERROR}).decided(finding(NOTE, (BOUNDED,)))
    assert (raised.level, raised.lowered) == (WARNING, Lowered(ERROR, ("bounded",)))


def test_circumstances_that_do_not_count_are_kept_and_not_named_as_reasons() -> None:
    decided = Levels(lower=frozenset({BOUNDED})).decided(finding(ERROR, (TEST, BOUNDED)))
    assert decided.circumstances == (TEST, BOUNDED)
    assert (decided.level, decided.lowered) == (WARNING, Lowered(ERROR, ("bounded",)))


def test_what_is_at_least_a_level() -> None:
    assert [[is_at_least(level, least) for least in Level] for level in Level] == [
        [True, True, True],
        [False, True, True],
        [False, False, True],
    ]
