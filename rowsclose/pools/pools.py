"""Connection pools (``*sql.DB``), and whether anybody in the module limits them.

A pool has no end of its own and so no lifetime; what is asked is whether one of its setters is called. That is worked out
backwards, for setters are few: from each call of one to where its receiver was opened.

    db.SetMaxOpenConns(n)    <- db, err := open()    <- return sql.Open(…)
    s.db.SetMaxOpenConns(n)  <- Store{db: db}        <- db, err := sql.Open(…)
    func tune(db *sql.DB)    <- tune(db)             <- db, err := sql.Open(…)

No path is asked about: a setter that may run counts. Left out: code outside of the module, interfaces' implementations.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from rowsclose.finding import Confidence
from rowsclose.go.ir import Call, Constant, Function, Place
from rowsclose.go.module_text import ModuleText
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import calls_of
from rowsclose.pools.origins import Origins, Site
from rowsclose.source import Span
from rowsclose.values import value

_SQL = "database/sql"
_OPENING = {
    _SQL: frozenset({"Open", "OpenDB"}),
    "github.com/jmoiron/sqlx": frozenset({"Open", "MustOpen", "Connect", "ConnectContext", "MustConnect"}),
}
_LIMITS = frozenset({"SetMaxOpenConns"})
_AGES = frozenset({"SetConnMaxIdleTime", "SetConnMaxLifetime"})
_SETTING = re.compile(rb"\bSetMaxOpenConns\b|\bSetConnMax(?:IdleTime|Lifetime)\b")


@value
class Pool:
    """One call that opens a pool.

    ``call`` is the called name's text, ``variable`` empty where the pool goes on without a name. ``is_limited``: its size
    is; ``is_aged``: its connections end some time.
    """

    path: str
    span: Span
    call: str
    function: str
    variable: str
    is_limited: bool
    is_aged: bool
    confidence: Confidence


@value
class _Set:
    """Where the pools of one module are opened that somebody limits, and those whose connections somebody ends."""

    limited: frozenset[Site]
    aged: frozenset[Site]


class Pools:
    """Finds the pools that functions open. Nothing is read until it is asked."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._sets: dict[str, _Set] = {}

    def of(self, function: Function) -> Iterator[Pool]:
        """The pools that a function and its literals open; those of tests do not count."""
        if function.path.endswith("_test.go"):
            return
        typing = self._program.typing(function)
        for call in calls_of(function):
            if not opens_pool(typing.target(call)):
                continue
            site = (function.path, call.name_span)
            done = self._done_in_module_of(function)
            text = self._program.file(function.path).source.text[call.name_span.start : call.name_span.end]
            yield Pool(
                function.path,
                call.name_span,
                text.decode("utf-8", "replace"),
                function.name,
                _name(call),
                site in done.limited,
                site in done.aged,
                Confidence.MEDIUM,  # code out of reach that gets the pool is taken to leave it as it is
            )

    def _done_in_module_of(self, function: Function) -> _Set:
        modules = self._program.modules
        folder = modules.folder_of(function.package)
        module = modules.of(folder) if folder is not None else None
        root = module.folder if module is not None else modules.root
        if root not in self._sets:
            self._sets[root] = self._done_in(root.rstrip(os.sep) or root)
        return self._sets[root]

    def _done_in(self, root: str) -> _Set:
        program = self._program
        mentions = ModuleText(program, root)
        limited, aged = Origins(program, mentions, opens_pool), Origins(program, mentions, opens_pool)
        for function in mentions.functions(_SETTING):
            typing = program.typing(function)
            for call in calls_of(function):
                receiver = _set_on(call, typing)
                if receiver is None:
                    continue
                name, pool = receiver
                if name in _LIMITS:
                    limited.follow(function, pool)
                elif name in _AGES:
                    aged.follow(function, pool)
        return _Set(frozenset(limited.sites), frozenset(aged.sites))


def opens_pool(target: Target) -> bool:
    """Whether a call opens a pool."""
    return target.kind is TargetKind.FUNCTION and target.name in _OPENING.get(target.package, ())


def _set_on(call: Call, typing: Typing) -> tuple[str, Place] | None:
    """The setter's name and the pool; None for other calls, and where what is set is 0, which means no limit."""
    target = typing.target(call)
    if target.name not in _LIMITS | _AGES or not call.arguments:
        return None
    receiver = getattr(call.callee, "receiver", None)
    first = call.arguments[0]
    if not isinstance(receiver, Place) or (isinstance(first, Constant) and first.text == "0"):
        return None
    return target.name, Place(receiver.root, receiver.path + target.via)


def _name(call: Call) -> str:
    target = call.targets[0] if call.targets else None
    return target.written if target is not None else ""
