"""What ``cache`` does: where the cache is, how large, and its end."""

from __future__ import annotations

import os

from rowsclose.cache.place import usual_folder
from rowsclose.cache.store import Store
from rowsclose.cli.output import write_report
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.report.terminal import visible

_UNITS = ("bytes", "kB", "MB", "GB")


def run_cache(folder: str | None) -> None:
    """Print where the cache is and how large; ``folder`` is None for the usual one."""
    store = _store(folder)
    write_report([f"{visible(os.path.dirname(store.path))}: {_size(store.size_bytes)}\n"])


def run_clear(folder: str | None) -> None:
    """Remove what the cache holds, and say how much it was.

    Raises:
        RowscloseError: it cannot be removed.
    """
    store = _store(folder)
    size = store.size_bytes
    try:
        store.remove()
    except OSError as error:
        raise RowscloseError(f"{visible(store.path)}: {(error.strerror or 'cannot be removed').lower()}") from error
    write_report([f"{visible(os.path.dirname(store.path))}: {_size(size)} removed\n"])


def _store(folder: str | None) -> Store:
    found = folder or usual_folder()
    if found is None:
        raise UsageError("the user has no folder for caches: --cache-dir names one")
    return Store(os.path.abspath(found))


def _size(size: int) -> str:
    """A number of bytes in the largest unit of which there is one at least."""
    amount, unit = float(size), 0
    while amount >= 1000 and unit + 1 < len(_UNITS):
        amount, unit = amount / 1000, unit + 1
    return f"{size} bytes" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"
