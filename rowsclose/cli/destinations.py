"""Where a report may be written.

    the command line    anywhere but into git's own folders; a link of the checked tree is heeded as the tree's word
    the checked tree    (its configuration, its links) within it: a new file, or one that rowsclose wrote

Whoever wrote the tree has it checked by others, on their machines and with their rights.
"""

from __future__ import annotations

import enum
import os
import stat

from rowsclose.configuration.settings import Configuration
from rowsclose.discovery.tree import is_within
from rowsclose.errors import RowscloseError
from rowsclose.report.terminal import visible
from rowsclose.source import open_regular


class NamedBy(enum.Enum):
    """Whose word it is that a file is to be written."""

    USER = "the command line"
    TREE = "the checked tree"


def files_of(configuration: Configuration) -> frozenset[str]:
    """The files that a configuration has reports written to, as options name them."""
    output, formats = configuration.options.get("output"), configuration.options.get("format", ())
    named = [text.partition("=")[2] for text in formats] if isinstance(formats, list) else []
    return frozenset(file for file in (output, *named) if isinstance(file, str) and file)


def check_destination(file: str, root: str, by: NamedBy) -> None:
    """Pass where a report may be written to the file; ``root`` is the absolute folder of the checked tree.

    Raises:
        RowscloseError: it may not.
    """
    # Most runs write no file.
    from rowsclose.discovery.git_names import is_in_git

    absolute = os.path.abspath(file)
    if is_in_git(absolute):
        raise RowscloseError(f"{visible(file)}: nothing is written into a folder of git's")
    top, real = os.path.realpath(root), os.path.realpath(absolute)
    if by is NamedBy.USER and not (is_within(absolute, root) and real != top + absolute[len(root) :]):
        return
    if not is_within(real, top):
        raise RowscloseError(f"{visible(file)}: a link leads out of the repository; name the file itself")
    if not _is_new_or_report(real):
        raise RowscloseError(f"{visible(file)}: is there already and is no report of rowsclose's; delete it first")


def _is_new_or_report(path: str) -> bool:
    from rowsclose.report.recognition import HEAD_BYTES, is_report

    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open_regular(path) as file:
            return is_report(file.read(HEAD_BYTES))
    except FileNotFoundError:
        return True
    except OSError:
        return False
