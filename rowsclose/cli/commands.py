"""click's view of the command line: the group, its commands, and their options.

Imports that only a run needs stand in the functions that run: ``--version`` and ``--help`` pay for none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from rowsclose import __version__
from rowsclose.cli.group import Group
from rowsclose.errors import UsageError
from rowsclose.finding import Confidence, Level
from rowsclose.flow.budget import USUAL_STEPS
from rowsclose.report.formats import FORMAT_NAMES

if TYPE_CHECKING:
    from rowsclose.cli.asking import Arguments
    from rowsclose.cli.configured import Configurations

HELP = {"help_option_names": ["-h", "--help"]}
_NEVER = "never"


def _configured(ctx: click.Context, _: click.Parameter, named: str | None) -> Configurations:
    from rowsclose.cli.configured import configure

    return configure(ctx, check, named)


# What decides which findings there are, and how they are looked for: for every command that looks for any.
_CHOOSING = (
    click.option("--select", metavar="RULES", multiple=True, help="Run these rules only: ids with commas, or all."),
    click.option("--extend-select", metavar="RULES", multiple=True, help="Run these rules as well."),
    click.option("--ignore", metavar="RULES", multiple=True, help="Do not run these rules."),
    click.option(
        "--min-confidence",
        type=click.Choice([confidence.label for confidence in reversed(Confidence)]),
        default=Confidence.MEDIUM.label,
        show_default=True,
        help="Leave out findings that rest on more assumptions than this.",
    ),
    click.option("--tests/--no-tests", default=True, show_default=True, help="Include _test.go files."),
    click.option("--generated/--no-generated", default=False, show_default=True, help="Include generated files."),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Use so many worker processes.  [default: as many as pay off]",
    ),
    click.option("--cache-dir", metavar="DIR", help="Where runs keep what they find out.  [default: see cache]"),
    click.option(
        "--no-cache", is_flag=True, help="Use nothing that runs before this one have found out, and keep nothing."
    ),
    click.option("-q", "--quiet/--no-quiet", default=False, help="Leave out the summary line."),
    click.option(
        "--max-steps",
        metavar="N",
        type=click.IntRange(min=1),
        default=USUAL_STEPS,
        show_default=True,
        help="Give up on a function that takes more steps than this, and say so.",
    ),
    click.option(
        "-v", "--verbose/--no-verbose", default=False, help="Say on standard error what is checked, and by which rules."
    ),
)

_CONFIGURING = (
    click.option("--isolated", is_flag=True, is_eager=True, help="Read no configuration file."),
    click.option(
        "--config",
        "configuration",
        metavar="FILE",
        is_eager=True,
        callback=_configured,
        help="Read this configuration file, and not the nearest .rowsclose.toml.",
    ),
)


def configuring(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say which configuration file is read."""
    return _with(_CONFIGURING, command)


def _choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    return _with((*_CHOOSING, *_CONFIGURING), command)


def _with(options: Sequence[Callable[..., Any]], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


@click.group(cls=Group, context_settings=HELP)
@click.version_option(__version__, "-V", "--version", prog_name="rowsclose", message="%(prog)s %(version)s")
def rowsclose() -> None:
    """Find database result sets that Go code fails to close, from source alone."""


@rowsclose.command(context_settings=HELP)
@click.argument("patterns", metavar="[PATTERN]...", nargs=-1)
@click.option(
    "-f",
    "--format",
    "formats",
    metavar="NAME[=FILE]",
    multiple=True,
    default=("text",),
    help=f"How to report, and where: {', '.join(FORMAT_NAMES)}. May be given several times.  [default: text]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write there (atomically) instead of standard output: the format without =FILE.",
)
@click.option("--notes/--no-notes", default=False, help="List findings of level note in text and concise too.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that are recorded there.")
@click.option("--no-baseline", is_flag=True, help="Leave in what the configuration's baseline records, as to mend it.")
@click.option(
    "--since",
    metavar="REV",
    help="Only findings in functions that changed since this revision of git, or that changes elsewhere have made.",
)
@click.option(
    "--add-ignores", metavar="REASON", help="Silence the findings that are listed, by comments in their files."
)
@click.option(
    "--fail-on",
    type=click.Choice([*(level.value for level in Level), _NEVER]),
    default=Level.WARNING.value,
    show_default=True,
    help="The lowest level of a finding that makes the exit status 1.",
)
@click.option(
    "--exit-zero/--no-exit-zero", default=False, help=f"Exit 0 in spite of findings: the same as --fail-on {_NEVER}."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text; auto honours NO_COLOR and FORCE_COLOR.",
)
@click.option(
    "--sarif-category",
    metavar="NAME",
    default="rowsclose",
    show_default=True,
    help="Tells this analysis from others of the same commit.",
)
@click.option(
    "--sarif-suppressed/--no-sarif-suppressed", default=False, help="Keep suppressed findings in SARIF, as suppressed."
)
@click.option(
    "--trust/--no-trust",
    default=False,
    show_default=True,
    help="Read outside of the repository too, where its modules (replace, use) and links lead.",
)
@click.option("--stdin-filename", metavar="FILE", help="The name of what is read for the pattern -.")
@click.option("--fix/--no-fix", default=False, help="Mend what can be mended, and report what is left.")
@click.option(
    "--diff/--no-diff", default=False, help="Show what --fix would change as a unified diff, and change nothing."
)
@click.option(
    "--unsafe-fixes/--no-unsafe-fixes",
    default=False,
    help="Let --fix and --diff make the round of a loop a function too: what it defers then runs at its end.",
)
@click.option("--statistics/--no-statistics", default=False, help="Count the findings of each rule, on standard error.")
@click.option("--show-files", is_flag=True, help="List the files that would be analysed, and do no more.")
@_choosing
def check(**options: Any) -> None:
    """Report result sets that are not closed.

    A PATTERN is a Go package pattern (./..., ./store, ./store/...), a folder or a .go file; - reads standard input.
    Without one it is ./...

    Exit status: 0 nothing to report, 1 findings of the level that --fail-on names or a higher one, 2 something asked for
    could not be analysed.
    """
    from rowsclose.cli.run import run_check

    ctx = click.get_current_context()
    ctx.exit(run_check(settled_arguments(ctx, options)))


def settled_arguments(ctx: click.Context, options: dict[str, Any]) -> Arguments:
    """What the options of ``check`` say."""
    from rowsclose.cli.asking import Arguments

    options = _settled(ctx, options)
    if options.pop("no_baseline"):
        if "baseline" in options["told"]:
            raise UsageError("--baseline and --no-baseline exclude each other")
        options["baseline"] = None
    options["fail_on"] = fail_level(ctx, options["fail_on"], options.pop("exit_zero"))
    return Arguments(**options)


def _settled(ctx: click.Context, options: dict[str, Any]) -> dict[str, Any]:
    """The options without what only the command line has to know, and which of them it gives."""
    told = frozenset(name for name in options if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE)
    if options.pop("isolated") and ctx.get_parameter_source("configuration") is ParameterSource.COMMANDLINE:
        raise UsageError("--config and --isolated exclude each other")
    for one, other in (("quiet", "verbose"), ("verbose", "quiet")):
        if options[one] and _is_from_file(ctx, other):
            options[other] = False
    if ctx.get_parameter_source("cache_dir") is ParameterSource.COMMANDLINE and _is_from_file(ctx, "no_cache"):
        options["no_cache"] = False
    return {**options, "told": told}


def fail_level(ctx: click.Context, named: str, exit_zero: bool) -> Level | None:
    """The lowest level that fails, None for never: as either option says on the command line, else in the file."""
    is_told_here = ctx.get_parameter_source("fail_on") is ParameterSource.COMMANDLINE
    if exit_zero and named != _NEVER and is_told_here and not _is_from_file(ctx, "exit_zero"):
        raise UsageError(f"--exit-zero and --fail-on {named} exclude each other")
    return None if named == _NEVER or (exit_zero and not is_told_here) else Level(named)


def _is_from_file(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


@rowsclose.command(context_settings=HELP)
@click.argument("patterns", metavar="[PATTERN]...", nargs=-1)
@click.option(
    "-o",
    "--baseline",
    "--output",
    "file",
    metavar="FILE",
    default=".rowsclose-baseline.jsonl",
    show_default=True,
    help="Where to record them: a baseline, or a file that does not exist yet.",
)
@click.option("--prune", is_flag=True, help="Record nothing new: only drop what is gone, and follow what has moved.")
@_choosing
def baseline(file: str, prune: bool, **options: Any) -> None:
    """Record today's findings, so that check --baseline FILE reports only new ones.

    What is recorded of files and rules that are not looked at stays. A finding that is moved, reformatted or edited
    beside is still the recorded one; a second one like it is new.

    Exit status: 0 recorded, 2 something asked for could not be analysed, or the file cannot be written.
    """
    from rowsclose.cli.asking import Arguments
    from rowsclose.cli.baseline import Recording, run_baseline

    ctx = click.get_current_context()
    recording = Recording.PRUNE if prune else Recording.ALL
    ctx.exit(run_baseline(Arguments(**_settled(ctx, options)), file, recording))


@rowsclose.command(context_settings=HELP)
@click.argument("names", metavar="[RULE | PATTERN...]", nargs=-1)
@click.option(
    "--function",
    metavar="NAME",
    help="Show what is inferred of the functions of this name (Func, Type.Method, pkg.Func) that the patterns match.",
)
@click.option(
    "--at",
    "place",
    metavar="FILE:LINE",
    help="Show what is known of the acquisition there: who owns it, how it stands at each way out, what was assumed.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to show a rule, or all of them.",
)
def explain(names: tuple[str, ...], function: str | None, place: str | None, format_: str) -> None:
    """Show a rule's page; without RULE, the table of rules.

    With --function, show what a function does to the resources it is given, whose those are that it returns, and why.
    With --at, show what becomes of what is acquired on a line, whether it is reported or not.
    """
    from rowsclose.cli.explain import run_explain, run_explain_at, run_explain_function

    if format_ != "text" and (place is not None or function is not None):
        raise UsageError("--format json is for rules")
    if place is not None:
        from rowsclose.cli.configured import configurations

        if names or function is not None:
            raise UsageError("--at takes no rule, no pattern and no --function beside it")
        click.get_current_context().exit(run_explain_at(place, configurations(check)))
    if function is not None:
        from rowsclose.cli.configured import configurations

        click.get_current_context().exit(run_explain_function(function, names, configurations(check)))
    if len(names) > 1:
        raise UsageError(f"one rule at a time, not {len(names)}; patterns go with --function")
    run_explain(names[0] if names else None, format_)


@rowsclose.command(context_settings=HELP)
@click.argument("patterns", metavar="[PATTERN]...", nargs=-1)
@click.option(
    "--dsn", metavar="DSN", help="The server to ask, as libpq takes it. Never shown. [default: PGSERVICE, PGHOST, …]"
)
@click.option("--dsn-env", metavar="NAME", help="The environment variable that holds the DSN.")
@click.option(
    "--activity",
    metavar="FILE",
    multiple=True,
    help="Read sessions from CSV or JSON of pg_stat_activity instead, - for standard input. Several are samples.",
)
@click.option("--samples", type=click.IntRange(1, 1000), default=3, show_default=True, help="How often to look.")
@click.option(
    "--every", type=click.FloatRange(0.1, 3600), default=2.0, show_default=True, help="Seconds between two samples."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.5, 3600),
    default=10.0,
    show_default=True,
    help="Seconds to wait for the server.",
)
@click.option("--application", metavar="NAME", multiple=True, help="Look at sessions of this application_name only.")
@click.option("--tests/--no-tests", default=False, show_default=True, help="Include _test.go files.")
@click.option(
    "--watch", is_flag=True, help="Show how many sessions there are, and which lines get more, until it is ended."
)
@click.option("--plot", metavar="FILE", help="Draw the samples as SVG, too: with --samples 100, say.")
@click.option(
    "--terminate",
    is_flag=True,
    help="After a yes, end the sessions of the lines that leak, if they are still the same.",
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("-o", "--output", metavar="FILE", help="Write there (atomically) instead of standard output.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Leave out the summary line.")
def trace(**options: Any) -> None:
    """Name the lines of code that stuck sessions of a database server come from.

    Exit status: 0 no session speaks against a line, 1 some do, 2 something asked for could not be done.
    """
    from rowsclose.cli.configured import configurations
    from rowsclose.cli.trace import TraceArguments, run_trace

    ctx = click.get_current_context()
    ctx.exit(run_trace(TraceArguments(**options, configuration=configurations(check))))


@rowsclose.group(context_settings=HELP, invoke_without_command=True)
@click.option("--cache-dir", metavar="DIR", help="Another one than that of the configuration, or the usual one.")
@click.pass_context
def cache(ctx: click.Context, cache_dir: str | None) -> None:
    """Show where the cache is, and how large.

    It holds what runs have found out, each answer by the content of all that it depends on. It may be removed at any time.
    """
    from rowsclose.cli.cache import run_cache
    from rowsclose.cli.configured import configurations

    if cache_dir is None:
        configured = configurations(check).run.options.get("cache-dir")
        cache_dir = configured if isinstance(configured, str) else None
    ctx.obj = cache_dir
    if ctx.invoked_subcommand is None:
        run_cache(cache_dir)


@cache.command(context_settings=HELP)
@click.pass_obj
def clear(folder: str | None) -> None:
    """Remove all that the cache holds."""
    from rowsclose.cli.cache import run_clear

    run_clear(folder)
