"""What ``fleet`` does.

LIST | FOLDER  ->  checkouts  ->  workers  ->  the folder of results  ->  summary  ->  status
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import click
from click.core import ParameterSource

from rowsclose import __version__
from rowsclose.cache.place import usual_folder
from rowsclose.cli.commands import HELP, check, fail_level
from rowsclose.cli.configured import working_folder
from rowsclose.cli.looking import Looking
from rowsclose.cli.output import complain, is_watched, write_report, write_text
from rowsclose.cli.progress import watched
from rowsclose.discovery.git_names import is_in_git
from rowsclose.errors import ConfigError, RowscloseError, UsageError
from rowsclose.executors import workers_for
from rowsclose.executors.workers import Workers
from rowsclose.finding import Level
from rowsclose.fleet import document, page, text
from rowsclose.fleet.checkouts import Checkout, Named, checkouts_of
from rowsclose.fleet.ranking import Ranked, Status, Summary, summary_of
from rowsclose.fleet.results import Results, results_in
from rowsclose.fleet.running import Source, run
from rowsclose.fleet.tasks import Failed, Result, Unchanged
from rowsclose.report.terminal import visible
from rowsclose.values import value

# Options of ``check`` that mean the same here: those that decide what is found in a checkout, and the others.
_OF_FINDINGS = ("select", "extend_select", "ignore", "min_confidence", "tests", "generated", "max_steps")
_OF_RUNS = ("jobs", "fail_on", "exit_zero", "cache_dir", "no_cache", "quiet")


def _as_in_check(names: Iterable[str]) -> list[click.Parameter]:
    by_name = {parameter.name: parameter for parameter in check.params}
    return [by_name[name] for name in names]


@value
class FleetArguments:
    """What the command line of ``fleet`` says; names and values are those of its options."""

    listed: str
    output: str
    format: str
    jobs: int | None
    scheduler: str | None
    source: Source
    fail_on: Level | None
    quiet: bool
    look: Looking


@click.command("fleet", context_settings=HELP, params=_as_in_check((*_OF_FINDINGS, *_OF_RUNS)))
@click.argument("listed", metavar="LIST|FOLDER")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default="rowsclose-fleet",
    show_default=True,
    help="The folder of results. What is done there is not done again.",
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to show the summary on standard output; the folder of results has it in all formats.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Let the workers of this Dask cluster do the work (tcp://host:8786)."
)
@click.option(
    "--shared", is_flag=True, help="The cluster's workers see the checkouts at the same paths: no source is sent."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file in any checkout.")
@click.option("--config", metavar="FILE", help="Read this configuration file, and none in any checkout.")
def command(**options: Any) -> None:
    """Analyse many checkouts: one SARIF log each, and one summary with the worst first.

    LIST has a line a folder; of a FOLDER, each folder below it with a .git, go.mod or go.work is a checkout. A run that was
    ended goes on where it was when it is started again, and a later one looks at what has changed.

    Exit status: 0 nothing to report, 1 findings of the level that --fail-on names or a higher one, 2 something asked for
    could not be analysed.
    """
    ctx = click.get_current_context()
    ctx.exit(run_fleet(_arguments(ctx, options)))


def _arguments(ctx: click.Context, options: dict[str, Any]) -> FleetArguments:
    if options["isolated"] and options["config"] is not None:
        raise UsageError("--config and --isolated exclude each other")
    source = _source(options)
    told = frozenset(n for n in _OF_FINDINGS if ctx.get_parameter_source(n) is ParameterSource.COMMANDLINE)
    look = Looking(
        {name: options[name] for name in _OF_FINDINGS},
        told,
        _existing(options["config"]),
        options["isolated"],
        _cache(options),
    )
    fail_on = fail_level(ctx, options["fail_on"], options["exit_zero"])
    return FleetArguments(
        options["listed"],
        options["output"],
        options["format"],
        options["jobs"],
        options["scheduler"],
        source,
        fail_on,
        options["quiet"],
        look,
    )


def _source(options: dict[str, Any]) -> Source:
    """How checkouts come to workers.

    Raises:
        UsageError: options do not fit the kind of workers.
    """
    if options["scheduler"] is None:
        if options["shared"]:
            raise UsageError("--shared is for the workers of a cluster: --scheduler names it")
        return Source.PATH
    if options["jobs"] is not None:
        raise UsageError("--jobs is for workers of this machine: --scheduler has its own")
    if options["shared"]:
        return Source.PATH
    for name in ("config", "cache_dir"):
        if options[name] is not None:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} is a path of this machine: with --scheduler, say --shared if its workers see it"
            )
    return Source.BYTES


def _cache(options: dict[str, Any]) -> str | None:
    """The folder of what runs have found out; on a cluster the one that is named, if any."""
    usual = usual_folder() if options["scheduler"] is None else None
    folder = None if options["no_cache"] else options["cache_dir"] or usual
    return os.path.abspath(folder) if folder is not None else None


def _existing(configuration: str | None) -> str | None:
    if configuration is None:
        return None
    path = os.path.join(working_folder(), configuration)
    if not configuration or not os.path.isfile(path):
        raise ConfigError("no such file", visible(configuration))
    return path


def run_fleet(arguments: FleetArguments) -> int:
    """Analyse what is not known yet, write the summary, and return the exit status."""
    named = _named(arguments)
    with results_in(arguments.output) as results:
        answers = run(named.checkouts, arguments.look, _workers(arguments, named), results, arguments.source)
        if not arguments.quiet and is_watched():
            answers = watched([checkout.name for checkout in named.checkouts], ((each.name, each) for each in answers))
        outcome = {result.name: result for result in answers}
        summary = summary_of(_ranked(checkout, outcome[checkout.name], results) for checkout in named.checkouts)
        _write(summary, results)
    _show(summary, arguments)
    _say(named, summary, sum(isinstance(result, Unchanged) for result in outcome.values()), arguments)
    return _status(summary, arguments.fail_on)


def _workers(arguments: FleetArguments, named: Named) -> Workers:
    if arguments.scheduler is None:
        return workers_for(arguments.jobs, len(named.checkouts))
    from rowsclose.executors.cluster import Cluster

    return Cluster(arguments.scheduler)


def _named(arguments: FleetArguments) -> Named:
    if is_in_git(os.path.abspath(arguments.output)):
        raise RowscloseError(f"{visible(arguments.output)}: nothing is written into a folder of git's")
    _ = arguments.look.identity  # what is wrong with the configuration is said once, before the work
    return checkouts_of(arguments.listed)


def _ranked(checkout: Checkout, result: Result, results: Results) -> Ranked:
    reason = result.reason if isinstance(result, Failed) else ""
    return Ranked(checkout.name, results.sarif(checkout.name), results.record(checkout.name), reason)


def _write(summary: Summary, results: Results) -> None:
    results.write("summary.txt", "".join(text.render(summary)))
    results.write("summary.json", "".join(document.render(summary, __version__)))
    results.write("summary.html", "".join(page.render(summary, __version__)))


def _show(summary: Summary, arguments: FleetArguments) -> None:
    if arguments.format == "json":
        write_report(document.render(summary, __version__))
    else:
        write_text(text.render(summary))


def _say(named: Named, summary: Summary, known: int, arguments: FleetArguments) -> None:
    complain(*(f"{visible(path)}: warning: its Go files belong to no checkout" for path in named.left_out))
    for ranked in summary.repositories:
        complain(*(f"{visible(ranked.name)}: {said}" for said in _said_of(ranked)))
    if not arguments.quiet:
        complain(text.summary_line(summary, known))


def _said_of(ranked: Ranked) -> Iterator[str]:
    """What was not analysed in a checkout, or only in part."""
    if ranked.record is None:
        yield f"error: {ranked.reason}"
        return
    for notice in ranked.record.notices:
        place = ":".join(str(part) for part in (notice["path"], notice["line"], notice["column"]) if part)
        level = "error" if notice["fails_the_run"] else "warning"
        yield f"{place}: {level}: {notice['message']}" if place else f"{level}: {notice['message']}"


def _status(summary: Summary, least: Level | None) -> int:
    if summary.of(Status.WHOLE) < len(summary.repositories):
        return RowscloseError.exit_status
    return 1 if least is not None and summary.has(least) else 0
