"""The output of each tool -> plain findings.

A reader is given the text and the folder that the tool ran in, and yields findings with absolute paths. The message or the
name of the rule decides the kind.

Raises:
    ValueError: the output is not of the form that the tool has at the pinned version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.findings import Kind, Place, PlainFinding

Reader = Callable[[str, Path], Iterator[PlainFinding]]

_POSITION = re.compile(r"\A(.*):(\d+):(\d+)\Z")
_GO_CRITIC = re.compile(r"\A(.+?):(\d+):(\d+): (\w+): (.*)\Z")

# By the name that a tool gives the rule; where one analyzer has two messages, by the message.
KINDS: dict[str, Kind] = {
    "Rows/Stmt/NamedStmt was not closed": Kind.LEAK,
    "Close should use defer": Kind.UNDEFERRED,
    "rowserrcheck": Kind.ERR_ALWAYS,
    "rowserr": Kind.ERR_ALWAYS,
    "sqlrowserr": Kind.ERR_AFTER_LOOP,
    "execinquery": Kind.QUERY_FOR_EXEC,
    "SA5001": Kind.CLOSE_BEFORE_CHECK,
    "SA5003": Kind.ANY_DEFER_IN_LOOP,
    "SA9001": Kind.ANY_DEFER_IN_LOOP,
    "sqlQuery": Kind.IGNORED_ROWS,
    "deferInLoop": Kind.ANY_DEFER_IN_LOOP,
    "defer": Kind.ANY_DEFER_IN_LOOP,
    "rows-not-closed": Kind.LEAK,
    "rows-overwritten": Kind.LEAK,
    "rows-discarded": Kind.LEAK,
    "stmt-not-closed": Kind.LEAK,
    "conn-not-closed": Kind.LEAK,
    "tx-not-finished": Kind.LEAK,
    "rows-close-not-deferred": Kind.UNDEFERRED,
    "rows-err-unchecked": Kind.ERR_AFTER_LOOP,
    "defer-in-loop": Kind.CLOSE_IN_LOOP,
    "defer-before-error-check": Kind.CLOSE_BEFORE_CHECK,
    "query-for-exec": Kind.QUERY_FOR_EXEC,
    "pool-limits-unset": Kind.POOL_LIMITS,
    "pool-idle-time-unset": Kind.POOL_IDLE_TIME,
}


def go_analysis(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``-json`` of golang.org/x/tools: an object a package, or one for all; ``go vet`` writes comment lines between."""
    for tree in _objects("\n".join(line for line in text.splitlines() if not line.startswith("#"))):
        for analyzers in tree.values():
            for analyzer, said in analyzers.items():
                if isinstance(said, dict):
                    raise ValueError(f"{analyzer}: {said.get('error', said)}")
                for one in said:
                    position = _POSITION.match(one["posn"])
                    if position is None:
                        raise ValueError(f"{analyzer}: no position in {one['posn']!r}")
                    path, line, column = position.groups()
                    yield _finding(folder, path, int(line), int(column), analyzer, one["message"])


def golangci(text: str, folder: Path) -> Iterator[PlainFinding]:
    """The JSON report of golangci-lint with absolute paths."""
    for one in json.loads(text)["Issues"] or ():
        at = one["Pos"]
        yield _finding(folder, at["Filename"], at["Line"], at["Column"], one["FromLinter"], one["Text"])


def staticcheck(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``-f json``: an object a line."""
    for one in map(json.loads, text.splitlines()):
        at = one["location"]
        yield _finding(folder, at["file"], at["line"], at["column"], one["code"], one["message"])


def go_critic(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``path:line:column: checker: message``, a line each."""
    for line in text.splitlines():
        if found := _GO_CRITIC.match(line):
            path, row, column, checker, message = found.groups()
            yield _finding(folder, path, int(row), int(column), checker, message)


def revive(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``-formatter json``."""
    for one in json.loads(text) or ():
        at = one["Position"]["Start"]
        yield _finding(folder, at["Filename"], at["Line"], at["Column"], one["RuleName"], one["Failure"])


def semgrep(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``--json``; the rule's id comes with the folder of its file before it."""
    for one in json.loads(text)["results"]:
        rule = one["check_id"].rpartition(".")[2].partition("--")[0]
        yield _finding(folder, one["path"], one["start"]["line"], one["start"]["col"], rule, one["extra"]["message"])


def ast_grep(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``--json=compact``; its lines and columns count from 0. What follows ``--`` in a rule's id tells variants apart."""
    for one in json.loads(text):
        at, rule = one["range"]["start"], one["ruleId"].partition("--")[0]
        yield _finding(folder, one["file"], at["line"] + 1, at["column"] + 1, rule, one["message"])


def rowsclose(text: str, folder: Path) -> Iterator[PlainFinding]:
    """``-f json``."""
    for one in json.loads(text)["findings"]:
        at = one["region"]
        yield _finding(folder, one["path"], at["line"], at["column"], one["rule"], one["message"])


def _finding(folder: Path, path: str, line: int, column: int, rule: str, message: str) -> PlainFinding:  # noqa: PLR0913 - a finding has so many parts
    kind = KINDS.get(message) or KINDS.get(rule)
    if kind is None:
        raise ValueError(f"{rule}: {message}: no such rule was asked for")
    return PlainFinding(Place((folder / path).resolve().as_posix(), line, column), kind, message)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder, at = json.JSONDecoder(), 0
    while start := text[at:].lstrip():
        at = len(text) - len(start)
        tree, at = decoder.raw_decode(text, at)
        yield tree
