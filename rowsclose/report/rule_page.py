"""A rule's page from its docstring and examples, as sections that ``explain`` and SARIF lay out.

    rule.page        why it matters, when it stays silent, how to fix         a docstring
    production       what shows, how to find the sessions, what limits it     by rule
    rule.bad, .good  whole Go files                                           "Bad: title", "Good: title"
    the rest         how to configure                                         the same words for every rule

Of the docstring's markup this knows double backticks, headings underlined with ``-`` or ``=``, and code as blocks
indented by four; everything else passes unchanged, and is Markdown already where it is a list.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from rowsclose.report.context import PROJECT_URL
from rowsclose.report.production import IN_PRODUCTION
from rowsclose.rules.rule import Example, Rule

TERMINAL_COLUMNS = 80
_CODE_INDENT = "    "


def page_text(rule: Rule) -> str:
    """The page as plain text, without the rule's name, ending in a line feed."""
    return "\n\n".join(_text_blocks(rule)) + "\n"


def page_markdown(rule: Rule) -> str:
    """The page as Markdown, without the rule's name, ending in a line feed."""
    return "\n\n".join(_markdown_blocks(rule)) + "\n"


def lead(rule: Rule) -> str:
    """The first paragraph of the page on one line; the summary as a sentence where the page is empty."""
    first = next(iter(blocks(rule.page)), "")
    return _inline(" ".join(first.split())) or capital_sentence(rule.summary)


def capital_sentence(text: str) -> str:
    """A lower-case phrase without a full stop as a sentence."""
    stop = "" if text.endswith((".", "!", "?")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"


def help_url(rule: Rule) -> str:
    """Where the rule is described on the web."""
    return help_url_of(rule.id)


def help_url_of(rule_id: str) -> str:
    """Where the rule of an id is described on the web."""
    return f"{PROJECT_URL}/blob/main/docs/rules/{rule_id}.md"


def blocks(page: str) -> list[str]:
    """The paragraphs, code blocks and headings of a docstring, its common indentation removed."""
    first, _, rest = page.strip().partition("\n")
    text = f"{first}\n{textwrap.dedent(rest)}"
    text = re.sub(r"(?m)^(\S.*\n(?:-{3,}|={3,}))$", r"\n\1\n", text)  # a heading is a block of its own
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text.rstrip()):
        block = block.strip("\n").rstrip()
        if found and _is_code(block) and _is_code(found[-1]):
            found[-1] += f"\n\n{block}"  # an empty line within code does not end it
        elif block:
            found.append(block)
    return found


def _is_code(block: str) -> bool:
    return block.startswith(_CODE_INDENT)


def _heading(block: str) -> str | None:
    lines = block.splitlines()
    if len(lines) == 2 and re.fullmatch(r"-{3,}|={3,}", lines[1]):
        return lines[0].strip()
    return None


def _inline(text: str) -> str:
    return re.sub(r"``([^`]+)``", r"`\1`", text)


def filled(text: str) -> str:
    """A paragraph in lines that fit a terminal; a word that does not stands on a line of its own."""
    return textwrap.fill(" ".join(text.split()), TERMINAL_COLUMNS, break_long_words=False, break_on_hyphens=False)


def _filled(block: str) -> str:
    is_laid_out = _heading(block) is not None or block.lstrip().startswith(("- ", "* ", "|"))
    return _inline(block) if is_laid_out else filled(_inline(block))


def _text_blocks(rule: Rule) -> Iterator[str]:
    for block in blocks(rule.page):
        yield block if _is_code(block) else _filled(block)
    if in_production := IN_PRODUCTION.get(rule.id):
        yield "In production\n-------------"
        yield from (_filled(block) for block in blocks(in_production))
    for word, example in _examples(rule):
        yield f"{word}: {example.title}"
        yield textwrap.indent(_code(example), _CODE_INDENT)
    yield "How to configure\n----------------"
    yield "\n".join(f"{use}:\n{_CODE_INDENT}{code}" for use, code in _settings(rule))


def _markdown_blocks(rule: Rule) -> Iterator[str]:
    for block in blocks(rule.page):
        heading = _heading(block)
        if heading:
            yield f"## {_inline(heading)}"
        else:
            yield _fence(textwrap.dedent(block)) if _is_code(block) else _inline(block)
    if in_production := IN_PRODUCTION.get(rule.id):
        yield "## In production"
        yield from (_inline(block) for block in blocks(in_production))
    for word, example in _examples(rule):
        yield f"### {word}: {_inline(example.title)}"
        yield _fence(_code(example))
    yield "## How to configure"
    yield "\n".join(f"- {use}: `{code}`" for use, code in _settings(rule))


def _examples(rule: Rule) -> Iterator[tuple[str, Example]]:
    yield from (("Bad", example) for example in rule.bad)
    yield from (("Good", example) for example in rule.good)


def _code(example: Example) -> str:
    return textwrap.dedent(example.code).strip("\n").expandtabs(4)


def _fence(code: str) -> str:
    return f"```go\n{code}\n```"


def _settings(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Silence one place, with a reason", f"//rowsclose:ignore {rule.id} -- reason"
    verb, key = ("off", "ignore") if rule.on_by_default else ("on", "extend-select")
    yield f"Turn the rule {verb} for one run", f"rowsclose check --{key} {rule.id}"
    yield f"Turn it {verb} in .rowsclose.toml", f'{key} = ["{rule.id}"]'
    yield "Leave it out in some files, there too", f'per-file-ignores."*_test.go" = ["{rule.id}"]'
    other = "error" if rule.level.value == "warning" else "warning"
    yield "Change its level, there too", f'rules.{rule.id}.level = "{other}"'
