"""What is asked of each file: what the command line says, else what the configuration says that is nearest to the file.

    store/a.go, store/b.go    the same is asked    one part    one check
    legacy/c.go               something else       another

Files of which the same is asked are one part, wherever they lie: a repository with one configuration is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from rowsclose.cli.configured import Configurations
from rowsclose.cli.selection import select_rules
from rowsclose.configuration.settings import Configuration, Selection
from rowsclose.discovery import GoFile
from rowsclose.errors import UsageError
from rowsclose.finding import Confidence, Level
from rowsclose.go.bounds import Trust
from rowsclose.rules import ALL_RULES
from rowsclose.rules.rule import Rule
from rowsclose.rules.unused_suppression import ID as UNUSED_SUPPRESSION
from rowsclose.triage import CheckOptions
from rowsclose.values import replace, value

_TEST_FILE = "_test.go"


@value
class Arguments:
    """What the command line of ``check`` says; names and values are those of its options.

    ``told`` are the names of those that the command line gives. ``fail_on`` is None for never, ``jobs`` for as many
    as pay off. What only shapes reports has a default, for commands that write none.
    """

    patterns: tuple[str, ...]
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_confidence: str
    tests: bool
    generated: bool
    max_steps: int
    quiet: bool
    verbose: bool
    configuration: Configurations
    told: frozenset[str]
    jobs: int | None = None
    cache_dir: str | None = None
    no_cache: bool = False
    trust: bool = False
    stdin_filename: str | None = None
    baseline: str | None = None
    since: str | None = None
    add_ignores: str | None = None
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    formats: tuple[str, ...] = ()
    output: str | None = None
    notes: bool = False
    fail_on: Level | None = Level.WARNING
    color: str = "auto"
    sarif_category: str = "rowsclose"
    sarif_suppressed: bool = False
    statistics: bool = False
    show_files: bool = False


@value
class Part:
    """Files of which the same is asked."""

    files: tuple[GoFile, ...]
    options: CheckOptions


def parts_of(files: Iterable[GoFile], arguments: Arguments) -> tuple[Part, ...]:
    """The files by what is asked of them; where there are none, one part that says what would be.

    Raises:
        UsageError: a rule does not exist, or none is left to run in any file.
        ConfigError: the configuration of a file says something that does not fit.
    """
    asked: list[tuple[CheckOptions, list[GoFile]]] = []
    of_configuration: dict[int, int] = {}  # by identity: there is one object a file

    def place_of(configuration: Configuration) -> int:
        known = of_configuration.get(id(configuration))
        if known is None:
            options = options_of(configuration, arguments)
            known = next((at for at, (other, _) in enumerate(asked) if other == options), len(asked))
            of_configuration[id(configuration)] = known
            if known == len(asked):
                asked.append((options, []))
        return known

    for file in files:
        options, members = asked[place_of(arguments.configuration.of(os.path.dirname(file.absolute)))]
        if options.tests or not file.absolute.endswith(_TEST_FILE):
            members.append(file)
    if not asked:
        place_of(arguments.configuration.run)
    if not any(options.rules for options, _ in asked):
        raise UsageError("no rule is left to run: --ignore takes away all that is selected")
    return tuple(Part(tuple(members), options) for options, members in asked)


def rules_of(parts: Iterable[Part]) -> tuple[Rule, ...]:
    """The rules that run in any part, in the order they are listed in."""
    wanted = {rule.id for part in parts for rule in part.options.rules}
    return tuple(rule for rule in ALL_RULES if rule.id in wanted)


def options_of(configuration: Configuration, arguments: Arguments) -> CheckOptions:
    """What is asked of a file that the configuration counts for."""

    def said(name: str, key: str) -> object:
        here = getattr(arguments, name)
        return here if name in arguments.told else configuration.options.get(key, here)

    return CheckOptions(
        rules_in(configuration, Selection(arguments.select, arguments.extend_select, arguments.ignore)),
        Confidence[str(said("min_confidence", "min-confidence")).upper()],
        bool(said("generated", "generated")),
        bool(said("tests", "tests")),
        configuration.levels,
        configuration.per_file_ignores,
        configuration.models,
        configuration.require_suppression_reason,
        arguments.max_steps,
        Trust.ANYWHERE if arguments.trust else Trust.INSIDE,
    )


def rules_in(configuration: Configuration, *told: Selection) -> tuple[Rule, ...]:
    """The rules that run where the configuration counts, with what the command line tells."""
    *others, last = configuration.selections or (Selection(),)
    if configuration.require_suppression_reason:
        last = replace(last, extend_select=(*last.extend_select, UNUSED_SUPPRESSION))
    return select_rules(ALL_RULES, *others, last, *told)
