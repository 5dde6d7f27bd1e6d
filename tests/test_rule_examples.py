"""Each rule's examples show that rule and no other, and its page has all of its parts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re

import pytest
from checking import OPTIONS, checked_text

from rowsclose import rules
from rowsclose.finding import Level, Run
from rowsclose.report.rule_page import blocks, page_markdown, page_text
from rowsclose.rules import ALL_RULES
from rowsclose.rules.rule import Example, Rule
from rowsclose.values import replace

BAD = [(rule, example) for rule in ALL_RULES for example in rule.bad]
GOOD = [(rule, example) for rule in ALL_RULES for example in rule.good]


def shown(pair: tuple[Rule, Example]) -> str:
    return f"{pair[0].id}: {pair[1].title}"


def checked(rule: Rule, example: Example) -> Run:
    """A check of an example by the rules that are on by default, and its own."""
    rules = tuple(r for r in ALL_RULES if r.on_by_default or r is rule)
    return checked_text(example.code, options=replace(OPTIONS, rules=rules))


@pytest.mark.parametrize(("rule", "example"), BAD, ids=map(shown, BAD))
def test_bad_example_has_one_finding_of_its_rule_and_no_other(rule: Rule, example: Example) -> None:
    run = checked(rule, example)
    # What is certain with one library weighs more than the rule says of all.
    level = Level.ERROR if rule.id == "conn-busy" else rule.level
    assert [(f.rule_id, f.level) for f in run.findings] == [(rule.id, level)]
    assert run.notices == ()


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=map(shown, GOOD))
def test_good_example_has_no_finding(rule: Rule, example: Example) -> None:
    run = checked(rule, example)
    assert [f.message for f in run.findings] == []
    assert run.notices == ()


@pytest.mark.parametrize(("rule", "example"), BAD, ids=map(shown, BAD))
def test_message_is_specific_and_its_path_begins_at_the_acquiring_call(rule: Rule, example: Example) -> None:
    (finding,) = checked(rule, example).findings
    # It names a variable (in backticks), the call or a line.
    assert re.search(r"`\w|\w\.\w|line \d", finding.message)
    assert finding.message[:1] == "`" or finding.message[:1].islower()
    assert not finding.message.endswith(".")
    assert finding.help
    if finding.witness:
        assert finding.witness[0].path == finding.path


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_page_has_its_parts(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.summary[:1] == "`" or rule.summary[:1].islower()
    assert not rule.summary.endswith(".")
    assert "\n" not in rule.summary
    paragraphs = blocks(rule.page)
    # What it says; why it matters; when it stays silent.
    assert len(paragraphs) >= 3
    assert re.search(r"\b[Ss]ilent\b", rule.page)
    assert rule.bad
    assert rule.good
    assert rule.precision in ("very-high", "high", "medium", "low")
    assert "database" in rule.tags
    text = page_text(rule)
    assert all(
        f"{word}: {example.title}" in text
        for word, list_ in (("Bad", rule.bad), ("Good", rule.good))
        for example in list_
    )
    assert f"//rowsclose:ignore {rule.id} -- reason" in text
    assert page_markdown(rule).count("```") % 2 == 0


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_examples_are_whole_files_with_titles_of_their_own(rule: Rule) -> None:
    examples = [*rule.bad, *rule.good]
    assert all(e.code.startswith("package ") and e.code.endswith("}\n") for e in examples)
    assert len({e.title for e in examples}) == len(examples)


def test_ids_are_told_apart() -> None:
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)


def test_every_module_of_a_rule_is_listed_once() -> None:
    modules = {m.name for m in pkgutil.iter_modules(rules.__path__)}
    found = {
        name: module.RULE
        for name in modules
        if hasattr(module := importlib.import_module(f"rowsclose.rules.{name}"), "RULE")
    }
    assert sorted(r.id for r in found.values()) == sorted(r.id for r in ALL_RULES)
    assert {name.replace("_", "-") for name in found} == {r.id for r in ALL_RULES}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_page_is_the_docstring_of_the_rules_module(rule: Rule) -> None:
    module = importlib.import_module(f"rowsclose.rules.{rule.id.replace('-', '_')}")
    assert module.__file__ is not None
    with open(module.__file__, encoding="utf-8") as file:
        assert rule.page == ast.get_docstring(ast.parse(file.read()), clean=False)
