"""From structured statements to the graph, on five verbs: new block, add, jump, branch, target of a label.

There is always a block at work, which instructions are added to. A statement that chooses makes the blocks that it
needs, branches to them, fills each in turn, and leaves ``done`` at work for what follows in the source. The pictures
below name the blocks by their variables; ``->`` leads to where control goes, with both ways of a question in order.

What follows a jump, a return or a call that never returns goes into a block that nothing leads to. So dead code needs
no care anywhere: it is lowered like any other, and never reached.
"""

from __future__ import annotations

from collections.abc import Callable

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
"""How a call that never returns ends the function; None for one that may return.

Given from outside: which function never returns is knowledge of other bodies, and of libraries.
"""


def build(function: Function, ending_of: EndingOf) -> Cfg:
    """The graph of a function's own body, without those of its literals."""
    builder = _Builder(ending_of)
    builder.statements(function.body)
    return Cfg(function, builder.finish())


class _Draft:
    """A block that may still grow. Once it has an edge it gets no more instructions: an edge leaves from the end."""

    def __init__(self, kind: BlockKind) -> None:
        self.kind = kind
        self.instructions: list[Instruction] = []
        self.edges: list[Edge] = []
        self.ending: Ending | None = None


@value
class _Frame:
    """Where ``break`` and ``continue`` go inside a statement.

    ``resume`` is None for a switch or a select: a ``continue`` in one goes on with the loop around it.
    """

    label: str
    done: int
    resume: int | None


class _Builder:
    def __init__(self, ending_of: EndingOf) -> None:
        self._ending_of = ending_of
        self._drafts: list[_Draft] = []
        self._frames: list[_Frame] = []  # innermost last
        self._labels: dict[
            str, int
        ] = {}  # a goto may come before its label, so whoever names one first makes its block
        self._at = self._new(BlockKind.ENTRY)

    def finish(self) -> tuple[Block, ...]:
        """The blocks, numbered."""
        blocks = []
        for index, draft in enumerate(self._drafts):
            # Nothing is left open by accident: every function ends in a return, written or implied. A block without a way
            # out is an empty select, or one that nothing leads to.
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
            # The call or return stays, as the last instruction: it is where the function ends.
            draft.ending = ending
            self._at = self._new(BlockKind.UNREACHABLE)

    def _jump(self, target: int) -> None:
        self._drafts[self._at].edges.append(Edge(target))

    def _leave(self, target: int) -> None:
        """Jump for good: what follows in the source cannot be reached from here."""
        self._jump(target)
        self._at = self._new(BlockKind.UNREACHABLE)

    def _branch(self, condition: Condition, yes: int, no: int) -> None:
        """Evaluate a condition in the block at work and go on in one of two others.

        L && R:   at:      L -> middle, no       L || R:   at:      L -> yes, middle
                  middle:  R -> yes, no                    middle:  R -> yes, no

        So the right side is evaluated, and its calls are made, only where Go makes them.
        """
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
            case Test(setup, atom, span, negated, tag):
                for instruction in setup:
                    self._add(instruction)
                # Asked for behind the setup: a call in it that never returns has put another block at work.
                edges = self._drafts[self._at].edges
                edges.append(Edge(yes, Branch(atom, True, span, not negated, tag)))
                edges.append(Edge(no, Branch(atom, False, span, negated, tag)))

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
                # The target of goto alone: a loop, a switch or a select knows its label itself, for break and continue.
                target = self._label(label)
                self._jump(target)
                self._at = target
                self.statements(body)
            case Jump():
                self._go(statement)
            case _:
                self._add(statement)

    def _if(self, statement: If) -> None:
        #   at:         C -> then, otherwise       (without an else: then, done)
        #   then:       … -> done
        #   otherwise:  … -> done
        #   done:
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
        #   at:    -> head
        #   head:  C -> body, done      (without a condition: -> body, and done is where break goes)
        #   body:  … -> post
        #   post:  … -> head            (target of continue; head itself where nothing stands there)
        #   done:                       (target of break)
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
        #   at:    -> head
        #   head:  drained? -> done, body        (target of continue)
        #   body:  targets = range source; … -> head
        #   done:                                (target of break)
        #
        # What is ranged over has been evaluated before, once. That it is drained is a question like any other: a fact
        # may know the answer, as where a slice is empty.
        done = self._new(BlockKind.AFTER_LOOP)
        head, body = self._new(BlockKind.LOOP_HEAD), self._new(BlockKind.LOOP_BODY)
        self._jump(head)
        drained = IsDrained(statement.step.source)
        # Nobody writes this question, so it reads as the atom does: "drained" is true where the loop ends.
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
        #   at:      C1 -> body1, test2
        #   test2:   C2 -> body2, test3      (a test a condition: a clause may have several)
        #   test3:      -> default           (done where there is none)
        #   body1:   …  -> done              (body2 where it falls through)
        #   default: …  -> done
        #   done:                            (target of break)
        #
        # The tests are a chain in source order, for Go asks them so; the default clause comes last wherever it stands.
        # Bodies are numbered before the tests, since a test leads to a body, and a body may fall through to the next.
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
        #   at:     -> case1, case2
        #   case1:  … -> done
        #   case2:  … -> done
        #   done:                (target of break)
        #
        # Which case is taken is nobody's question, so all ways are open. Without a case there is no way at all.
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
        """A jump to the innermost frame that it may mean; one that means none is no Go, and control goes on."""
        if jump.kind is JumpKind.GOTO:
            self._leave(self._label(jump.label))
            return
        for frame in reversed(self._frames):
            target = frame.done if jump.kind is JumpKind.BREAK else frame.resume
            if target is not None and jump.label in ("", frame.label):
                self._leave(target)
                return
