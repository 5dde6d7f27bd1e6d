"""What all tests share. None is timed, properties are not either: the machine may be shared."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Nothing can be kept there: no test knows what another has found out, and none touches the user's cache. The tools that
# tests start keep theirs.
_CACHES = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
for _variable, _folder in (("GOCACHE", "go-build"), ("PIP_CACHE_DIR", "pip"), ("PRE_COMMIT_HOME", "pre-commit")):
    if os.devnull != _CACHES:
        os.environ.setdefault(_variable, os.path.join(_CACHES, _folder))
os.environ["XDG_CACHE_HOME"] = os.devnull
