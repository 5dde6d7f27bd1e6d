"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rehearsal.figures import Course, Figures, Handler, Outcome, Signature


def summary(figures: Figures) -> str:
    """The load and what came of it, before and after."""
    terms, versions = figures["terms"], figures["versions"]
    columns: list[Course] = [figures["leaking"], figures["mended"]]
    rows = [
        ("findings of `rowsclose check`", [str(course["findings"]) for course in columns]),
        ("requests answered", [str(course["answered"]) for course in columns]),
        (f"requests without an answer within {terms['timeout_s']:g} s", [str(course["hung"]) for course in columns]),
        ("the first of those was sent after", [_first(course) for course in columns]),
        ("most connections", [str(course["most_sessions"]) for course in columns]),
        ("connections at the end", [str(course["last_sessions"]) for course in columns]),
        ("of these unchanged for at least", [f"{course['unchanged_s']:.1f} s" for course in columns]),
        ("of these in use, by the pool's own account", [str(course["in_use"]) for course in columns]),
    ]
    return (
        f"`{figures['command']}`: PostgreSQL {versions['postgresql']}, Go {versions['go']}, pgx {versions['pgx']}, "
        f"`SetMaxOpenConns({terms['limit']})`, {terms['requests']} requests at {terms['per_second']:g} a second, one "
        f"in {terms['leaking_every']} of them to a handler that leaks.\n\n"
        + _table(("", "the service", "its mended twin"), [(name, *cells) for name, cells in rows])
    )


def kinds(figures: Figures) -> str:
    """The leaks that look alike, together."""
    groups: dict[tuple[str, ...], list[Handler]] = {}
    for handler in figures["handlers"]:
        groups.setdefault(_look(handler["leaking"]), []).append(handler)
    rows = [("<br>".join(handler["name"] for handler in group), *look, _rules(group)) for look, group in groups.items()]
    return _table(("leak", "`state`", "`wait_event`", "holds back VACUUM", "the pool", "found by"), rows)


def handlers(figures: Figures) -> str:
    """Every leak with the statement that it shows and the rules that find it."""
    rows = []
    for handler in figures["handlers"]:
        before, after = handler["leaking"], handler["mended"]
        first = before["signatures"][0]
        rows.append(
            (
                f"{handler['name']}<br>`{handler['function']}`",
                _rules([handler]),
                f"{_state(first)}, {_event(first)}<br>`{first['query']}`",
                f"{before['unchanged_s']:.1f} s",
                f"{before['answered']}, {'then none' if before['hung'] else 'all'}",
                str(before["in_use"]),
                f"{after['answered']}, {'then none' if after['hung'] else 'all'}",
                str(after["in_use"]),
            )
        )
    head = (
        "leak",
        "rules",
        "in `pg_stat_activity`",
        "unchanged for",
        "answered",
        "in use",
        "mended: answered",
        "in use",
    )
    return _table(head, rows)


def _look(outcome: Outcome) -> tuple[str, ...]:
    first = outcome["signatures"][0]
    if outcome["in_use"]:
        pool = "runs empty, requests hang" if outcome["hung"] else "loses connections"
    else:
        pool = f"stays full, a session has {outcome['statements']} statements after {outcome['answered']} requests"
    return _state(first), _event(first), "yes" if first["holds_snapshot"] else "no", pool


def _rules(group: Sequence[Handler]) -> str:
    return "<br>".join(f"`{rule}`" for rule in dict.fromkeys(rule for handler in group for rule in handler["rules"]))


def _state(signature: Signature) -> str:
    return f"`{signature['state']}`"


def _event(signature: Signature) -> str:
    return f"`{signature['wait_event_type']}`: `{signature['wait_event']}`" if signature["wait_event"] else "none"


def _first(course: Course) -> str:
    return "none" if course["first_hung_s"] is None else f"{course['first_hung_s']:.1f} s"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell or ' ' for cell in row)} |\n" for row in listed)
