"""The life of the process: what a signal ends, the stack that it runs on, and how often it looks for garbage.

    SIGINT     130    Ctrl-C
    SIGTERM    143    a job that is cancelled
    SIGHUP     129    a terminal that is closed

A signal is an exception where it meets the program, so that what is under way goes as it would after any failure: git is
ended, a half-written file is removed. A signal that its parent lets be ignored (``nohup``, a background job) is.

Nothing but Python's own start comes before ``run``: a signal that comes earlier is Python's to answer.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from rowsclose.writing import remove_unfinished

FAILED = 2

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What Linux and macOS give by default is enough for all that the recursion limit allows; a thread's own is cheap.
_USUAL_STACK_BYTES = 8 << 20
_OWN_STACK_BYTES = 64 << 20
# How many more objects there are before the collector looks for cycles. Nearly all that a run makes is kept, or is freed
# without it: Python's own 700 has it look fifty times while modules load, for a tenth of a short run. With twice as
# many, a large tree takes a tenth more memory and no less time.
_OBJECTS_BETWEEN_COLLECTIONS = 20_000


class Ended(SystemExit):
    """A signal ends the process; ``code`` is the exit status. No ``except Exception`` stands in its way."""

    def __init__(self, signum: int) -> None:
        super().__init__(128 + signum)


def run(program: Callable[[], int]) -> NoReturn:
    """Run the program as all that this process does, and exit with its status, or with that of the signal that ends it.

    ``program`` does its own imports: what is raised while a module loads is raised here.
    """
    _heed_signals()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        status = program() if _has_usual_stack() else _on_own_stack(program)
    except Ended as ended:
        status = ended.code if isinstance(ended.code, int) else FAILED
    # What was to be done is done: a signal in the last moment would only have Python complain.
    for signum in _ENDING:
        signal.signal(signum, signal.SIG_IGN)
    # All memory goes back with the process: Python's own end need not look through it once more.
    gc.freeze()
    sys.exit(status)


def _heed_signals() -> None:
    for signum in _ENDING:
        if signal.getsignal(signum) is not signal.SIG_IGN:
            signal.signal(signum, _raise_first)
    usual = sys.unraisablehook

    def end_where_nothing_can_be_raised(raised: sys.UnraisableHookArgs) -> None:
        if isinstance(raised.exc_value, Ended):
            _end_now(raised.exc_value)
        usual(raised)

    sys.unraisablehook = end_where_nothing_can_be_raised


def _raise_first(signum: int, _: FrameType | None) -> None:
    """Raise; a second signal means that whoever heard of the first is in no hurry."""
    for other in _ENDING:
        if signal.getsignal(other) is _raise_first:
            signal.signal(other, _end_at_once)
    raise Ended(signum)


def _end_at_once(signum: int, _: FrameType | None) -> None:
    _end_now(Ended(signum))


def _end_now(ended: Ended) -> NoReturn:
    remove_unfinished()
    os._exit(ended.code if isinstance(ended.code, int) else FAILED)


# The stack --------------------------------------------------------------------------------------------------------------


def _has_usual_stack() -> bool:
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_STACK)
    return limit == resource.RLIM_INFINITY or limit >= _USUAL_STACK_BYTES


def _on_own_stack(program: Callable[[], int]) -> int:
    """The status of the program, run by a thread with a stack that no ``ulimit -s`` makes small."""
    import threading

    statuses: list[int] = []
    threading.stack_size(_OWN_STACK_BYTES)
    thread = threading.Thread(target=lambda: statuses.append(program()), daemon=True)
    try:
        thread.start()
        thread.join()
    except Ended as ended:
        _end_now(ended)  # the thread hears of no signal
    return statuses[0] if statuses else FAILED
