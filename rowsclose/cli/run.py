"""What ``check`` does.

patterns  ->  files       -+
options   ->  parts       -+->  driver.check  ->  report, notices, summary  ->  status
stdin     ->  an overlay  -+
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from rowsclose import __version__
from rowsclose.cache.place import usual_folder
from rowsclose.cli.asking import Arguments, Part, parts_of, rules_of
from rowsclose.cli.checked import Checked
from rowsclose.cli.configured import working_folder
from rowsclose.cli.destinations import NamedBy, check_destination, files_of
from rowsclose.cli.output import complain, is_watched, write_text
from rowsclose.cli.reading import reader
from rowsclose.cli.reports import Report, requested_reports, write_reports
from rowsclose.discovery import Discovered, GoFile, discover, stdin_path
from rowsclose.discovery.git import checkout_of, repository_of
from rowsclose.discovery.tree import is_within
from rowsclose.driver import Means
from rowsclose.driver import check as check_files
from rowsclose.errors import RowscloseError, SourceError, UsageError
from rowsclose.files import Overlay
from rowsclose.finding import Level, Run
from rowsclose.levels import is_at_least
from rowsclose.report.context import ReportContext
from rowsclose.report.formats import FOR_PEOPLE
from rowsclose.report.statistics import statistics
from rowsclose.report.summary import gone_line, notice_line, summary_line
from rowsclose.report.terminal import visible
from rowsclose.source import read_bounded
from rowsclose.triage import merged
from rowsclose.values import replace

EVERYTHING = "./..."
STDIN = "-"
UNNAMED_STDIN = "<stdin>"

# Of more findings than a screen holds, standard error tells how many each rule has.
_MUCH = 20


def run_check(arguments: Arguments) -> int:
    """Check, report, and return the exit status."""
    reports = requested_reports(arguments.formats, arguments.output, files_of(arguments.configuration.run))
    if arguments.show_files:
        return _show_files(arguments)
    checked, is_done = _done(arguments)
    run, context = checked.run, checked.context
    if arguments.diff or (arguments.fix and STDIN in arguments.patterns):
        reports = _beside_output(reports, checked, arguments)
    try:
        write_reports(reports, run, context, arguments.color)
    except RowscloseError:
        _complain_of(run)
        raise
    is_for_people = any(report.name in FOR_PEOPLE for report in reports)
    unlisted = sum(not context.lists(finding) for finding in run.findings) if is_for_people else 0
    is_much = is_for_people and len(run.findings) - unlisted > _MUCH
    _say(run, arguments, unlisted, _left_out(checked, arguments), is_much=is_much)
    return exit_status(run, arguments.fail_on) if is_done else RowscloseError.exit_status


def _done(arguments: Arguments) -> tuple[Checked, bool]:
    """The check that is to be reported, and whether all is done that was asked for beside it."""
    if arguments.add_ignores is not None:
        if arguments.fix or arguments.diff:
            raise UsageError("--add-ignores excludes --fix and --diff: fix first, then silence what is left")
        return _commented(arguments)
    if arguments.fix or arguments.diff:
        return _fixed(arguments)
    return asked_for(arguments), True


def _beside_output(reports: tuple[Report, ...], checked: Checked, arguments: Arguments) -> tuple[Report, ...]:
    """The reports that have a file, where standard output is for a diff, or for the fixed text of standard input.

    What is left in that text is told on standard error.
    """
    for report in reports if not arguments.diff else ():
        if report.file is None:
            complain(*"".join(report.render(checked.run, checked.context)).splitlines())
    return tuple(report for report in reports if report.file is not None)


def _fixed(arguments: Arguments) -> tuple[Checked, bool]:
    """What ``--diff`` or ``--fix`` leaves of a check, and whether all could be written; ``--diff`` goes first."""
    from rowsclose.cli.fixing import apply_fixes, show_fixes
    from rowsclose.cli.progress import watched
    from rowsclose.fixes.run import unwatched
    from rowsclose.remedy import Safety

    safety = Safety.UNSAFE if arguments.unsafe_fixes else Safety.SAFE
    wanted = _wanted(arguments)
    watch = unwatched if arguments.quiet or not is_watched() else watched
    fixed = (show_fixes if arguments.diff else apply_fixes)(check_all(arguments), safety, wanted, watch)
    complain(*([] if arguments.quiet else [fixed.summary]))
    return fixed.checked, not fixed.failed


def asked_for(arguments: Arguments) -> Checked:
    """A check without the findings that a baseline records, and those that are not new."""
    wanted = _wanted(arguments)
    return wanted(check_all(arguments))


def _wanted(arguments: Arguments) -> Callable[[Checked], Checked]:
    """What leaves out of a check the findings that a baseline records, and those that are not new.

    Raises:
        RowscloseError: the baseline cannot be read.
    """
    baseline = None
    if arguments.baseline is not None:
        from rowsclose.cli.known import read_baseline

        baseline = read_baseline(arguments.baseline)

    def wanted(checked: Checked) -> Checked:
        if baseline is not None:
            from rowsclose.cli.known import without_recorded

            checked = replace(checked, run=without_recorded(checked, baseline))
        if arguments.since is not None:
            from rowsclose.cli.newer import without_earlier

            checked = replace(checked, run=without_earlier(checked, arguments.since))
        return checked

    return wanted


def _commented(arguments: Arguments) -> tuple[Checked, bool]:
    """The check once comments silence what it finds, and whether all that was to be silenced is."""
    from rowsclose.cli.ignores import add_ignores, reason_of

    reason = reason_of(arguments.add_ignores or "")
    is_done = add_ignores(asked_for(arguments), reason)
    return asked_for(arguments), is_done


def check_all(arguments: Arguments) -> Checked:
    """Check what the arguments ask for, and report nothing."""
    if arguments.quiet and arguments.verbose:
        raise UsageError("--quiet and --verbose exclude each other")
    cwd = working_folder()
    discovered, overlay = _inputs(arguments, cwd)
    parts = parts_of(discovered.files, arguments)
    if arguments.verbose:
        _say_what_is_checked(parts, discovered, arguments)

    def look_at(files: Sequence[GoFile], overlay: Overlay) -> Run:
        means = _means(arguments)
        parts = parts_of(files, arguments)
        return merged(
            [check_files(Discovered(p.files, (), discovered.root), p.options, overlay, means=means) for p in parts]
        )

    run = look_at(discovered.files, overlay)
    run = replace(run, notices=tuple(sorted({*run.notices, *discovered.notices})))
    root = _reported_root(discovered)
    context = ReportContext(
        read=reader(discovered.files, overlay, run),
        rules=rules_of(parts),
        version=__version__,
        root=root,
        folder=cwd,
        notes=arguments.notes or arguments.fail_on is Level.NOTE,  # what fails a run is always listed
        sarif_category=arguments.sarif_category,
        sarif_suppressed=arguments.sarif_suppressed,
        checkout=lambda: checkout_of(root),
    )
    return Checked(run, context, parts, overlay, arguments.patterns or (EVERYTHING,), look_at, discovered.root)


def _say_what_is_checked(parts: Sequence[Part], discovered: Discovered, arguments: Arguments) -> None:
    folders = sorted({os.path.dirname(file.absolute) for file in discovered.files})
    read = dict.fromkeys([arguments.configuration.run.path, *(arguments.configuration.of(f).path for f in folders)])
    complain(f"configuration: {', '.join(filter(None, read)) or 'none'}")
    names = ", ".join(rule.id for rule in rules_of(parts))
    complain(f"{sum(len(part.files) for part in parts):,} files below {visible(discovered.root)}, rules: {names}")


def _show_files(arguments: Arguments) -> int:
    """List the files that would be analysed, and return the exit status."""
    from rowsclose.cli.listing import listed

    discovered, overlay = _inputs(arguments, working_folder())
    paths, notices = listed(parts_of(discovered.files, arguments), overlay)
    notices = [*discovered.notices, *notices]
    if arguments.output is not None:
        is_of_tree = arguments.output in files_of(arguments.configuration.run)
        check_destination(arguments.output, discovered.root, NamedBy.TREE if is_of_tree else NamedBy.USER)
    write_text((f"{visible(path)}\n" for path in paths), arguments.output)
    complain(*(notice_line(notice) for notice in notices))
    return exit_status(Run((), tuple(notices), len(paths)), None)


def exit_status(run: Run, least: Level | None) -> int:
    """2 where something asked for was not analysed, 1 where a finding is of a level or worse (None: of none), else 0."""
    if any(notice.kind.fails_the_run for notice in run.notices):
        return RowscloseError.exit_status
    return 1 if least is not None and any(is_at_least(finding.level, least) for finding in run.findings) else 0


def _means(arguments: Arguments) -> Means:
    folder = None if arguments.no_cache else arguments.cache_dir or usual_folder()
    if arguments.cache_dir is not None:
        from rowsclose.discovery.git_names import is_in_git

        if is_in_git(os.path.abspath(arguments.cache_dir)):
            raise RowscloseError(f"{visible(arguments.cache_dir)}: nothing is written into a folder of git's")
    cache, secret = os.path.abspath(folder) if folder is not None else None, b""
    if arguments.cache_dir is not None and "cache_dir" not in arguments.told:
        from rowsclose.cache.place import users_secret

        secret = users_secret()
    if arguments.quiet or not is_watched():
        return Means(_jobs(arguments), cache, secret=secret)
    from rowsclose.cli.progress import watch

    return Means(_jobs(arguments), cache, watch, secret)


def _jobs(arguments: Arguments) -> int | None:
    """The processes to use at most. A tree that names the number takes no more of the machine than it has processors."""
    if arguments.jobs is None or "jobs" in arguments.told:
        return arguments.jobs
    from rowsclose.executors import processors

    return min(arguments.jobs, processors())


def _inputs(arguments: Arguments, cwd: str) -> tuple[Discovered, Overlay]:
    """The files that the patterns name, and the text of standard input where one of them is ``-``."""
    patterns = arguments.patterns or (EVERYTHING,)
    on_disk = [pattern for pattern in patterns if pattern != STDIN]
    name, overlay = None, {}
    if STDIN in patterns:
        name = arguments.stdin_filename or UNNAMED_STDIN
        overlay = {stdin_path(name, cwd): _standard_input()}
    elif arguments.stdin_filename is not None:
        raise UsageError("--stdin-filename names what the pattern - reads, and there is none")
    discovered = discover(on_disk, cwd, stdin_name=name, exclude=arguments.configuration.exclude)
    if discovered.notices:
        from rowsclose.cli.meant import with_hints

        discovered = with_hints(discovered, on_disk, cwd)
    return discovered, overlay


def _standard_input() -> bytes:
    try:
        return read_bounded(sys.stdin.buffer) if sys.stdin is not None else b""
    except OSError as error:
        raise SourceError("standard input", (error.strerror or "cannot be read").lower()) from error


def _reported_root(discovered: Discovered) -> str:
    """The repository around the working folder; where there is none, the one that all the files lie in."""
    around = repository_of(discovered.root)
    if around is None and discovered.files:
        around = repository_of(os.path.dirname(discovered.files[0].absolute))
        if around and not all(is_within(file.absolute, around) for file in discovered.files):
            around = None
    return around or discovered.root


def _left_out(checked: Checked, arguments: Arguments) -> str:
    """What the configuration leaves out; most trees have none."""
    folders = {os.path.dirname(file.absolute) for file in checked.files}
    said = [arguments.configuration.run, *map(arguments.configuration.of, folders)]
    if not any(configuration.path for configuration in said):
        return ""
    from rowsclose.cli.left_out import left_out

    return left_out(checked.parts, arguments)


def _say(run: Run, arguments: Arguments, unlisted: int, left_out: str, *, is_much: bool) -> None:
    """Everything that is no finding, on standard error: notices, counts, and the summary last.

    A configuration that leaves something out cannot leave out the line that says so.
    """
    _complain_of(run)
    if run.gone:
        complain(gone_line(run.gone, arguments.baseline or ""))
    is_grouped = is_much and not arguments.quiet
    if arguments.statistics or is_grouped:
        complain(*(line.rstrip("\n") for line in statistics(run)))
    if is_grouped:
        complain("`rowsclose explain RULE` says why a rule matters and how to fix what it finds")
        if arguments.baseline is None and arguments.since is None and "no_baseline" not in arguments.told:
            complain("`rowsclose baseline` records what there is, so that only what is new is reported")
    if not arguments.quiet or (left_out and "quiet" not in arguments.told):
        complain(", ".join(filter(None, (summary_line(run, len(run.suppressed), unlisted), left_out))))


def _complain_of(run: Run) -> None:
    complain(*(notice_line(notice) for notice in run.notices))
