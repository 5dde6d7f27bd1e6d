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
    from rowsclose.ownership.lifetime import Lifetime
    from rowsclose.ownership.pools import Pool

Check = Callable[["Lifetime"], Iterator[Finding]]
PoolCheck = Callable[["Pool"], Iterator[Finding]]


@value
class Example:
    """A whole Go file as a string; ``bad`` ones have exactly one finding of their rule, ``good`` ones none of any rule."""

    title: str
    code: str


@value
class Rule:
    """One rule.

    ``check`` is asked about each resource, ``check_pool`` about each connection pool; None where it has nothing to say.
    ``id`` never changes. ``summary`` is one sentence, lower case, no full stop. ``page`` is the module docstring.
    ``precision`` is SARIF's ``properties.precision`` as GitHub reads it: ``very-high``, ``high``, ``medium`` or ``low``.
    ``security_severity`` is GitHub's 0.0 to 10.0 score where the rule has a security side, else None.
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
    tags: tuple[str, ...] = ("database", "resource-leak")
    security_severity: str | None = None
    check_pool: PoolCheck | None = None
