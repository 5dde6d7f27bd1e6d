"""Errors that are never nil: package variables and constants that are made once, and what functions make each time.

var errTaken = errors.New("taken")
const errClosed = Code("closed")
sql.ErrNoRows, io.EOF             out of reach: by their names, see ``callees.unknown``
func taken(n int) error { return fmt.Errorf("%d is taken", n) }
var Errorf = fmt.Errorf           a function by another name
"""

from __future__ import annotations

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration, ValueDeclaration
from rowsclose.go.ir import (
    NIL,
    Assign,
    Build,
    Call,
    Function,
    FunctionLiteral,
    Global,
    Instruction,
    Operand,
    Place,
    Return,
    Variable,
)
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, TargetKind, Typing, target_of
from rowsclose.go.walk import instructions_of, targets_of
from rowsclose.ownership.callees.nilness import cannot_be_nil, is_never_nil
from rowsclose.ownership.callees.unknown import is_sentinel
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import Handed, Made, Source, sources_of

_LONGEST_MAKER = 4_000  # bytes


class Sentinels:
    """Tells of each package-level name whether it is never nil, and of each function whether its error is; once each."""

    def __init__(self, program: Program, models: Models) -> None:
        self._program = program
        self._models = models
        self._found: dict[Global, bool] = {}
        self._makers: dict[tuple[str, int], bool] = {}
        self._named_makers: dict[Global, bool] = {}
        self._never: dict[tuple[str, int], bool] = {}

    def has(self, name: Global) -> bool:
        """Whether a name is never nil. What is assigned to it elsewhere is not looked for: by custom nothing is."""
        if name not in self._found:
            declared = self._program.universe.value(name.package, name.name)
            self._found[name] = is_sentinel(name.name) if declared is None else self._is_made_once(name, declared)
        return self._found[name]

    def are_made_by(self, target: Target) -> bool:
        """Whether the error that a callee returns last is never nil."""
        if target.kind is TargetKind.VALUE and target.package:
            name = Global(target.package, target.name)
            if name not in self._named_makers:
                self._named_makers[name] = self._is_maker_by_name(name)
            return self._named_makers[name]
        declaration, never_nil = target.declaration, self._models.of(target).never_nil
        if declaration is None or declaration.body is None or never_nil:
            return never_nil
        if target.signature is None or [r.type for r in target.signature.results][-1:] != [t.ERROR]:
            return False
        at = (declaration.path, declaration.span.start)
        if at not in self._makers:
            self._makers[at] = False  # one that rests on itself makes none
            body = self._program.body(declaration) if self._may_make(declaration) else None
            self._makers[at] = body is not None and self._makes_each_time(body, self._program.typing(body))
        return self._makers[at]

    def are_never_made_by(self, target: Target) -> bool:
        """Whether the error that a function of the program returns last is nil in each of its returns."""
        declaration = target.declaration
        if declaration is None or declaration.body is None or target.signature is None:
            return False
        results = target.signature.results
        if not results or results[-1].type != t.ERROR or results[-1].name:
            return False
        at = (declaration.path, declaration.span.start)
        if at not in self._never:
            function = self._program.body(declaration)
            returns = [i for i in instructions_of(function) if isinstance(i, Return)] if function is not None else []
            self._never[at] = bool(returns) and all(
                i.implicit or (len(i.values) == len(results) and i.values[-1] == NIL) for i in returns
            )
        return self._never[at]

    def _may_make(self, declaration: FunctionDeclaration) -> bool:
        """Whether a look at the text leaves it open that a function always fails: most need not be lowered for this."""
        text, body = self._program.file(declaration.path).source.text, declaration.body
        is_short = body is not None and body.end - body.start <= _LONGEST_MAKER
        return is_short and body is not None and text.find(b"return nil", body.start, body.end) < 0

    def _is_maker_by_name(self, name: Global) -> bool:
        """Whether a package variable is by its initial value a function that makes an error."""
        made = self._program.initializer(name.package, name.name)
        if made is None:
            return False
        for instruction in instructions_of(made):
            if Place(name) not in targets_of(instruction) or not isinstance(instruction, Assign):
                continue
            match instruction.source:
                case FunctionLiteral(literal):
                    return self._makes_each_time(literal, self._program.typing(made))
                case Place(Global() as function, ()):
                    declared = self._program.universe.function(function.package, function.name)
                    return declared is not None and self.are_made_by(target_of(declared))
                case _:
                    return False
        return False

    def _makes_each_time(self, function: Function, typing: Typing) -> bool:
        last = len(function.results) - 1
        if last < 0 or function.results[last].type != t.ERROR:
            return False
        values = [v for r, v in returned_values(function, last) if not r.implicit]
        return bool(values) and all(self._is_made(v, function, typing) for v in values)

    def _is_made(self, value: Operand, function: Function, typing: Typing) -> bool:
        """Whether a value that is returned is never nil, wherever it comes from."""
        leaves = sources_of(value, function, typing).leaves
        return bool(leaves) and all(self._is_value(s, typing) for s in leaves)

    def _is_value(self, source: Source, typing: Typing) -> bool:
        match source:
            case Made(Call() as call, 0):
                target = typing.target(call)
                is_only = target.signature is not None and len(target.signature.results) == 1
                return self._gives_value(call, typing) or (is_only and self.are_made_by(target))
            case Made(by):
                return self._makes(by, typing)
            case Handed(Place(Global() as name, ())):
                return self.has(name)
            case _:
                return False

    def _is_made_once(self, name: Global, declared: ValueDeclaration) -> bool:
        if declared.is_constant:
            return True
        made = self._program.initializer(name.package, name.name)
        if made is None:
            return is_sentinel(name.name) and self._models.describes(name.package)
        typing = self._program.typing(made)
        return any(self._makes(i, typing) for i in instructions_of(made) if Place(name) in targets_of(i))

    def _makes(self, instruction: Instruction, typing: Typing) -> bool:
        """Whether what an instruction gives its target is not nil."""
        match instruction:
            case Build():
                return True
            case Assign(_, source):
                return is_never_nil(source, typing) or self._is_given_by_call(source, typing)
            case Call():
                return self._gives_value(instruction, typing)
            case _:
                return False

    def _is_given_by_call(self, source: Operand, typing: Typing) -> bool:
        root = source.root if isinstance(source, Place) else None
        definitions = typing.definitions(root) if isinstance(root, Variable) else []
        return bool(definitions) and all(isinstance(d, Call) and self._gives_value(d, typing) for d in definitions)

    def _gives_value(self, call: Call, typing: Typing) -> bool:
        """Whether the result of a call is never nil: by a directive, or as a conversion to a type that cannot be."""
        target = typing.target(call)
        if target.kind is TargetKind.CONVERSION:
            return cannot_be_nil(target.converted, typing.universe)
        return self._models.of(target).never_nil
