"""Configuration files' part of the command line: their keys are the options, their values the defaults.

configuration of the run       the nearest file upward from the working folder   formats, output, ...
configuration of a file        the nearest one upward from that file             rules, levels, ignores, models
--config FILE, --isolated      that one or none, for the run and for every file
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import click

from rowsclose.configuration.find import ConfigurationFiles
from rowsclose.configuration.settings import Configuration, Known, Option, Takes
from rowsclose.discovery.git import repository_of
from rowsclose.discovery.tree import is_within
from rowsclose.errors import ConfigError, RowscloseError
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.terminal import visible

# Which file is read, what only this one run can know, and what nobody but who runs it may ask for: to write in sources,
# and to go where the tree leads.
NO_KEYS = frozenset(
    {"config", "isolated", "show-files", "stdin-filename", "no-baseline"}
    | {"add-ignores", "fix", "diff", "unsafe-fixes", "trust"}
)
# Options that say something of a file: the configuration that is nearest to the file says them.
OF_FILES = frozenset({"select", "extend-select", "ignore", "min-confidence", "tests", "generated"})
# A tree may not have a run go on for as long as it likes.
_MOST = {"max-steps": 2_000_000}

_NOTHING = Configuration()


class Configurations:
    """The configuration of the run, and that of each file.

    ``upward`` gives what the files from an absolute folder upward say, the nearest first. ``excluded`` are the files that
    ``exclude`` has taken out so far.
    """

    def __init__(self, upward: Callable[[str], tuple[Configuration, ...]], cwd: str | None = None) -> None:
        """``cwd``: the working folder of the run, that of the process where it is None."""
        self.upward = upward
        self.excluded: set[str] = set()
        self.run = self.of(working_folder() if cwd is None else cwd)

    def of(self, folder: str) -> Configuration:
        """What counts for the Go files of a folder.

        Raises:
            ConfigError: a file cannot be read, or says something that does not fit.
        """
        return next(iter(self.upward(folder)), _NOTHING)

    def exclude(self, path: str) -> bool:
        """Whether a file upward takes an absolute path out; a folder's ends in a slash. None takes back in for another."""
        upward = self.upward(os.path.dirname(path.rstrip("/")))
        is_excluded = any(patterns.match(path) for each in upward for patterns in each.exclude)
        if is_excluded and not path.endswith("/"):
            self.excluded.add(path)
        return is_excluded


def configure(ctx: click.Context, command: click.Command, named: str | None) -> Configurations:
    """The configurations for a run in the working folder; what the run's says of the options becomes their defaults.

    The files' keys are the options of ``command``; the command that runs has some of them. ``named`` is the file of
    --config; it is called before any option but --isolated has its value.

    Raises:
        ConfigError: the file cannot be read, or says something that does not fit.
    """
    if ctx.params.get("isolated"):
        return Configurations(lambda _: ())
    found = configurations(command, named)
    given = found.run.options
    ctx.default_map = {
        name: given[key.name]
        for name, key in (option_keys(ctx.command) if given else {}).items()
        if key.name in given and key.name not in OF_FILES
    }
    return found


def configurations(command: click.Command, named: str | None = None) -> Configurations:
    """What the nearest files say, or that of --config; their keys are the options of ``command``.

    Raises:
        ConfigError: the run's file cannot be read, or says something that does not fit.
    """
    cwd = working_folder()
    return configurations_in(repository_of(cwd) or cwd, cwd, command, named)


def configurations_in(root: str, cwd: str, command: click.Command, named: str | None = None) -> Configurations:
    """The same for a run in a working folder; files are looked for within the folder ``root``."""

    known: Known = {}

    @cache
    def read(path: str) -> Configuration:
        # Only a run with a file pays for reading one.
        from rowsclose.configuration.schema import read_configuration
        from rowsclose.rules import ALL_RULES

        folder = os.path.dirname(path)
        bound = root if is_within(path, root) else repository_of(folder) or folder
        rule_ids = [rule.id for rule in ALL_RULES]
        return read_configuration(path, bound, list(option_keys(command).values()), rule_ids, known)

    if named is not None:
        only = (read(_named(cwd, named)),)
        return Configurations(lambda _: only, cwd)
    files = ConfigurationFiles(root)
    upward = cache(lambda folder: tuple(read(path) for path in files.upward(os.path.realpath(folder))))
    return Configurations(upward, cwd)


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
    return Option(long, _takes(parameter), choices, parameter.multiple, _MOST.get(long))


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
