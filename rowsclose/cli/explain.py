"""What ``explain`` does: a rule's page, the table of rules, or what is inferred of a function or a line."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rowsclose import __version__
from rowsclose.cli.output import complain, wants_color, write_report, write_text
from rowsclose.cli.selection import rule_named
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.report.explain import explain, rule_table
from rowsclose.report.terminal import visible
from rowsclose.rules import ALL_RULES
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.cli.configured import Configurations
    from rowsclose.discovery import GoFile


# A column behind the line, as messages have it, says no more.
_PLACE = re.compile(r"(.+?):([1-9][0-9]{0,8})(?::[0-9]*)?:?", re.DOTALL)  # a file and a line


def run_explain(rule_id: str | None, format_: str) -> None:
    """Print one rule's page, or the table of rules; as JSON all that is known of the one or of all."""
    if format_ == "json":
        from rowsclose.report.explain_json import rules_json

        write_report([rules_json(ALL_RULES if rule_id is None else [rule_named(ALL_RULES, rule_id)], __version__)])
        return
    color = wants_color("auto", None)
    write_text(
        rule_table(ALL_RULES, color=color)
        if rule_id is None
        else [explain(rule_named(ALL_RULES, rule_id), color=color)]
    )


def run_explain_at(place: str, configurations: Configurations) -> int:
    """Print what is known of the acquisitions on a line, and return the exit status.

    Raises:
        UsageError: it is no place.
        RowscloseError: there is no such file, or it has no such line.
    """
    from rowsclose.cli.configured import working_folder
    from rowsclose.discovery import discover
    from rowsclose.finding import Confidence
    from rowsclose.line import line_known
    from rowsclose.report.line_page import line_page
    from rowsclose.report.summary import notice_line
    from rowsclose.triage import CheckOptions

    found = _PLACE.fullmatch(place)
    if found is None or not found[1].endswith(".go"):
        raise UsageError(f"--at {visible(place)} is no place: write FILE.go:LINE, with lines from 1")
    discovered = discover([found[1]], working_folder())
    if not discovered.files:
        reason = "; ".join(notice.message for notice in discovered.notices)
        raise RowscloseError(f"{visible(found[1])}: {reason}")
    configuration = configurations.of(os.path.dirname(discovered.files[0].absolute))
    options = CheckOptions(
        ALL_RULES, Confidence.LOW, True, True, levels=configuration.levels, models=configuration.models
    )
    known = line_known(discovered, int(found[2]), options)
    complain(*(notice_line(notice) for notice in known.notices))
    write_text(line_page(known, color=wants_color("auto", None)))
    return RowscloseError.exit_status if any(notice.kind.fails_the_run for notice in known.notices) else 0


def run_explain_function(name: str, patterns: Sequence[str], configurations: Configurations) -> int:
    """Print what is inferred of the functions of that name, and return the exit status.

    Raises:
        UsageError: the patterns match no function of that name.
    """
    from rowsclose.cli.configured import working_folder
    from rowsclose.discovery import discover
    from rowsclose.functions import functions_named
    from rowsclose.report.function_page import function_pages
    from rowsclose.report.summary import notice_line

    discovered = discover(list(patterns) or ["./..."], working_folder())
    by_models: dict[tuple[GoFile, ...], list[GoFile]] = {configurations.run.models: []}
    for file in discovered.files:
        by_models.setdefault(configurations.of(os.path.dirname(file.absolute)).models, []).append(file)
    named = [functions_named(replace(discovered, files=tuple(f)), name, models) for models, f in by_models.items()]
    functions = [function for each in named for function in each.functions]
    notices = sorted({notice for each in named for notice in each.notices})
    near = dict.fromkeys(visible(n) for each in named for n in each.near)
    complain(*(notice_line(notice) for notice in notices))
    if not functions and not notices:
        hint = f"; there is {' and '.join(near)}" if near else ""
        raise UsageError(f"no function is called {visible(name)}{hint}")
    write_text(function_pages(functions, color=wants_color("auto", None)))
    failed = any(notice.kind.fails_the_run for notice in notices)
    return RowscloseError.exit_status if failed or not functions else 0
