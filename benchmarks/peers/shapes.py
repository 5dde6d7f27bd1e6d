"""Folders of fixtures, gathered into shapes that a reader understands.

The longest path that a file begins with decides, so a single file can stand apart from its folder.
"""

from __future__ import annotations

SHAPES: dict[str, tuple[str, ...]] = {
    "an early return, or a break, in the loop": ("early_return", "handlers", "bounded", "statements", "reports"),
    "one row read": ("early_return/one_row.go", "next_exhaustion/if_next.go", "migrations"),
    "the loop that runs out": ("next_exhaustion",),
    "other control flow: switch, goto, select": ("control_flow",),
    "the error decides": ("error_guards", "correlations", "joins"),
    "errors that are joined, named, pointed to or dropped": (
        "joined_errors",
        "sentinel_errors",
        "pointer_to_error",
        "dropped_error",
    ),
    "what values are known to be": ("known_not_nil", "constant_arguments", "two_resources"),
    "overwritten": ("overwritten",),
    "discarded": ("discarded",),
    "acquired in a loop": ("loops",),
    "deferred in a loop": ("defer_loop",),
    "what a defer covers": ("defer_semantics",),
    "deferred before the error is checked": ("defer_before_check",),
    "closed, but not by a defer": ("close_not_deferred", "exceptional_exits"),
    "function literals and goroutines": ("closures", "curried_helpers", "method_value_guard"),
    "ownership that moves": ("escape", "owners", "lists_of_closers", "returned_closed"),
    "helpers in the package": ("helpers", "mutual_recursion"),
    "helpers and wrappers in other packages": ("shop", "mutual_recursion/across"),
    "receivers, interfaces, renamed imports": ("types_in_package", "usage_decides", "build_tags"),
    "generics, iterators, current Go": ("modern_go", "iterators"),
    "services, layer by layer": ("service_layer",),
    "transactions": ("transactions",),
    "bounded by a transaction or a context that ends": ("ended_here",),
    "a statement on a connection that is still read": ("busy_connection",),
    "prepared statements": ("prepared",),
    "pinned connections": ("connections",),
    "Err after the loop": ("err_check", "error_on_one_path"),
    "single rows": ("unscanned_row",),
    "Query in place of Exec": ("query_for_exec",),
    "pools without limits": ("pools",),
    "pools that a function opens": ("pool_in_function",),
    "sqlx": ("sqlx",),
    "pgx 5 and its pool": ("pgx", "pgxpool"),
    "pgx 4": ("pgx_v4",),
    "other libraries": ("libraries",),
    "nothing to close, and look-alikes": ("no_obligation", "not_a_result_set"),
}

_SHAPE_OF = {part: shape for shape, parts in SHAPES.items() for part in parts}


def shape_of(path: str) -> str:
    """The shape of a file, by its path within the fixtures.

    Raises:
        KeyError: no shape has it; a new folder of fixtures needs a place above.
    """
    part = path
    while part not in _SHAPE_OF:
        part, slash, _ = part.rpartition("/")
        if not slash:
            raise KeyError(path)
    return _SHAPE_OF[part]
