"""Calls that return only under a condition, or whose results say something about an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Branch, Ending
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import (
    NIL,
    Call,
    IsNil,
    IsTrue,
    Place,
)
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.calls.effects import Gives, Implies, Results
from rowsclose.ownership.facts import FAILED, Fact, Learn, Settle, Typestate, mentions
from rowsclose.ownership.outcomes import Outcome, Says
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Assertions:
    """What calls say about errors by returning, and by what they return."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def assertion(
        self, call: Call, target: Target, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> Iterator[tuple[State[Fact], tuple[Implies, ...]]]:
        """The states where the call returns, and what its results say then.

        Exits where an assertion does not hold are added to ``out``.
        """
        said = _asserted(directives, target)
        if said is not None:
            place = self._in.arguments.argument_place(call, target, said[0])
            goroutine = any(d.name == "may-exit" and d.arguments[:1] == ("goroutine",) for d in directives)
            atom = None if place is None else (IsNil(place) if said[1] else IsTrue(place))
            if goroutine:
                failed = state.fact if atom is None else self.learned(state.fact, atom, not said[2])
                if failed is not None and failed.state is Typestate.OPEN:
                    out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
            fact = state.fact if atom is None else self.learned(state.fact, atom, said[2])
            if fact is not None:
                yield State(fact, state.trail), ()
            return
        if any(d.name in ("asserts", "may-exit") for d in directives):
            yield from self._other_assertion(call, directives, state, out)
            return
        guards = self._guards(call, state.fact)
        wraps = self._gives_error_for_error(call, state.fact)
        outcomes = self.world.summaries.endings(target, whatever=guards or wraps)
        if outcomes is None or not (guards or wraps or outcomes.panics or outcomes.may_end_process):
            yield state, ()
            return
        for outcome in outcomes.panics:
            failed = self.told(call, target, state.fact, outcome)
            if failed is not None and failed.state is Typestate.OPEN:
                out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
        ways: dict[tuple[Fact, tuple[Implies, ...]], None] = {}
        for outcome in outcomes.returns:
            fact = self.told(call, target, state.fact, outcome)
            if fact is not None:
                ways[fact, self.about_results(call, target, outcome, guards)] = None
        for fact, said_of_results in ways:
            yield State(fact, state.trail), said_of_results

    def _other_assertion(
        self, call: Call, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> Iterator[tuple[State[Fact], tuple[Implies, ...]]]:
        """An assertion about something else; one that compares the error with something wants there to be one."""
        fact: Fact | None = state.fact
        wanted = [a for a in call.arguments if isinstance(a, Place) and self._says_failure(a, state.fact)]
        said_by_result = any(d.name.startswith(("true-when", "not-nil-when-true")) for d in directives)
        hard = any(d.name == "may-exit" and d.arguments[:1] == ("goroutine",) for d in directives)
        if wanted and not said_by_result:
            fact = self.learned(state.fact, IsNil(wanted[0]), False)
        elif hard and state.fact.state is Typestate.OPEN and not state.fact.may_be_void():
            out.append(Exit(Ending.GOROUTINE, state, call))
        passes = (Implies(0, True, True, None),) if said_by_result else ()
        if fact is not None:
            yield State(fact, state.trail), passes
        if said_by_result and state.fact.state is Typestate.OPEN and state.fact.may_be_void():
            yield State(replace(state.fact, failed=True), state.trail), (Implies(0, True, False, None),)

    def _says_failure(self, place: Place, fact: Fact) -> bool:
        return any(atom == IsNil(place) and c == FAILED for atom, _, c in fact.when)

    def _guards(self, call: Call, fact: Fact) -> bool:
        """Whether an argument is an error that says whether there is a resource: ``if failed(w, err)``."""
        if fact.state is not Typestate.OPEN or not fact.may_be_void():
            return False
        return any(isinstance(a, Place) and mentions(atom, a) for a in call.arguments for atom, _, _ in fact.when)

    def _gives_error_for_error(self, call: Call, fact: Fact) -> bool:
        """Whether a call makes an error of one that is known to be there: ``return wrap(err)``."""
        if fact.state is not Typestate.OPEN or self._in.arguments.count(call) != 1 or call.dropped:
            return False
        results = self.typing.results(call)
        if results and results[0] is not None and results[0] != t.ERROR:
            return False
        return any(
            isinstance(a, Place) and fact.value_of(IsNil(a)) is False and self.typing.type_of(a) == t.ERROR
            for a in call.arguments
        )

    def about_results(
        self, call: Call, target: Target, outcome: Outcome, takes_failure: bool = False
    ) -> tuple[Implies, ...]:
        """What an outcome says about results as a whole."""
        found = [
            Implies(s.slot.index, s.is_truth, s.holds, None, s.slot.path) for s in outcome.says if s.slot.is_result
        ]
        for said, then in outcome.when:
            consequence = then if isinstance(then, Settle) else self._learning(call, target, then)
            if consequence is not None and not said.slot.path:
                found.append(Implies(said.slot.index, said.is_truth, said.holds, consequence))
        for index, slot in outcome.same:
            base = self._in.arguments.slot_place(call, target, slot)
            if base is not None:
                place = Place(base.root, base.path + slot.path)
                found += (Implies(index, False, b, Learn(IsNil(place), b)) for b in (True, False))
                if takes_failure:
                    # An error that accumulates in a field (`if db.AddError(err) != nil`) is taken to have been nil so far.
                    found.append(Implies(index, False, True, None))
        return tuple(found)

    def _learning(self, call: Call, target: Target, said: Says) -> Learn | None:
        """What an outcome says of a parameter, as a consequence for the caller's argument."""
        base = None if said.slot.is_result else self._in.arguments.slot_place(call, target, said.slot)
        if base is None:
            return None
        place = Place(base.root, base.path + said.slot.path)
        return Learn(IsTrue(place) if said.is_truth else IsNil(place), said.holds)

    def learned(self, fact: Fact, atom: IsNil | IsTrue, holds: bool) -> Fact | None:
        """The fact once an atom is known; None where it cannot be so."""
        return self._in.branches.suppose(Branch(atom, holds, Span(0, 0), holds), fact)

    def told(self, call: Call, target: Target, fact: Fact, outcome: Outcome) -> Fact | None:
        """What an outcome says about the arguments."""
        current: Fact | None = fact
        for said in outcome.says:
            if said.slot.is_result or current is None:
                continue
            if self._in.arguments.contradicts(call, target, said):
                return None  # the callee goes that way for another constant
            base = self._in.arguments.slot_place(call, target, said.slot)
            if base is not None:
                place = Place(base.root, base.path + said.slot.path)
                current = self.learned(current, IsTrue(place) if said.is_truth else IsNil(place), said.holds)
        return current

    def handed_on_failure(self, call: Call) -> tuple[Implies, ...]:
        """A literal that was passed on has acquired: the call's own error is taken for the literal's, handed on."""
        last = self._in.arguments.count(call) - 1
        return (Implies(last, False, False, FAILED),)

    def goes_out_of_sight(self, call: Call, target: Target, fact: Fact) -> bool:
        """Whether a call gets the error that may check it: ``Expect(err).NotTo(HaveOccurred())``, ``db.AddError(err)``."""
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION) or self.world.is_stub(target):
            return False
        return any(isinstance(a, Place) and self._says_failure(a, fact) for a in call.arguments)

    def plain_results(
        self, call: Call, target: Target, directives: tuple[Directive, ...], fact: Fact
    ) -> tuple[Gives | Implies, ...]:
        """What the results say whatever happens to the resource."""
        found: list[Gives | Implies] = []
        last = self._in.arguments.count(call) - 1
        for directive in directives:
            place = (
                self._in.arguments.argument_place(call, target, directive.arguments[0]) if directive.arguments else None
            )
            match directive.name:
                case "never-nil":
                    found.append(Implies(0, False, False, None))
                case "nil-when-nil" if place is not None:
                    found += self._same_nilness(last, place)
                case "true-when-nil" if place is not None:
                    found += [Implies(0, True, b, Learn(IsNil(place), b)) for b in (True, False)]
                case "true-when-not-nil" if place is not None:
                    found += [Implies(0, True, b, Learn(IsNil(place), not b)) for b in (True, False)]
                case "true-when-true" if place is not None:
                    found += [Implies(0, True, b, Learn(IsTrue(place), b)) for b in (True, False)]
                case "true-when-false" if place is not None:
                    found += [Implies(0, True, b, Learn(IsTrue(place), not b)) for b in (True, False)]
                case "not-nil-when-true" if place is not None:
                    # What matches nil is nil: `errors.Is(err, nil)`. `errors.AsType` gives what it finds first.
                    ways = (True, False) if NIL in call.arguments else (True,)
                    found += [Implies(last, True, b, Learn(IsNil(place), NIL in call.arguments and b)) for b in ways]
                case _:
                    pass
        if last == 0 and any(
            isinstance(self.typing.universe.underlying(r), t.Struct) for r in self.typing.results(call)
        ):
            found.append(Implies(0, False, False, None))  # a struct as an error is never nil
        if fact.state is Typestate.OPEN and self.world.summaries.never_fails(target):
            found.append(Implies(last, False, True, None))
        if not directives and target.declaration is None:
            found += self._wrapped_error(call, last)
            if self._gives_error_for_error(call, fact):
                found.append(Implies(last, False, False, None))
        return tuple(found)

    def _same_nilness(self, result: int, place: Place) -> list[Gives | Implies]:
        return [Implies(result, False, b, Learn(IsNil(place), b)) for b in (True, False)] + [Gives(result, (), place)]

    def _wrapped_error(self, call: Call, last: int) -> list[Gives | Implies]:
        """``err = wrap(err)`` out of reach: an error that goes in and comes out again is taken for a wrapped one."""
        if len(call.targets) != 1 or call.targets[0] is None or self._in.arguments.count(call) != 1:
            return []
        for argument in call.arguments:
            if isinstance(argument, Place) and argument == call.targets[0]:
                return [Implies(last, False, False, Learn(IsNil(argument), False)), Gives(last, (), argument)]
        return []


def _asserted(directives: tuple[Directive, ...], target: Target) -> tuple[str, bool, bool] | None:
    """(parameter, whether about nil, value) that holds exactly where an assertion returns."""
    for directive in directives:
        match directive.name, directive.arguments:
            case "returns-when-nil", (name,):
                return (name, True, True)
            case (("returns-when-not-nil" | "not-nil-when-returns"), (name,)):
                return (name, True, False)
            case "returns-when-true", (name,):
                return (name, False, True)
            case "returns-when-false", (name,):
                return (name, False, False)
            case _:
                pass
    return None
