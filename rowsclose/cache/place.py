"""Which folder the store lies in: the one that is named, or the user's own for what can be made anew."""

from __future__ import annotations

import os
import sys


def usual_folder() -> str | None:
    """The folder for caches that the platform gives the user, and in it one of our own.

    ``XDG_CACHE_HOME`` names it on Linux, else it is ``~/.cache``; on macOS it is ``~/Library/Caches``. None for a user
    without a home.
    """
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = named if os.path.isabs(named) else os.path.join(home, ".cache")
    return os.path.join(base, "rowsclose") if os.path.isabs(base) else None
