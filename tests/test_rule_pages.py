"""Each rule's page: complete, the same in the repository as in the program, and there as data."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from rowsclose.cli.commands import rowsclose
from rowsclose.report.explain import explain
from rowsclose.report.production import IN_PRODUCTION
from rowsclose.report.rule_page import help_url, page_markdown
from rowsclose.rules import ALL_RULES
from rowsclose.rules.rule import Rule
from tools.docs import PROJECT, RULE_PAGES, rule_pages

SCHEMA = json.loads((PROJECT / "rowsclose/report/schema/rules-v1.schema.json").read_text(encoding="utf-8"))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["explain", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_pages_in_the_repository_are_those_of_the_program_and_there_is_no_other() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in RULE_PAGES.glob("*")} == rule_pages()


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_address_of_a_page_leads_to_its_file(rule: Rule) -> None:
    _, _, inside = help_url(rule).partition("/blob/main/")
    assert (PROJECT / inside).read_text(encoding="utf-8").startswith(f"# {rule.id}\n")


def test_every_rule_says_what_production_shows_and_nothing_else_does() -> None:
    assert set(IN_PRODUCTION) == {rule.id for rule in ALL_RULES}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_page_has_its_parts(rule: Rule) -> None:
    page, told = page_markdown(rule), IN_PRODUCTION[rule.id]
    for part in ("\n## In production\n", "\n### Bad: ", "\n### Good: ", "\n## How to configure\n"):
        assert page.count(part) >= 1
    is_about_sessions = "To find the sessions:" in told
    assert is_about_sessions == ("What limits the damage:" in told) == ("What does not:" in told)
    assert is_about_sessions or "There are no sessions to find" in told or rule.id == "unused-suppression"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_prose_of_a_page_fits_a_terminal_of_80_columns_but_for_code(rule: Rule) -> None:
    long = [line for line in explain(rule).splitlines() if len(line) > 80 and not line.startswith("    ")]
    assert long == []


def test_rules_as_data_fit_their_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    everything = json.loads(run("--format", "json").stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(everything)
    assert [rule["id"] for rule in everything["rules"]] == [rule.id for rule in ALL_RULES]
    (one,) = json.loads(run("-f", "json", "conn-busy").stdout)["rules"]
    assert one in everything["rules"]
    assert one["page"] == page_markdown(next(rule for rule in ALL_RULES if rule.id == "conn-busy"))


def test_only_rules_can_be_had_as_data() -> None:
    assert run("-f", "json", "--function", "F").exit_code == 2
    assert run("-f", "json", "nosuch").exit_code == 2


def test_pages_name_commands_that_there_are() -> None:
    for path in Path(RULE_PAGES).glob("*.md"):
        if "rowsclose trace" in path.read_text(encoding="utf-8"):
            assert rowsclose.get_command(
                rowsclose.make_context("rowsclose", ["trace"], resilient_parsing=True), "trace"
            )
