"""What a branch that is taken tells of the resource."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.flow.graph import Branch
from rowsclose.go.ir import ELEMENT, Atom, Global, IsDrained, IsEqual, IsNil, IsTrue, Operand, Place
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import VISITED, Fact
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.provenance.constants import are_different_constants
from rowsclose.ownership.transfer.frame import Frame, note
from rowsclose.ownership.transfer.holding import is_value
from rowsclose.ownership.transfer.iterators import after_iterator
from rowsclose.source import Span
from rowsclose.values import replace

_NOWHERE = Span(0, 0)


def assume(frame: Frame, branch: Branch, fact: Fact) -> Fact | None:
    """The fact where a branch is taken, without what nobody will ask again; None where it cannot be taken."""
    if _is_switched(frame, branch.atom, not branch.holds):
        return None
    after = suppose(frame, branch.atom, branch.holds, fact, branch.span)
    known = (branch.atom, branch.holds)
    if after is None or known in fact.claims or frame.relevance.keeps(branch.atom):
        return after
    return replace(after, claims=after.claims - {known})


def suppose(frame: Frame, atom: Atom, holds: bool, fact: Fact, span: Span = _NOWHERE) -> Fact | None:
    """The fact where a question has this answer; None where it cannot have it."""
    if isinstance(atom, IsNil) and fact.state is Typestate.OPEN and is_value(frame, fact, atom.place):
        if holds:
            return fact.fail() if fact.may_be_void() else None
        succeeded = fact.succeed()
        if succeeded is None:
            return None
        fact = succeeded
    if isinstance(atom, IsNil) and holds and _leads_to_resource(fact, atom.place):
        return None
    if isinstance(atom, IsDrained):
        return _at_end_of_loop(atom, after_iterator(frame, atom.source, fact, span)) if holds else fact
    if isinstance(atom, IsEqual) and holds and _is_another_constant(frame, atom, fact):
        return None
    learned = fact.learn(atom, holds)
    if learned is None:
        return None
    _note_settled(frame, fact, learned, span)
    if not isinstance(atom, IsEqual) or not holds:
        return learned
    # `err == sql.ErrNoRows`: what equals a package's sentinel is not nil.
    for place, other in ((atom.left, atom.right), (atom.right, atom.left)):
        if isinstance(place, Place) and isinstance(other, Place) and isinstance(other.root, Global):
            return learned.learn(IsNil(place), False)
    return learned


def _is_switched(frame: Frame, atom: Atom, holds: bool) -> bool:
    """Whether a question about a package-level name has this answer for good."""
    match atom:
        case IsTrue(Place(Global() as name, ())):
            return frame.callees.switch(name) is holds
        case _:
            return False


def _leads_to_resource(fact: Fact, place: Place) -> bool:
    """Whether the resource is reached through a place, which then is not nil: ``b.in != nil`` where b.in.rows has it."""
    if fact.state is not Typestate.OPEN or fact.may_be_void():
        return False
    return any(a != place and a.starts_with(place) for a in fact.aliases)


def _is_another_constant(frame: Frame, atom: IsEqual, fact: Fact) -> bool:
    """Whether a value is known to equal another constant: ``m == single`` where ``m == whole`` holds."""
    universe = frame.typing.universe
    for place, constant in ((atom.left, atom.right), (atom.right, atom.left)):
        for claim in fact.claims:
            other = _compared_with(claim.atom, place) if claim.holds else None
            if other is not None and are_different_constants(constant, other, universe):
                return True
    return False


def _compared_with(atom: Atom, operand: Operand) -> Operand | None:
    if not isinstance(atom, IsEqual) or operand not in (atom.left, atom.right):
        return None
    return atom.right if atom.left == operand else atom.left


def _note_settled(frame: Frame, before: Fact, after: Fact, span: Span) -> None:
    if before.state is Typestate.OPEN and after.state is Typestate.RELEASED:
        note(frame, EventKind.RELEASED, span, State(before, None), after.release)
    if after.has(Mark.DRAINED) and not before.has(Mark.DRAINED):
        note(frame, EventKind.DRAINED, span, State(after, None))


def _at_end_of_loop(atom: IsDrained, fact: Fact) -> Fact | None:
    """A loop over a collection that holds the resource does not end before it has visited it."""
    if not isinstance(atom.source, Place):
        return fact
    element, visited = atom.source.child(ELEMENT), atom.source.child(VISITED)
    if any(a.starts_with(element) for a in fact.aliases):
        return None
    seen = [a for a in fact.aliases if a.starts_with(visited)]
    if not seen:
        return fact
    # The next loop over it begins anew.
    anew = {Place(element.root, element.path + a.path[len(visited.path) :]) for a in seen}
    return replace(fact, aliases=(fact.aliases - set(seen)) | anew)
