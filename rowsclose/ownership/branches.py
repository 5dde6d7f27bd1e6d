"""What a branch that is taken tells of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.flow.graph import Branch
from rowsclose.go.ir import ELEMENT, Global, IsDrained, IsEqual, IsNil, Place
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import VISITED, Fact, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Branches:
    """What one interpreter learns of atoms."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter

    def suppose(self, branch: Branch, fact: Fact) -> Fact | None:
        """The fact where an atom is known to hold, or not to hold."""
        atom, holds = branch.atom, branch.holds
        if isinstance(atom, IsNil) and fact.state is Typestate.OPEN and self._in.holders.is_value(fact, atom.place):
            if holds:
                return fact.settle(Typestate.VOID) if fact.may_be_void() else None
            fact = fact.without_void()
        if isinstance(atom, IsDrained):
            return self._assume_drained(atom, holds, fact)
        learned = fact.learn(atom, holds)
        if learned is not None:
            self._note_settled(fact, learned, branch)
        if learned is None or not isinstance(atom, IsEqual) or not holds:
            return learned
        # `err == sql.ErrNoRows`: what equals a package's sentinel is not nil.
        for place, other in ((atom.left, atom.right), (atom.right, atom.left)):
            if isinstance(place, Place) and isinstance(other, Place) and isinstance(other.root, Global):
                return learned.learn(IsNil(place), False)
        return learned

    def _note_settled(self, before: Fact, after: Fact, branch: Branch) -> None:
        if before.state is Typestate.OPEN and after.state is Typestate.RELEASED:
            self._in.event(EventKind.RELEASED, branch.span, None, before, after.release)
        if after.drained and not before.drained:
            self._in.event(EventKind.DRAINED, branch.span, None, after)

    def _assume_drained(self, atom: IsDrained, holds: bool, fact: Fact) -> Fact | None:
        """A loop over a collection that holds the resource does not end before it has visited it."""
        if not holds or not isinstance(atom.source, Place):
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
