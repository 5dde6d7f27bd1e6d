"""The group of commands: what its first word may be, and rowsclose's errors as click shows them.

rowsclose check ./...     a command
rowsclose ./...           a pattern: ``check`` is meant, and standard error says so
rowsclose chekc ./...     neither: the nearest command is named
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from rowsclose.cli.output import complain
from rowsclose.errors import RowscloseError, UsageError, did_you_mean
from rowsclose.report.terminal import visible

_MEANT = "check"
# Commands that a check has no use for, by their modules: each is imported when it is asked for.
_ELSEWHERE = {
    "completion": "rowsclose.cli.completion",
    "config": "rowsclose.cli.config",
    "fleet": "rowsclose.cli.fleet",
    "vet": "rowsclose.cli.vet",
}


class _Failure(click.ClickException):
    """An error that is not the command line's."""

    exit_code = RowscloseError.exit_status


class Group(click.Group):
    """Turns rowsclose's errors into click's, and a pattern in a command's place into a check of it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*self.commands, *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported where it must be."""
        if cmd_name in _ELSEWHERE and cmd_name not in self.commands:
            self.add_command(import_module(_ELSEWHERE[cmd_name]).command, cmd_name)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong is shown by click."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error)) from error
        except RowscloseError as error:
            raise _Failure(str(error)) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left behind the group's own options; an option of a command says where it belongs."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            owner = next((name for name, command in self.commands.items() if _has(command, error.option_name)), None)
            if owner is None:
                raise
            option = visible(error.option_name)
            raise click.UsageError(
                f"{option} is an option of `{owner}`: write rowsclose {owner} {option}", ctx=ctx
            ) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names or means."""
        word = args[0]
        if ctx.resilient_parsing or self.get_command(ctx, word) is not None:
            return super().resolve_command(ctx, args)
        if _is_pattern(word):
            complain(f"rowsclose: {visible(word)} is no command: this is `rowsclose {_MEANT} {visible(word)}`")
            return super().resolve_command(ctx, [_MEANT, *args])
        raise click.UsageError(
            f"no such command: {visible(word)}{did_you_mean(word, self.list_commands(ctx))}", ctx=ctx
        )


def _is_pattern(word: str) -> bool:
    """Whether a word names Go files rather than a command: by its form, or because it exists."""
    return word == "-" or "/" in word or "..." in word or word.endswith(".go") or os.path.lexists(word)


def _has(command: click.Command, option: str) -> bool:
    return any(option in (*parameter.opts, *parameter.secondary_opts) for parameter in command.params)
