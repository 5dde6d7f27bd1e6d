"""What is known of one resource at one point, and the algebra of that knowledge.

    state        pending -> open -> released | escaped | void
    aliases      places that hold the resource, or lie on the way to it (s.rows)
    claims       questions with their answers:            err is nil: yes
    implied      what follows from an answer:             err is nil: no  =>  void
    deferred     calls that run when the function ends; optional ones may not have been registered

Facts of one key (state, how it was released, deferred calls, confidence, marks that keep apart) are joined by
intersection: a join knows what both know, so that joins only forget, and repeated ones end.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeAlias

from rowsclose.finding import Confidence
from rowsclose.go.ir import ELEMENT, Atom, Call, Place, Root, Unknown, Variable
from rowsclose.ownership.facts.claims import (
    FAILED,
    Claim,
    Consequence,
    Implication,
    Settle,
    constant_answer,
    implication_mentions,
    is_about,
    is_of_many,
    mentions,
    moved,
    roots_of,
)
from rowsclose.ownership.facts.counts import is_impossible
from rowsclose.ownership.facts.typestate import APART, MAY, MUST, Mark, Release, Typestate
from rowsclose.values import replace, value

VISITED = "[v]"
"""The path segment of an element that a range loop has visited."""

FUNCTION = "()"
"""The path segment from a function value to what it captures."""

RELEASER = "()!"
"""The path segment from a function value to the resource that calling it releases."""

Claims: TypeAlias = frozenset[Claim]
Implied: TypeAlias = frozenset[Implication]


@value
class Fact:
    """What is known of one resource."""

    state: Typestate
    release: Release | None = None
    aliases: frozenset[Place] = frozenset()
    claims: Claims = frozenset()
    implied: Implied = frozenset()
    deferred: tuple[Call, ...] = ()
    confidence: Confidence = Confidence.HIGH
    marks: frozenset[Mark] = frozenset()
    optional: frozenset[Call] = frozenset()

    # Reading --------------------------------------------------------------------------------------

    @property
    def weight(self) -> int:
        """What a look at it costs, in steps: one, and more where much is known, places above all."""
        return 1 + (len(self.aliases) + len(self.deferred)) // 8 + (len(self.claims) + len(self.implied)) // 64

    def answer(self, atom: Atom) -> bool | None:
        """The answer to a question, where it is known."""
        if not self.claims:
            return None
        if (atom, True) in self.claims:
            return True
        return False if (atom, False) in self.claims else None

    def has(self, mark: Mark) -> bool:
        """Whether a mark is set."""
        return mark in self.marks

    def may_be_void(self) -> bool:
        """Whether the acquisition may have failed, for its error has not been looked at."""
        return any(_voids(i.then) for i in self.implied)

    def failures(self) -> Iterator[Claim]:
        """The claims that say that the acquisition failed, where they are true."""
        return (i.when for i in self.implied if _voids(i.then))

    def tells_failure(self, atom: Atom) -> bool:
        """Whether the answer to a question says exactly whether the acquisition failed."""
        return any(i.when.atom == atom and i.then == FAILED for i in self.implied)

    def holds_resource(self, place: Place) -> bool:
        """Whether a place is, or contains, an alias."""
        return any(a.starts_with(place) for a in self.aliases)

    def mentions_any(self, roots: frozenset[Root]) -> bool:
        """Whether anything that is known is of one of these variables."""
        return not (
            roots.isdisjoint(_roots_of_aliases(self.aliases))
            and roots.isdisjoint(_roots_of_claims(self.claims))
            and roots.isdisjoint(_roots_of_implied(self.implied))
        )

    # Writing --------------------------------------------------------------------------------------

    def settle(self, state: Typestate, release: Release | None = None) -> Fact:
        """The obligation in another state."""
        return replace(self, state=state, release=release)

    def mark(self, *marks: Mark) -> Fact:
        """The fact with more marks."""
        return self if self.marks.issuperset(marks) else replace(self, marks=self.marks.union(marks))

    def unmark(self, *marks: Mark) -> Fact:
        """The fact without some marks."""
        return self if self.marks.isdisjoint(marks) else replace(self, marks=self.marks.difference(marks))

    def defer(self, *calls: Call, optional: frozenset[Call] = frozenset()) -> Fact:
        """The fact with these deferred calls in place of others."""
        if not calls and not self.deferred and optional == self.optional:
            return self
        return replace(self, deferred=calls, optional=optional)

    def without_void(self) -> Fact:
        """The acquisition is known to have succeeded."""
        return replace(self, implied=frozenset(i for i in self.implied if not _voids(i.then)))

    def succeed(self) -> Fact | None:
        """There is a resource, so the error beside it is nil; None where that contradicts what is known."""
        told = [i.when for i in self.implied if i.then == FAILED]
        fact: Fact | None = self.without_void()
        for atom, holds in sorted(told, key=repr):
            fact = fact.learn(atom, not holds) if fact is not None else None
        return fact

    def fail(self) -> Fact | None:
        """There is no resource, so the error beside it is not nil; None where that contradicts what is known."""
        told = [i.when for i in self.implied if i.then == FAILED]
        fact: Fact | None = self.settle(Typestate.VOID)
        for atom, holds in sorted(told, key=repr):
            fact = fact.learn(atom, holds) if fact is not None else None
        return fact

    def forget(self, place: Place) -> Fact:
        """The place gets another value: what was known of it is so no more."""
        lost = [a for a in self.aliases if a.starts_with(place)]
        fact = replace(self, aliases=self.aliases.difference(lost)) if lost else self
        return fact._forget_claims(place)

    def _forget_claims(self, place: Place) -> Fact:
        about_it, implying_it = (
            place.root in _roots_of_claims(self.claims),
            place.root in _roots_of_implied(self.implied),
        )
        stale = about_it and any(mentions(c.atom, place) for c in self.claims)
        if not stale and not (implying_it and any(implication_mentions(i, place) for i in self.implied)):
            return self
        claims = frozenset(c for c in self.claims if not mentions(c.atom, place))
        implied = frozenset(i for i in self.implied if not implication_mentions(i, place))
        return replace(self, claims=claims, implied=implied)

    def forget_value(self, place: Place) -> Fact:
        """Nothing is known of the value at a place, but of its parts."""
        claims = frozenset(c for c in self.claims if not is_about(c.atom, place))
        implied = frozenset(i for i in self.implied if not _is_about_either(i, place))
        return replace(self, claims=claims, implied=implied)

    def forget_roots(self, roots: Iterable[Root]) -> Fact:
        """Variables that code out of sight may assign: nothing is known of them, but aliases stay."""
        fact = self
        for root in (_roots_of_claims(self.claims) | _roots_of_implied(self.implied)).intersection(roots):
            fact = fact._forget_claims(Place(root))
        return fact

    def forget_dead(self, dead_among: Callable[[AbstractSet[Root]], set[Root]]) -> Fact:
        """Answers about variables that nobody reads any more are dropped, where they can have no consequence either."""
        if not self.claims and not self.implied:
            return self
        dead = dead_among(_roots_of_claims(self.claims) | _roots_of_implied(self.implied))
        if dead:
            dead -= self._consequential(dead)
        if not dead:
            return self
        claims = frozenset(c for c in self.claims if dead.isdisjoint(roots_of(c.atom)))
        implied = frozenset(
            i for i in self.implied if isinstance(i.then, Settle) or dead.isdisjoint(roots_of(i.when.atom))
        )
        return replace(self, claims=claims, implied=implied)

    def _consequential(self, dead: AbstractSet[Root]) -> set[Root]:
        """Of dead variables those that hold the resource, tell what became of it, or are answered by what is asked yet."""
        kept: set[Root] = {a.root for a in self.aliases}
        for implication in self.implied:
            if isinstance(implication.then, Settle):
                kept |= roots_of(implication.when.atom)
        links = [(roots_of(i.when.atom), roots_of(i.then.atom)) for i in self.implied if isinstance(i.then, Claim)]
        grown = True
        while grown:
            grown = False
            for when, then in links:
                if not then <= kept and not any(root in dead and root not in kept for root in when):
                    kept |= then
                    grown = True
        return kept

    def without_roots(self, roots: frozenset[Variable]) -> Fact:
        """Variables that are out of scope: nothing of them is kept."""
        if not roots:
            return self
        fact = replace(self, aliases=frozenset(a for a in self.aliases if a.root not in roots))
        asked = (c.atom for c in (*self.claims, *(i.when for i in self.implied)))
        return fact.forget_roots({root for atom in asked for root in roots_of(atom) if root in roots})

    def copy(self, target: Place, source: Place) -> Fact:
        """``target`` gets the value of ``source``: aliases and what is known go with it."""
        if not self.mentions_any(frozenset({source.root})):
            return self
        aliases = {
            Place(target.root, target.path + a.path[len(source.path) :]) for a in self.aliases if a.starts_with(source)
        }
        claims: set[Claim] = set()
        implied: set[Implication] = set()
        if ELEMENT not in target.path and source.root in _roots_of_claims(self.claims):
            claims |= {Claim(m, c.holds) for c in self.claims if (m := moved(c.atom, source, target)) is not None}
        if ELEMENT not in target.path and source.root in _roots_of_implied(self.implied):
            implied |= {
                Implication(Claim(m, i.when.holds), i.then)
                for i in self.implied
                if (m := moved(i.when.atom, source, target)) is not None
            }
        if not aliases and not claims and not implied:
            return self
        return replace(
            self, aliases=self.aliases | aliases, claims=self.claims | claims, implied=self.implied | implied
        )

    def alias(self, place: Place) -> Fact:
        """One more place that holds the resource."""
        return replace(self, aliases=self.aliases | {place})

    def imply(self, *implications: Implication) -> Fact:
        """From now on, answers have these consequences."""
        return replace(self, implied=self.implied.union(implications))

    def learn(self, atom: Atom, holds: bool) -> Fact | None:
        """The fact once a question is answered; None if the answer contradicts what is known."""
        folded = constant_answer(atom)
        if folded is not None:
            return self if folded is holds else None
        before = self.answer(atom)
        if before is not None:
            return self if before is holds else None
        if isinstance(atom, Unknown) or is_of_many(atom):
            return self
        if is_impossible(Claim(atom, holds), self.claims):
            return None
        concerned = [i for i in self.implied if i.when.atom == atom]
        fact = replace(self, claims=self.claims | {Claim(atom, holds)})
        if not concerned:
            return fact
        fact = replace(fact, implied=self.implied.difference(concerned))
        if any(i.then == FAILED and i.when.holds is not holds for i in concerned):
            # The error is nil exactly where there is a resource: copies of it have nothing more to say.
            # What has run before that is known can have lost nothing: a release could not stand before it.
            fact = fact.without_void().unmark(Mark.EXPOSED)
        for consequence in sorted((i.then for i in concerned if i.when.holds is holds), key=_order):
            following = fact._follow(consequence)
            if following is None:
                return None
            fact = following
        return fact

    def _follow(self, consequence: Consequence) -> Fact | None:
        match consequence:
            case Claim(atom, holds):
                return self.learn(atom, holds)
            case Settle(state, release, ends_loop):
                fact = self.mark(Mark.DRAINED) if ends_loop else self
                if self.state is Typestate.OPEN:
                    return fact.settle(state, release)
                return fact.unmark(Mark.HELD, Mark.STORED) if state is not Typestate.ESCAPED else fact

    # Order ----------------------------------------------------------------------------------------

    def key(self) -> tuple[object, ...]:
        """Facts with different keys are never joined."""
        deferred = tuple(map(id, self.deferred))  # each deferred call is one object: see ``bodies.interned``
        return (self.state, self.release, deferred, self.optional, self.confidence, self.marks & APART)

    def family(self) -> tuple[object, ...]:
        """Facts that differ in their deferred calls are of one family, and may be merged."""
        return (self.state, self.release, self.confidence, self.marks & APART)

    def covers(self, other: Fact) -> bool:
        """Whether this fact knows no more than ``other``, so that all that can follow ``other`` can follow it."""
        return (
            self.claims <= other.claims
            and self.implied <= other.implied
            and self.aliases <= other.aliases
            and (self.marks == other.marks or self._allows_marks_of(other))
        )

    def _allows_marks_of(self, other: Fact) -> bool:
        return self.marks & MAY >= other.marks & MAY and self.marks & MUST <= other.marks & MUST

    def join(self, other: Fact) -> Fact:
        """What both know."""
        both = self.marks & other.marks
        return replace(
            self,
            aliases=self.aliases & other.aliases,
            claims=self.claims & other.claims,
            implied=self.implied & other.implied,
            marks=both | ((self.marks | other.marks) & MAY),
        )

    def widen(self) -> Fact:
        """What is known of the resource alone: no answers but those that tell what became of it."""
        return replace(
            self, claims=frozenset(), implied=frozenset(i for i in self.implied if isinstance(i.then, Settle))
        )

    def merge(self, other: Fact) -> Fact:
        """What both know, where some of the deferred calls may not have been registered."""
        merged = self.join(other)
        if self.deferred == other.deferred and self.optional == other.optional:
            return merged
        calls = sorted({*self.deferred, *other.deferred}, key=lambda call: call.span)
        only_one = set(self.deferred).symmetric_difference(other.deferred)
        return replace(merged, deferred=tuple(calls), optional=self.optional.union(other.optional, only_one))


# Facts share most of what they know, and nearly everything that is written concerns none of it.
@lru_cache(maxsize=1024)
def _roots_of_aliases(aliases: frozenset[Place]) -> frozenset[Root]:
    return frozenset(alias.root for alias in aliases)


@lru_cache(maxsize=1024)
def _roots_of_claims(claims: Claims) -> frozenset[Root]:
    return frozenset(root for claim in claims for root in roots_of(claim.atom))


@lru_cache(maxsize=1024)
def _roots_of_implied(implied: Implied) -> frozenset[Root]:
    told = (c for i in implied for c in i if isinstance(c, Claim))
    return frozenset(root for claim in told for root in roots_of(claim.atom))


def _is_about_either(implication: Implication, place: Place) -> bool:
    when, then = implication
    return is_about(when.atom, place) or (isinstance(then, Claim) and is_about(then.atom, place))


def _voids(consequence: Consequence) -> bool:
    return isinstance(consequence, Settle) and consequence.state is Typestate.VOID


_SETTLED_FIRST = {Typestate.VOID: 1, Typestate.RELEASED: 2, Typestate.ESCAPED: 3}


def _order(consequence: Consequence) -> tuple[int, str]:
    """What follows of one answer is followed in one order, whatever order a set has: claims, then a failed acquisition."""
    if isinstance(consequence, Settle):
        return _SETTLED_FIRST.get(consequence.state, 4), ""
    return 0, repr(consequence)


class FactLattice:
    """``flow.exploration.Lattice`` of facts."""

    def key(self, fact: Fact) -> Hashable:
        """Facts with different keys are never joined."""
        return fact.key()

    def covers(self, old: Fact, new: Fact) -> bool:
        """Whether whatever follows ``new`` can follow ``old``."""
        return old.covers(new)

    def join(self, left: Fact, right: Fact) -> Fact:
        """What both know."""
        return left.join(right)

    def widen(self, fact: Fact) -> Fact:
        """What is known of the resource alone."""
        return fact.widen()

    def family(self, fact: Fact) -> Hashable:
        """Facts of different families are never merged."""
        return fact.family()

    def merge(self, left: Fact, right: Fact) -> Fact:
        """What both know, deferred calls included."""
        return left.merge(right)
