"""What ``vet`` does: it answers ``go vet -vettool=``, package by package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

from rowsclose.cli.asking import Arguments
from rowsclose.cli.checked import Checked
from rowsclose.cli.commands import HELP, check, settled_arguments
from rowsclose.cli.configured import configurations, working_folder
from rowsclose.cli.output import complain, write_report
from rowsclose.cli.run import asked_for, exit_status
from rowsclose.discovery.git import repository_of, tracked_or_new
from rowsclose.errors import RowscloseError
from rowsclose.finding import Finding
from rowsclose.levels import is_at_least
from rowsclose.report.jsontext import dumps
from rowsclose.report.summary import notice_line
from rowsclose.report.terminal import visible
from rowsclose.source import read_regular
from rowsclose.vet.facts import facts
from rowsclose.vet.protocol import Unit, flags_text, options_of, read_unit, version_line


class _Words(click.Command):
    """Takes all words as they are: go's flags are none of click's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Only a word for help is looked at."""
        if not args or args[0] in HELP["help_option_names"]:
            return super().parse_args(ctx, ["--help"])
        ctx.params["words"] = tuple(args)
        return []


@click.command("vet", cls=_Words, context_settings=HELP)
@click.argument("words", metavar="[-V=full | -flags | [FLAG]... FILE.cfg]", nargs=-1)
def command(words: tuple[str, ...]) -> None:
    """Answer go vet: go vet -vettool=$(which rowsclose-vet) ./...

    go asks by the arguments of this command, once for each package. rowsclose-vet is the same command as one path.
    Findings of the level that -fail-on names, or of a higher one, are reported.
    """
    click.get_current_context().exit(_answer(list(words)))


def _answer(words: list[str]) -> int:
    match words:
        case ["-V=full"]:
            write_report([version_line(_configuration())])
        case ["-flags"]:
            write_report([flags_text()])
        case [*flags, path] if path.endswith(".cfg"):
            return _vet(read_unit(path), *options_of(flags))
        case _:
            options_of(words)
            raise RowscloseError("go vet names a package by a .cfg file, and there is none")
    return 0


def _configuration() -> Iterator[bytes]:
    """The texts of all that the repository says to configure a check: go asks again where one of them changes."""
    cwd = working_folder()
    run = configurations(check).run
    yield from (document.text.encode("utf-8", "surrogateescape") for document in run.documents)
    yield from (read_regular(model.absolute) for model in run.models)
    root = repository_of(cwd)
    for path in tracked_or_new(root, "*rowsclose.toml") if root else ():
        yield os.fsencode(path)
        yield read_regular(path)


def _vet(unit: Unit, options: list[str], is_json: bool) -> int:
    _write(unit.facts_file, facts(unit))
    files = [path for path in unit.go_files if os.path.dirname(path) == unit.folder and os.path.isfile(path)]
    if unit.facts_only or not files:
        return 0
    arguments = _arguments([*options, "--", *files])
    checked = asked_for(arguments)
    complain(*(notice_line(notice) for notice in checked.run.notices))
    least = arguments.fail_on
    found = [f for f in checked.run.findings if least is not None and is_at_least(f.level, least)]
    if is_json:
        write_report([_json(unit, found, checked)], unit.answer or None)
        return exit_status(checked.run, None)
    complain(*(f"{_place(f, checked)}: {_message(f)}" for f in found))
    return exit_status(checked.run, least)


def _arguments(words: list[str]) -> Arguments:
    with check.make_context("vet", words) as ctx:
        return settled_arguments(ctx, ctx.params)


def _write(path: str, text: bytes) -> None:
    try:
        with open(path, "wb") as file:
            file.write(text)
    except OSError as error:
        raise RowscloseError(f"{visible(path)}: {(error.strerror or str(error)).lower()}") from error


def _json(unit: Unit, found: list[Finding], checked: Checked) -> str:
    """The findings as go's own analyzers have theirs: by package, then by rule."""
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for finding in found:
        entry = {"posn": _place(finding, checked), "message": _message(finding)}
        by_rule.setdefault(finding.rule_id, []).append(entry)
    return dumps({unit.id: by_rule} if by_rule else {})


def _message(finding: Finding) -> str:
    """With the rule, for from Go 1.26 on go prints what the JSON has, and nothing of rules."""
    return f"{visible(finding.message)} ({finding.rule_id})"


def _place(finding: Finding, checked: Checked) -> str:
    """Go's own form, from the root of the file system: go makes the folder of the package short."""
    at = checked.context.read(finding.path).position(finding.span.start)
    return f"{visible(os.path.join(checked.context.folder, finding.path))}:{at.line}:{at.column}"
