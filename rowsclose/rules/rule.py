"""What a rule is: its metadata, its page, its examples and its check.

A rule is one module in this package: the module docstring is its page (what it says, why it matters, when it stays
silent, what is no goal), ``check`` is a function from one resource's lifetime to findings (or ``check_pool`` from one
connection pool), and ``RULE`` ties them together. ``explain``, the README's table, SARIF's rule metadata and the tests
read nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime
    from rowsclose.pools.pools import Pool
    from rowsclose.suppressions.applied import Applied

Check = Callable[["Lifetime"], Iterator[Finding]]
PoolCheck = Callable[["Pool"], Iterator[Finding]]
SuppressionCheck = Callable[["Applied"], Iterator[Finding]]

# CWE-404: Improper Resource Shutdown or Release; CWE-772: Missing Release of Resource after Effective Lifetime.
LEAK_TAGS = ("database", "resource-leak", "external/cwe/cwe-404", "external/cwe/cwe-772")


@value
class Example:
    """A whole Go file as a string; ``bad`` ones have exactly one finding of their rule, ``good`` ones none of any rule."""

    title: str
    code: str


@value
class Rule:
    """One rule.

    ``check`` is asked about each resource, ``check_pool`` about each connection pool, ``check_suppression`` about each
    comment that silences findings; None where it has nothing to say.
    ``id`` never changes. ``summary`` is one sentence, lower case, no full stop. ``page`` is the module docstring.
    ``precision`` is SARIF's ``properties.precision`` as GitHub reads it: ``very-high``, ``high``, ``medium`` or ``low``.
    ``security_severity`` is GitHub's 0.0 to 10.0 score where the rule has a security side, else None: a leak that an
    ordinary path reaches lets whoever can make that path be taken use up the pool, and the service with it.
    """

    id: str
    level: Level
    summary: str
    page: str
    check: Check | None
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    on_by_default: bool = True
    precision: str = "high"
    tags: tuple[str, ...] = LEAK_TAGS
    security_severity: str | None = None
    check_pool: PoolCheck | None = None
    check_suppression: SuppressionCheck | None = None
