"""What ``baseline`` does: a check, and its findings recorded in a file."""

from __future__ import annotations

import enum
import fcntl
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rowsclose.baseline.fingerprint import Fingerprint
from rowsclose.baseline.record import record_text
from rowsclose.cli.asking import Arguments
from rowsclose.cli.known import gone, matched_with, present, read_baseline
from rowsclose.cli.output import complain, write_report
from rowsclose.cli.run import check_all
from rowsclose.errors import RowscloseError
from rowsclose.report.summary import counted, notice_line
from rowsclose.report.terminal import visible


class Recording(enum.Enum):
    """What of today's findings a baseline is to hold."""

    ALL = "all"
    PRUNE = "those that it holds already"


def run_baseline(arguments: Arguments, file: str, recording: Recording) -> int:
    """Check, write the baseline, and return the exit status.

    Raises:
        RowscloseError: the file cannot be written, or is something else than a baseline that this version reads.
    """
    _recorded_in(file, recording)  # before the work, so that nobody waits for an error
    checked = check_all(arguments)
    complain(*(notice_line(notice) for notice in checked.run.notices))
    with _alone(file):
        old = _recorded_in(file, recording)
        matched = matched_with(checked, old)
        today = matched.known if recording is Recording.PRUNE else present(checked)
        dropped = gone(checked, matched.left)
        recorded = Counter(fingerprint for _, fingerprint in today) + (matched.left - dropped)
        write_report(record_text(recorded), file)
    if not arguments.quiet:
        complain(_said(file, recorded.total(), len(matched.new), dropped.total(), recording))
    return RowscloseError.exit_status if any(n.kind.fails_the_run for n in checked.run.notices) else 0


def _said(file: str, total: int, new: int, gone: int, recording: Recording) -> str:
    shown = visible(file)
    if recording is Recording.PRUNE:
        left = f", {new:,} found that it does not record" if new else ""
        return f"{counted(total, 'finding')} recorded in {shown}, {gone:,} dropped{left}"
    return (
        f"{counted(total, 'finding')} recorded in {shown}: `rowsclose check --baseline {shown}` reports only new ones"
    )


def _recorded_in(file: str, recording: Recording) -> Counter[Fingerprint]:
    """What the file records; nothing where it does not exist yet."""
    if not os.path.lexists(file) and recording is Recording.ALL:
        return Counter()
    return read_baseline(file).recorded


@contextmanager
def _alone(file: str) -> Iterator[None]:
    """Keep other runs from writing in the file's folder, so that of two at once none loses what the other records."""
    try:
        folder = os.open(os.path.dirname(os.path.realpath(file)), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise RowscloseError(f"{visible(file)}: {(error.strerror or str(error)).lower()}") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
