"""Rules for semgrep: what a search by pattern can say of resources that stay open, written as well as we could.

There are no types and no paths: methods are told by their names, an acquisition is two results of one of them, and it
counts as closed, or as somebody else's, by what follows it in the function. What follows ``--`` in an id tells variants
of one rule apart. Semgrep's Go parser wants a statement a line; a statement that it is given matches within others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Pattern = dict[str, Any]

_QUERY = r"^((Named)?Queryx?(Context)?|Rows|Find|Iterate)$"
_SENT = r"^(Named)?Queryx?(Context)?$"
_PREPARE = r"^Prepare(x|Named)?(Context)?$"
_WITHOUT_ROWS = r"(?is)^\s*(insert|update|delete|replace|create|drop|alter|truncate)\b(?!.*\b(returning|output)\b)"

_DECLARED = "$HELD, $ERR := $DB.$ACQUIRE(...)"
_ASSIGNED = "$HELD, $ERR = $DB.$ACQUIRE(...)"
_CHECKED = f"{_DECLARED}\nif $ERR != nil {{\n  ...\n}}"
_DEFERRED = "defer func() {\n  ...\n  $HELD.%s(...)\n  ...\n}()"
_LOOP = "for $HELD.Next() {\n  ...\n}"
# The condition of an if statement, and the same with a simple statement before it.
_CONDITIONS = ("$COND", "$INIT; $COND")

_RELEASES = (
    "$HELD.%s(...)",
    "defer $HELD.%s(...)",
    _DEFERRED,
    "return ..., <... $HELD.%s(...) ...>, ...",
    "$RELEASE := $HELD.%s",
    "$G(..., $HELD.%s, ...)",
)
_GIVES_AWAY = (
    "return ..., $HELD, ...",
    "$G(..., $HELD, ...)",
    "$X.$FIELD = $HELD",
    "$X[...] = $HELD",
    "$CHANNEL <- $HELD",
    "return ..., <... $T{..., $HELD, ...} ...>, ...",
    "return ..., <... $T{..., $FIELD: $HELD, ...} ...>, ...",
    "$X := <... $T{..., $FIELD: $HELD, ...} ...>",
)
_ASKS_ERR = (
    "$HELD.Err()",
    "return ..., <... $HELD.Err() ...>, ...",
    "if $E := $HELD.Err(); $COND {\n  ...\n}",
    "if <... $HELD.Err() ...> {\n  ...\n}",
    "$E = <... $HELD.Err() ...>",
    "$E := <... $HELD.Err() ...>",
)


def _any(*patterns: str) -> Pattern:
    return {"pattern-either": [{"pattern": f"{pattern}\n"} for pattern in patterns]}


def _inside(*patterns: str) -> Pattern:
    return {"pattern-either": [{"pattern-inside": f"{pattern}\n"} for pattern in patterns]}


def _not_inside(*statements: str) -> Pattern:
    return {"pattern-not-inside": _lines(*statements)}


def _lines(*statements: str) -> str:
    return "".join(f"{statement}\n" for statement in statements)


def _named(variable: str, regex: str) -> Pattern:
    return {"metavariable-regex": {"metavariable": variable, "regex": regex}}


def _branch(condition: str, *statements: str) -> str:
    return "\n".join([f"if {condition} {{", "  ...", *(f"  {s}" for s in statements), "}"])


def _loop(condition: str, *statements: str) -> str:
    return f"for $HELD.Next() {{\n...\n{_branch(condition, *statements)}\n...\n}}"


def _rule(rule_id: str, message: str, *patterns: Pattern) -> dict[str, Any]:
    return {"id": rule_id, "languages": ["go"], "severity": "ERROR", "message": message, "patterns": list(patterns)}


def _never(rule_id: str, methods: str, *releases: str) -> dict[str, Any]:
    ways = [way % release for release in releases for way in _RELEASES] + list(_GIVES_AWAY)
    return _rule(
        f"{rule_id}--never",
        "nothing in this function releases it",
        _any(_DECLARED, _ASSIGNED),
        _named("$ACQUIRE", methods),
        _named("$HELD", "^[A-Za-z]"),
        *(_not_inside(acquired, "...", way) for acquired in (_DECLARED, _ASSIGNED) for way in ways),
        *(_not_inside(_DEFERRED % release, "...", _ASSIGNED) for release in releases),
    )


def _late(rule_id: str, methods: str) -> dict[str, Any]:
    def late(condition: str, *statements: str) -> str:
        return _lines(_CHECKED, "...", _branch(condition, *statements), "...", "defer $HELD.Close()")

    return _rule(
        f"{rule_id}--late",
        "a return stands between the check of the error and the defer",
        _any(_DECLARED),
        _inside(*(late(condition, "return ...") for condition in _CONDITIONS)),
        _named("$ACQUIRE", methods),
        *(_not_inside(late(condition, "$HELD.Close()", "...")) for condition in _CONDITIONS),
    )


def _early_in_loop() -> dict[str, Any]:
    closing = (("$HELD.Close()", "...", "return ..."), ("return ..., <... $HELD.Close() ...>, ...",))
    return _rule(
        "rows-not-closed--early",
        "a way out of the loop passes by the Close behind it",
        _any(_DECLARED),
        _inside(*(_lines(_DECLARED, "...", _loop(c, "return ..."), "...", "$HELD.Close()") for c in _CONDITIONS)),
        _named("$ACQUIRE", _QUERY),
        _not_inside(_DECLARED, "...", "defer $HELD.Close()"),
        _not_inside(_DECLARED, "...", _DEFERRED % "Close"),
        *(_not_inside(_DECLARED, "...", _loop(c, *statements)) for c in _CONDITIONS for statements in closing),
    )


def _early_statement() -> dict[str, Any]:
    ways = (_lines(_CHECKED, "...", _branch(c, "return ..."), "...", "$HELD.Close()") for c in _CONDITIONS)
    return _rule(
        "stmt-not-closed--early",
        "a return passes by the Close behind it",
        _any(_DECLARED),
        _inside(*ways),
        _named("$ACQUIRE", _PREPARE),
        _not_inside(_CHECKED, "...", "defer $HELD.Close()"),
        _not_inside(_CHECKED, "...", _DEFERRED % "Close"),
        *(_not_inside(_CHECKED, "...", _branch(c, "$HELD.Close()", "...")) for c in _CONDITIONS),
    )


def _discarded() -> dict[str, Any]:
    call = "$DB.$ACQUIRE($FIRST, ...)"
    forms = (f"_, $ERR := {call}", f"_, $ERR = {call}", f"var _, $ERR = {call}", f"go {call}", f"defer {call}")
    return _rule("rows-discarded", "nothing holds the result set", _any(*forms), _named("$ACQUIRE", _SENT))


def _overwritten() -> dict[str, Any]:
    again = "$HELD, $ERR2 = $OTHER.$AGAIN(...)"
    return _rule(
        "rows-overwritten",
        "the variable is assigned again while it holds an open result set",
        _any(_DECLARED),
        _inside(_lines(_DECLARED, "...", again)),
        _named("$ACQUIRE", _QUERY),
        _named("$AGAIN", _QUERY),
        _not_inside(_DECLARED, "...", "$HELD.Close()", "...", again),
        _not_inside(_DECLARED, "...", "defer $HELD.Close()", "...", again),
    )


def _err_unchecked() -> dict[str, Any]:
    return _rule(
        "rows-err-unchecked",
        "nothing looks at Err after the loop",
        _any(_DECLARED),
        _inside(_lines(_DECLARED, "...", _LOOP)),
        _named("$ACQUIRE", _QUERY),
        *(_not_inside(_DECLARED, "...", _LOOP, "...", way) for way in _ASKS_ERR),
        _not_inside(_DECLARED, "...", _DEFERRED % "Err"),
    )


def _in_loop() -> dict[str, Any]:
    closing = ("defer $HELD.Close()", _DEFERRED % "Close")
    literals = ("func() $R {\n  ...\n}", "func() {\n  ...\n}", "func($T $P) {\n  ...\n}")
    return _rule(
        "defer-in-loop",
        "the close waits for the end of the function",
        _any(_DECLARED),
        _inside(*(_lines("for ... {", "...", _DECLARED, "...", way, "...", "}") for way in closing)),
        *(_not_inside(literal) for literal in literals),
        _named("$ACQUIRE", _QUERY),
    )


def _rules() -> Iterator[dict[str, Any]]:
    yield _never("rows-not-closed", _QUERY, "Close")
    yield _early_in_loop()
    yield _late("rows-not-closed", _QUERY)
    yield _overwritten()
    yield _discarded()
    yield _never("stmt-not-closed", _PREPARE, "Close")
    yield _early_statement()
    yield _late("stmt-not-closed", _PREPARE)
    yield _never("conn-not-closed", r"^(Connx?|Acquire)$", "Close", "Release", "Hijack")
    yield _never("tx-not-finished", r"^Begin(x|Tx|Txx)?$", "Rollback")
    yield _err_unchecked()
    yield _in_loop()
    yield _rule(
        "defer-before-error-check",
        "with an error there is nothing to close, and Close panics",
        _any(_DECLARED, _ASSIGNED),
        _inside(*(_lines(acquired, "defer $HELD.Close()") for acquired in (_DECLARED, _ASSIGNED))),
        _named("$ACQUIRE", f"{_QUERY}|{_PREPARE}|^Connx?$"),
    )
    yield _rule(
        "query-for-exec",
        "a statement without rows belongs to Exec",
        _any('$DB.$ACQUIRE("$TEXT", ...)', '$DB.$ACQUIRE($CTX, "$TEXT", ...)'),
        _named("$ACQUIRE", _SENT),
        _named("$TEXT", _WITHOUT_ROWS),
    )


def text() -> str:
    """The rules as semgrep reads them: a document of YAML, of which JSON is a part."""
    return json.dumps({"rules": list(_rules())}, indent=1)
