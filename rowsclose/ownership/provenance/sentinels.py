"""Package variables and constants that are never nil: errors that are made once.

var errTaken = errors.New("taken")
const errClosed = Code("closed")
sql.ErrNoRows, io.EOF             out of reach: by their names, see ``callees.unknown``
"""

from __future__ import annotations

from rowsclose.go.declarations import ValueDeclaration
from rowsclose.go.ir import Assign, Build, Call, Global, Instruction, Operand, Place, Variable
from rowsclose.go.program import Program
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.go.walk import instructions_of, targets_of
from rowsclose.ownership.callees.nilness import cannot_be_nil, is_never_nil
from rowsclose.ownership.callees.unknown import is_sentinel
from rowsclose.ownership.models.models import Models


class Sentinels:
    """Tells of each package-level name whether it is never nil; each is looked at once."""

    def __init__(self, program: Program, models: Models) -> None:
        self._program = program
        self._models = models
        self._found: dict[Global, bool] = {}

    def has(self, name: Global) -> bool:
        """Whether a name is never nil. What is assigned to it elsewhere is not looked for: by custom nothing is."""
        if name not in self._found:
            declared = self._program.universe.value(name.package, name.name)
            self._found[name] = is_sentinel(name.name) if declared is None else self._is_made_once(name, declared)
        return self._found[name]

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
