"""Comparisons of a length with a number: what several of them leave possible.

if len(tables) > 1 { … }
if len(tables) == 1 { … }     not on the way on which there is more than one
if len(tables) > 0 { … }      not on the way on which a callee has given nil
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from rowsclose.go.ir import Atom, Holds, IsNil, Place
from rowsclose.ownership.facts.claims import Claim

Comparison: TypeAlias = tuple[str, str, int]
"""What is counted, the operator (``==``, ``<`` or ``>``), and the number."""

_COMPARED = re.compile(r"((?:len|cap)\(.+\))(==|<|>)(\d{1,9})")
_MOST = 10**9


def comparison(atom: Atom) -> Comparison | None:
    """A question about a length; None where it is another one."""
    found = _COMPARED.fullmatch(atom.text) if isinstance(atom, Holds) else None
    return (found[1], found[2], int(found[3])) if found is not None else None


def is_impossible(claim: Claim, known: Iterable[Claim]) -> bool:
    """Whether no length is as a claim says and as those say that are known."""
    asked = comparison(claim.atom)
    if asked is None:
        return False
    low, high, excluded = 0, _MOST, set()
    for atom, holds in (claim, *known):
        if isinstance(atom, IsNil):
            is_counted = isinstance(claim.atom, Holds) and atom.place.root in claim.atom.roots
            high = 0 if holds and is_counted and _counts(asked[0], atom.place) else high
            continue
        compared = comparison(atom)
        if compared is None or compared[0] != asked[0]:
            continue
        match compared[1], holds:
            case ("==", True):
                low, high = max(low, compared[2]), min(high, compared[2])
            case ("==", False):
                excluded.add(compared[2])
            case ("<", True):
                high = min(high, compared[2] - 1)
            case (">", True):
                low = max(low, compared[2] + 1)
            case ("<", False):
                low = max(low, compared[2])
            case _:
                high = min(high, compared[2])
    while low in excluded:
        low += 1
    return low > high


def _counts(counted: str, place: Place) -> bool:
    """Whether the elements of a place are what is counted."""
    return counted in (f"len({place.written})", f"cap({place.written})")
