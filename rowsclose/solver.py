"""Answers to questions that rest on each other, worked out on demand: nothing provisional is ever kept.

    f asks g, g asks f          a component {f, g}: both begin with their least answer and are worked out in rounds,
    g asks h                    each from the answers of the round before, until a round changes nothing
    h asks nobody               h has its answer at once

A question is a key of a ``Table``, which says how one is worked out and what its least answer is. Questions of several
tables may rest on each other. Components are found while answers are worked out (Tarjan, 1972); within one the rounds
are those of Jacobi: all members look at the round before, none at its own. So the answer after so many rounds depends on
the question alone, and not on who asked first, whatever the equations do; where they are monotone it is the least fixpoint.

Left out: widening. A component whose answers do not settle keeps those of its last round, after ``MOST_ROUNDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice
from typing import Any, Generic, TypeVar

Q = TypeVar("Q", bound=Hashable)
A = TypeVar("A")

MOST_ROUNDS = 32
"""Rounds after which a component that does not settle is left as it is; monotone answers settle long before."""

DEEPEST = 48
"""Questions that are worked out within each other. One that lies deeper is worked out first, by itself: a chain of
thousands of functions that call each other is no nesting, and Python's stack is short."""

_FREE = 1 << 30  # where an answer rests on no open question

_Key = tuple[int, Hashable]


class _Asking:
    """A question that is being worked out; ``lowest`` is the lowest level whose provisional answer it has seen.

    ``remembered`` has what was derived meanwhile: it is right for as long as the answers it was made from stand still.
    """

    __slots__ = ("lowest", "remembered", "seen")

    def __init__(self) -> None:
        self.lowest = _FREE
        self.seen: set[_Key] = set()
        self.remembered: dict[_Key, tuple[Any, int]] = {}


class _Postponed(BaseException):
    """A question lies too deep; it is to be worked out before those that led to it."""

    def __init__(self, key: _Key) -> None:
        super().__init__()
        self.key = key


class Solver:
    """Works out the questions of its tables. It serves one run, and one thread."""

    def __init__(self, before_work: Callable[[], None] = lambda: None) -> None:
        """``before_work`` is called before an answer is worked out; what it raises ends the work on all."""
        self._before_work = before_work
        self._tables: list[Callable[[Any], Any]] = []
        self._least: list[Callable[[Any], Any]] = []
        self._final: dict[_Key, Any] = {}
        self._stack: list[_Asking] = []
        self._levels: dict[_Key, int] = {}  # of questions on the stack
        # Of members of components that are not settled: their answer so far, and the lowest level it rests on.
        self._provisional: dict[_Key, tuple[Any, int]] = {}
        self._is_deep = False  # a component that is deeper than ``DEEPEST`` is being worked out

    def register(self, work_out: Callable[[Any], Any], least: Callable[[Any], Any]) -> int:
        """A number for a new kind of question."""
        self._tables.append(work_out)
        self._least.append(least)
        return len(self._tables) - 1

    def ask(self, key: _Key) -> Any:
        """The answer; within a component that is being worked out, the answer so far."""
        if key in self._final:
            return self._final[key]
        known = self._provisional.get(key)
        if known is None and key in self._levels:
            known = (self._least[key[0]](key[1]), self._levels[key])
            self._provisional[key] = known
        if known is not None:
            self._saw(key, known[1])
            return known[0]
        if not self._levels:
            return self._first(key)
        if len(self._levels) >= DEEPEST and not self._is_deep:
            raise _Postponed(key)
        return self._open(key)

    def _first(self, key: _Key) -> Any:
        """The answer to a question that no open one has asked, and before it to those that lie too deep below it.

        What has been found out on the way to such a one is final or forgotten, so that nothing is asked twice for good.
        """
        waiting = [key]
        while True:
            try:
                answer = self._final[waiting[-1]] if waiting[-1] in self._final else self._open(waiting[-1])
            except _Postponed as postponed:
                if postponed.key not in waiting:
                    waiting.append(postponed.key)
                    continue
                # It rests on what waits for it: such a circle can only be worked out as a whole.
                answer = self._whole(waiting[-1])
            waiting.pop()
            if not waiting:
                return answer

    def _whole(self, key: _Key) -> Any:
        self._is_deep = True
        try:
            return self._open(key)
        finally:
            self._is_deep = False

    def derive(self, key: _Key, make: Callable[[], A], cache: dict[Hashable, A]) -> A:
        """What ``make`` gives, kept in ``cache`` unless it rests on answers that may still change."""
        if key[1] in cache:
            return cache[key[1]]
        if self._stack:
            kept = self._stack[-1].remembered.get(key)
            if kept is not None:
                self._saw(key, kept[1])
                return kept[0]  # type: ignore[no-any-return]
        asking = _Asking()
        self._stack.append(asking)
        try:
            made = make()
        finally:
            self._stack.pop()
        if asking.lowest == _FREE:
            cache[key[1]] = made
        elif self._stack:
            outer = self._stack[-1]
            outer.remembered[key] = (made, asking.lowest)
            outer.seen |= asking.seen
            outer.lowest = min(outer.lowest, asking.lowest)
        return made

    def _saw(self, key: _Key, level: int) -> None:
        if self._stack:
            asking = self._stack[-1]
            asking.lowest = min(asking.lowest, level)
            asking.seen.add(key)

    def _open(self, key: _Key) -> Any:
        """Work a question out for the first time, and with it the component that it turns out to lead."""
        level, before = len(self._stack), len(self._provisional)
        self._levels[key] = level
        try:
            answer, lowest, _ = self._worked_out(key)
            if lowest == level:
                members = self._provisional_since(before)
                # Alone in its component, it has just seen what it sees in the first round.
                first = {key: answer} if members == [key] else {}
                answer, lowest = self._settled(members, first, key)
        except BaseException:
            for member in self._provisional_since(before):
                del self._provisional[member]
            raise
        finally:
            del self._levels[key]
        if lowest == _FREE:
            self._final[key] = answer
            return answer
        self._provisional[key] = (answer, lowest)
        for member in self._provisional_since(before):
            found, rests_on = self._provisional[member]
            self._provisional[member] = (found, min(rests_on, lowest))  # this level is open no more
        self._saw(key, lowest)
        return answer

    def _provisional_since(self, count: int) -> list[_Key]:
        return list(islice(self._provisional, count, None))

    def _worked_out(self, key: _Key) -> tuple[Any, int, set[_Key]]:
        """An answer from what is known so far, the lowest level it rests on, and the open questions it has asked."""
        self._before_work()
        asking = _Asking()
        self._stack.append(asking)
        try:
            answer = self._tables[key[0]](key[1])
        finally:
            self._stack.pop()
        return answer, asking.lowest, asking.seen

    def _settled(self, members: list[_Key], first: dict[_Key, Any], head: _Key) -> tuple[Any, int]:
        """Rounds over a component until one changes nothing; then all its answers are final.

        Where a member asks for something that is still open further down, the component is part of that one's, which
        then settles it. ``first`` has answers of the first round that are known already.
        """
        level = self._levels[head]
        component = _Component(level, first)
        component.join(members, self._least)
        lowest = self._iterated(component)
        answers = component.rounds[-1]
        if lowest == _FREE:
            for member in answers:
                del self._provisional[member]
            self._final.update(answers)
        else:
            self._provisional.update((member, (answer, lowest)) for member, answer in answers.items())
        return answers[head], lowest

    def _iterated(self, component: _Component) -> int:
        """Bring the answers of a component to where a round changes none; the lowest level that they rest on then."""
        for number in range(1, MOST_ROUNDS + 1):
            component.begin(number)
            lowest = self._round(component, number)
            if lowest < component.level:
                component.rounds.pop()
                return lowest
            if not component.changed[number]:
                break
        return _FREE

    def _round(self, component: _Component, number: int) -> int:
        """Work out what is missing in a round; the lowest level that an answer rests on.

        A question that comes up on the way and rests on the component joins it. It makes up for the rounds that it
        has missed, each as if it had been there from the beginning; then whoever asked for it asks again.
        """
        self._show(component, number - 1)
        missing = component.missing(number)
        while missing:
            member = missing[-1]
            if not component.sees_a_change(member, number):
                component.answer(member, number, component.rounds[number - 1][member])
                missing.pop()
                continue
            known = len(self._provisional)
            answer, lowest, asked = self._worked_out(member)
            if lowest < component.level:
                return lowest
            joining = self._provisional_since(known)
            if not joining:
                component.asked[member] = asked
                component.answer(member, number, answer)
                missing.pop()
                continue
            component.join(joining, self._least)
            for earlier in range(1, number):
                lowest = self._round(component, earlier)
                if lowest < component.level:
                    return lowest
            self._show(component, number - 1)
            missing = component.missing(number)
        return _FREE

    def _show(self, component: _Component, number: int) -> None:
        """Let the answers of a round be those that are seen."""
        for member, answer in component.rounds[number].items():
            self._provisional[member] = (answer, component.level)


class _Component:
    """Questions that rest on each other, and their answers round by round; the least answers are round 0."""

    __slots__ = ("asked", "changed", "first", "level", "rounds")

    def __init__(self, level: int, first: dict[_Key, Any]) -> None:
        self.level = level
        self.first = first
        self.rounds: list[dict[_Key, Any]] = [{}]
        self.changed: list[set[_Key]] = [set()]  # whose answer is another one than in the round before
        self.asked: dict[_Key, set[_Key]] = {member: {member} for member in first}  # when last worked out

    def join(self, members: list[_Key], least: list[Callable[[Any], Any]]) -> None:
        """Take in questions."""
        self.rounds[0].update((member, least[member[0]](member[1])) for member in members)

    def begin(self, number: int) -> None:
        """Begin a round."""
        self.rounds.append({})
        self.changed.append(set())
        if number == 1:
            for member, answer in self.first.items():
                self.answer(member, number, answer)

    def missing(self, number: int) -> list[_Key]:
        """Whose answer a round does not have yet."""
        return [member for member in self.rounds[0] if member not in self.rounds[number]]

    def sees_a_change(self, member: _Key, number: int) -> bool:
        """Whether a member would see something else than in the round before."""
        return number == 1 or not self.changed[number - 1].isdisjoint(self.asked[member])

    def answer(self, member: _Key, number: int, answer: Any) -> None:
        """Note the answer of a round."""
        self.rounds[number][member] = answer
        if answer != self.rounds[number - 1][member]:
            self.changed[number].add(member)


class Table(Generic[Q, A]):
    """One kind of question; ``work_out`` answers one and may ask others, ``least`` is where a circle begins."""

    def __init__(self, solver: Solver, work_out: Callable[[Q], A], least: Callable[[Q], A]) -> None:
        self._solver = solver
        self._number = solver.register(work_out, least)

    def of(self, question: Q) -> A:
        """The answer."""
        return self._solver.ask((self._number, question))  # type: ignore[no-any-return]


class Derived(Generic[Q, A]):
    """What is made from answers and has none of its own: a graph, an index. It is made anew while they may change."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._number = solver.register(_no_question, _no_question)
        self._kept: dict[Hashable, A] = {}

    def of(self, subject: Q, make: Callable[[], A]) -> A:
        """What ``make`` gives for a subject: the same each time, as long as the answers that it asks for are the same."""
        kept = self._kept.get(subject)
        return kept if kept is not None else self._solver.derive((self._number, subject), make, self._kept)

    def clear(self) -> None:
        """Let go of all; whoever asks again has it made anew."""
        self._kept.clear()


def _no_question(_: object) -> object:
    raise AssertionError("what is derived is no question")
