"""Messages in SARIF's plain text: sentences, with links to the related locations.

    rows is still open at the return on line 12    ->    ... at the return on [line 12](1).
    the result set is dropped                      ->    ... is dropped. See [still open at this return](1).

GitHub shows a related location only where the message links to it. Go code within a message may look like a link or a
placeholder (SARIF 2.1.0, sections 3.11.5 and 3.11.6): ``xs[0](y)``, ``T{1}``. A blank parts it: the doubled braces
that the standard asks for would be shown as they are by most readers, GitHub among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rowsclose.finding import Finding, Step
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import lowered_line
from rowsclose.report.rule_page import capital_sentence
from rowsclose.report.story import sentence, words

_LINE = re.compile(r"(\[?)\bline ([0-9]+)\b")
_LOOKS_LIKE_A_LINK = re.compile(r"\](?=\()")
_LOOKS_LIKE_A_PLACEHOLDER = re.compile(r"\{(?=\d+\})")


def plain_message(text: str) -> str:
    """A message as a sentence in which nothing reads as a link or a placeholder."""
    return _literal(sentence(text))


def result_message(finding: Finding, related: Iterable[tuple[int, Step]], context: ReportContext) -> str:
    """The message, whose first sentence GitHub shows alone, with links to the numbered places; then what else is told."""
    told = plain_message(finding.message)
    unsaid = []
    for number, step in related:
        line = context.read(step.path).position(step.span.start).line
        named = _mention_of(line, told) if step.path == finding.path else None
        if named:
            told = f"{told[: named.start()]}[line {line}]({number}){told[named.end() :]}"
        else:
            unsaid.append(f"[{_link_text(words(step))}]({number})")
    if unsaid:
        told += f" See {', '.join(unsaid)}."
    if finding.lowered:
        told += f" {capital_sentence(lowered_line(finding))}"
    return f"{told} Help: {plain_message(finding.help)}" if finding.help else told


def _mention_of(line: int, told: str) -> re.Match[str] | None:
    """The first mention of a line that is no link yet."""
    return next((found for found in _LINE.finditer(told) if not found[1] and found[2] == str(line)), None)


def _literal(text: str) -> str:
    return _LOOKS_LIKE_A_PLACEHOLDER.sub("{ ", _LOOKS_LIKE_A_LINK.sub("] ", text))


def _link_text(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", _literal(text))
