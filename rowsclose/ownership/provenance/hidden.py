"""Obligations that a result's type does not show, told by what the function returns.

    func begin() *gorm.DB { return db.Begin() }             a transaction, though its type is that of any handle
    func open(…) (Iterator, error) { … &rowsIterator{…} }   a result set, though the interface has not its shape
    func take(…) (*Lease, error) { … &Lease{conn} }         a connection, for Lease has a method that releases it
    func each(…) <-chan *sql.Rows { … out <- rows … }       a result set, in what is received

Only where everything that is returned is one: a function that sometimes hands out what somebody else has begun (in a
context, in a field) gives none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import ELEMENT, Call, Constant, Function, Operand, Place, Send
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import functions_within, instructions_of, receiver_of
from rowsclose.ownership.callees.implementations import Implementations
from rowsclose.ownership.obligations.obligation import Evidence, Obligation, acquired
from rowsclose.ownership.provenance.fields import given_fields
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import Made, sources_of
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.provenance.whose import Ownership, Whose
from rowsclose.solver import Solver, Table
from rowsclose.values import replace

_Found: TypeAlias = tuple[Obligation, ...] | None
"""The obligations of what is returned; none so far (the least answer), or None where something else is returned too."""

_Name = tuple[str, int]


class HiddenObligations:
    """What the functions of a program give that their types do not show."""

    def __init__(self, view: View, ownership: Ownership, implementations: Implementations, solver: Solver) -> None:
        self._view = view
        self._models = view.models
        self._obligations = view.obligations
        self._ownership = ownership
        self._implementations = implementations
        self._declared: dict[_Name, FunctionDeclaration] = {}
        self._begun = Table[_Name, _Found](solver, lambda n: self._of_returns(n, self._begun_by), lambda _: ())
        self._owned = Table[_Name, _Found](solver, lambda n: self._of_returns(n, self._owned_by), lambda _: ())
        self._behind = Table[_Name, _Found](solver, lambda n: self._of_returns(n, self._carried_by), lambda _: ())

    def of(self, target: Target, type_: t.Type | None) -> Obligation | None:
        """The obligation of a callee's first result, ``type_``; None where its type says all there is to say."""
        first = self._begun_for(target, type_)
        if first:
            return first[0]
        return self._behind_interface(target, type_) or self._of_owner(target, type_)

    def _of_returns(self, name: _Name, told_by: Callable[[Operand, Function, Typing], _Found]) -> _Found:
        """What all returns of a function give first, but for nil."""
        function = self._view.program.body(self._declared[name])
        if function is None:
            return None
        typing = self._view.program.typing(function)
        values = [v for r, v in returned_values(function, 0) if not r.implicit and not isinstance(v, Constant)]
        return _all_of([told_by(v, function, typing) for v in values])

    def _asked_of(self, table: Table[_Name, _Found], declaration: FunctionDeclaration) -> _Found:
        name = (declaration.path, declaration.span.start)
        self._declared[name] = declaration
        return table.of(name)

    # Sent to a channel ----------------------------------------------------------------------------

    def sent_by(self, target: Target, index: int, type_: t.Type | None) -> Obligation | None:
        """That of what a callee sends to the channel, ``type_``, that is one of its results."""
        channel = self._view.program.universe.resolve(type_)
        each = self._obligations.of(channel.element) if isinstance(channel, t.Channel) else None
        function = self._view.body_of(target) if each is not None else None
        if each is None or function is None:
            return None
        typing = self._view.program.typing(function)
        returned = {v for _, v in returned_values(function, index)}
        for inner in functions_within(function):
            for sending in instructions_of(inner):
                if not isinstance(sending, Send) or sending.channel not in returned:
                    continue
                if self._ownership.of_value(sending.value, function, typing) is Whose.CALLER:
                    return replace(each, inner=(ELEMENT, *each.inner))
        return None

    # Begun here -----------------------------------------------------------------------------------

    def _begun_for(self, target: Target, type_: t.Type | None) -> _Found:
        """That of what a function has begun; its type is a library's handle."""
        bare = t.strip_pointers(self._view.program.universe.resolve(type_))
        declaration = target.declaration
        if not isinstance(bare, t.Named) or not self._models.describes(bare.package):
            return None
        if declaration is None or declaration.body is None:
            return None
        return self._asked_of(self._begun, declaration)

    def _begun_by(
        self, value: Operand, function: Function, typing: Typing, seen: frozenset[int] = frozenset()
    ) -> _Found:
        found: list[_Found] = []
        sources = sources_of(value, function, typing)
        if any(self._ownership.is_kept(v, function, typing) for v in sources.through):
            return None
        leaves = sources.leaves
        for source in leaves:
            if not isinstance(source, Made) or source.output != 0 or not isinstance(source.by, Call):
                return None
            if id(source.by) not in seen:  # `tx = tx.Debug()` adds nothing
                found.append(self._begun_by_call(source.by, function, typing, seen | {id(source.by)}))
        return _all_of(found) if leaves else None

    def _begun_by_call(self, call: Call, function: Function, typing: Typing, seen: frozenset[int]) -> _Found:
        target = typing.target(call)
        result = next(iter(typing.results(call)), None)
        said = self._models.of(target).acquires
        if said is not None:
            return (acquired(said, result),)
        begun = self._begun_for(target, result)
        if begun is not None:
            return begun
        receiver = receiver_of(call)
        if receiver is None or result is None or typing.type_of(receiver) != result:
            return None
        return self._begun_by(receiver, function, typing, seen)  # `db.Begin().Debug()`

    # Behind an interface --------------------------------------------------------------------------

    def _behind_interface(self, target: Target, type_: t.Type | None) -> Obligation | None:
        """That of an interface with a method that releases what everything has been made from that is returned as it."""
        universe = self._view.program.universe
        under = universe.underlying(type_)
        if not isinstance(under, t.Interface) or not (under.methods or under.embedded) or type_ is None:
            return None
        bodies = self._implementations.of(target)
        if not bodies or any(d.body is None for d in bodies):
            return None
        each = [self._asked_of(self._behind, d) for d in bodies]
        found = _all_of(each)
        if not found or not all(each):
            return None
        releases = frozenset(n for n in found[0].releases if universe.select(type_, n) is not None)
        failed_by = self._failed_by(found)
        return Obligation(found[0].kind, releases, Evidence.SHAPED, type_, failed_by=failed_by) if releases else None

    def _failed_by(self, found: tuple[Obligation, ...]) -> str:
        """The field of all wrappers that may have the error in place of a resource: ``&iterator{rows, err}``."""
        fields = {self._view.program.universe.fields_of_type(o.type, t.ERROR) for o in found}
        only = fields.pop() if len(fields) == 1 else ()
        return only[0] if len(only) == 1 else ""

    def _carried_by(self, value: Operand, function: Function, typing: Typing) -> _Found:
        if not isinstance(value, Place):
            return None
        obligation = self._obligations.of(typing.type_of(value))
        if obligation is not None and obligation.releases:
            is_callers = self._ownership.of_value(value, function, typing) is Whose.CALLER
            return (obligation,) if is_callers else None
        leaves = sources_of(value, function, typing).leaves
        only = leaves[0] if len(leaves) == 1 else None
        if not isinstance(only, Made) or not isinstance(only.by, Call) or only.output != 0:
            return None
        behind = self._behind_interface(typing.target(only.by), next(iter(typing.results(only.by)), None))
        return None if behind is None else (behind,)

    # In an owner ----------------------------------------------------------------------------------

    def _of_owner(self, target: Target, type_: t.Type | None) -> Obligation | None:
        """That of a struct of the program that a function has filled with a resource, and that can release it."""
        universe = self._view.program.universe
        bare = t.strip_pointers(universe.resolve(type_))
        declaration = target.declaration
        if not isinstance(bare, t.Named) or declaration is None or declaration.body is None:
            return None
        if not isinstance(universe.underlying(bare), t.Struct) or self._obligations.of(bare) is not None:
            return None
        found = self._asked_of(self._owned, declaration)
        return found[0] if found else None

    def _owned_by(self, value: Operand, function: Function, typing: Typing) -> _Found:
        """The obligation of the first resource that a struct has been filled with: its own releasing methods end it."""
        owner = t.strip_pointers(self._view.program.universe.resolve(typing.type_of(value)))
        if not isinstance(owner, t.Named):
            return None
        for field, held in given_fields(value, function, typing):
            inner = self._obligations.of(typing.type_of(held))
            if inner is None or self._ownership.of_value(held, function, typing) is not Whose.CALLER:
                continue
            path = (field, *inner.inner)
            proven = self._obligations.releasing_methods(owner, path)
            named = self._obligations.methods_named(owner, inner.releases)
            if proven:
                return (Obligation(inner.kind, proven | named, Evidence.WRAPPED, owner, path),)
            if named:
                return (Obligation(inner.kind, named, Evidence.WRAPPED, owner),)
        return None


def _all_of(found: list[_Found]) -> _Found:
    """Together: None where one is, or where they are of several kinds."""
    all_: list[Obligation] = []
    for one in found:
        if one is None:
            return None
        all_ += one
    return tuple(dict.fromkeys(all_)) if len({o.kind for o in all_}) < 2 else None
