"""What knowing something of a function's variables can matter for: facts keep nothing else for long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rowsclose.flow.graph import Cfg
from rowsclose.go.ir import (
    Assign,
    Atom,
    Build,
    Call,
    Defer,
    Dynamic,
    Instruction,
    IsNil,
    IsTrue,
    Operator,
    Place,
    Root,
    Variable,
)
from rowsclose.go.walk import operands_of
from rowsclose.ownership.facts.claims import roots_of
from rowsclose.ownership.facts.counts import comparison
from rowsclose.source import Span
from rowsclose.values import value


@value
class Relevance:
    """Of one function and its literals: the ``questions``, those ``asked`` at several places, and the places ``read``.

    ``addressed`` are variables with a pointer to them: anybody may assign to those, so that nothing stays known of them.
    ``read_for_good`` are temporaries by the id of the one instruction that reads them.
    """

    asked: frozenset[Atom]
    questions: frozenset[Atom]
    read: frozenset[Place]
    addressed: frozenset[Root]
    read_for_good: Mapping[int, frozenset[Variable]]

    def keeps(self, atom: Atom) -> bool:
        """Whether knowing an answer can matter later: the question is asked elsewhere too, or its place goes on.

        What does not matter is not kept: facts that differ in it would be kept apart for nothing.
        """
        return atom in self.asked or (isinstance(atom, IsNil | IsTrue) and atom.place in self.read)


def relevance_of(cfgs: Iterable[Cfg]) -> Relevance:
    """Gathered from the graphs of a function and its literals."""
    asked: dict[Atom, set[Span]] = {}
    read: set[Place] = set()
    addressed: set[Root] = set()
    readers: dict[Variable, list[Instruction]] = {}
    pointers: list[tuple[Root, list[Place]]] = []
    for cfg in cfgs:
        read |= {Place(v) for v in (*cfg.function.parameters, *cfg.function.results)}
        for block in cfg.blocks:
            for edge in block.edges:
                if edge.condition is not None:
                    asked.setdefault(edge.condition.atom, set()).add(edge.condition.span)
            for instruction in block.instructions:
                places = [o for o in operands_of(instruction) if isinstance(o, Place)]
                read.update(places)
                for place in places:
                    if isinstance(place.root, Variable) and place.root.is_temporary:
                        readers.setdefault(place.root, []).append(instruction)
                if isinstance(instruction, Assign) and instruction.operator is Operator.ADDRESS:
                    pointers.append((instruction.target.root, places))
    for pointer, places in pointers:
        if not _is_only_deferred(pointer, readers):
            addressed.update(p.root for p in places)
    counted = {a: compared[0] for a in asked if (compared := comparison(a)) is not None}
    times = Counter(counted.values())
    again = [a for a, spans in asked.items() if len(spans) > 1 or (a in counted and times[counted[a]] > 1)]
    return Relevance(
        frozenset(a for a in again if roots_of(a).isdisjoint(addressed)),
        frozenset(asked),
        frozenset(p for p in read if p.root not in addressed),
        frozenset(addressed),
        _read_for_good(readers, frozenset(root for atom in asked for root in roots_of(atom))),
    )


def _is_only_deferred(pointer: Root, readers: Mapping[Variable, list[Instruction]]) -> bool:
    """Whether nothing gets a pointer but deferred calls: they look at what it leads to when the function ends."""
    by = readers.get(pointer, []) if isinstance(pointer, Variable) else []
    return bool(by) and all(
        isinstance(i, Defer) or (isinstance(i, Assign) and _is_only_deferred(i.target.root, readers)) for i in by
    )


def _makes_callee(instruction: Instruction, readers: Mapping[Variable, list[Instruction]]) -> bool:
    """Whether what a call gives is a function that is called later: it may ask what the call was given."""
    roots = {p.root for p in instruction.targets if p is not None} if isinstance(instruction, Call) else set()
    by = [i for root in roots if isinstance(root, Variable) for i in readers.get(root, ())]
    calls = (i.call if isinstance(i, Defer) else i for i in by)
    return any(
        isinstance(c, Call) and isinstance(c.callee, Dynamic) and getattr(c.callee.value, "root", None) in roots
        for c in calls
    )


def _read_for_good(
    readers: Mapping[Variable, list[Instruction]], asked: frozenset[Root]
) -> dict[int, frozenset[Variable]]:
    """What a deferred call reads is left out: it is asked for again at the exits."""
    found: dict[int, set[Variable]] = {}
    for root, by in readers.items():
        is_last = len(by) == 1 and isinstance(by[0], Assign | Build | Call)
        if is_last and root not in asked and not _makes_callee(by[0], readers):
            found.setdefault(id(by[0]), set()).add(root)
    return {key: frozenset(roots) for key, roots in found.items()}
