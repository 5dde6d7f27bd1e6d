"""What a suppressing comment says.

    //rowsclose:ignore rows-not-closed,rows-discarded -- closed by the caller
    //rowsclose:ignore                                   every rule
    //rowsclose:ignore-file query-for-exec -- ...        in the whole file; before the package clause
    //nolint  //nolint:all                               every rule, and every other linter
    //nolint:rowsclose,errcheck // why                   every rule

``//nolint`` is spelled as golangci-lint has it: blanks and slashes before the word and blanks around the names do not
matter, nor does the case of a name. Of other linters' names two stand for rules.
"""

from __future__ import annotations

import re

from rowsclose.source import Span
from rowsclose.values import value

UNUSED = "unused-suppression"
ALL = "all"

# What these linters report is what these rules do; sqlclosecheck knows rows and statements, and that Close is deferred.
OTHER_LINTERS = {
    "sqlclosecheck": frozenset(
        {
            "rows-not-closed",
            "rows-overwritten",
            "rows-discarded",
            "rows-close-not-deferred",
            "stmt-not-closed",
            "conn-not-closed",
        }
    ),
    "rowserrcheck": frozenset({"rows-err-unchecked"}),
}

_OWN = re.compile(r"//rowsclose:ignore(-file)?(?:[ \t]+(.*))?", re.DOTALL)
_NOLINT = "nolint"
_BETWEEN = re.compile(r"[,\s]+")


@value
class Claim:
    """One name in a comment, and what it stands for: ``rules`` is None for all of them.

    ``word`` is empty where the comment names nothing. ``is_ours``: nobody but rowsclose reads it.
    """

    word: str
    rules: frozenset[str] | None
    is_ours: bool

    def covers(self, rule_id: str) -> bool:
        """Whether it silences a rule; that which speaks of suppressions is silenced by its name alone."""
        if self.rules is None:
            return rule_id != UNUSED
        return rule_id in self.rules


@value
class Suppression:
    """One comment; ``span`` is all of it, ``line`` counts from 1. ``is_alone``: no code stands before it on its line."""

    claims: tuple[Claim, ...]
    reason: str
    for_file: bool
    span: Span
    line: int
    is_alone: bool


def read_comment(text: str) -> tuple[tuple[Claim, ...], str, bool] | None:
    """The claims, the reason and whether it is for the file; None where the comment silences nothing of ours."""
    own = _OWN.fullmatch(text.rstrip())
    if own:
        listed, _, reason = (own.group(2) or "").partition("--")
        names = [name for name in _BETWEEN.split(listed) if name]
        every = not names or ALL in names
        claims = [Claim("", None, True)] if every else [Claim(n, frozenset({n}), True) for n in dict.fromkeys(names)]
        return tuple(claims), reason.strip(), bool(own.group(1))
    said = text.rstrip().lstrip("/ ")
    follows = said[len(_NOLINT) :]
    if not (text.startswith("//") and said.startswith(_NOLINT) and follows[:1] in ("", " ", ":")):
        return None
    listed, _, reason = follows.partition("//")
    linters = [name.strip().lower() for name in listed[1:].split(",")] if follows[:1] == ":" else [ALL]
    claims = [Claim("", None, False)] if ALL in linters else [c for n in dict.fromkeys(linters) for c in _claims(n)]
    return (tuple(claims), reason.strip(), False) if claims else None


def _claims(linter: str) -> list[Claim]:
    if linter == "rowsclose":
        return [Claim(linter, None, True)]
    return [Claim(linter, OTHER_LINTERS[linter], False)] if linter in OTHER_LINTERS else []
