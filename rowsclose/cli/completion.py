"""What ``completion`` does, and what a shell is told when it asks: commands, options, rules, formats, files.

    rowsclose completion bash              the script, which asks by _ROWSCLOSE_COMPLETE
    _ROWSCLOSE_COMPLETE=bash_complete ...  the answer: click's, with types that know what a word may become

The types are set when a shell asks and at no other time: a run pays nothing for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from rowsclose.cli.commands import HELP, rowsclose
from rowsclose.cli.output import write_report
from rowsclose.cli.selection import ALL
from rowsclose.errors import InternalError
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.rules import ALL_RULES

if TYPE_CHECKING:
    _ParamType = click.ParamType[str]
else:
    _ParamType = click.ParamType  # generic from click 8.4 on

_ASKED_BY = "_ROWSCLOSE_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


@click.command("completion", context_settings=HELP)
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print a completion script.

    \b
    bash: eval "$(rowsclose completion bash)" in ~/.bashrc
    zsh:  eval "$(rowsclose completion zsh)" in ~/.zshrc
    fish: rowsclose completion fish > ~/.config/fish/completions/rowsclose.fish
    """
    made = get_completion_class(shell)
    if made is None:
        raise InternalError(f"click knows no completion for {shell}")
    # An empty line would end a script that is given to eval without quotes.
    write_report([made(rowsclose, {}, "rowsclose", _ASKED_BY).source().strip() + "\n"])


def prepare() -> None:
    """Let each option and argument know what its words may become."""
    context = click.Context(rowsclose)
    for name in rowsclose.list_commands(context):
        found = rowsclose.get_command(context, name)
        for parameter in found.params if found is not None else ():
            parameter.type = _type_of(parameter)


def _type_of(parameter: click.Parameter) -> click.ParamType[Any]:
    match parameter.metavar:
        case "RULES":
            return _Words([(ALL, "every rule"), *_rules()], separator=",")
        case "[RULE | PATTERN...]":
            return _Words(_rules(), with_files=True)
        case "NAME[=FILE]":
            return _Words((name, "") for name in FORMAT_NAMES)
        case "FILE" | "[PATTERN]..." | "[PATH]":
            return click.Path()
        case "DIR":
            return click.Path(file_okay=False)
        case _:
            return parameter.type


def _rules() -> list[tuple[str, str]]:
    return [(rule.id, rule.summary) for rule in ALL_RULES]


class _Words(_ParamType):
    """Words with what each means; several of them stand in one where there is a separator."""

    name = "word"

    def __init__(self, words: Iterable[tuple[str, str]], separator: str = "", *, with_files: bool = False) -> None:
        self._words = list(words)
        self._separator = separator
        self._with_files = with_files

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What the word that has been begun may become."""
        before, separator, begun = incomplete.rpartition(self._separator) if self._separator else ("", "", incomplete)
        found = [(word, says) for word, says in self._words if word.startswith(begun)]
        items = [CompletionItem(f"{before}{separator}{word}", help=says or None) for word, says in found]
        return items or ([CompletionItem(incomplete, type="file")] if self._with_files else [])
