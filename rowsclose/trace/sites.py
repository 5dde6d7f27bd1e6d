"""The calls of the code that send a statement, or acquire what statements are sent on.

A session of the server shows the statement that it ran last. That may be the one whose result is open, the one that ran
on a connection or in a transaction which nobody ends, or one that has been dealt with well: all of them are sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Call, Constant, Function, Method, Operand, Place, Variable
from rowsclose.go.program import Program
from rowsclose.go.walk import call_operands, calls_of, operands_of, receiver_of
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.provenance.sources import Made as MadeBy
from rowsclose.ownership.provenance.sources import sources_of
from rowsclose.ownership.provenance.text import Text
from rowsclose.source import Span
from rowsclose.sql.words import GAP
from rowsclose.trace.fields import Fields
from rowsclose.trace.made import Made, built, is_statement
from rowsclose.values import value

_SENDER = re.compile(
    rb"(?:query|exec|get|select|prepare|raw|queue|rows?|begin|acquire|conn|setmaxopenconns|setconnmax)\w*",
    re.IGNORECASE,
)
_OPENS = re.compile(rb"\s*[(\[]")

_NAME = re.compile(r"query|exec|get|select|prepare|raw|queue|scan|find|run|fetch|load|count", re.IGNORECASE)
_NO_SENDERS = frozenset({"fmt", "log", "log/slog", "errors", "strings", "bytes", "regexp", "testing", "io", "bufio"})
_HOLD_SESSIONS = frozenset({ResourceKind.TRANSACTION, ResourceKind.CONNECTION, ResourceKind.STATEMENT})

_OF_POOLS = frozenset({"SetMaxOpenConns", "SetConnMaxIdleTime", "SetConnMaxLifetime"})

Key = tuple[str, int]
"""A function: its file, and where its declaration begins."""


@value
class Site:
    """A call; ``kind`` is what it acquires, None where nothing that has to be ended.

    ``texts`` are what its statement may be, with ``GAP`` for what is not known. ``span`` is the called name on one line.
    ``runs_on`` are the acquisitions of the same function that it runs on, ``calls`` is the function of the program that it
    calls, ``lent_to`` are those that get what it acquires. ``within`` is the function that it stands in.
    """

    path: str
    line: int
    span: Span
    call: str
    function: str
    within: Key
    kind: ResourceKind | None
    texts: tuple[str, ...]
    runs_on: tuple[Span, ...]
    calls: Key | None
    lent_to: tuple[Key, ...]


@value
class PoolSetting:
    """A call that sets something of a pool of database/sql; ``count`` is None where it is no literal number."""

    path: str
    line: int
    name: str
    count: int | None


def may_send(text: bytes, start: int = 0, end: int | None = None) -> bool:
    """Whether a file, or a function between two offsets of it, may send a statement, or acquire what one is sent on."""
    end = len(text) if end is None else end
    while found := _SENDER.search(text, start, end):
        start = found.end()
        if _OPENS.match(text, start, end):
            return True
    return False


class Sites:
    """Finds the sites of a program's functions."""

    def __init__(self, program: Program, analysis: Analysis) -> None:
        self._program = program
        self._analysis = analysis
        self._fields = Fields(program, Made(program))
        self.pools: list[PoolSetting] = []

    def of(self, function: Function, declared_at: int) -> Iterator[Site]:
        """The sites of an outermost function and its literals, in source order."""
        within = _Within(self._fields, function)
        for acquisition in self._analysis.acquisitions.of(function, within.typing):
            within.acquired.setdefault(id(acquisition.call), acquisition)
        for call in calls_of(function):
            self._note_pool(call, function.path)
            texts = within.statements(call) or within.prepared(call)
            if id(call) in within.acquired or texts or within.runs_on(call):
                yield self._site(call, within, declared_at, texts)

    def _note_pool(self, call: Call, path: str) -> None:
        name = call.callee.name if isinstance(call.callee, Method) else ""
        if name in _OF_POOLS and len(call.arguments) == 1:
            line = self._program.file(path).source.position(call.name_span.start).line
            given = call.arguments[0]
            count = int(given.text) if isinstance(given, Constant) and given.text.isdecimal() else None
            self.pools.append(PoolSetting(path, line, name, count))

    def _site(self, call: Call, within: _Within, declared_at: int, texts: tuple[str, ...]) -> Site:
        path, span, here = within.function.path, call.name_span, within.acquired.get(id(call))
        source = self._program.file(path).source
        return Site(
            path,
            source.position(span.start).line,
            span,
            source.text[span.start : span.end].decode("utf-8", "replace"),
            within.function.name,
            (path, declared_at),
            here.obligation.kind if here is not None else None,
            texts,
            tuple(a.call.name_span for a in within.runs_on(call)),
            key_of(within.typing.target(call).declaration),
            within.lent_to(here) if here is not None else (),
        )


class _Within:
    """One outermost function, and what it has acquired by its calls."""

    def __init__(self, fields: Fields, function: Function) -> None:
        self.function = function
        self.acquired: dict[int, Acquisition] = {}  # by the identity of the call
        self._fields = fields
        self._texts = fields.texts_in(function)
        self.typing = self._texts.typing

    def statements(self, call: Call) -> tuple[str, ...]:
        """What the statement of a call may be: the first argument of type string that looks like one, or a builder's."""
        is_here, signature = id(call) in self.acquired, self.typing.target(call).signature
        if not self._may_send(call):
            return ()
        for index, argument in enumerate(call.arguments):
            declared = signature.parameters[index].type if signature and index < len(signature.parameters) else None
            if declared is not None and self.typing.universe.underlying(declared) not in (t.STRING, None):
                continue
            found = self._texts.of(argument)
            if any(is_statement(text) for text in found):
                return tuple(dict.fromkeys(_with_gaps(text) for text in found if is_statement(text)))
        made = built(call, self._texts) if is_here else None
        return tuple(dict.fromkeys(_with_gaps(text) for text in made or ()))

    def prepared(self, call: Call) -> tuple[str, ...]:
        """The statements that were prepared by what a call runs on: in this function, or into a field."""
        if not self._may_send(call):
            return ()
        on = [a.call for a in self.runs_on(call) if a.obligation.kind is ResourceKind.STATEMENT]
        found = tuple(s for c in on for s in self.statements(c))
        return found or tuple(_with_gaps(text) for text in self._on_field(call))

    def _on_field(self, call: Call) -> tuple[Text, ...]:
        """The statements in the field that a call is made on, or in one that what it is made on was made from."""
        receiver = receiver_of(call)
        if receiver is None:
            return ()
        kept = self._fields.kept(receiver, self.typing)
        if kept is None and isinstance(receiver.root, Variable) and not receiver.path:
            for made in self.typing.definitions(receiver.root):
                for operand in operands_of(made):
                    found = self._fields.kept(operand, self.typing) if isinstance(operand, Place) else None
                    kept = kept or found
        return kept or ()

    def _may_send(self, call: Call) -> bool:
        target = self.typing.target(call)
        name = call.callee.name if isinstance(call.callee, Method) else target.name
        is_here = id(call) in self.acquired
        return target.package not in _NO_SENDERS and (is_here or _NAME.search(name) is not None)

    def runs_on(self, call: Call) -> list[Acquisition]:
        """The statements, transactions and connections of this function that a call is made on, or is given."""
        found: list[Acquisition] = []
        for operand in call_operands(call):
            for leaf in self._made_by(operand):
                acquisition = self.acquired.get(id(leaf.by)) if leaf.by is not call else None
                if acquisition is None or acquisition.obligation.kind not in _HOLD_SESSIONS:
                    continue
                if acquisition.into is not None or acquisition.result == leaf.output:
                    found.append(acquisition)
        return found

    def _made_by(self, operand: Operand) -> Iterator[MadeBy]:
        if isinstance(operand, Place):
            whole = Place(operand.root, tuple(s for s in operand.path[:1] if s[0] == "#"))
            leaves = sources_of(whole, self.typing.function, self.typing).leaves
            yield from (leaf for leaf in leaves if isinstance(leaf, MadeBy))

    def lent_to(self, acquisition: Acquisition) -> tuple[Key, ...]:
        """The functions of the program that get what was acquired."""
        if acquisition.obligation.kind not in _HOLD_SESSIONS:
            return ()
        given = (c for c in calls_of(self.function) if acquisition in self.runs_on(c))
        keys = (key_of(self.typing.target(c).declaration) for c in given)
        return tuple(dict.fromkeys(k for k in keys if k is not None))


def key_of(declaration: FunctionDeclaration | None) -> Key | None:
    """By what a function is known; None where it has no body."""
    return (declaration.path, declaration.span.start) if declaration is not None and declaration.body else None


def _with_gaps(text: Text) -> str:
    return "".join(p.replace(GAP, "") if p is not None else GAP for p in text.pieces)
