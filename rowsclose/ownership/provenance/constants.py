"""Constants that differ, of one ``iota`` list or two literals, and what is known of a place by that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go.declarations import ValueDeclaration
from rowsclose.go.ir import Atom, Constant, ConstantKind, Global, IsEqual, Operand, Place
from rowsclose.go.universe import Universe
from rowsclose.ownership.facts.claims import Claim

_LITERAL = re.compile(r"""[0-9"'`]""")


def are_different_constants(one: Operand, other: Operand, universe: Universe) -> bool:
    """Whether two operands are constants that surely have different values."""
    if isinstance(one, Constant) and isinstance(other, Constant):
        is_told = one.kind is other.kind and one.kind in (ConstantKind.STRING, ConstantKind.OTHER)
        return is_told and bool(one.text and other.text) and one.text != other.text
    left, right = _declared(one, universe), _declared(other, universe)
    if left is None or right is None or (left.package, left.name) == (right.package, right.name):
        return False
    if _counts(left) and _counts(right):
        return left.path == right.path
    literals = all(_LITERAL.match(d.written) for d in (left, right))
    return literals and left.written != right.written


def equal_to(asked: IsEqual, known: IsEqual, universe: Universe) -> bool | None:
    """The answer to a comparison of a place with a constant where it is known to equal one; None if that leaves it open."""
    place, constant = known.left, known.right
    if place not in (asked.left, asked.right):
        return None
    other = asked.right if asked.left == place else asked.left
    if other == constant:
        return True
    return False if are_different_constants(other, constant, universe) else None


def answers(given: tuple[Claim, ...], asked: frozenset[Atom], universe: Universe) -> Iterator[Claim]:
    """The answers to what is asked that follow from claims about inputs; one may equal another constant."""
    for claim in given:
        if claim.atom in asked:
            yield claim
        elif isinstance(claim.atom, IsEqual):
            others = (a for a in asked if isinstance(a, IsEqual))
            known = ((a, equal_to(a, claim.atom, universe)) for a in sorted(others, key=repr))
            yield from (Claim(a, holds) for a, holds in known if holds is not None)


def _counts(declared: ValueDeclaration) -> bool:
    """Whether a constant stands in a list that counts up; one that is another's value is written with its name."""
    return not declared.written or "iota" in declared.written


def _declared(operand: Operand, universe: Universe) -> ValueDeclaration | None:
    if not isinstance(operand, Place) or not isinstance(operand.root, Global) or operand.path:
        return None
    found = universe.value(operand.root.package, operand.root.name)
    return found if found is not None and found.is_constant else None
