"""Messages link to their related locations, and nothing else in them reads as a link or a placeholder."""

from __future__ import annotations

import pytest

from rowsclose.finding import Step, StepKind
from rowsclose.report.sarif.messages import plain_message, result_message
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import context_of, list_finding

FILE = SourceFile("store/list.go", b"\n" * 200)
OTHER = SourceFile("other.go", b"\n" * 200)


def message(told: str, *steps: Step, help_: str = "") -> str:
    finding = replace(list_finding(), message=told, help=help_)
    return result_message(finding, list(enumerate(steps, start=1)), context_of(FILE, OTHER))


def step(line: int, path: str = FILE.path, said: str = "still open here") -> Step:
    return Step(StepKind.EXIT, path, Span(line - 1, line - 1), said)


def test_line_that_the_message_names_is_the_link() -> None:
    assert message("open at line 12", step(12), help_="close it") == "open at [line 12](1). Help: close it."
    assert message("line 3, line 12, line 123", step(12)) == "line 3, [line 12](1), line 123."
    assert message("line 12, then line 12", step(12)) == "[line 12](1), then line 12."


def test_line_that_the_message_does_not_name_is_linked_behind_it() -> None:
    assert message("it is dropped", step(12), help_="close it") == (
        "it is dropped. See [still open here](1). Help: close it."
    )
    assert message("open at line 12", step(12, OTHER.path)) == "open at line 12. See [still open here](1)."


def test_places_of_one_line_have_a_link_each() -> None:
    assert message("line 12", step(12), step(12, said="and here")) == "[line 12](1). See [and here](2)."
    assert message("line 12, line 12", step(12), step(12)) == "[line 12](1), [line 12](2)."


def test_link_text_has_its_brackets_and_backslashes_escaped() -> None:
    assert message("x", step(1, said=r"a[0]\b](1)")) == r"x. See [a\[0\]\\b\] (1)](1)."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("xs[0](y)", "xs[0] (y)."),
        ("[a](9) and [b](https://example.com)", "[a] (9) and [b] (https://example.com)."),
        ("xs[0] and f(x)", "xs[0] and f(x)."),
        ("T{1} {22}", "T{ 1} { 22}."),
        ("struct{} {x} {{0}}", "struct{} {x} {{ 0}}."),
    ],
)
def test_code_that_looks_like_a_link_or_a_placeholder_is_parted(text: str, shown: str) -> None:
    assert plain_message(text) == shown
