"""What all tests share. None is timed, properties are not either: the machine may be shared."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Nothing can be kept there: no test knows what another has found out, and none touches the user's cache.
os.environ["XDG_CACHE_HOME"] = os.devnull
