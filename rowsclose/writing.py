"""Files are written in one step: a reader sees the old file or the new one, and no end leaves a half-written one.

    write_file            the content in the place of a file, or as a new one
    remove_unfinished     the end of the process: what is being written goes, and nothing is begun any more

Whoever writes a file that somebody else may read (a report, a baseline, a cache entry, mended source) writes it so.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

EVERY_PERMISSION = 0o777
NOT_EXECUTABLE = 0o666

_unfinished: set[str] = set()
_guard = threading.RLock()  # a signal may come while it is held, and ends what holds it
_is_over = False


def at_once(_: int) -> None:
    """Nothing is to be done before a file takes its place."""


def write_file(
    path: str, content: Iterable[bytes], permissions: int = EVERY_PERMISSION, ready: Callable[[int], None] = at_once
) -> None:
    """Put the content in the file's place in one step; a link stays, and what it leads to is replaced.

    A new file has the permissions that the process gives to any, and one in the place of another has those of that
    one; both only as far as ``permissions`` go. A device or a pipe cannot be replaced: it is written to.
    ``ready`` is called with the descriptor of the new file when all is written, right before it takes its place.

    Raises:
        OSError: it cannot be written. What ``content`` or ``ready`` raises goes through; the old file stays in all cases.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "wb") as file:
            file.writelines(content)
        return
    target = os.path.realpath(path)
    temporary = os.path.join(os.path.dirname(target), f".rowsclose-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with open(_begun(temporary), "wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(mode) & permissions)
            file.writelines(content)
            file.flush()
            ready(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    _unfinished.discard(temporary)


def remove_unfinished() -> None:
    """Remove what is being written, whichever thread writes it; nothing can be written from here on."""
    global _is_over
    with _guard:
        _is_over = True
        for temporary in tuple(_unfinished):
            _remove(temporary)


def _begun(temporary: str) -> int:
    """The descriptor of a new file that is known to be unfinished from before it exists."""
    with _guard:
        if _is_over:
            raise InterruptedError(0, "the process ends")
        _unfinished.add(temporary)
        return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, NOT_EXECUTABLE)


def _remove(temporary: str) -> None:
    with suppress(OSError):  # it was not begun, or has its place already
        os.unlink(temporary)
    _unfinished.discard(temporary)
