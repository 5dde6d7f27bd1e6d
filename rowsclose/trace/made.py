"""What calls make of texts, as far as a statement in pieces needs to know it.

strings.Join([]string{"a", "b"}, ", ")      a, b
b.WriteString("SELECT "); b.String()        what is written to it, in the order of the source
query(all)                                  what a function of the module returns
db.Rebind("SELECT …"), sqlx.In("…", ids)    the statement that goes in: placeholders are renamed, no more
squirrel.Select("a").From("t").ToSql()      the words of its methods, with what they are given
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go.ir import Build, Call, Method, Operand, Place, Variable
from rowsclose.go.program import Program
from rowsclose.go.typing import Target
from rowsclose.go.walk import functions_within, instructions_of, receiver_of
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.text import UNKNOWN, Text, Texts, few, joined

_DEEPEST = 3  # functions that return what others return
_WRITES = frozenset({"WriteString", "Write"})
_PRINTS = frozenset({"Fprintf", "Fprint"})
_UNCHANGED = frozenset({"TrimSpace", "Trim", "TrimRight", "TrimLeft", "TrimSuffix", "TrimPrefix", "Clone"})
_BEFORE = re.compile(r"(?:[\s(]|--[^\n]*\n|/\*[^*]*\*+(?:[^*/][^*]*\*+)*/)*")
_VERB = re.compile(r"(?:select|insert|update|delete|with|replace|call|values)\b", re.IGNORECASE)
_WORDS_OF_ONE = re.compile(r"\b(?:from|where|values|set|into|returning)\b", re.IGNORECASE)

# How the methods of builders are spelled in SQL; what they are given follows. Several libraries share these names.
_CLAUSES = {
    "Select": "SELECT ",
    "Columns": ", ",
    "Column": ", ",
    "From": " FROM ",
    "Join": " JOIN ",
    "InnerJoin": " INNER JOIN ",
    "LeftJoin": " LEFT JOIN ",
    "RightJoin": " RIGHT JOIN ",
    "Where": " WHERE ",
    "GroupBy": " GROUP BY ",
    "Having": " HAVING ",
    "OrderBy": " ORDER BY ",
    "Insert": "INSERT INTO ",
    "Update": "UPDATE ",
    "Set": " SET ",
    "Delete": "DELETE FROM ",
    "Suffix": " ",
    "Prefix": "",
}
_STARTS = frozenset({"Select", "Insert", "Update", "Delete"})


class Made:
    """What calls give, for the texts of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._inside: list[object] = []

    def texts(self, call: Call, output: int, texts: Texts) -> tuple[Text, ...] | None:
        """The texts of a call's n-th result; None where nothing is known of it."""
        target = texts.typing.target(call)
        if target.package == "strings" and target.owner is None:
            return _of_strings(call, target, texts)
        name = call.callee.name if isinstance(call.callee, Method) else target.name
        if name == "String" and output == 0 and (written := list(_written(call, texts))):
            return joined(written)
        if name in ("ToSql", "ToSQL", "MustSql") and output == 0:
            return built(call, texts)
        return self._returned(target, call, output, texts) or _rewritten(call, texts)

    def _returned(self, target: Target, call: Call, output: int, texts: Texts) -> tuple[Text, ...] | None:
        """What a function of the program returns, its parameters being what the call gives them."""
        declaration = target.declaration
        if declaration is None or declaration.body is None or len(self._inside) >= _DEEPEST:
            return None
        key = (declaration.path, declaration.span)
        function = self._program.body(declaration) if key not in self._inside else None
        if function is None:
            return None
        inner = Texts(self._program.typing(function), self._program.constant_text, self.texts)
        parameters = function.parameters[1:] if function.has_receiver else function.parameters
        for parameter, argument in zip(parameters, call.arguments, strict=False):
            inner.given(parameter, texts.of(argument))
        self._inside.append(key)
        found = few(t for _, value in returned_values(function, output) for t in inner.of(value))
        self._inside.pop()
        return found if any(t != UNKNOWN for t in found) else None


def _of_strings(call: Call, target: Target, texts: Texts) -> tuple[Text, ...] | None:
    first = call.arguments[0] if call.arguments else None
    if first is None:
        return None
    if target.name == "Join" and len(call.arguments) == 2:
        elements = _elements(first, texts)
        between = texts.of(call.arguments[1])
        if elements is None:
            return None
        return joined([part for e in elements for part in (texts.of(e), between)][:-1])
    return texts.of(first) if target.name in _UNCHANGED else None


def _elements(operand: Operand, texts: Texts) -> list[Operand] | None:
    """The elements of a slice that is written out and assigned once."""
    if not isinstance(operand, Place) or not isinstance(operand.root, Variable) or operand.path:
        return None
    made = texts.typing.definitions(operand.root)
    while len(made) == 1 and not isinstance(made[0], Build):
        source = getattr(made[0], "source", None)
        if not isinstance(source, Place) or not isinstance(source.root, Variable) or source.path:
            return None
        made = texts.typing.definitions(source.root)
    return [e for _, e in made[0].elements] if len(made) == 1 and isinstance(made[0], Build) else None


def _written(call: Call, texts: Texts) -> Iterator[tuple[Text, ...]]:
    """All that a function writes to what a call reads; what is written under a condition may be missing."""
    read = receiver_of(call)
    if read is None:
        return
    for inner in functions_within(texts.typing.function):
        for instruction in instructions_of(inner):
            if not isinstance(instruction, Call) or instruction.span.start > call.span.start:
                continue
            target = texts.typing.target(instruction)
            receiver = receiver_of(instruction)
            if receiver is not None and receiver.root is read.root and instruction.arguments:
                if isinstance(instruction.callee, Method) and instruction.callee.name in _WRITES:
                    yield texts.of(instruction.arguments[0])
                elif isinstance(instruction.callee, Method) and instruction.callee.name.startswith("Write"):
                    yield (UNKNOWN,)
            elif target.package == "fmt" and target.name in _PRINTS:
                yield (UNKNOWN,)


def _rewritten(call: Call, texts: Texts) -> tuple[Text, ...] | None:
    """The one statement among the arguments of a call that is not known: what it returns is taken to be much like it."""
    for argument in call.arguments:
        found = texts.of(argument)
        if any(begins_statement(t) for t in found):
            return found
    return None


def begins_statement(text: Text) -> bool:
    """Whether a text begins as a statement does."""
    head = text.pieces[0] if text.pieces else None
    before = _BEFORE.match(head) if head is not None else None
    return head is not None and before is not None and _VERB.match(head, before.end()) is not None


def is_statement(text: Text) -> bool:
    """Whether a text is one: by how it begins, or where that is not known by the words in it."""
    if text.pieces and text.pieces[0] is None:
        return any(p is not None and _WORDS_OF_ONE.search(p) for p in text.pieces)
    return begins_statement(text)


def built(call: Call, texts: Texts) -> tuple[Text, ...] | None:
    """The statement of a chain of a builder's methods, up to a call on what they give; None where it begins elsewhere."""
    parts: list[tuple[Text, ...]] = []
    starts = False
    for link in reversed(list(_chain(call, texts))):
        name = link.callee.name if isinstance(link.callee, Method) else texts.typing.target(link).name
        clause = _CLAUSES.get(name)
        starts = starts or name in _STARTS
        if clause is None:
            parts.append((UNKNOWN,))
            continue
        parts.append((Text((clause,)),))
        for index, argument in enumerate(link.arguments):
            parts += [(Text((", ",)),)] if index and name in ("Select", "Columns", "OrderBy", "GroupBy") else []
            parts.append(texts.of(argument) if index == 0 or name in ("Select", "Columns") else (UNKNOWN,))
    return joined([*parts, (UNKNOWN,)]) if starts else None


def _chain(call: Call, texts: Texts) -> Iterator[Call]:
    """The calls that a method's receiver comes from, the last one first."""
    at = receiver_of(call)
    seen: set[Variable] = set()
    while at is not None and isinstance(at.root, Variable) and not at.path and at.root not in seen:
        seen.add(at.root)
        made = texts.typing.definitions(at.root)
        if len(made) == 1 and isinstance(made[0], Call):
            yield made[0]
            at = receiver_of(made[0])
        else:
            source = getattr(made[0], "source", None) if len(made) == 1 else None
            at = source if isinstance(source, Place) else None
