"""The command line: the only place that prints.

    commands.py   click's view: the commands and their options
    config.py, fleet.py, vet.py, completion.py   ... of those commands, which are imported when they are asked for
    group.py      ... what stands before a command; a pattern in its place
    meant.py      what was meant by a pattern that names nothing
    run.py        what ``check`` does; explain.py, baseline.py, cache.py: what those commands do
    known.py      ... what a baseline keeps out of it; newer.py: what --since does; checked.py: what they look at
    looking.py    how ``fleet`` looks at one checkout
    trace.py      what ``trace`` does; watching.py: its --watch; ending.py: its question before it ends sessions
    ignores.py    what --add-ignores does; fixing.py: what --fix and --diff do
    configured.py the configuration file's values as defaults of the options
    asking.py     what is asked of each file: by the command line, else by the nearest configuration
    listing.py    ... --show-files; left_out.py: what a configuration leaves out, for the summary
    selection.py  --select, --ignore, --extend-select  ->  rules
    reports.py    --format, --output  ->  reports and where they go
    destinations.py  where a report may be written
    reading.py    the sources that reports show
    progress.py   a bar for a person who waits
    output.py     standard output, standard error, a file that is never half-written

Exit status: 0 nothing to report, 1 findings of the level that --fail-on names or a higher one, 2 something asked for
could not be done; ``process`` has those of signals. A closed pipe changes none of them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import NoReturn

import click

from rowsclose import process
from rowsclose.cli.commands import rowsclose
from rowsclose.cli.output import complain
from rowsclose.process import FAILED, Ended


def main() -> NoReturn:
    """Run the command line of this process and exit with its status."""
    process.run(status)


def status(words: Sequence[str] | None = None) -> int:
    """The exit status of the command line, once it has been run; ``words`` are those of the process where it is None."""
    if "_ROWSCLOSE_COMPLETE" in os.environ:
        from rowsclose.cli.completion import prepare

        prepare()
    try:
        outcome = rowsclose.main(words, prog_name="rowsclose", standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        complain(shown.getvalue().rstrip("\n"))
        return error.exit_code
    except Ended:
        raise
    except SystemExit:
        # click answers a closed pipe under its help with sys.exit(1), but 1 is for findings.
        return 0
    except Exception:  # a defect of rowsclose: Python's own status for it is 1, and that is for findings
        import traceback

        complain("rowsclose: internal error; please report it with what follows", traceback.format_exc().rstrip())
        return FAILED
    return outcome if isinstance(outcome, int) else 0
