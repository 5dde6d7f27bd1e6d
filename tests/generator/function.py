"""A function that is being written: its lines, its scopes, and the ways out of where the grammar stands."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.choices import Choices
from generator.code import Code, Slot
from generator.scope import Kind, Loop, Scope, State, Status, Variable, met


class Results(enum.Enum):
    """What a function returns, as Go writes it."""

    NOTHING = ""
    ERROR = "error"
    NAMED_ERROR = "(err error)"
    ROWS = "(*sql.Rows, error)"
    STMT = "(*sql.Stmt, error)"
    TX = "(*sql.Tx, error)"
    CONN = "(*sql.Conn, error)"

    @property
    def kind(self) -> Kind | None:
        """The resource among the results."""
        return {self.ROWS: Kind.ROWS, self.STMT: Kind.STMT, self.TX: Kind.TX, self.CONN: Kind.CONN}.get(self)


@dataclass(slots=True)
class Program:
    """What the functions of one program share: its number, which ends all its names, and its helpers' declarations."""

    number: int
    choices: Choices
    helpers: dict[str, str] = field(default_factory=dict)  # declarations by name
    opening: Function | None = None  # a helper that returns a resource, or an error
    declared: list[tuple[Slot, Variable]] = field(default_factory=list)  # behind whose declarations the places are
    has_acquired: bool = False
    names: int = 0

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"


_DIRECT = {Kind.ROWS: 'db.Query("SELECT 1")', Kind.STMT: 'db.Prepare("SELECT 1")', Kind.TX: "db.Begin()"}


class Function:
    """A function or a literal that is being written.

    ``statements`` writes a list of statements and says whether the last one leaves; ``budget`` is how many more
    there may be.
    """

    def __init__(
        self, program: Program, name: str, results: Results, budget: int, statements: Callable[[Function], bool]
    ) -> None:
        self.program = program
        self.name = name
        self.choices = program.choices
        self.results = results
        self.budget = budget
        self.statements = statements
        self.code = Code()
        self.scopes = [Scope([], results is Results.NAMED_ERROR, False)]
        self.state: State = {}
        self.loops: list[Loop] = []
        self.frozen: frozenset[Variable] = frozenset()  # by loops around a literal
        self.is_literal = False
        self.succeeds = self.fails = False  # where it returns a resource: whether it may, and may not
        self.returns: list[State] = []
        self.deferred: list[Variable] = []

    def put(self, text: str) -> None:
        self.code.put(text)

    # Variables

    def declared(self, kind: Kind, status: Status = Status.OPEN, parent: Variable | None = None) -> Variable:
        variable = Variable(self.program.name(kind.stem), kind, parent)
        self.scopes[-1].variables.append(variable)
        self.state[variable] = status
        return variable

    def visible(self, *kinds: Kind, at_most: Status = Status.MAY_BE_NIL) -> list[Variable]:
        """Variables of some kinds that can be named here, the nearest first."""
        return [
            variable
            for scope in reversed(self.scopes)
            for variable in reversed(scope.variables)
            if variable.kind in kinds and self.state.get(variable, Status.MAY_BE_NIL) <= at_most
        ]

    def named(self, variable: Variable) -> str:
        variable.is_used = True
        return variable.name

    def introduced(self, variable: Variable) -> None:
        """Called behind a declaration: the place for a use of a variable that nothing else uses."""
        self.program.declared.append((self.code.slot(), variable))

    def lower(self, variable: Variable, status: Status) -> None:
        """The variable, its copies, and what was acquired from it may be closed now, or it is nil."""
        self.state[variable] = max(self.state[variable], status)
        for copy in variable.copies:
            if copy in self.state:
                self.state[copy] = max(self.state[copy], Status.MAY_BE_CLOSED)
        for child in self.state:
            if child.parent in variable.copies and self.state[child] is Status.OPEN:
                self.lower(child, Status.MAY_BE_CLOSED)

    def changeable(self, variable: Variable, loops: list[Loop] | None = None) -> bool:
        """Whether it may be closed within some loops, which are all where none are given."""
        within = self.loops if loops is None else loops
        frozen = self.frozen.union(*(loop.frozen for loop in within))
        return frozen.isdisjoint(variable.copies)

    def assignable(self, variable: Variable) -> bool:
        """Whether it may become another resource, or nil."""
        relied_on = any(variable in loop.not_nil for loop in self.loops)
        return self.changeable(variable) and not relied_on and not variable.is_fixed and not self.is_literal

    # Blocks

    @contextmanager
    def block(self, opening: str = "", closing: str = "}") -> Iterator[None]:
        """What is written within is a block; without texts, one that a header has opened."""
        if opening:
            self.put(opening)
        self.scopes.append(Scope([], self.has_err(), self.hides_result()))
        self.code.indent += 1
        yield
        self.code.indent -= 1
        for variable in self.scopes.pop().variables:
            self.state.pop(variable, None)
        if closing:
            self.put(closing)

    def has_err(self) -> bool:
        return self.scopes[-1].has_err

    def hides_result(self) -> bool:
        return self.scopes[-1].hides_result

    def declare_err(self) -> None:
        scope = self.scopes[-1]
        scope.has_err = True
        scope.hides_result = scope.hides_result or len(self.scopes) > 1

    def branches(self, *bodies: Callable[[], bool]) -> bool:
        """Write the bodies, each from this state; whether all of them leave. The state is where the others meet."""
        before = dict(self.state)
        ends = []
        for body in bodies:
            self.state = dict(before)
            if not body():
                ends.append(self.state)
        if ends:
            self.state = met(ends)
        return not ends

    def statements_in(self, opening: str, closing: str = "}") -> bool:
        with self.block(opening, closing):
            return self.statements(self)

    # Ways out

    def put_return(self, failed: bool = False) -> None:
        self.put(self.returning(failed))
        self.returns.append(dict(self.state))

    def finish(self) -> None:
        """Write the list of statements that is the body, and behind it what the compiler misses."""
        left = self.statements(self)
        if self.results is not Results.NOTHING and not self.code.ends_in_jump():
            if left:
                self.put('panic("out of reach")')
            else:
                self.put_return()
        elif not left:
            self.returns.append(self.state)

    def text(self) -> str:
        """The declaration, when all that uses its variables has been written."""
        for slot, variable in self.program.declared:
            if not variable.is_used:
                slot.text = f"_ = {variable.name}"
        results = f"{self.results.value} " if self.results.value else ""
        return "\n".join([f"func {self.name}(db *sql.DB, q asker) {results}{{", *self.code.lines(), "}"]) + "\n"

    def returning(self, failed: bool) -> str:
        """A return statement that fits the results."""
        pick = self.choices.pick
        kind = self.results.kind
        if kind is not None:
            return self._returning_resource(kind, failed)
        if self.results is Results.NOTHING:
            return "return"
        if self.is_literal:  # whose caller looks at the error: both ways have to be possible
            return "return q.work()"
        options = ["return nil", "return q.work()", 'return errors.New("failed")']
        if self.has_err():
            options.insert(0, "return err")
        if self.results is Results.NAMED_ERROR and not self.hides_result():
            options.append("return")
        return pick(options)

    def _returning_resource(self, kind: Kind, failed: bool) -> str:
        open_ones = [] if failed else self.visible(kind, at_most=Status.OPEN)
        held = [one for one in open_ones if not any(copy.is_deferred for copy in one.copies)]
        direct = _DIRECT.get(kind)
        if direct and not failed and self.choices.maybe(20):
            self.succeeds = self.fails = True
            return f"return {direct}"
        self.succeeds, self.fails = self.succeeds or bool(held), self.fails or not held
        if held:
            return f"return {self.named(self.choices.pick(held))}, nil"
        if failed and self.has_err():
            return "return nil, err"
        return 'return nil, errors.New("none")'

    def jump(self, word: str, loop: Loop, labelled: bool) -> None:
        """``break`` or ``continue``."""
        if labelled:
            loop.is_labelled = True
            self.put(f"{word} {loop.label}")
        else:
            self.put(word)
        if word == "break":
            loop.breaks.append(dict(self.state))
