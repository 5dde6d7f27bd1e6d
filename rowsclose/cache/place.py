"""Which folder the store lies in: the one that is named, or the user's own for what can be made anew.

A folder that a configuration names may have come with the tree, answers and all: there only what was kept with the user's
secret counts, which lies in the user's own folder.
"""

from __future__ import annotations

import os
import sys

_SECRET_NAME = "secret"
_SECRET_BYTES = 32


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


def users_secret() -> bytes:
    """What only this user's runs know, made when it is first asked for; another one each time where it cannot be kept."""
    folder, new = usual_folder(), os.urandom(_SECRET_BYTES)
    if folder is None:
        return new
    path = os.path.join(folder, _SECRET_NAME)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(new)
    except FileExistsError:
        pass
    except OSError:
        return new
    try:
        with open(path, "rb") as kept:
            found = kept.read(_SECRET_BYTES)
    except OSError:
        return new
    return found if len(found) == _SECRET_BYTES else new
