"""Facts as short text, there and back: a test says what is known before an instruction, and sees all that is behind it.

    open at rows, s.rows; err is nil: yes; err is nil: no => void; medium; exposed
    released by call at rows

State and release first, then the aliases, claims, implications, deferred calls, the confidence where it is not high, and
marks. A place is its variable and its path (``s.rows``, ``all.[]``, ``f.()!``); ``@p.all`` is a package variable, ``in 0``
and ``out 0`` are a callee's input and output.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from rowsclose.finding import Confidence
from rowsclose.go.ir import Atom, Call, Global, Input, IsNil, IsTrue, Output, Place, Root, Variable
from rowsclose.ownership.facts.claims import Claim, Consequence, Implication, Settle
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate

_ANSWERS = {"yes": True, "no": False}
_QUESTIONS: dict[str, type[IsNil | IsTrue]] = {"nil": IsNil, "true": IsTrue}
_NUMBERED: dict[str, type[Input | Output]] = {"in": Input, "out": Output}


class FactText:
    """Reads and writes facts about the variables of one function."""

    def __init__(self, variables: Mapping[str, Variable], text_of: Callable[[Call], str]) -> None:
        self._variables = variables
        self._names = {variable: name for name, variable in variables.items()}
        self._text_of = text_of

    # Writing --------------------------------------------------------------------------------------

    def shown(self, fact: Fact) -> str:
        """All of a fact."""
        return "; ".join(self._parts(fact))

    def shown_place(self, place: Place) -> str:
        """A place as it is written in facts."""
        return ".".join((self._root(place.root), *place.path))

    def shown_claim(self, claim: Claim) -> str:
        """A question with its answer."""
        return f"{self._atom(claim.atom)}: {'yes' if claim.holds else 'no'}"

    def shown_implication(self, implication: Implication) -> str:
        """What follows from an answer."""
        return f"{self.shown_claim(implication.when)} => {self._consequence(implication.then)}"

    def _parts(self, fact: Fact) -> Iterator[str]:
        yield _state(fact.state, fact.release) + self._listed(fact)
        yield from sorted(map(self.shown_claim, fact.claims))
        yield from sorted(map(self.shown_implication, fact.implied))
        yield from (f"deferred {self._text_of(call)}" for call in fact.deferred)
        if fact.confidence is not Confidence.HIGH:
            yield fact.confidence.name.lower()
        yield from sorted(mark.value for mark in fact.marks)

    def _listed(self, fact: Fact) -> str:
        aliases = ", ".join(sorted(map(self.shown_place, fact.aliases)))
        return f" at {aliases}" if aliases else ""

    def _root(self, root: Root) -> str:
        match root:
            case Variable():
                return self._names.get(root, root.name)
            case Global(package, name):
                return f"@{package}.{name}" if package != "." else f"@{name}"
            case Input(index):
                return f"in {index}"
            case Output(index):
                return f"out {index}"

    def _atom(self, atom: Atom) -> str:
        match atom:
            case IsNil(place):
                return f"{self.shown_place(place)} is nil"
            case IsTrue(place):
                return f"{self.shown_place(place)} is true"
            case _:
                return repr(atom)

    def _consequence(self, consequence: Consequence) -> str:
        if isinstance(consequence, Settle):
            return _state(consequence.state, consequence.release) + (" ends loop" if consequence.ends_loop else "")
        return self.shown_claim(consequence)

    # Reading --------------------------------------------------------------------------------------

    def fact(self, text: str) -> Fact:
        """The fact that a text says."""
        first, *others = [part.strip() for part in text.split(";")]
        state, _, aliases = first.partition(" at ")
        fact = Fact(*_read_state(state), frozenset(self.place(a) for a in aliases.split(", ") if a))
        for other in others:
            fact = self._with(fact, other)
        return fact

    def place(self, text: str) -> Place:
        """The place that a text says."""
        first, *path = text.strip().split(".")
        numbered = re.fullmatch(r"(in|out) (\d+)", first)
        if numbered:
            return Place(_NUMBERED[numbered.group(1)](int(numbered.group(2))), tuple(path))
        if first.startswith("@"):
            return Place(Global(".", first[1:]), tuple(path))
        return Place(self._variables[first], tuple(path))

    def claim(self, text: str) -> Claim:
        """The question with its answer that a text says."""
        question, _, answer = text.rpartition(": ")
        place, _, asked = question.rpartition(" is ")
        return Claim(_QUESTIONS[asked](self.place(place)), _ANSWERS[answer])

    def _with(self, fact: Fact, text: str) -> Fact:
        when, arrow, then = text.partition(" => ")
        if arrow:
            return fact.imply(Implication(self.claim(when), self._read_consequence(then)))
        if ": " in text:
            return Fact(fact.state, fact.release, fact.aliases, fact.claims | {self.claim(text)}, fact.implied)
        if text.upper() in Confidence.__members__:
            return _confident(fact, Confidence[text.upper()])
        return fact.mark(Mark(text))

    def _read_consequence(self, text: str) -> Consequence:
        if ": " in text:
            return self.claim(text)
        state, _, ends_loop = text.partition(" ends ")
        return Settle(*_read_state(state), bool(ends_loop))


def _state(state: Typestate, release: Release | None) -> str:
    return state.value if release is None else f"{state.value} by {release.value}"


def _read_state(text: str) -> tuple[Typestate, Release | None]:
    state, _, release = text.partition(" by ")
    return Typestate(state), Release(release) if release else None


def _confident(fact: Fact, confidence: Confidence) -> Fact:
    return Fact(
        fact.state, fact.release, fact.aliases, fact.claims, fact.implied, fact.deferred, confidence, fact.marks
    )
