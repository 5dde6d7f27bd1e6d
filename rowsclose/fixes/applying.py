"""A mended file put in the place of the old one: in one step, and only if it is still what was analysed."""

from __future__ import annotations

import os

from rowsclose.discovery.git_names import is_in_git
from rowsclose.discovery.tree import is_within
from rowsclose.errors import RowscloseError
from rowsclose.fixes.run import Change
from rowsclose.report.terminal import visible
from rowsclose.source import read_regular
from rowsclose.writing import write_file


def apply(change: Change, root: str) -> None:
    """Write the new text; permissions and links are kept. An edit that somebody has made meanwhile is not lost.

    A link may lead to another file of the checked tree, whose folder is ``root``, and to no other. Nothing of git's own
    is written, by whatever way it came to be analysed.

    Raises:
        RowscloseError: the file cannot be written, or has changed since it was read.
    """
    path, shown = os.path.realpath(change.file.absolute), f"{visible(change.file.path)}: not fixed"
    if reason := why_not(change.file.absolute, root):
        raise RowscloseError(f"{shown}: {reason}")

    def ready(new_file: int) -> None:
        os.fsync(new_file)
        if read_regular(path) != change.mended.old:
            raise RowscloseError(f"{shown}: it has changed since it was read")

    try:
        write_file(path, [change.mended.new], ready=ready)
        _sync_folder(os.path.dirname(path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RowscloseError(f"{shown}: {reason}") from error


def why_not(absolute: str, root: str) -> str:
    """Why an analysed file may not be written, in a tree whose folder is ``root``; empty where it may."""
    if os.path.islink(absolute) and not is_within(os.path.realpath(absolute), os.path.realpath(root)):
        return "it lies outside of the checked tree"
    if is_in_git(absolute, root):
        return "it lies in what is git's own"
    return "" if os.access(absolute, os.W_OK) else "it may not be written"


def _sync_folder(folder: str) -> None:
    """Make the new name outlast a crash, where folders can be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
