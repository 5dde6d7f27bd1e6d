"""What the comments of a statement say.

-- name: ListAuthors :many                            sqlc: the query's name, and that of the function made for it
/*action='list',route='%2Fauthors'*/                  sqlcommenter: tags of the request that sent it
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_SQLC = re.compile(r"(?:--|/\*)\s*name:\s*(\w+)\s*:\w+")
_COMMENT = re.compile(r"/\*((?:(?!\*/).)*)\*/", re.DOTALL)
_TAG = re.compile(r"([\w%.-]+)='((?:[^'\\]|\\.)*)'")


def query_name(text: str) -> str:
    """The name that sqlc has for a query; empty where the text has none."""
    found = _SQLC.search(text) if "name:" in text else None
    return found[1] if found else ""


def tags(text: str) -> dict[str, str]:
    """The tags that sqlcommenter adds to a text, decoded; empty where there are none."""
    found: dict[str, str] = {}
    for comment in _COMMENT.finditer(text) if "='" in text else ():
        found |= {unquote(key): unquote(said).replace("\\'", "'") for key, said in _TAG.findall(comment[1])}
    return found
