"""What is known of one resource at one point of the program, and the algebra of that knowledge.

    typestate   pending -> open -> released | escaped | void
    aliases     places that hold the resource, or lie on the way to it (s.rows)
    known       atoms and whether they hold:             err is nil: yes
    when        atom, value, consequence:                err is nil: no  =>  void
    deferred    calls that run when the function ends

Facts of one key (typestate, how it was released, deferred calls, confidence) are joined by intersection.
"""

from __future__ import annotations

import enum
from typing import TypeAlias

from rowsclose.finding import Confidence
from rowsclose.go.ir import (
    ELEMENT,
    Atom,
    Call,
    Constant,
    ConstantKind,
    Global,
    Holds,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Place,
    Unknown,
    Variable,
)
from rowsclose.values import replace, value


class Typestate(enum.Enum):
    """The state of an obligation."""

    PENDING = "pending"  # not acquired yet
    OPEN = "open"
    RELEASED = "released"
    ESCAPED = "escaped"  # somebody else owns it now
    VOID = "void"  # the acquisition failed: there is nothing to release


class Release(enum.Enum):
    """How an obligation was discharged."""

    CALL = "call"  # a call in this function
    DRAINED = "drained"  # the method that advances it returned false
    ERROR = "error"  # a method of it failed, which closes it
    DEFERRED = "deferred"  # a deferred call that is certain to run
    CALLEE = "callee"  # a function it was passed to


VISITED = "[v]"
"""The path segment of an element that a range loop has visited."""

FUNCTION = "()"
"""The path segment from a function value to what it captures."""

RELEASER = "()!"
"""The path segment from a function value to the resource that calling it releases."""


@value
class Settle:
    """Consequence: the obligation changes state, if it is open; ``ends_loop`` where a loop over it has run out."""

    state: Typestate
    release: Release | None = None
    ends_loop: bool = False


FAILED = Settle(Typestate.VOID)
"""The acquisition failed: correlated with the error beside the resource, and exactly so."""


@value
class Learn:
    """Consequence: another atom becomes known."""

    atom: Atom
    holds: bool


Consequence: TypeAlias = Settle | Learn
Knowledge: TypeAlias = frozenset[tuple[Atom, bool]]
Correlations: TypeAlias = frozenset[tuple[Atom, bool, Consequence]]


@value
class Fact:
    """What is known of one resource.

    ``exposed`` is set once anything has run, since the acquisition, that can panic or be put an early return beside.
    ``covered`` is set where a deferred literal is registered that is certain to release it. ``drained`` and ``looked``
    say whether a loop over it has run out, and whether its error was looked at then.
    """

    state: Typestate
    release: Release | None = None
    aliases: frozenset[Place] = frozenset()
    known: Knowledge = frozenset()
    when: Correlations = frozenset()
    deferred: tuple[Call, ...] = ()
    confidence: Confidence = Confidence.HIGH
    exposed: bool = False
    covered: bool = False
    drained: bool = False
    looked: bool = False
    checked: bool = False  # code out of reach was given the error while nothing was known of it
    earlier: bool = False  # the call has acquired another since
    failed: bool = False  # a test has been marked as failed on the way: no ordinary path any more

    # Reading --------------------------------------------------------------------------------------

    def value_of(self, atom: Atom) -> bool | None:
        """Whether an atom is known to hold."""
        if (atom, True) in self.known:
            return True
        return False if (atom, False) in self.known else None

    def may_be_void(self) -> bool:
        """Whether the acquisition may have failed, for its error has not been looked at."""
        return any(isinstance(c, Settle) and c.state is Typestate.VOID for _, _, c in self.when)

    def holds_resource(self, place: Place) -> bool:
        """Whether a place is, or contains, an alias."""
        return any(a.starts_with(place) for a in self.aliases)

    # Writing --------------------------------------------------------------------------------------

    def settle(self, state: Typestate, release: Release | None = None) -> Fact:
        """The obligation in another state."""
        return replace(self, state=state, release=release)

    def without_void(self) -> Fact:
        """The acquisition is known to have succeeded."""
        kept = frozenset(w for w in self.when if not (isinstance(w[2], Settle) and w[2].state is Typestate.VOID))
        return replace(self, when=kept)

    def forget(self, place: Place) -> Fact:
        """The place gets another value: what was known of it is so no more."""
        if not self.aliases and not self.known and not self.when:
            return self
        aliases = frozenset(a for a in self.aliases if not a.starts_with(place))
        return replace(self, aliases=aliases)._forget_atoms(place)

    def _forget_atoms(self, place: Place) -> Fact:
        if not any(mentions(k[0], place) for k in self.known) and not self._correlates(place):
            return self
        known = frozenset(k for k in self.known if not mentions(k[0], place))
        when = frozenset(
            w
            for w in self.when
            if not mentions(w[0], place) and not (isinstance(w[2], Learn) and mentions(w[2].atom, place))
        )
        return replace(self, known=known, when=when)

    def _correlates(self, place: Place) -> bool:
        return any(
            mentions(atom, place) or (isinstance(then, Learn) and mentions(then.atom, place))
            for atom, _, then in self.when
        )

    def forget_roots(self, roots: frozenset[Variable | Global]) -> Fact:
        """Variables that code out of sight may assign: nothing is known of them, but aliases stay."""
        fact = self
        for root in roots:
            fact = fact._forget_atoms(Place(root))
        return fact

    def copy(self, target: Place, source: Place) -> Fact:
        """``target`` gets the value of ``source``: aliases and what is known go with it."""
        aliases = {
            Place(target.root, target.path + a.path[len(source.path) :]) for a in self.aliases if a.starts_with(source)
        }
        known: set[tuple[Atom, bool]] = set()
        when: set[tuple[Atom, bool, Consequence]] = set()
        if ELEMENT not in target.path:
            known |= {(m, holds) for atom, holds in self.known if (m := moved(atom, source, target)) is not None}
            when |= {(m, holds, c) for atom, holds, c in self.when if (m := moved(atom, source, target)) is not None}
        if not aliases and not known and not when:
            return self
        return replace(self, aliases=self.aliases | aliases, known=self.known | known, when=self.when | when)

    def alias(self, place: Place) -> Fact:
        """One more place that holds the resource."""
        return replace(self, aliases=self.aliases | {place})

    def without_roots(self, roots: frozenset[Variable]) -> Fact:
        """Variables that are out of scope: nothing of them is kept."""
        if not roots:
            return self
        aliases = frozenset(a for a in self.aliases if a.root not in roots)
        fact = replace(self, aliases=aliases)
        mentioned = {r for a, _ in self.known for r in roots_of(a)} | {r for a, _, _ in self.when for r in roots_of(a)}
        return fact.forget_roots(frozenset(mentioned & roots))

    def correlate(self, atom: Atom, holds: bool, consequence: Consequence) -> Fact:
        """From now on, the atom having that value has a consequence."""
        return replace(self, when=self.when | {(atom, holds, consequence)})

    def learn(self, atom: Atom, holds: bool) -> Fact | None:
        """The fact once an atom is known to have a value; None if it contradicts what is known."""
        folded = constant_value(atom)
        if folded is not None:
            return self if folded is holds else None
        before = self.value_of(atom)
        if before is not None:
            return self if before is holds else None
        if isinstance(atom, Unknown) or is_of_many(atom):
            return self
        fact = replace(
            self,
            known=self.known | {(atom, holds)},
            when=frozenset(w for w in self.when if w[0] != atom),
        )
        for _, needed, consequence in (w for w in self.when if w[0] == atom):
            if needed is not holds:
                if consequence == FAILED:
                    # The error is nil exactly where there is a resource: copies of it have nothing more to say.
                    fact = fact.without_void()
                continue
            following = fact._follow(consequence)
            if following is None:
                return None
            fact = following
        return fact

    def _follow(self, consequence: Consequence) -> Fact | None:
        match consequence:
            case Learn(atom, holds):
                return self.learn(atom, holds)
            case Settle(state, release, ends_loop):
                fact = replace(self, drained=True) if ends_loop else self
                return fact.settle(state, release) if self.state is Typestate.OPEN else fact

    # Order ----------------------------------------------------------------------------------------

    def key(self) -> tuple[object, ...]:
        """Facts with different keys are never joined."""
        deferred = tuple(map(id, self.deferred))  # each deferred call is one object: see ``World.interned``
        return (self.state, self.release, deferred, self.confidence, self.drained, self.failed, self.earlier)

    def covers(self, other: Fact) -> bool:
        """Whether this fact knows no more than ``other``, so that all that can follow ``other`` can follow it."""
        return (
            self.known <= other.known
            and self.when <= other.when
            and self.aliases <= other.aliases
            and (self.exposed or not other.exposed)
            and (not self.looked or other.looked)
            and (not self.covered or other.covered)
            and (not self.checked or other.checked)
        )

    def join(self, other: Fact) -> Fact:
        """What both know."""
        return replace(
            self,
            aliases=self.aliases & other.aliases,
            known=self.known & other.known,
            when=self.when & other.when,
            exposed=self.exposed or other.exposed,
            looked=self.looked and other.looked,
            covered=self.covered and other.covered,
            checked=self.checked and other.checked,
        )


def mentions(atom: Atom, place: Place) -> bool:
    """Whether assigning to ``place`` may change what an atom says."""
    match atom:
        case IsNil(subject) | IsTrue(subject):
            return subject.starts_with(place)
        case IsEqual(left, right):
            return any(isinstance(o, Place) and o.starts_with(place) for o in (left, right))
        case IsDrained(source):
            return isinstance(source, Place) and source.starts_with(place)
        case Holds(_, roots):
            return place.root in roots
        case Unknown():
            return False


def is_of_many(atom: Atom) -> bool:
    """Whether an atom is about an element of something: what one is, another is not."""
    match atom:
        case IsNil(place) | IsTrue(place):
            return ELEMENT in place.path
        case IsEqual(left, right):
            return any(isinstance(o, Place) and ELEMENT in o.path for o in (left, right))
        case _:
            return False


def roots_of(atom: Atom) -> frozenset[Variable | Global]:
    """The variables an atom is about."""
    match atom:
        case IsNil(subject) | IsTrue(subject):
            return frozenset({subject.root})
        case IsEqual(left, right):
            return frozenset(o.root for o in (left, right) if isinstance(o, Place))
        case IsDrained(source):
            return frozenset({source.root}) if isinstance(source, Place) else frozenset()
        case Holds(_, roots):
            return roots
        case Unknown():
            return frozenset()


def moved(atom: Atom, source: Place, target: Place) -> Atom | None:
    """The same atom about ``target``, where it is about ``source`` or a part of it."""
    match atom:
        case IsNil(subject) if subject.starts_with(source):
            return IsNil(Place(target.root, target.path + subject.path[len(source.path) :]))
        case IsTrue(subject) if subject.starts_with(source):
            return IsTrue(Place(target.root, target.path + subject.path[len(source.path) :]))
        case _:
            return None


def constant_value(atom: Atom) -> bool | None:
    """The value of an atom that compares constants."""
    match atom:
        case IsEqual(Constant(left, a), Constant(right, b)):
            truths = (ConstantKind.TRUE, ConstantKind.FALSE)
            if left in truths and right in truths:
                return left is right
            return a == b if left is right and a and b else None
        case _:
            return None
