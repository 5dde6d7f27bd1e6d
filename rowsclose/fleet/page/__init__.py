"""The summary as one HTML page that needs nothing beside it: it loads nothing, and works from a disk or as an attachment.

page.html     the template; whatever it shows is escaped, and moves no cursor and no direction of text
page.css      its style
page.js       its filters; without them all findings are shown

What a page may do stands in its head: one style and one script, each by its hash, and nothing else. So text of a hostile
tree that came through as markup could load nothing and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from rowsclose.finding import Confidence, Level
from rowsclose.fleet.ranking import Status, Summary, in_words
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = os.path.dirname(__file__)


def render(summary: Summary, version: str) -> Iterator[str]:
    """The page, in pieces; ``version`` is that of rowsclose."""
    from markupsafe import Markup

    style, script = _text("page.css"), _text("page.js")
    yield from _template().generate(
        summary=summary,
        version=version,
        levels=tuple(Level),
        confidences=[confidence.label for confidence in reversed(Confidence)],
        status=Status,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        counted=counted,
        repositories=in_words(summary),
        address=quote,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _shown(value: object) -> object:
    """What stands for a value: of a text each character that does not print as itself is written as an escape."""
    return visible(value) if type(value) is str else value


def _text(name: str) -> str:
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read()


def _hash(text: str) -> str:
    """The source expression of an inline style or script (https://www.w3.org/TR/CSP3/#match-element-to-source-list)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
