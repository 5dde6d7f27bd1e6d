"""What the configuration leaves out of a check, in words for the summary: a tree cannot be silenced without a word."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.cli.asking import Arguments, Part, rules_in
from rowsclose.configuration.settings import Configuration, Selection
from rowsclose.report.summary import counted


def left_out(parts: tuple[Part, ...], arguments: Arguments) -> str:
    """``left out by configuration: 2 rules, 5 files, rules in 3 files``; empty where nothing is."""
    said = list(_left_out(parts, arguments))
    return f"left out by configuration: {', '.join(said)}" if said else ""


def _left_out(parts: tuple[Part, ...], arguments: Arguments) -> Iterator[str]:
    told = Selection(arguments.select, arguments.extend_select, arguments.ignore)
    usual = {rule.id for rule in rules_in(Configuration(), told)}
    rules = set[str]().union(*(usual - {rule.id for rule in part.options.rules} for part in parts))
    if rules:
        yield counted(len(rules), "rule")
    if arguments.configuration.excluded:
        yield counted(len(arguments.configuration.excluded), "file")
    spared = sum(_is_spared(file.absolute, part) for part in parts for file in part.files)
    if spared:
        yield f"rules in {counted(spared, 'file')}"
    if "tests" not in arguments.told and not all(part.options.tests for part in parts):
        yield "tests"
    least = max(part.options.min_confidence for part in parts)
    if "min_confidence" not in arguments.told and least.label != arguments.min_confidence:
        yield f"findings of less than {least.label} confidence"


def _is_spared(file: str, part: Part) -> bool:
    run = {rule.id for rule in part.options.rules}
    return any(each.rules & run and each.patterns.match(file) for each in part.options.per_file_ignores)
