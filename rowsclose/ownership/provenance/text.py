"""The text of a string in a function, as far as the source says it.

    q := "SELECT a FROM t"              Text(("SELECT a FROM t",))
    q := "SELECT a FROM " + table       Text(("SELECT a FROM ", None))
    if all { q += " WHERE b" }          both: with and without what is appended

A literal, a constant (of the package, of the function, of another package), a variable by all that is assigned to it, in
the order of the source; concatenations, and the format of ``fmt.Sprintf`` with what goes into it. What other calls make of
texts and what fields hold, the caller may know. Left out: elements of maps and slices.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from rowsclose.go.ir import (
    Assign,
    Call,
    Compute,
    Constant,
    ConstantKind,
    Global,
    Instruction,
    Operand,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.values import value

_DEEPEST = 24  # texts within each other
_MOST = 16  # alternatives of one string; what has more is not known
_VERB = re.compile(r"%(?:%|[-+# 0-9.]*(?:\[(\d+)\][\d.]*)?[a-zA-Z])")
_SPELLED = "svq"  # the verbs that show a string as it is

ConstantText = Callable[[str, str], str | None]
"""The value of a string constant ``package.name``."""


@value
class Text:
    """A string in pieces; None is a piece that is not known, which may be empty."""

    pieces: tuple[str | None, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return None not in self.pieces


UNKNOWN = Text((None,))

Called = Callable[[Call, int, "Texts"], tuple[Text, ...] | None]
"""What a call gives as its n-th result; None where that is not known."""


Kept = Callable[[Place, Typing], tuple[Text, ...] | None]
"""What a field holds; None where that is not known."""


def _nothing(*_: object) -> None:
    return None


class Texts:
    """The strings of one outermost function."""

    def __init__(
        self, typing: Typing, constant_text: ConstantText, called: Called = _nothing, kept: Kept = _nothing
    ) -> None:
        self.typing = typing
        self._kept = kept
        self._constant_text = constant_text
        self._called = called
        # What is known so far of the variables that are being worked out: `q = q + "…"` asks for it.
        self._so_far: dict[Variable, tuple[Text, ...]] = {}

    def given(self, variable: Variable, texts: tuple[Text, ...]) -> None:
        """Let a parameter have these texts."""
        self._so_far[variable] = texts

    def of(self, operand: Operand, depth: int = 0) -> tuple[Text, ...]:
        """The texts that a string may be; ``UNKNOWN`` is among them where there may be others."""
        match operand:
            case Constant(ConstantKind.STRING, text):
                return (Text((text,)),)
            case Place(Global(package, name), ()):
                known = self._constant_text(package, name)
                return (UNKNOWN,) if known is None else (Text((known,)),)
            case Place(Variable() as variable, path) if depth <= _DEEPEST:
                return self._of_variable(variable, path, depth + 1)
            case _:
                return (UNKNOWN,)

    def _of_variable(self, variable: Variable, path: tuple[str, ...], depth: int) -> tuple[Text, ...]:
        if path:
            made = self.typing.definitions(variable)
            if len(path) == 1 and path[0].startswith("#") and len(made) == 1 and isinstance(made[0], Call):
                return self._of_call(made[0], int(path[0][1:]), depth)
            return self._kept(Place(variable, path), self.typing) or (UNKNOWN,)
        if variable in self._so_far:
            return self._so_far[variable] or (UNKNOWN,)
        definitions = [d for d in self.typing.definitions(variable) if not _is_zero(d)]
        is_handed = variable.kind is VariableKind.PARAMETER
        found: tuple[Text, ...] = (UNKNOWN,) if is_handed or not definitions else ()
        for definition in definitions:
            self._so_far[variable] = found
            found = few((*found, *self._of_definition(definition, variable, depth)))
        self._so_far.pop(variable, None)
        return found

    def _of_definition(self, definition: Instruction, variable: Variable, depth: int) -> tuple[Text, ...]:
        match definition:
            case Assign(_, source):
                return self.of(source, depth)
            case Compute(_, sources, _, None):
                return joined([self.of(s, depth) for s in sources])
            case Call(targets):
                output = next((i for i, p in enumerate(targets) if p is not None and p.root is variable), 0)
                return self._of_call(definition, output, depth)
            case _:
                return (UNKNOWN,)

    def _of_call(self, call: Call, output: int, depth: int) -> tuple[Text, ...]:
        """A conversion of a text is the text."""
        target = self.typing.target(call)
        if target.kind is TargetKind.CONVERSION and call.arguments:
            return self.of(call.arguments[0], depth)
        if (target.package, target.name) == ("fmt", "Sprintf") and call.arguments:
            formats = self.of(call.arguments[0], depth)
            values = [() if call.spread else self.of(a, depth) for a in call.arguments[1:]]
            return few(t for f in formats for t in _formatted(f, values))
        return self._called(call, output, self) or (UNKNOWN,)


def joined(parts: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    """Every concatenation of one alternative of each part."""
    return few(Text(_merged(p for text in one for p in text.pieces)) for one in itertools.product(*parts))


def few(texts: Iterator[Text] | tuple[Text, ...]) -> tuple[Text, ...]:
    """The alternatives without repetition; where they are too many, the first ones and that there are others."""
    kept = tuple(dict.fromkeys(itertools.islice(texts, 4 * _MOST)))
    return kept if len(kept) <= _MOST else (*kept[: _MOST - 1], UNKNOWN)


def _merged(pieces: Iterator[str | None]) -> tuple[str | None, ...]:
    merged: list[str | None] = []
    for piece in pieces:
        last = merged[-1] if merged else ""
        if piece is None and last is None:
            continue
        if merged and piece is not None and last is not None:
            merged[-1] = last + piece
        else:
            merged.append(piece)
    return tuple(merged)


def _formatted(text: Text, values: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    """A format with what goes into it; what a format itself lacks may have verbs of its own, and then none is told."""
    parts: list[tuple[Text, ...]] = []
    taken = 0
    for piece in text.pieces:
        if piece is None:
            parts.append((UNKNOWN,))
            values = []
            continue
        at = 0
        for verb in _VERB.finditer(piece):
            parts.append((Text((piece[at : verb.start()],)),))
            at = verb.end()
            if verb[0] == "%%":
                parts.append((Text(("%",)),))
                continue
            taken = int(verb[1]) if verb[1] else taken + 1
            given = values[taken - 1] if 0 < taken <= len(values) else ()
            parts.append(given if given and verb[0][-1] in _SPELLED[:2] else (UNKNOWN,))
        parts.append((Text((piece[at:],)),))
    return joined(parts)


def _is_zero(definition: Instruction) -> bool:
    """Whether a variable is only declared: `var q string`."""
    return isinstance(definition, Assign) and isinstance(definition.source, Constant) and not definition.source.text
