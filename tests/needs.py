"""Tools that some tests need and not every machine has: without one, a test is skipped, and says why.

``ROWSCLOSE_TESTS_NEED`` lists, with blanks between them, the names that a test must not be skipped for: it fails then.
``.ci/run`` sets it to all that it installs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

_OFFLINE = ("No matching distribution found", "NewConnectionError", "Temporary failure in name resolution")
VALIDATORS = Path(__file__).parent / "validators" / "node_modules"


def needed(name: str, found: Path | None, remedy: str) -> Path:
    """The path of a tool or file that a test needs; ends the test where there is none."""
    if found is None or not found.exists():
        _end(name, f"{name} is not installed: {remedy}")
    return found


def need_package_index(said_by_pip: str) -> None:
    """End the test where what pip said shows that it reaches no package index."""
    if any(sign in said_by_pip for sign in _OFFLINE):
        _end("package-index", "pip reaches no package index")


def need_oracle(reason: str) -> None:
    """End the test where there is a reason for which the fixtures cannot be run."""
    if reason:
        _end("oracle", reason)


def need_postgresql(reason: str) -> None:
    """End the test where there is a reason for which no PostgreSQL can be started."""
    if reason:
        _end("postgresql", reason)


def need_mariadb(reason: str) -> NoReturn:
    """End the test for a reason for which no MariaDB can be started."""
    _end("mariadb", reason)


def need_chromium(reason: str) -> None:
    """End the test where there is a reason for which no Chromium can be started."""
    if reason:
        _end("chromium", reason)


def _end(name: str, reason: str) -> NoReturn:
    if name in os.environ.get("ROWSCLOSE_TESTS_NEED", "").split():
        pytest.fail(reason)
    pytest.skip(reason)


def validator(name: str, pattern: str) -> Path:
    """What ``make validators`` installs, by a pattern below its folder."""
    return needed(name, next(VALIDATORS.glob(pattern), None), "`make validators` installs it where there is npm")
