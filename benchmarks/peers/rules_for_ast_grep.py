"""Rules for ast-grep: what a search of syntax trees can say of resources that stay open, written as well as we could.

There are no types and no paths: methods are told by their names, an acquisition is two results of one of them, and it
counts as closed, or as somebody else's, by what the whole function around it does with the variable. What follows ``--``
in an id tells variants of one rule apart.
"""

from __future__ import annotations

import json
from typing import Any

Rule = dict[str, Any]

_QUERY = "^((Named)?Queryx?(Context)?|Rows|Find|Iterate)$"
_SENT = "^(Named)?Queryx?(Context)?$"
_PREPARE = "^Prepare(x|Named)?(Context)?$"

_ACQUISITION: Rule = {
    "any": [
        {"pattern": "$HELD, $ERR := $DB.$ACQUIRE($$$ARGUMENTS)"},
        {"pattern": "$HELD, $ERR = $DB.$ACQUIRE($$$ARGUMENTS)"},
        {"pattern": "var $HELD, $ERR = $DB.$ACQUIRE($$$ARGUMENTS)"},
    ]
}
_HELD: Rule = {"has": {"kind": "identifier", "pattern": "$HELD"}}
# Line breaks and comments are siblings too.
_NEXT: Rule = {"stopBy": {"regex": r"\S", "not": {"kind": "comment"}}}
_RETURNS: Rule = {"has": {"stopBy": "end", "kind": "return_statement"}}


def _somewhere(**rule: Any) -> Rule:
    return {"has": {"stopBy": "end", **rule}}


def _function(**rule: Any) -> Rule:
    return {"inside": {"stopBy": "end", "any": _kinds("function_declaration", "method_declaration"), **rule}}


def _kinds(*names: str) -> list[Rule]:
    return [{"kind": name} for name in names]


def _asks(method: str, stop_by: str = "end") -> Rule:
    # A pattern of two names and a dot is read as a type, so the selector is told by its parts.
    parts = [{"has": {"field": "operand", "pattern": "$HELD"}}, {"has": {"field": "field", "regex": f"^{method}$"}}]
    return {"has": {"stopBy": stop_by, "kind": "selector_expression", "all": parts}}


_CLOSED = _asks("Close")
_CLOSED_HERE = _asks("Close", "neighbor")
_DEFERRED = _somewhere(kind="defer_statement", **_CLOSED)
_GIVEN_AWAY = [
    _somewhere(kind="argument_list", **_HELD),
    _somewhere(kind="literal_element", **_HELD),
    _somewhere(kind="return_statement", has={"kind": "expression_list", **_HELD}),
    _somewhere(kind="assignment_statement", has={"field": "right", **_HELD}),
    _somewhere(kind="send_statement", has={"field": "value", "pattern": "$HELD"}),
]
_WAY_OUT: Rule = {"stopBy": "end", "kind": "if_statement", **_RETURNS, "not": _CLOSED}
_LATE: Rule = {**_WAY_OUT, "precedes": {"stopBy": "end", "kind": "defer_statement", **_CLOSED}}


def _acquires(rule_id: str, message: str, methods: str, *conditions: Rule) -> Rule:
    return {
        "id": rule_id,
        "language": "go",
        "message": message,
        "rule": {"all": [_ACQUISITION, *conditions]},
        "constraints": {"ACQUIRE": {"regex": methods}, "HELD": {"kind": "identifier", "regex": "^[A-Za-z]"}},
    }


def _never(rule_id: str, methods: str, *releases: str) -> Rule:
    kept = _function(**{"not": {"any": [*map(_asks, releases), *_GIVEN_AWAY]}})
    return _acquires(f"{rule_id}--never", "nothing in this function releases it", methods, kept)


def _late(rule_id: str, methods: str) -> Rule:
    condition = {"precedes": {**_NEXT, "kind": "if_statement", "precedes": _LATE}}
    return _acquires(f"{rule_id}--late", "a return stands between the check and the defer", methods, condition)


def _early(rule_id: str, methods: str, way_out: Rule) -> Rule:
    by_hand = _function(**_CLOSED, **{"not": _DEFERRED})
    return _acquires(f"{rule_id}--early", "a return passes by the Close behind it", methods, way_out, by_hand)


def _loop_over_next(*conditions: Rule) -> Rule:
    return {"precedes": {"stopBy": "end", "kind": "for_statement", "all": [_asks("Next"), *conditions]}}


def _discarded() -> Rule:
    call = "$DB.$ACQUIRE($FIRST, $$$ARGUMENTS)"
    forms = [f"_, $ERR := {call}", f"_, $ERR = {call}", f"var _, $ERR = {call}", f"go {call}", f"defer {call}"]
    dropped = {"kind": "expression_statement", "has": {"pattern": call}}
    return {
        "id": "rows-discarded",
        "language": "go",
        "message": "nothing holds the result set",
        "rule": {"any": [*({"pattern": form} for form in forms), dropped]},
        "constraints": {"ACQUIRE": {"regex": _SENT}},
    }


def _query_for_exec() -> Rule:
    statement = {
        "any": _kinds("interpreted_string_literal", "raw_string_literal"),
        "regex": r"(?is)^.\s*(insert|update|delete|replace|create|drop|alter|truncate)\b",
        "not": {"regex": r"(?is)\b(returning|output)\b"},
    }
    method = {"has": {"field": "function", "has": {"field": "field", "regex": _SENT}}}
    return {
        "id": "query-for-exec",
        "language": "go",
        "message": "a statement without rows belongs to Exec",
        "rule": {"kind": "call_expression", "all": [method, {"has": {"field": "arguments", "has": statement}}]},
    }


def rules() -> list[Rule]:
    """All of them."""
    out_of_loop = _loop_over_next(_RETURNS, {"not": _CLOSED})
    asked_later = {"precedes": {"stopBy": "end", **_asks("Err")}}
    asked_deferred = _somewhere(kind="defer_statement", **_asks("Err"))
    again = {"precedes": {"stopBy": _CLOSED, "pattern": "$HELD, $ERR2 = $OTHER.$AGAIN($$$REST)"}}
    in_loop = {"inside": {"kind": "for_statement", "stopBy": {"kind": "func_literal"}}}
    closed_later = {"precedes": {"stopBy": "end", "kind": "defer_statement", **_CLOSED}}
    return [
        _never("rows-not-closed", _QUERY, "Close"),
        _early("rows-not-closed", _QUERY, out_of_loop),
        _late("rows-not-closed", _QUERY),
        _acquires("rows-overwritten", "assigned again while open", _QUERY, again),
        _discarded(),
        _never("stmt-not-closed", _PREPARE, "Close"),
        _early("stmt-not-closed", _PREPARE, {"precedes": {**_NEXT, "kind": "if_statement", "precedes": _WAY_OUT}}),
        _late("stmt-not-closed", _PREPARE),
        _never("conn-not-closed", "^(Connx?|Acquire)$", "Close", "Release", "Hijack"),
        _never("tx-not-finished", "^Begin(x|Tx|Txx)?$", "Rollback"),
        _acquires(
            "rows-err-unchecked",
            "nothing looks at Err after the loop",
            _QUERY,
            _loop_over_next({"not": asked_later}),
            _function(**{"not": asked_deferred}),
        ),
        _acquires("defer-in-loop", "the close waits for the end of the function", _QUERY, closed_later, in_loop),
        _acquires(
            "defer-before-error-check",
            "with an error there is nothing to close, and Close panics",
            f"{_QUERY}|{_PREPARE}|^Connx?$",
            {"precedes": {**_NEXT, "kind": "defer_statement", "has": {"kind": "call_expression", **_CLOSED_HERE}}},
        ),
        _query_for_exec(),
    ]


def text() -> str:
    """The rules as ast-grep reads them: documents of YAML, of which JSON is a part."""
    return "\n---\n".join(json.dumps(rule, indent=1) for rule in rules())
