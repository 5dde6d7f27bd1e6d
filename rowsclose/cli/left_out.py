"""What the configuration leaves out of a check, or replaces, in words for the summary: so no tree is silenced unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from rowsclose.cli.asking import Arguments, Part, rules_in
from rowsclose.configuration.settings import Configuration, Selection
from rowsclose.discovery import GoFile
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible
from rowsclose.source import SourceFile, read_regular


def left_out(parts: tuple[Part, ...], arguments: Arguments) -> str:
    """``left out by configuration: 2 rules, 5 files, replaced by models: database/sql``; empty where nothing is."""
    said = list(_left_out(parts, arguments))
    models = list(dict.fromkeys(model for part in parts for model in part.options.models))
    replaced = _replaced(models) if models else []
    return ", ".join(
        [
            *([f"left out by configuration: {', '.join(said)}"] if said else []),
            *([f"replaced by models: {visible(', '.join(replaced))}"] if replaced else []),
        ]
    )


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


def _replaced(models: list[GoFile]) -> list[str]:
    """The packages of which models say something else than what rowsclose knows."""
    from rowsclose.stubs.replaced import replaced

    sources = []
    for model in models:
        with suppress(OSError):  # which the check has said
            sources.append(SourceFile(model.path, read_regular(model.absolute)))
    return replaced(sources)


def _is_spared(file: str, part: Part) -> bool:
    run = {rule.id for rule in part.options.rules}
    return any(each.rules & run and each.patterns.match(file) for each in part.options.per_file_ignores)
