"""From structured statements to the graph, on five verbs: new block, add, jump, branch, target of a label.

for C { B } D            switch { case C1: B1; default: B2 } D
  head: C -> body, done    test1: C1 -> B1, test2
  body: B -> post          test2:    -> B2
  post:   -> head          B1, B2    -> done
  done: D                  done: D
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rowsclose.flow.graph import Block, BlockKind, Branch, Cfg, Edge, Ending
from rowsclose.go.ir import (
    Both,
    Call,
    Condition,
    Either,
    Function,
    If,
    Instruction,
    IsDrained,
    Jump,
    JumpKind,
    Labeled,
    Loop,
    Not,
    RangeLoop,
    Return,
    Select,
    Statement,
    Switch,
    Test,
)
from rowsclose.values import value

EndingOf = Callable[[Call], Ending | None]
"""How a call that never returns ends the function; None for one that may return."""


def build(function: Function, ending_of: EndingOf) -> Cfg:
    """The graph of a function's own body, without those of its literals."""
    builder = _Builder(ending_of)
    builder.statements(function.body)
    return Cfg(function, builder.finish())


@dataclass(slots=True)
class _Draft:
    kind: BlockKind
    instructions: list[Instruction] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    ending: Ending | None = None


@value
class _Frame:
    """Where ``break`` and ``continue`` go inside a statement; ``resume`` is None where continue does not end there."""

    label: str
    done: int
    resume: int | None
    only_by_name: bool = False


class _Builder:
    def __init__(self, ending_of: EndingOf) -> None:
        self._ending_of = ending_of
        self._drafts: list[_Draft] = []
        self._frames: list[_Frame] = []
        self._labels: dict[str, int] = {}
        self._at = self._new(BlockKind.ENTRY)

    def finish(self) -> tuple[Block, ...]:
        """The blocks, numbered; one that control never leaves is blocked."""
        blocks = []
        for index, draft in enumerate(self._drafts):
            ending = None if draft.edges else draft.ending or Ending.BLOCKED
            blocks.append(Block(index, draft.kind, tuple(draft.instructions), tuple(draft.edges), ending))
        return tuple(blocks)

    def statements(self, listed: tuple[Statement, ...]) -> None:
        """Add statements behind the block at work."""
        for statement in listed:
            self._statement(statement)

    # Verbs ----------------------------------------------------------------------------------------

    def _new(self, kind: BlockKind) -> int:
        self._drafts.append(_Draft(kind))
        return len(self._drafts) - 1

    def _add(self, instruction: Instruction) -> None:
        draft = self._drafts[self._at]
        draft.instructions.append(instruction)
        ending: Ending | None = None
        if isinstance(instruction, Return):
            ending = Ending.RETURN
        elif isinstance(instruction, Call):
            ending = self._ending_of(instruction)
        if ending is not None:
            draft.ending = ending
            self._at = self._new(BlockKind.UNREACHABLE)

    def _jump(self, target: int) -> None:
        self._drafts[self._at].edges.append(Edge(target))

    def _leave(self, target: int) -> None:
        """Jump for good: what follows in the source cannot be reached from here."""
        self._jump(target)
        self._at = self._new(BlockKind.UNREACHABLE)

    def _branch(self, condition: Condition, yes: int, no: int) -> None:
        """Evaluate a condition in the block at work and go on in one of two others."""
        match condition:
            case Not(operand):
                self._branch(operand, no, yes)
            case Both(left, right):
                middle = self._new(BlockKind.CONDITION)
                self._branch(left, middle, no)
                self._at = middle
                self._branch(right, yes, no)
            case Either(left, right):
                middle = self._new(BlockKind.CONDITION)
                self._branch(left, yes, middle)
                self._at = middle
                self._branch(right, yes, no)
            case Test(setup, atom, span, negated):
                for instruction in setup:
                    self._add(instruction)
                edges = self._drafts[self._at].edges
                edges.append(Edge(yes, Branch(atom, True, span, not negated)))
                edges.append(Edge(no, Branch(atom, False, span, negated)))

    def _label(self, name: str) -> int:
        if name not in self._labels:
            self._labels[name] = self._new(BlockKind.LABEL)
        return self._labels[name]

    # Statements -----------------------------------------------------------------------------------

    def _statement(self, statement: Statement) -> None:
        match statement:
            case If():
                self._if(statement)
            case Loop():
                self._loop(statement)
            case RangeLoop():
                self._range(statement)
            case Switch():
                self._switch(statement)
            case Select():
                self._select(statement)
            case Labeled(label, body):
                target = self._label(label)
                self._jump(target)
                self._at = target
                self._frames_for_label(label, body)
            case Jump():
                self._go(statement)
            case _:
                self._add(statement)

    def _frames_for_label(self, label: str, body: tuple[Statement, ...]) -> None:
        """A label on a plain block can be left by ``break``; loops, switches and selects know their own label."""
        if len(body) == 1 and isinstance(body[0], Loop | RangeLoop | Switch | Select):
            self.statements(body)
            return
        done = self._new(BlockKind.LABEL)
        self._frames.append(_Frame(label, done, None, only_by_name=True))
        self.statements(body)
        self._frames.pop()
        self._jump(done)
        self._at = done

    def _if(self, statement: If) -> None:
        then = self._new(BlockKind.THEN)
        done = self._new(BlockKind.AFTER_IF)
        otherwise = self._new(BlockKind.ELSE) if statement.otherwise else done
        self._branch(statement.condition, then, otherwise)
        self._at = then
        self.statements(statement.then)
        self._jump(done)
        if statement.otherwise:
            self._at = otherwise
            self.statements(statement.otherwise)
            self._jump(done)
        self._at = done

    def _loop(self, statement: Loop) -> None:
        done = self._new(BlockKind.AFTER_LOOP)
        head, body = self._new(BlockKind.LOOP_HEAD), self._new(BlockKind.LOOP_BODY)
        post = self._new(BlockKind.LOOP_POST) if statement.post else head
        self._jump(head)
        self._at = head
        if statement.condition is None:
            self._jump(body)
        else:
            self._branch(statement.condition, body, done)
        self._body(_Frame(statement.label, done, post), body, statement.body, post)
        if statement.post:
            self._at = post
            self.statements(statement.post)
            self._jump(head)
        self._at = done

    def _range(self, statement: RangeLoop) -> None:
        done = self._new(BlockKind.AFTER_LOOP)
        head, body = self._new(BlockKind.LOOP_HEAD), self._new(BlockKind.LOOP_BODY)
        self._jump(head)
        drained = IsDrained(statement.step.source)
        self._drafts[head].edges += [
            Edge(body, Branch(drained, False, statement.step.span, False)),
            Edge(done, Branch(drained, True, statement.step.span, True)),
        ]
        self._drafts[body].instructions.append(statement.step)
        self._body(_Frame(statement.label, done, head), body, statement.body, head)
        self._at = done

    def _body(self, frame: _Frame, body: int, statements: tuple[Statement, ...], resume: int) -> None:
        self._frames.append(frame)
        self._at = body
        self.statements(statements)
        self._jump(resume)
        self._frames.pop()

    def _switch(self, statement: Switch) -> None:
        done = self._new(BlockKind.AFTER_SWITCH)
        bodies = [self._new(BlockKind.CASE) for _ in statement.cases]
        default = next((b for b, c in zip(bodies, statement.cases, strict=True) if c.is_default), done)
        for case, body in zip(statement.cases, bodies, strict=True):
            for condition in case.conditions:
                following = self._new(BlockKind.CONDITION)
                self._branch(condition, body, following)
                self._at = following
        self._jump(default)
        self._frames.append(_Frame(statement.label, done, None))
        for position, (case, body) in enumerate(zip(statement.cases, bodies, strict=True)):
            self._at = body
            self.statements(case.body)
            self._jump(bodies[position + 1] if case.falls_through and position + 1 < len(bodies) else done)
        self._frames.pop()
        self._at = done

    def _select(self, statement: Select) -> None:
        done = self._new(BlockKind.AFTER_SELECT)
        head = self._at
        self._frames.append(_Frame(statement.label, done, None))
        for body in statement.cases:
            case = self._new(BlockKind.CASE)
            self._drafts[head].edges.append(Edge(case))
            self._at = case
            self.statements(body)
            self._jump(done)
        self._frames.pop()
        self._at = done

    def _go(self, jump: Jump) -> None:
        if jump.kind is JumpKind.GOTO:
            self._leave(self._label(jump.label))
            return
        for frame in reversed(self._frames):
            target = frame.done if jump.kind is JumpKind.BREAK else frame.resume
            named = frame.label == jump.label if jump.label else not frame.only_by_name
            if target is not None and named:
                self._leave(target)
                return
