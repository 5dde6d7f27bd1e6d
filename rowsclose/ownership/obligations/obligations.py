"""Which types carry an obligation, and what their methods do to it.

What decides is the type: a declaration with a ``must-call`` directive (the shipped stub files, the user's own
directives), a struct that holds a result set and has a method that releases it, an interface of the shape of a result
set. Only where a type is out of reach does ``acquisitions.usage`` look at how a value is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from rowsclose.go import types as t
from rowsclose.go.typing import Target
from rowsclose.go.universe import Universe
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.model import ReceiverModel
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.obligations.obligation import BORROWS, RELEASING_NAMES, Behaviour, Evidence, Obligation
from rowsclose.solver import Solver, Table

_SHAPE = {"Next": 0, "Scan": 1, "Close": 0}
_TRANSACTION = frozenset({"Commit", "Rollback"})
# What else such an interface has to end one: `MustRollback`, `RollbackUnlessCommitted`, `Discard`.
_MAY_END_TRANSACTION = re.compile(r"[Cc]ommit|[Rr]oll[Bb]ack|^(?:Must)?(?:Abort|Close|Discard|Dispose|End|Finish)")
_BEGINS = re.compile(r"(?:Must)?Begin|StartT")
_NEEDED_TO_END = frozenset({t.CONTEXT, t.ERROR, t.Pointer(t.ERROR), t.BOOL})
_DEEPEST_EMBEDDING = 8
_DEEPEST_ARGUMENTS = 8  # a generic type whose fields are ever larger instances of it has no last obligation
_DEFAULT_ROWS = {
    "Next": Behaviour(closes_when_false=True, closes_when_false_unless="NextResultSet"),
    "NextResultSet": Behaviour(closes_when_false=True),
    "Err": Behaviour(checks_error=True, closes_when_error=True),
}

_SCAN_OF_PGX = Behaviour(closes_when_error=True)

# A struct with a result set or a transaction in a field lives as long as that does. One with statements or a connection is
# mostly a service that lives as long as the program: only embedding says that it is one.
_OWNED_BY_FIELD = frozenset({ResourceKind.ROWS, ResourceKind.TRANSACTION})


def is_beginning(method: str) -> bool:
    """Whether a method is called like one that begins a transaction."""
    return _BEGINS.match(method) is not None


class Methods(Protocol):
    """What the bodies of a type's methods do to what a field of their receiver holds."""

    def may_release_field(self, owner: t.Named, method: str, path: tuple[str, ...]) -> bool:
        """Whether a method may discharge it."""
        ...

    def ends_field(self, owner: t.Named, method: str, path: tuple[str, ...]) -> bool:
        """Whether a method is certain to, unless another field says that it has been."""
        ...

    def runs_out_of_field(self, owner: t.Named, path: tuple[str, ...]) -> bool:
        """Whether the method Next discharges it where it gives false."""
        ...


class Obligations:
    """The obligations of all types of a universe.

    A wrapper's obligation rests on what its methods do, and that on the obligations of what they touch: so these are
    questions of a solver. A type that holds itself carries nothing by that.
    """

    def __init__(self, universe: Universe, models: Models, methods: Methods, solver: Solver) -> None:
        self._universe = universe
        self._models = models
        self._methods = methods
        self._found: Table[t.Type, Obligation | None] = Table(solver, self._work_out, lambda _: None)
        # Bodies ask about one method at a time: those need not be looked at again for what is found of the others.
        self._ended = Table[tuple[t.Type, str], tuple[str, ...]](solver, self._work_out_ended, lambda _: ())

    def of(self, type_: t.Type | None) -> Obligation | None:
        """The obligation that a value of this type, or what it points to, carries."""
        bare = self._bare(type_)
        return None if bare is None else self._found.of(bare)

    def is_declared(self, type_: t.Type | None) -> bool:
        """Whether a directive says that values of this type are obligations."""
        bare = self._bare(type_)
        return isinstance(bare, t.Named) and bool(self._models.of_type(bare).releases)

    def ends_transaction(self, type_: t.Type | None) -> bool:
        """Whether a type has the methods that end a transaction, whatever else it is."""
        return all(self._universe.select(type_, name) is not None for name in _TRANSACTION)

    def held_by_wrapper(self, type_: t.Type | None, method: str) -> tuple[str, ...]:
        """The fields from a wrapper to the resource that one of its methods releases; empty where it does not."""
        bare = self._bare(type_)
        return () if bare is None else self._ended.of((bare, method))

    def _bare(self, type_: t.Type | None) -> t.Type | None:
        """What a type points to in the end; None where it is out of reach, or nested too deeply."""
        bare = t.strip_pointers(self._universe.resolve(type_))
        while isinstance(bare, t.Pointer):
            bare = t.strip_pointers(self._universe.resolve(bare))
        bare = self._universe.resolve(bare)
        return None if bare is None or t.is_nested_deeper(bare, _DEEPEST_ARGUMENTS) else bare

    def _work_out_ended(self, question: tuple[t.Type, str]) -> tuple[str, ...]:
        type_, method = question
        found = self._found.of(type_)
        return found.inner if found is not None and method in found.releases else ()

    def _work_out(self, type_: t.Type) -> Obligation | None:
        if isinstance(type_, t.Named):
            said = self._models.of_type(type_)
            if said.releases:
                at_use = said.begins_at_use
                return Obligation(said.kind, said.releases, Evidence.DECLARED, type_, begins_at_use=at_use)
        under = self._universe.underlying(type_)
        if isinstance(under, t.Interface):
            return self._shaped(type_)
        if isinstance(under, t.Struct) and isinstance(type_, t.Named):
            return self._wrapped(type_, under)
        return None

    # Interfaces -----------------------------------------------------------------------------------

    def _shaped(self, type_: t.Type) -> Obligation | None:
        """An interface of the program with the methods of a result set, or of a transaction."""
        methods = {name: self._method_of(type_, name) for name in _SHAPE}
        advance = methods["Next"]
        if advance is not None and [r.type for r in advance.results] == [t.BOOL]:
            found = ((methods[name], parameters) for name, parameters in _SHAPE.items())
            if all(m is not None and len(m.parameters) == parameters for m, parameters in found):
                return Obligation(ResourceKind.ROWS, frozenset({"Close"}), Evidence.SHAPED, type_)
        # A handle too may have such methods: what gives one may have begun nothing.
        return None if any(is_beginning(n) for n in self._interface_methods(type_)) else self._transaction(type_)

    def begun(self, method: str, type_: t.Type | None) -> Obligation | None:
        """That of what a method called like ``Begin`` gives where its type is any handle's: a database's too."""
        if type_ is None or not is_beginning(method) or not self._universe.is_interface(type_):
            return None
        return self._transaction(type_)

    def _transaction(self, type_: t.Type) -> Obligation | None:
        commit, rollback = self._method_of(type_, "Commit"), self._method_of(type_, "Rollback")
        # No database commits for certain: a Commit that cannot fail is that of a buffer, a queue, a lease.
        if commit is None or not commit.results:
            return None
        if not _may_end_transaction(commit) or not _may_end_transaction(rollback):
            return None
        releases = frozenset(n for n in self._interface_methods(type_) if _MAY_END_TRANSACTION.search(n))
        return Obligation(ResourceKind.TRANSACTION, releases | _TRANSACTION, Evidence.SHAPED, type_)

    def _interface_methods(self, type_: t.Type, depth: int = 0) -> Iterator[str]:
        under = self._universe.underlying(type_)
        if isinstance(under, t.Interface) and depth < _DEEPEST_EMBEDDING:
            yield from (name for name, _ in under.methods)
            for embedded in under.embedded:
                yield from self._interface_methods(embedded, depth + 1)

    def _method_of(self, type_: t.Type, name: str) -> t.Signature | None:
        found = self._universe.select(type_, name)
        return found.type if found is not None and isinstance(found.type, t.Signature) else None

    # Wrappers -------------------------------------------------------------------------------------

    def _wrapped(self, type_: t.Named, struct: t.Struct) -> Obligation | None:
        for field in struct.fields:
            inner = self.of(field.type)
            if inner is None or not (inner.kind in _OWNED_BY_FIELD or field.embedded):
                continue
            path = (field.name, *inner.inner)
            releases = frozenset(n for n in RELEASING_NAMES if self._releases(type_, n, path, inner))
            releases |= frozenset(n for n in self._enders(type_) if self._methods.ends_field(type_, n, path))
            lends = field.name[:1].isupper() and inner.kind in _OWNED_BY_FIELD
            if releases or lends or self._runs_out(type_, path):
                return Obligation(inner.kind, releases, Evidence.WRAPPED, type_, path)
        return None

    def may_release(self, target: Target) -> bool:
        """Whether a method may be one that its type must call, by its name or by what it takes and gives."""
        return target.name in RELEASING_NAMES or target.signature is None or _may_end(target.signature)

    def releasing_methods(self, owner: t.Named, path: tuple[str, ...]) -> frozenset[str]:
        """The methods of a type whose bodies release what a field of it holds."""
        return frozenset(n for n in self._enders(owner) if self._methods.may_release_field(owner, n, path))

    def methods_named(self, owner: t.Named, names: frozenset[str]) -> frozenset[str]:
        """The methods of a type, of its own or by embedding, that have one of these names."""
        found = ((n, self._universe.select(owner, n)) for n in names)
        return frozenset(n for n, selected in found if selected is not None and selected.is_method)

    def _enders(self, type_: t.Named) -> list[str]:
        """The methods of a type that may be there to end it, by what they take and give."""
        package = self._universe.package(type_.package)
        names = package.methods_of(type_.name) if package is not None else []
        return [n for n in names if _may_end(self._method_of(type_, n))]

    def _releases(self, type_: t.Named, name: str, path: tuple[str, ...], inner: Obligation) -> bool:
        found = self._universe.select(type_, name)
        if found is None or not found.is_method:
            return False
        if found.owner != type_:
            return found.via == path[: len(found.via)] and name in inner.releases
        return self._methods.may_release_field(type_, name, path)

    def _runs_out(self, type_: t.Named, path: tuple[str, ...]) -> bool:
        """Whether a wrapper without a releasing method is at least closed by running out: it has a Next of its own."""
        found = self._universe.select(type_, "Next")
        is_own = found is not None and found.is_method and found.owner == type_
        return is_own and self._methods.runs_out_of_field(type_, path)

    # Methods --------------------------------------------------------------------------------------

    def behaviour(self, obligation: Obligation, target: Target) -> Behaviour:
        """What calling a method does to the receiver's obligation; ``target`` is the method as far as it is known."""
        said = self._models.of_receiver(target)
        if said.says_nothing and target.on_interface:
            # Through an interface of the program's own, it is still the resource's method.
            said = self._models.of_method(obligation.type, target.name)
        if not said.says_nothing:
            return _directed(said, releases=target.name in obligation.releases)
        if target.name in obligation.releases:
            return Behaviour(releases=True)
        is_rows = obligation.kind is ResourceKind.ROWS
        by_shape = obligation.evidence in (Evidence.SHAPED, Evidence.USED)
        if not is_rows or not by_shape:
            return BORROWS
        return _SCAN_OF_PGX if self._scans_as_pgx(obligation, target) else _DEFAULT_ROWS.get(target.name, BORROWS)

    def _scans_as_pgx(self, obligation: Obligation, target: Target) -> bool:
        """Whether a Scan may be that of pgx, which closes where it fails: the Close beside it gives no error."""
        if target.name != "Scan" or obligation.type is None:
            return False
        close = self._method_of(obligation.type, "Close")
        return close is not None and not close.results

    def tells_error(self, obligation: Obligation) -> bool:
        """Whether something of a type tells the error that ended the iteration; where nobody knows, it is taken to."""
        found = self._universe.select(obligation.type, "Err")
        if obligation.evidence is Evidence.SHAPED:
            return found is not None
        if obligation.is_pulled:
            return False
        if obligation.evidence is Evidence.WRAPPED and found is None:
            return all(field[:1].isupper() for field in obligation.inner)  # nobody can ask what it hides
        if obligation.evidence is not Evidence.DECLARED or (found is not None and found.is_method):
            return True
        return any(self._models.of_method(obligation.type, name).checks_error for name in obligation.releases)

    def release_is_nil_safe(self, obligation: Obligation) -> bool:
        """Whether the releasing method does no harm on what comes back with an error."""
        if obligation.evidence is not Evidence.DECLARED:
            return True  # nobody knows; then nothing is said about it
        return any(self._models.of_method(obligation.type, name).nil_safe for name in obligation.releases)

    def tells_error_by(self, type_: t.Type | None, method: str) -> bool:
        """Whether a method of a type tells the error that ended the iteration."""
        return self._models.of_method(type_, method).checks_error

    def cannot_be_released_through(self, type_: t.Type, obligation: Obligation | None) -> bool:
        """Whether nobody can release a resource through a value of this type: an interface with other methods only."""
        under = self._universe.underlying(type_)
        if not isinstance(under, t.Interface) or obligation is None:
            return False
        if not under.methods and not under.embedded:
            return False  # any: what it holds can be asserted to anything
        if any(not self._universe.in_reach(e) for e in under.embedded):
            return False
        return all(self._universe.select(type_, name) is None for name in (*obligation.releases, "Close"))


def _directed(said: ReceiverModel, releases: bool) -> Behaviour:
    return Behaviour(
        releases=releases or said.closes,
        closes_when_false=said.closes_when_false,
        closes_when_false_unless=said.closes_when_false_unless,
        closes_when_error=said.closes_when_error,
        closes_when_nil=said.closes_when_nil,
        closes_when_zero=said.closes_when_zero,
        checks_error=said.checks_error,
    )


def _may_end(method: t.Signature | None) -> bool:
    """Whether a method asks for no more than an end needs, a context and how it went, and gives no more than an error."""
    if method is None or method.variadic:
        return False
    given, gives = ({p.type for p in found} for found in (method.parameters, method.results))
    return given <= _NEEDED_TO_END and gives <= {t.ERROR, t.BOOL}


def _may_end_transaction(method: t.Signature | None) -> bool:
    """Whether a method has the signature of ``Commit``: a context at most, an error at most."""
    if method is None or len(method.parameters) > 1:
        return False
    return [r.type for r in method.results] in ([], [t.ERROR])
