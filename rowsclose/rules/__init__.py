"""The rules, one a file. ``ALL_RULES`` is the only list of them."""

from __future__ import annotations

from rowsclose.rules import (
    defer_before_error_check,
    defer_in_loop,
    rows_close_not_deferred,
    rows_discarded,
    rows_err_unchecked,
    rows_not_closed,
    rows_overwritten,
)
from rowsclose.rules.rule import Rule

ALL_RULES: tuple[Rule, ...] = (
    rows_not_closed.RULE,
    rows_overwritten.RULE,
    rows_discarded.RULE,
    rows_close_not_deferred.RULE,
    defer_before_error_check.RULE,
    defer_in_loop.RULE,
    rows_err_unchecked.RULE,
)
"""In the order in which they are explained."""
