"""The text of the statement that an acquiring call sends, as far as the source says it: see ``text``.

What is not known of a text is left out, and then it is not whole.
"""

from __future__ import annotations

from rowsclose.go import types as t
from rowsclose.go.ir import Call
from rowsclose.go.typing import Typing
from rowsclose.ownership.provenance.text import ConstantText, Text, Texts
from rowsclose.values import value


@value
class Statement:
    """The text of a statement; ``whole`` where nothing of it is missing."""

    text: str
    whole: bool


def statement_of(call: Call, typing: Typing, constant_text: ConstantText) -> Statement | None:
    """The statement that a call sends: its first argument of type string, where that is one text."""
    signature = typing.target(call).signature
    texts = Texts(typing, constant_text)
    for index, argument in enumerate(call.arguments):
        declared = signature.parameters[index].type if signature and index < len(signature.parameters) else None
        if declared is not None and declared != t.STRING:
            continue
        alternatives = texts.of(argument)
        found = _known(alternatives[0]) if len(alternatives) == 1 else None
        if found is not None and found.text.strip():
            return found
        if declared == t.STRING:
            return None
    return None


def _known(text: Text) -> Statement | None:
    """A text with blanks for what is missing; its head says what kind of statement it is, without it nothing is known."""
    if text.pieces and text.pieces[0] is None:
        return None
    return Statement("".join(p if p is not None else " " for p in text.pieces), text.is_whole)
