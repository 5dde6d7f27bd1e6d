"""What ``config`` does: the effective settings as a configuration file would say them, and where each comes from.

fail-on = "error"               # .rowsclose.toml:3
min-confidence = "medium"       # default
select = ["rows-not-closed"]    # .rowsclose.toml:1, store/.rowsclose.toml:2
# output is not set
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from rowsclose.cli.asking import rules_in
from rowsclose.cli.commands import HELP, check, configuring
from rowsclose.cli.configured import NO_KEYS, OF_FILES, Configurations, option_keys, working_folder
from rowsclose.cli.output import write_text
from rowsclose.cli.selection import ALL
from rowsclose.configuration.settings import Configuration, Takes
from rowsclose.configuration.toml import line_of
from rowsclose.discovery.find import absolute_path
from rowsclose.errors import UsageError
from rowsclose.finding import Circumstance
from rowsclose.report.terminal import visible
from rowsclose.rules import ALL_RULES

_DEFAULT = "default"
_OF_RULES = ("select", "extend-select", "ignore", "require-suppression-reason")


@click.command("config", context_settings=HELP)
@click.argument("path", metavar="[PATH]", default=".")
@configuring
def command(path: str, configuration: Configurations, **_: Any) -> None:
    """Show the effective settings, and where each comes from.

    What concerns a file is shown as it is for the Go files of PATH, a folder or a file; what concerns the run, as it is
    for one that is started in the working folder. Without PATH, both are the working folder.
    """
    absolute = absolute_path(path, working_folder())
    if not os.path.lexists(absolute):
        raise UsageError(f"{visible(path)}: no such file or directory")
    folder = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
    write_text(f"{line}\n" for line in _settings(configuration, folder))


def _settings(configurations: Configurations, folder: str) -> Iterator[str]:
    upward = configurations.upward(folder)
    of_file = configurations.of(folder)
    yield "# of the run"
    yield from _options(configurations.run, of_files=False)
    yield ""
    yield "# of the Go files in this folder"
    yield from _options(of_file, of_files=True)
    patterns = dict.fromkeys(patterns for each in reversed(upward) for patterns in each.exclude)
    excluded = [line for each in patterns for line in each.lines]
    yield _said("exclude", excluded, _places(reversed(upward), ("exclude",)))
    yield _said("select", [rule.id for rule in rules_in(of_file)], _places([of_file], _OF_RULES))
    lower = [c.value for c in Circumstance if c in of_file.levels.lower]
    yield _said("lower", lower, _places([of_file], ("lower",)))
    yield _said("models", [model.path for model in of_file.models], _places([of_file], ("models",)))
    key = "require-suppression-reason"
    yield _said(key, of_file.require_suppression_reason, _places([of_file], (key,)))
    for rule_id, level in sorted(of_file.levels.of_rules.items()):
        yield f"\n[rules.{rule_id}]"
        yield _said("level", level.value, _places([of_file], ("rules",), ("rules", rule_id)))
    if of_file.per_file_ignores:
        yield f"\n[per-file-ignores]    # {_places([of_file], ('per-file-ignores',))}"
    for each in of_file.per_file_ignores:
        rules = ALL if len(each.rules) == len(ALL_RULES) else sorted(each.rules)
        yield f"{_toml(each.patterns.lines[0])} = {_toml(rules)}"


def _options(configuration: Configuration, *, of_files: bool) -> Iterator[str]:
    for parameter, option in sorted(option_keys(check).items(), key=lambda item: item[1].name):
        if option.takes is Takes.RULES or option.name in NO_KEYS or (option.name in OF_FILES) is not of_files:
            continue
        default = next(p.get_default(click.Context(check)) for p in check.params if p.name == parameter)
        value = configuration.options.get(option.name, default)
        if value is None or value == () or not _is_plain(value):
            yield f"# {option.name} is not set"
        else:
            yield _said(option.name, value, _places([configuration], (option.name,)))


def _is_plain(value: object) -> bool:
    return isinstance(value, str | bool | int | list | tuple)


def _said(key: str, value: object, places: str) -> str:
    return f"{key} = {_toml(value)}    # {places}"


def _toml(value: object) -> str:
    """A value as TOML: of strings, lists, numbers and truth values it is written as in JSON."""
    return json.dumps(value)


def _places(configurations: Iterable[Configuration], keys: Sequence[str], within: tuple[str, ...] = ()) -> str:
    """Where any of the keys is said, in the order in which it counts; the places of a file that says it twice are two."""
    found = [
        f"{document.path}:{line_of(document.text, within or (key,))}"
        for configuration in configurations
        for document in configuration.documents
        for key in keys
        if key in document.keys
    ]
    return ", ".join(dict.fromkeys(found)) or _DEFAULT
