"""A progress bar for a person who waits: on a terminal, when a run takes more than a second.

    [#########---------------]  120/311  internal/store

It names the first folder that has no answer yet: where a run hangs, it hangs there. A thread of its own draws it, so that it
comes while one folder takes long; nothing of it is left behind, and a shorter run never loads it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import threading

    from rowsclose.unit import Answer, Unit

T = TypeVar("T")

_PATIENCE_S = 1.0
_REDRAWN_EVERY_S = 0.25
_ERASE = "\r\x1b[2K\x1b[?25h"  # the line, and the cursor is shown again


def watch(units: Sequence[Unit], answers: Iterator[tuple[Unit, Answer]]) -> Iterator[tuple[Unit, Answer]]:
    """The answers as they come, under a bar that names folders from the working folder."""

    def name(unit: Unit) -> str:
        return os.path.relpath(unit.folder) if unit.folder else "models"

    return watched([name(unit) for unit in units], ((name(unit), (unit, answer)) for unit, answer in answers))


def watched(names: Sequence[str], answers: Iterator[tuple[str, T]], patience_s: float = _PATIENCE_S) -> Iterator[T]:
    """The answers as they come, each with the name that it answers, while a bar tells how many have come."""
    import threading

    left = dict.fromkeys(names)
    done = threading.Event()
    drawing = threading.Thread(target=_draw, args=(left, len(left), done, patience_s), daemon=True)
    drawing.start()
    try:
        for name, answer in answers:
            left.pop(name, None)
            yield answer
    finally:
        done.set()
        drawing.join()


def _draw(left: dict[str, None], count: int, done: threading.Event, patience_s: float) -> None:
    if done.wait(patience_s):
        return
    import click

    from rowsclose.report.terminal import visible

    def current(_: object) -> str:
        # The other thread takes names out meanwhile.
        return next((visible(name) for name in list(left)), "")

    bar = click.progressbar(
        length=count, file=sys.stderr, item_show_func=current, show_pos=True, show_percent=False, show_eta=False
    )
    try:
        while not done.is_set():
            bar.update(count - len(left) - bar.pos, "")
            bar.render_progress()
            done.wait(_REDRAWN_EVERY_S)
    except OSError:  # the terminal has gone: there is nobody to tell
        return
    sys.stderr.write(_ERASE)
    sys.stderr.flush()
