"""The rules, one a file. ``ALL_RULES`` is the only list of them."""

from __future__ import annotations

from rowsclose.rules import (
    conn_busy,
    conn_not_closed,
    defer_before_error_check,
    defer_in_loop,
    pool_idle_time_unset,
    pool_limits_unset,
    pool_not_closed,
    query_for_exec,
    returned_closed,
    row_not_scanned,
    rows_close_not_deferred,
    rows_discarded,
    rows_err_unchecked,
    rows_not_closed,
    rows_overwritten,
    stmt_not_closed,
    tx_not_finished,
    unused_suppression,
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
    stmt_not_closed.RULE,
    conn_not_closed.RULE,
    tx_not_finished.RULE,
    row_not_scanned.RULE,
    pool_not_closed.RULE,
    returned_closed.RULE,
    conn_busy.RULE,
    query_for_exec.RULE,
    pool_limits_unset.RULE,
    pool_idle_time_unset.RULE,
    unused_suppression.RULE,
)
"""In the order in which they are explained."""
