"""What the comments of a statement say.

-- name: ListAuthors :many                            sqlc: the query's name, and that of the function made for it
/*action='list',route='%2Fauthors'*/                  sqlcommenter: tags of the request that sent it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_SQLC = re.compile(r"(?:--|/\*)\s*name:\s*(\w+)\s*:\w+")


def query_name(text: str) -> str:
    """The name that sqlc has for a query; empty where the text has none."""
    found = _SQLC.search(text) if "name:" in text else None
    return found[1] if found else ""


def tags(text: str) -> dict[str, str]:
    """The tags that sqlcommenter adds to a text, decoded; empty where there are none."""
    return {unquote(key): unquote(said).replace("\\'", "'") for key, said in _tags(text)}


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Keys and values, encoded still, so that no comma and no quote is in one but for the quotes around a value."""
    for comment in _comments(text) if "='" in text else ():
        for tag in comment.split(","):
            key, _, said = tag.strip().partition("='")
            if key and said.endswith("'"):
                yield key, said[:-1]


def _comments(text: str) -> Iterator[str]:
    """What stands in comments that end."""
    begin = text.find("/*")
    while begin >= 0 and (end := text.find("*/", begin + 2)) >= 0:
        yield text[begin + 2 : end]
        begin = text.find("/*", end + 2)
