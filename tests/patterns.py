"""Every regular expression of a program, from its source; and the same as JavaScript has it.

``re`` is called by that name alone, so that none escapes (``other_uses``).
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CALLS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
_ANCHORED = frozenset({"match", "fullmatch"})


@dataclass(frozen=True)
class Written:
    """One call of ``re``: ``pattern`` is None where it is put together when the program runs, in ``function``.

    ``uses`` are the methods that match with it.
    """

    path: Path
    line: int
    function: str
    pattern: re.Pattern[str] | re.Pattern[bytes] | None
    uses: frozenset[str]


def written_in(path: Path) -> Iterator[Written]:
    """The calls of ``re`` in a module."""
    tree = ast.parse(path.read_bytes())
    uses, names = _uses(tree), _names(tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (kind := _called(call)) in _CALLS:
            within = [f.name for f in functions if f.lineno <= call.lineno <= (f.end_lineno or 0)]
            used = uses[names[call]] if call in names else frozenset({kind}) - {"compile"}
            yield Written(path, call.lineno, within[-1] if within else "", _constant(call), used)


def other_uses(path: Path) -> list[str]:
    """Lines that have ``re`` in another form than those that ``written_in`` knows."""
    tree = ast.parse(path.read_bytes())
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.module == "re")
        or (isinstance(node, ast.Import) and any(each.name == "re" and each.asname for each in node.names))
        or (isinstance(node, ast.Attribute) and _of_re(node) in _CALLS and id(node) not in called)
    ]


def javascript(written: Written) -> list[tuple[str, str]]:
    """A constant pattern's source and flags in JavaScript: the whole, then each alternative.

    The whole costs no more than its alternatives together. The anchors of the methods that are used are written out. A line
    ends in a line feed alone, which is written out as well, as is a look ahead at the end: to match it costs the same.
    """
    assert written.pattern is not None
    text = written.pattern.pattern
    source = text.decode("latin-1") if isinstance(text, bytes) else text
    source = re.sub(r"\A\(\?[a-z]+\)", "", source)
    flags = written.pattern.flags
    dot, multiline = "[^]" if flags & re.DOTALL else r"[^\n]", bool(flags & re.MULTILINE)
    head = "^" if written.uses and written.uses <= _ANCHORED else ""
    tail = "$" if "fullmatch" in written.uses else ""
    translated = [_translated(each, multiline, dot) for each in (source, *_alternatives(source))]
    return [(f"{head}(?:{each}){tail}", "i" if flags & re.IGNORECASE else "") for each in translated]


def _uses(tree: ast.Module) -> dict[str, frozenset[str]]:
    """The methods called on a module's names; a name that is handed on may be searched with."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    of_methods = {node.value: node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id].add(of_methods.get(node, "search"))
    return defaultdict(frozenset, {name: frozenset(each) for name, each in found.items()})


def _names(tree: ast.Module) -> dict[ast.expr, str]:
    return {
        node.value: target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _called(call: ast.Call) -> str:
    return _of_re(call.func) if isinstance(call.func, ast.Attribute) else ""


def _of_re(attribute: ast.Attribute) -> str:
    return attribute.attr if isinstance(attribute.value, ast.Name) and attribute.value.id == "re" else ""


def _constant(call: ast.Call) -> re.Pattern[str] | re.Pattern[bytes] | None:
    text = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
    if not isinstance(text, str | bytes):
        return None
    given = [ast.unparse(each) for each in (*call.args[1:], *(keyword.value for keyword in call.keywords))]
    flags = 0
    for name in re.findall(r"\bre\.([A-Z]+)\b", " ".join(given)):
        flags |= int(getattr(re, name))
    compiled: re.Pattern[str] | re.Pattern[bytes] = re.compile(text, flags)
    return compiled


def _alternatives(source: str) -> list[str]:
    """The alternatives of a pattern, and of the group that ends it."""
    found = []
    for each in _split(source):
        opened = _group_at_end(each)
        inner = [each] if opened is None else [f"{each[:opened]}(?:{a})" for a in _split(each[opened + 3 : -1])]
        found += inner
    return found


def _split(source: str) -> list[str]:
    parts, depth = [""], 0
    for token in _tokens(source):
        depth += token.startswith("(") - (token == ")")
        if token == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _group_at_end(source: str) -> int | None:
    """Where the group begins that a pattern ends with, if it is one that nothing is taken from."""
    opened: list[int] = []
    at, last = 0, (0, 0)
    for token in _tokens(source):
        if token.startswith("("):
            opened.append(at)
        elif token == ")":
            last = (opened.pop(), at + 1)
        at += len(token)
    return last[0] if last[1] == len(source) and source[last[0] :].startswith("(?:") else None


def _translated(source: str, multiline: bool, dot: str) -> str:
    found, at = "", 0
    for token in _tokens(source):
        at += len(token)
        match token:
            case r"\A" | r"\Z":
                found += {r"\A": "^", r"\Z": "$"}[token]
            case ".":
                found += dot
            case "^" if multiline:
                assert at == 1, "the start of a line within a pattern is not translated"
                found += r"(?:^|\n)"
            case "$" if multiline:
                assert _is_at_end(source[at:], 0), "the end of a line within a pattern is not translated"
                found += r"(?:$|\n)"
            case "(?=" | "(?!":
                assert _is_at_end(source[at:], 1), "a look ahead that something follows is not translated"
                found += "(?:"
            case _:
                assert not re.match(r"\(\?[^:]", token), f"nothing here knows how to ask about {token}"
                found += token
    return found


def _is_at_end(source: str, depth: int) -> bool:
    """Whether nothing follows what is left of so many groups, but what ends those around them."""
    for token in _tokens(source):
        if depth == 0 and token != ")":
            return False
        depth = max(0, depth + token.startswith("(") - (token == ")"))
    return True


def _tokens(source: str) -> list[str]:
    r"""Escapes, sets, the beginnings of groups (``(``, ``(?:``, ``(?=``), and single characters."""
    return re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[:=!>P]|\(|[^\\]", source, re.DOTALL)
