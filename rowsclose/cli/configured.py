"""The configuration file's part of the command line: its keys are the options, its values their defaults."""

from __future__ import annotations

import os

import click

from rowsclose.configuration.find import nearest_file
from rowsclose.configuration.settings import Configuration, Option, Takes
from rowsclose.discovery.git import repository_of
from rowsclose.errors import ConfigError, RowscloseError
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.terminal import visible

# Which file is read, what only this one run can know, and what nobody but who runs it may ask for: to write in sources.
NO_KEYS = frozenset({"config", "isolated", "stdin-filename", "add-ignores"})


def configure(ctx: click.Context, command: click.Command, named: str | None) -> Configuration:
    """The configuration for a run in the working folder; what it says of the options becomes their defaults.

    The file's keys are the options of ``command``; the command that runs has some of them. ``named`` is the file of
    --config; it is called before any option but --isolated has its value.

    Raises:
        ConfigError: the file cannot be read, or says something that does not fit.
    """
    if ctx.params.get("isolated"):
        return Configuration()
    configuration = nearest_configuration(command, named)
    given = configuration.options
    # Rules are selected in layers, so that what the file ignores can be asked for by name.
    ctx.default_map = {
        name: given[key.name]
        for name, key in (option_keys(ctx.command) if given else {}).items()
        if key.name in given and key.takes is not Takes.RULES
    }
    return configuration


def nearest_configuration(command: click.Command, named: str | None = None) -> Configuration:
    """What the nearest file says, or that of --config; its keys are the options of ``command``.

    Raises:
        ConfigError: the file cannot be read, or says something that does not fit.
    """
    cwd = working_folder()
    root = repository_of(cwd) or cwd
    path = nearest_file(cwd, root) if named is None else _named(cwd, named)
    if path is None:
        return Configuration()
    # Only a run with a file pays for reading one.
    from rowsclose.configuration.schema import read_configuration
    from rowsclose.rules import ALL_RULES

    return read_configuration(path, root, list(option_keys(command).values()), [rule.id for rule in ALL_RULES])


def option_keys(command: click.Command) -> dict[str, Option]:
    """The options that are keys of the file too, by the names of their parameters."""
    found: dict[str, Option] = {}
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name is not None:
            long = next((name[2:] for name in parameter.opts if name.startswith("--")), "")
            if long and long not in NO_KEYS:
                found[parameter.name] = _option(long, parameter)
    return found


def working_folder() -> str:
    """The absolute path of the working folder, without links.

    Raises:
        RowscloseError: it has been deleted.
    """
    try:
        return os.getcwd()
    except FileNotFoundError as error:
        raise RowscloseError("the working folder does not exist any more") from error


def _named(cwd: str, named: str) -> str:
    path = os.path.normpath(os.path.join(cwd, named))
    if not named or not os.path.exists(path):
        raise ConfigError("no such file", visible(named))
    return path


def _option(long: str, parameter: click.Option) -> Option:
    if long == "format":
        return Option(long, Takes.FORMATS, FORMAT_NAMES, parameter.multiple)
    choices = tuple(parameter.type.choices) if isinstance(parameter.type, click.Choice) else ()
    return Option(long, _takes(parameter), choices, parameter.multiple)


def _takes(parameter: click.Option) -> Takes:
    if parameter.is_flag:
        return Takes.FLAG
    if isinstance(parameter.type, click.types.IntParamType):
        return Takes.NUMBER
    match parameter.metavar:
        case "RULES":
            return Takes.RULES
        case "FILE" | "DIR":
            return Takes.FILE
        case _:
            return Takes.TEXT
