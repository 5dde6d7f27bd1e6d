"""Which operands hold the resource, or lead to it, and which places outlive the function."""

from __future__ import annotations

from rowsclose.go.ir import ELEMENT, FunctionLiteral, Global, Operand, Place, Root, Variable
from rowsclose.ownership.facts.fact import FUNCTION, RELEASER, VISITED, Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.provenance.sources import is_made_here, literal_of
from rowsclose.ownership.transfer.frame import Frame, Mode
from rowsclose.values import replace


def refers(frame: Frame, fact: Fact, operand: Operand) -> bool:
    """Whether an operand is the resource itself, or the part of a wrapper that embeds it."""
    if not isinstance(operand, Place):
        return False
    for alias in fact.aliases:
        if alias == operand or _is_visited(alias, operand):
            return True
        if not operand.starts_with(alias):
            continue
        if frame.obligations.of(frame.typing.type_of(operand)) is not None or _is_pool_within(frame, alias, operand):
            return True
    return False


def _is_pool_within(frame: Frame, alias: Place, operand: Place) -> bool:
    """Whether an operand is the pool that a library's handle embeds: ``db.DB`` of sqlx; whoever has that may close it."""
    obligation = frame.obligation
    if obligation is None or obligation.kind is not ResourceKind.POOL or len(operand.path) != len(alias.path) + 1:
        return False
    type_ = frame.typing.type_of(operand)
    return any(frame.typing.universe.select(type_, name) is not None for name in obligation.releases)


def _is_visited(alias: Place, operand: Place) -> bool:
    """Whether an operand is the element that a range loop has come to: ``sets[i]`` in ``for i := range sets``."""
    if VISITED not in alias.path or alias.root != operand.root:
        return False
    return tuple(ELEMENT if s == VISITED else s for s in alias.path) == operand.path


def is_value(frame: Frame, fact: Fact, place: Place) -> bool:
    """Whether a place is what the acquiring call gave: the resource, or the wrapper that holds it."""
    obligation = frame.obligation
    wrapped = obligation is not None and Place(place.root, place.path + obligation.inner) in fact.aliases
    return wrapped or refers(frame, fact, place)


def carries(frame: Frame, fact: Fact, operand: Operand) -> bool:
    """Whether whoever has the operand can reach the resource by it."""
    match operand:
        case Place():
            if fact.holds_resource(operand) or refers(frame, fact, operand) or is_releaser(frame, fact, operand):
                return True
            literal = literal_of(operand, frame.typing)
            return literal is not None and any(a.root in literal.captured for a in fact.aliases)
        case FunctionLiteral(function):
            return any(a.root in function.captured for a in fact.aliases)
        case _:
            return False


def is_releaser(frame: Frame, fact: Fact, operand: Operand) -> bool:
    """Whether an operand is the resource's releasing method as a value: ``rows.Close`` not called."""
    if not isinstance(operand, Place) or frame.obligation is None or fact.state is not Typestate.OPEN:
        return False
    if any(a == operand.child(RELEASER) for a in fact.aliases):
        return True
    if not operand.path or operand.path[-1] not in frame.obligation.releases:
        return False
    receiver = Place(operand.root, operand.path[:-1])
    return refers(frame, fact, receiver) or fact.holds_resource(receiver)


def is_method_value(frame: Frame, fact: Fact, operand: Operand) -> bool:
    """Whether an operand is a method of the resource that is not called: it has its receiver."""
    if not isinstance(operand, Place) or not operand.path:
        return False
    receiver = Place(operand.root, operand.path[:-1])
    if not fact.holds_resource(receiver):
        return False
    found = frame.typing.universe.select(frame.typing.type_of(receiver), operand.path[-1])
    return found is not None and found.is_method


def is_method_of_holder(frame: Frame, fact: Fact, operand: Operand) -> bool:
    """Whether an operand is a method, not called, of something that holds the resource, and not of the resource itself."""
    if not isinstance(operand, Place) or fact.state is not Typestate.OPEN or not is_method_value(frame, fact, operand):
        return False
    return not is_value(frame, fact, Place(operand.root, operand.path[:-1]))


def paths_from(frame: Frame, fact: Fact, operand: Operand) -> list[tuple[str, ...]]:
    """The paths by which an operand leads to the resource; the empty one where it is the resource."""
    if not isinstance(operand, Place):
        return []  # a literal has run by now
    paths = [a.path[len(operand.path) :] for a in fact.aliases if a.starts_with(operand)]
    if not paths and is_method_value(frame, fact, operand):
        return [(FUNCTION,)]
    if not paths and refers(frame, fact, operand):
        return [()]
    return sorted(paths)


def forget(frame: Frame, fact: Fact, place: Place) -> Fact:
    """The place gets another value, and so do the literals that have the resource by it: they are no way to it any more."""
    after = fact.forget(place)
    if place.path or after.aliases == fact.aliases:
        return after
    stale = frozenset(a for a in after.aliases if _is_by_capture(frame, a, place.root))
    return replace(after, aliases=after.aliases - stale) if stale else after


def _is_by_capture(frame: Frame, alias: Place, root: Root) -> bool:
    if alias.path[-1:] not in ((RELEASER,), (FUNCTION,)) or not isinstance(alias.root, Variable):
        return False
    literal = frame.typing.literal_bound_to(alias.root)
    return literal is not None and root in literal.captured


def outlives(frame: Frame, place: Place) -> bool:
    """Whether what is stored at a place is reached from outside the function, or may be."""
    root = place.root
    if not isinstance(root, Variable):
        return isinstance(root, Global)
    if root in frame.home.captured:
        return True
    if root in frame.home.parameters:
        return bool(place.path) and frame.mode is not Mode.SUMMARISES
    path = place.path[1:] if place.path[:1] and place.path[0].startswith("#") else place.path
    return bool(path) and not is_made_here(root, frame.typing)
