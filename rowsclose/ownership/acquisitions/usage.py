"""Where types are out of reach, the use decides: what is iterated with ``Next`` and read with ``Scan`` is a result set.

A name alone proves nothing. A result set that is closed, or asked for its error, is one whatever call gave it; one that
nothing here closes is one where its call is a query that can fail. Statements and transactions are used as other things
are too (a database is executed on and closed), so that there the name has to say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from rowsclose.go.ir import Assign, Call, Function, Method, Operand, Operator, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.go.walk import functions_within, instructions_of, receiver_of
from rowsclose.ownership.acquisitions.candidates import CandidateCalls
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence, Obligation, used
from rowsclose.ownership.obligations.obligations import Obligations

_MAY_HOLD = frozenset({"Close", "Err"})
_EXECUTING = re.compile(r"(?:Must|Named)?(?:Exec|Query|Select|Get)(?![a-z])")


class Usage:
    """How the variables of one outermost function are used."""

    def __init__(
        self, function: Function, typing: Typing, obligations: Obligations, candidates: CandidateCalls
    ) -> None:
        self._typing = typing
        self._candidates = candidates
        self._obligations = obligations
        self._methods: dict[Variable, dict[str, int]] = {}
        self._given: dict[Variable, list[tuple[Call, int]]] = {}
        self._copies: dict[Variable, Variable] = {}
        for inner in functions_within(function):
            for instruction in instructions_of(inner):
                self._note(instruction)

    def obligation_of(self, place: Place | None, acquired_by: Call) -> Obligation | None:
        """The obligation that the uses of a variable speak for, which gets the first result of a call."""
        if place is None or not isinstance(place.root, Variable) or place.path:
            return None
        variable = place.root
        methods = self._methods_of(variable)
        is_scanned = any("Scan" in m and n >= 1 for m, n in methods.items())
        # Where neither its use nor a query's name shows that it can be closed, or fail, there may be nothing to close.
        is_read = is_scanned and (not _MAY_HOLD.isdisjoint(methods) or self._is_query(acquired_by))
        if methods.get("Next") == 0 and (is_read or self._is_scanned_by_its_handle(variable, acquired_by)):
            return used(ResourceKind.ROWS)
        kind = _named_and_used(acquired_by, methods)
        if kind is not None:
            return used(kind)
        for call, index in self._given.get(variable, ()):
            obligation = self._parameter_obligation(call, index) if self._candidates.has(call) else None
            if obligation is not None:
                return obligation.by_use()
        return None

    def _is_query(self, call: Call) -> bool:
        """Whether a call goes by a query's name and gives an error besides: ``rows, err := q.Query(s)``."""
        return len(call.targets) == 2 and "query" in self._typing.target(call).name.lower()

    def _parameter_obligation(self, call: Call, index: int) -> Obligation | None:
        """What a function of known type takes the value for."""
        signature = self._typing.target(call).signature
        if signature is None or index >= len(signature.parameters):
            return None
        obligation = self._obligations.of(signature.parameters[index].type)
        return obligation if obligation is not None and obligation.evidence is Evidence.DECLARED else None

    def _is_scanned_by_its_handle(self, variable: Variable, acquired_by: Call) -> bool:
        """Whether what gave the value beside an error gets it back to scan it: ``db.ScanRows(rows, &user)``."""
        handle = receiver_of(acquired_by)
        if handle is None or len(acquired_by.targets) < 2:
            return False
        given = (call for call, _ in self._given.get(variable, ()) if receiver_of(call) == handle)
        return any(self._is_address(a) for call in given for a in call.arguments)

    def _is_address(self, operand: Operand) -> bool:
        variable = _variable(operand)
        definitions = self._typing.definitions(variable) if variable is not None else []
        return any(isinstance(d, Assign) and d.operator is Operator.ADDRESS for d in definitions)

    def _methods_of(self, variable: Variable) -> dict[str, int]:
        found = dict(self._methods.get(variable, {}))
        for copy in self._copied_to.get(variable, ()):
            found |= self._methods.get(copy, {})
        return found

    @cached_property
    def _copied_to(self) -> dict[Variable, list[Variable]]:
        found: dict[Variable, list[Variable]] = {}
        for copy, source in self._copies.items():
            found.setdefault(source, []).append(copy)
        return found

    def _note(self, instruction: object) -> None:
        if isinstance(instruction, Assign) and isinstance(instruction.source, Place):
            source, target = _variable(instruction.source), _variable(instruction.target)
            if source is not None and target is not None:
                self._copies[target] = source
            return
        call = instruction if isinstance(instruction, Call) else getattr(instruction, "call", None)
        if not isinstance(call, Call):
            return
        if isinstance(call.callee, Method):
            receiver = call.callee.receiver
            variable = _variable(receiver)
            if variable is not None:
                self._methods.setdefault(variable, {})[call.callee.name] = len(call.arguments)
        for index, argument in enumerate(call.arguments):
            variable = _variable(argument)
            if variable is not None:
                self._given.setdefault(variable, []).append((call, index))


def _named_and_used(call: Call, methods: Mapping[str, int]) -> ResourceKind | None:
    """What a call's name and the uses of its first result say it is."""
    if len(call.targets) != 2:
        return None
    name = call.callee.name if isinstance(call.callee, Method) else ""
    is_executed_on = any(_EXECUTING.match(m) for m in methods)
    if name.startswith("Prepare") and is_executed_on:
        return ResourceKind.STATEMENT
    if name.startswith("Begin") and (is_executed_on or {"Commit", "Rollback"} <= methods.keys()):
        return ResourceKind.TRANSACTION
    return None


def _variable(operand: Operand) -> Variable | None:
    if isinstance(operand, Place) and not operand.path and isinstance(operand.root, Variable):
        return operand.root
    return None
