"""What ``trace`` does.

patterns            ->  the code     -+
--dsn, --activity   ->  the sessions -+->  trace  ->  report, the SQL that ends them  ->  status
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache

from rowsclose import __version__
from rowsclose.cli.configured import Configurations, working_folder
from rowsclose.cli.destinations import NamedBy, check_destination
from rowsclose.cli.ending import end_sessions
from rowsclose.cli.output import complain, wants_color, write_text
from rowsclose.cli.watching import watch_sessions
from rowsclose.discovery import Discovered, discover
from rowsclose.errors import RowscloseError, SourceError, UsageError
from rowsclose.report.context import ReportContext
from rowsclose.report.summary import notice_line
from rowsclose.report.terminal import visible
from rowsclose.servers.dump import read_dumps
from rowsclose.servers.sampling import Server, samples_of
from rowsclose.servers.session import Activity, Sample
from rowsclose.source import SourceFile, read_regular
from rowsclose.trace.advice import advice
from rowsclose.trace.code import Code, code_of
from rowsclose.trace.report import json, markdown, text
from rowsclose.trace.report.course import picture
from rowsclose.trace.tracing import Trace, trace
from rowsclose.values import replace, value

Render = Callable[[Trace, ReportContext], Iterator[str]]

FORMATS: dict[str, Render] = {"text": text.render, "json": json.render, "markdown": markdown.render}
STDIN = "-"
_LARGEST_DUMP = 256 << 20
_SOURCES_KEPT = 16


@value
class TraceArguments:
    """What the command line of ``trace`` says; names and values are those of its options."""

    patterns: tuple[str, ...]
    activity: tuple[str, ...]
    dsn: str | None
    dsn_env: str | None
    samples: int
    every: float
    timeout: float
    application: tuple[str, ...]
    tests: bool
    terminate: bool
    watch: bool
    plot: str | None
    format: str
    output: str | None
    color: str
    quiet: bool
    configuration: Configurations


def run_trace(arguments: TraceArguments) -> int:
    """Trace, report, and return the exit status: 1 where sessions speak against a line."""
    if arguments.activity:
        activity = _dumped(arguments)
        return _report(arguments, _code(arguments), activity)[1]
    if arguments.watch and (arguments.terminate or arguments.plot is not None or arguments.output is not None):
        raise UsageError("--watch goes without --terminate, --plot and --output")
    with closing(_server(arguments)) as server:
        code = _code(arguments)  # it takes longer than all else: what is seen of the sessions is fresh
        if arguments.watch:
            return _watch(server, arguments, code)
        activity = samples_of(server, arguments.samples, arguments.every)
        found, status = _report(arguments, code, activity)
        return max(status, end_sessions(server, found)) if arguments.terminate else status


def _watch(server: Server, arguments: TraceArguments, analysed: tuple[Discovered, Code]) -> int:
    discovered, code = analysed
    complain(*(notice_line(notice) for notice in code.notices), *server.missing())
    context = _context(arguments, discovered)
    watch_sessions(server, code, lambda sample: _of(sample, arguments.application), arguments.every, context)
    return 0


def _code(arguments: TraceArguments) -> tuple[Discovered, Code]:
    configuration = arguments.configuration
    patterns = list(arguments.patterns) or ["./..."]
    discovered = discover(patterns, working_folder(), exclude=configuration.exclude)
    if not arguments.tests:
        files = tuple(file for file in discovered.files if not file.absolute.endswith("_test.go"))
        discovered = replace(discovered, files=files)
    return discovered, code_of(discovered, configuration.run.models)


def _report(arguments: TraceArguments, analysed: tuple[Discovered, Code], activity: Activity) -> tuple[Trace, int]:
    discovered, code = analysed
    found = trace(code, _of_applications(activity, arguments.application))
    found = replace(found, advice=advice(found, code))
    context = _context(arguments, discovered)
    for file in (arguments.plot, arguments.output):
        if file is not None:
            check_destination(file, discovered.root, NamedBy.USER)
    if arguments.plot is not None:
        write_text(picture(found.activity.samples), arguments.plot)
    write_text(FORMATS[arguments.format](found, context), arguments.output)
    complain(*(notice_line(notice) for notice in code.notices), *activity.missing)
    if not arguments.quiet:
        complain(_summary(code, found))
    if any(notice.kind.fails_the_run for notice in code.notices):
        return found, RowscloseError.exit_status
    return found, 1 if found.named else 0


def _context(arguments: TraceArguments, discovered: Discovered) -> ReportContext:
    return ReportContext(
        read=_reader(discovered),
        rules=(),
        version=__version__,
        root=discovered.root,
        folder=discovered.root,
        color=wants_color(arguments.color, arguments.output),
        notes=True,
    )


# The sessions -------------------------------------------------------------------------------------


def _dumped(arguments: TraceArguments) -> Activity:
    if arguments.dsn is not None or arguments.dsn_env is not None:
        raise UsageError("--activity and --dsn exclude each other")
    if arguments.terminate or arguments.watch:
        option = "--terminate" if arguments.terminate else "--watch"
        raise UsageError(f"{option} needs a server: what a file shows may be long gone")
    return read_dumps([(_shown(name), _content(name)) for name in arguments.activity])


def _shown(name: str) -> str:
    return visible(name) if name != STDIN else "standard input"


def _content(name: str) -> bytes:
    if name == STDIN:
        content = sys.stdin.buffer.read(_LARGEST_DUMP + 1) if sys.stdin is not None else b""
    else:
        try:
            content = _read(name)
        except OSError as error:
            raise SourceError(visible(name), (error.strerror or "cannot be read").lower()) from error
    if len(content) > _LARGEST_DUMP:
        raise SourceError(_shown(name), f"larger than {_LARGEST_DUMP >> 20} MB, which no list of sessions is")
    return content


def _read(name: str) -> bytes:
    """The bytes of a file, no more than are looked at and one; of a pipe, too, as a shell makes of ``<(psql ...)``."""
    status = os.stat(name)
    if stat.S_ISFIFO(status.st_mode):
        with open(name, "rb") as pipe:
            return pipe.read(_LARGEST_DUMP + 1)
    return read_regular(name, _LARGEST_DUMP) if status.st_size <= _LARGEST_DUMP else bytes(_LARGEST_DUMP + 1)


def _server(arguments: TraceArguments) -> Server:
    from rowsclose.servers.mysql import SCHEMES, MySQL
    from rowsclose.servers.postgresql import PostgreSQL

    dsn = _dsn(arguments)
    if "@tcp(" in dsn or "@unix(" in dsn:
        raise UsageError(
            "the DSN is in the form of Go's MySQL driver: here it is mysql://user:password@host:port/database"
        )
    if dsn.partition("://")[0] not in SCHEMES:
        return PostgreSQL(dsn, arguments.timeout)
    if arguments.terminate:
        raise UsageError("--terminate is for PostgreSQL: MySQL's KILL cannot check that a session is still the same")
    return MySQL(dsn, arguments.timeout)


def _dsn(arguments: TraceArguments) -> str:
    """What to connect by; empty where libpq's own variables say it."""
    if arguments.dsn is not None and arguments.dsn_env is not None:
        raise UsageError("--dsn and --dsn-env exclude each other")
    if arguments.dsn_env is not None:
        dsn = os.environ.get(arguments.dsn_env)
        if not dsn:
            raise UsageError(f"--dsn-env: the variable {visible(arguments.dsn_env)} is not set")
        return dsn
    if arguments.dsn is None and not any(os.environ.get(n) for n in ("PGSERVICE", "PGHOST", "PGDATABASE", "PGUSER")):
        raise UsageError("where are the sessions? --dsn, --dsn-env or PGHOST name a server, --activity a file")
    return arguments.dsn or ""


def _of_applications(activity: Activity, names: tuple[str, ...]) -> Activity:
    if not names:
        return activity
    return replace(activity, samples=tuple(_of(sample, names) for sample in activity.samples))


def _of(sample: Sample, names: tuple[str, ...]) -> Sample:
    if not names:
        return sample
    return replace(sample, sessions=tuple(s for s in sample.sessions if s.application in names))


# The code -----------------------------------------------------------------------------------------


def _reader(discovered: Discovered) -> Callable[[str], SourceFile]:
    absolute = {file.path: file.absolute for file in discovered.files}

    @lru_cache(maxsize=_SOURCES_KEPT)
    def read(path: str) -> SourceFile:
        try:
            return SourceFile(path, read_regular(absolute.get(path, path)))
        except OSError as error:
            raise SourceError(visible(path), (error.strerror or "cannot be read").lower()) from error

    return read


def _summary(code: Code, found: Trace) -> str:
    texts = len({text for site in code.sites for text in site.texts})
    return (
        f"{found.sessions} sessions in {len(found.activity.samples)} samples against {texts} statements in {code.files} "
        f"files: {len(found.named)} lines named, {sum(len(s.sessions) for s in found.strangers)} sessions without a line"
    )
