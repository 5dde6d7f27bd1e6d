"""From the directives above a declaration to what they mean: one reader for each verb, and no other place reads a verb.

A test compares ``CALL_READERS`` and ``TYPE_VERBS`` with the table of verbs, so that none is documented and not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rowsclose.flow.graph import Ending
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import Global, Input, IsNil, IsTrue, Output, Place
from rowsclose.ownership.facts.claims import Claim, both_ways
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.models.language import Head, Where, input_named
from rowsclose.ownership.models.model import (
    SILENT,
    Acquires,
    ArgumentRule,
    Assertion,
    CallModel,
    Exit,
    OnArgument,
    ReceiverModel,
    TypeModel,
)

_ENDINGS = {"process": Ending.PROCESS, "goroutine": Ending.GOROUTINE}
_RESULT = Place(Output(0))


class _Draft:
    """The parts of a ``CallModel`` that have been read so far, by the names of its fields."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.call: dict[str, Any] = {"says_nothing": False}
        self.receiver: dict[str, Any] = {"says_nothing": False}

    def input(self, directive: Directive, at: int = 0) -> int | None:
        """The input that an argument of a directive names."""
        return input_named(directive.arguments[at], self.head) if len(directive.arguments) > at else None

    def add(self, name: str, *values: object) -> None:
        """Values behind those that a field has so far."""
        self.call[name] = (*self.call.get(name, ()), *values)

    def first(self, name: str, found: object) -> None:
        """A field's value; the first directive that gives one wins."""
        if self.call.get(name) is None:
            self.call[name] = found


def call_model(directives: tuple[Directive, ...], head: Head) -> CallModel:
    """What the directives at a function or method mean."""
    if not directives:
        return SILENT
    draft = _Draft(head)
    for directive in directives:
        reader = CALL_READERS.get(directive.name)
        if reader is not None:
            reader(draft, directive)
    return CallModel(receiver=ReceiverModel(**draft.receiver), **draft.call)


def type_model(directives: Iterable[Directive]) -> TypeModel:
    """What the directives at a type mean."""
    kind, releases, begins_at_use = ResourceKind.ROWS, frozenset[str](), False
    for directive in directives:
        if directive.name == "resource" and directive.arguments:
            kind = next((k for k in ResourceKind if k.value == directive.arguments[0]), kind)
        elif directive.name == "must-call" and directive.arguments:
            releases |= frozenset(directive.arguments[0].split("|"))
        elif directive.name == "begins-at-use":
            begins_at_use = True
    return TypeModel(kind, releases, begins_at_use)


# Readers ------------------------------------------------------------------------------------------

_Reader = Callable[[_Draft, Directive], None]


def _on_argument(does: OnArgument) -> _Reader:
    """A verb about an input: without an argument it is about the receiver."""

    def read(draft: _Draft, directive: Directive) -> None:
        if not directive.arguments:
            if draft.head.where is Where.METHOD:
                draft.add("arguments", ArgumentRule(0, does, directive))
            draft.receiver[_ON_RECEIVER[does]] = True
            return
        index = draft.input(directive, len(directive.arguments) - 1)
        if index is not None:
            output = int(directive.arguments[0]) if does is OnArgument.RETURNS else 0
            draft.add("arguments", ArgumentRule(index, does, directive, output))

    return read


_ON_RECEIVER = {OnArgument.CLOSES: "closes", OnArgument.CLOSES_WHEN_NIL: "closes_when_nil"}


def _on_receiver(name: str) -> _Reader:
    def read(draft: _Draft, _: Directive) -> None:
        draft.receiver[name] = True

    return read


def _closes_when_false(draft: _Draft, directive: Directive) -> None:
    draft.receiver["closes_when_false"] = True
    draft.receiver["closes_when_false_unless"] = directive.arguments[1] if len(directive.arguments) > 1 else ""


def _closes_when_returned(draft: _Draft, directive: Directive) -> None:
    index = draft.input(directive)
    package, _, name = directive.arguments[1].rpartition(".")
    if index is not None:
        before = draft.receiver.get("closes_when_returned", ())
        draft.receiver["closes_when_returned"] = (*before, (index, Global(package, name)))


def _acquires(draft: _Draft, directive: Directive) -> None:
    if len(directive.arguments) >= 2:
        kind, releases, *unless = directive.arguments
        failed_by = unless[-1] if unless else ""
        found = Acquires(ResourceKind(kind), frozenset(releases.split("|")), failed_by, directive)
        draft.first("acquires", found)


def _acquires_into(draft: _Draft, directive: Directive) -> None:
    draft.first("fills", draft.input(directive))


def _acquires_from(draft: _Draft, directive: Directive) -> None:
    draft.first("pulls", draft.input(directive))


def _runs_on(draft: _Draft, directive: Directive) -> None:
    draft.first("runs_on", draft.input(directive))


def _lends_tx(draft: _Draft, directive: Directive) -> None:
    draft.first("lends", draft.input(directive))


def _ignores(draft: _Draft, directive: Directive) -> None:
    draft.first("ignores", draft.input(directive))


def _not_acquired(draft: _Draft, directive: Directive) -> None:
    draft.first("not_acquired", directive)


def _bounded_by(draft: _Draft, directive: Directive) -> None:
    draft.add("bounds", *(b for b in Bound if b.value in directive.arguments[:1]))


def _blocks(draft: _Draft, directive: Directive) -> None:
    draft.first("blocks", next((b for b in Bound if b.value in directive.arguments[:1]), None))


def _no_return(draft: _Draft, directive: Directive) -> None:
    draft.first("ends", Exit(_ENDINGS.get("".join(directive.arguments), Ending.GOROUTINE), directive))


def _may_exit(draft: _Draft, directive: Directive) -> None:
    ending = _ENDINGS.get("".join(directive.arguments[:1]))
    if ending is not None:
        draft.add("may_exit", Exit(ending, directive))


def _returns_when(question: type[IsNil | IsTrue], answer: bool, *, is_exact: bool = True) -> _Reader:
    def read(draft: _Draft, directive: Directive) -> None:
        index = draft.input(directive)
        if index is not None:
            claim = Claim(question(Place(Input(index))), answer)
            draft.first("assertion", Assertion(claim, is_exact, directive))

    return read


def _true_when(question: type[IsNil | IsTrue], answer: bool) -> _Reader:
    def read(draft: _Draft, directive: Directive) -> None:
        draft.call["tells_by_result"] = True
        index = draft.input(directive)
        if index is not None:
            draft.add("implied", *both_ways(IsTrue(_RESULT), question(Place(Input(index))), same=answer))

    return read


def _not_nil_when_true(draft: _Draft, directive: Directive) -> None:
    draft.call["tells_by_result"] = True
    draft.first("finds", draft.input(directive))


def _nil_when_nil(draft: _Draft, directive: Directive) -> None:
    index = draft.input(directive)
    if index is not None:
        draft.add("carries_nilness", index)


def _flag(name: str) -> _Reader:
    def read(draft: _Draft, _: Directive) -> None:
        draft.call[name] = True

    return read


CALL_READERS: dict[str, _Reader] = {
    "closes": _on_argument(OnArgument.CLOSES),
    "closes-when-nil": _on_argument(OnArgument.CLOSES_WHEN_NIL),
    "takes": _on_argument(OnArgument.TAKES),
    "borrows": _on_argument(OnArgument.BORROWS),
    "alias": _on_argument(OnArgument.RETURNS),
    "closes-when-false": _closes_when_false,
    # At the end of the data; where an error ends the loop, that code looks at it and is on its way out as well.
    "closes-at-end": _on_receiver("closes_when_false"),
    "closes-when-error": _on_receiver("closes_when_error"),
    "closes-when-zero": _on_receiver("closes_when_zero"),
    "closes-when-returned": _closes_when_returned,
    "nil-safe": _on_receiver("nil_safe"),
    "checks-error": _on_receiver("checks_error"),
    "acquires": _acquires,
    "acquires-into": _acquires_into,
    "acquires-from": _acquires_from,
    "runs-on": _runs_on,
    "lends-tx": _lends_tx,
    "not-acquired": _not_acquired,
    "bounded-by": _bounded_by,
    "blocks": _blocks,
    "busies": _flag("busies"),
    "defers": _flag("runs_at_end"),
    "ignores": _ignores,
    "no-return": _no_return,
    "may-exit": _may_exit,
    "returns-when-nil": _returns_when(IsNil, True),
    "returns-when-not-nil": _returns_when(IsNil, False),
    "not-nil-when-returns": _returns_when(IsNil, False, is_exact=False),
    "returns-when-true": _returns_when(IsTrue, True),
    "returns-when-false": _returns_when(IsTrue, False),
    "true-when-nil": _true_when(IsNil, True),
    "true-when-not-nil": _true_when(IsNil, False),
    "true-when-true": _true_when(IsTrue, True),
    "true-when-false": _true_when(IsTrue, False),
    "not-nil-when-true": _not_nil_when_true,
    "asserts": _flag("asserts"),
    "fails-test": _flag("fails_test"),
    "never-nil": _flag("never_nil"),
    "nil-when-nil": _nil_when_nil,
}

TYPE_VERBS = frozenset({"must-call", "resource", "begins-at-use"})
