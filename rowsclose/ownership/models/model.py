"""What directives mean. Of a callee, places begin at its inputs and outputs, as in a summary of its body.

//rowsclose:closes rows                ArgumentRule(0, CLOSES)
//rowsclose:true-when-nil err          IsTrue(output 0)  =>  IsNil(input 1), and the other way round
//rowsclose:no-return process          CallModel.ends
"""

from __future__ import annotations

import enum

from rowsclose.flow.graph import Ending
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import Global
from rowsclose.ownership.facts.claims import Claim, Implication
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.values import value


class OnArgument(enum.Enum):
    """What a callee does to a resource that it is given."""

    CLOSES = "closes"
    CLOSES_WHEN_NIL = "closes where its error result is nil"
    TAKES = "takes"
    BORROWS = "borrows"
    RETURNS = "returns it under another name"


@value
class ArgumentRule:
    """What a callee does to one input; ``output`` is the result that is another name for it."""

    input: int
    does: OnArgument
    said_by: Directive
    output: int = 0


@value
class Acquires:
    """The result is an obligation though its type is none; where the field ``failed_by`` of it is not nil, there is none."""

    kind: ResourceKind
    releases: frozenset[str]
    failed_by: str
    said_by: Directive


@value
class Assertion:
    """The claim about an input that holds where a callee returns; ``is_exact``: and only there it returns."""

    claim: Claim
    is_exact: bool
    said_by: Directive


@value
class Exit:
    """How a callee may end its caller."""

    ending: Ending
    said_by: Directive


@value
class ReceiverModel:
    """What calling a method does to its receiver's obligation; ``says_nothing`` where no directive stands at it."""

    says_nothing: bool = True
    closes: bool = False
    closes_when_false: bool = False
    closes_when_false_unless: str = ""
    closes_when_error: bool = False
    closes_when_nil: bool = False
    closes_when_zero: bool = False
    checks_error: bool = False
    nil_safe: bool = False
    closes_when_returned: tuple[tuple[int, Global], ...] = ()  # by the function given for an input


@value
class CallModel:
    """What is said of calling a function or a method.

    ``implied`` and ``never_nil`` are about results; ``carries_nilness`` are an output and the input that it is nil with.
    ``finds``: the last result is true only where this input, an error, has the error that another argument is.
    """

    says_nothing: bool = True
    receiver: ReceiverModel = ReceiverModel()
    arguments: tuple[ArgumentRule, ...] = ()
    acquires: Acquires | None = None
    fills: int | None = None  # the input that points to what is an obligation afterwards
    runs_on: int | None = None  # the input, a handle, on which runs what is sent by the result
    lends: int | None = None  # the input, a function, that gets a transaction which is ended behind it
    pulls: int | None = None  # the input, an iterator, whose open resources the result keeps
    not_acquired: Directive | None = None
    bounds: tuple[Bound, ...] = ()
    busies: bool = False  # while the result is open, no other statement can run on the receiver
    blocks: Bound | None = None  # what waits for the result to be closed before it ends
    ends: Exit | None = None
    may_exit: tuple[Exit, ...] = ()
    asserts: bool = False
    assertion: Assertion | None = None
    implied: tuple[Implication, ...] = ()
    tells_by_result: bool = False
    never_nil: bool = False
    carries_nilness: tuple[int, ...] = ()
    finds: int | None = None
    fails_test: bool = False
    ignores: int | None = None  # the input, a function, that does not run where the code serves
    runs_at_end: bool = False  # a function it is given is registered to run when the test or scope ends

    def on_inputs(self, inputs: frozenset[int]) -> ArgumentRule | None:
        """The first rule about one of these inputs."""
        return next((rule for rule in self.arguments if rule.input in inputs), None)

    @property
    def gives_another_name(self) -> bool:
        """Whether the result belongs to somebody else, or is another name for an argument."""
        return self.not_acquired is not None or any(r.does is OnArgument.RETURNS for r in self.arguments)

    @property
    def may_end_goroutine(self) -> bool:
        """Whether an assertion that does not hold ends the goroutine."""
        return any(e.ending is Ending.GOROUTINE for e in self.may_exit)


@value
class TypeModel:
    """What is said of a type; without ``releases`` its values are no obligations.

    ``begins_at_use``: a value holds nothing before its first use.
    """

    kind: ResourceKind = ResourceKind.ROWS
    releases: frozenset[str] = frozenset()
    begins_at_use: bool = False


SILENT = CallModel()
"""Nothing is said."""
