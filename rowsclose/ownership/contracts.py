"""Which types carry an obligation, and what their methods do to it.

What decides is the type: a declaration with a ``must-call`` directive (the shipped stub files, the user's own
directives), a struct that holds a result set and has a method that releases it, an interface of the shape of a result
set. Only where a type is out of reach does ``ownership.usage`` look at how a value is used.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, TypeDeclaration
from rowsclose.go.typing import Target
from rowsclose.go.universe import Universe
from rowsclose.values import value


class ResourceKind(enum.Enum):
    """What an obligation is for; the value is the word used in directives."""

    ROWS = "rows"
    STATEMENT = "stmt"
    CONNECTION = "conn"
    TRANSACTION = "tx"

    @property
    def noun(self) -> str:
        """The words used in messages."""
        return _NOUNS[self]


_NOUNS = {
    ResourceKind.ROWS: "result set",
    ResourceKind.STATEMENT: "prepared statement",
    ResourceKind.CONNECTION: "connection",
    ResourceKind.TRANSACTION: "transaction",
}


class Evidence(enum.Enum):
    """What says that a value carries an obligation."""

    DECLARED = "declared"  # a directive on its type
    ACQUIRED = "acquired"  # a directive on the call: the type alone says nothing
    WRAPPED = "wrapped"  # a struct of the program that holds a declared one and releases it
    SHAPED = "shaped"  # an interface of the program with the methods of a result set
    USED = "used"  # out of reach; the way it is used


@value
class Contract:
    """An obligation that values of a type carry.

    ``releases`` are the methods that discharge it; ``inner`` are the fields from the value to the resource itself where
    the type is a wrapper. Where the field ``failed_by`` of a value is not nil, the value carries none.
    """

    kind: ResourceKind
    releases: frozenset[str]
    evidence: Evidence
    type: t.Type | None
    inner: tuple[str, ...] = ()
    failed_by: str = ""


@value
class Behaviour:
    """What a method call does to its receiver's obligation."""

    releases: bool = False
    closes_when_false: bool = False
    closes_when_false_unless: str = ""
    closes_when_error: bool = False
    closes_when_nil: bool = False
    checks_error: bool = False


BORROWS = Behaviour()
_SHAPE = {"Next": 0, "Scan": 1, "Close": 0}
_TRANSACTION = frozenset({"Commit", "Rollback"})
# What else such an interface has to end one: `MustRollback`, `RollbackUnlessCommitted`, `Discard`.
_MAY_END_TRANSACTION = re.compile(r"[Cc]ommit|[Rr]oll[Bb]ack|^(?:Must)?(?:Abort|Close|Discard|Dispose|End|Finish)")
_BEGINS = re.compile(r"(?:Must)?Begin|StartT")
_DEEPEST_EMBEDDING = 8
_DEFAULT_ROWS = {
    "Next": Behaviour(closes_when_false=True, closes_when_false_unless="NextResultSet"),
    "NextResultSet": Behaviour(closes_when_false=True),
    "Err": Behaviour(checks_error=True, closes_when_error=True),
}
# What a method of one of these names may do to a field, it is there to do. One of another name has to be certain to.
_RELEASING_NAMES = (
    "Close",
    "Stop",
    "Release",
    "Finish",
    "Done",
    "Cleanup",
    "End",
    "Commit",
    "Rollback",
    "Abort",
    "Discard",
)

# A struct with a result set or a transaction in a field lives as long as that does. One with statements or a connection is
# mostly a service that lives as long as the program: only embedding says that it is one.
_OWNED_BY_FIELD = frozenset({ResourceKind.ROWS, ResourceKind.TRANSACTION})


def by_custom(method: str) -> tuple[int, str]:
    """Orders the methods that release something: the customary names first."""
    known = method in _RELEASING_NAMES
    return (_RELEASING_NAMES.index(method) if known else len(_RELEASING_NAMES), method)


def _may_end_transaction(method: t.Signature | None) -> bool:
    """Whether a method has the signature of ``Commit``: a context at most, an error at most."""
    if method is None or len(method.parameters) > 1:
        return False
    return [r.type for r in method.results] in ([], [t.ERROR])


def acquired_contract(directives: tuple[Directive, ...], type_: t.Type | None) -> Contract | None:
    """The contract of what a call gives whose ``acquires KIND METHODS`` says so, whatever its type is."""
    for directive in directives:
        if directive.name == "acquires" and len(directive.arguments) >= 2:
            kind, releases, *unless = directive.arguments
            failed_by = unless[-1] if unless else ""
            methods = frozenset(releases.split("|"))
            return Contract(ResourceKind(kind), methods, Evidence.ACQUIRED, type_, failed_by=failed_by)
    return None


def used_contract(kind: ResourceKind) -> Contract:
    """The contract of a value that is used as a result set, a statement or a transaction."""
    releases = {"Commit", "Rollback"} if kind is ResourceKind.TRANSACTION else {"Close"}
    return Contract(kind, frozenset(releases), Evidence.USED, None)


class Contracts:
    """The contracts of all types of a universe."""

    def __init__(
        self,
        universe: Universe,
        stub_declaration: Callable[[t.Named], TypeDeclaration | None],
        stub_method: Callable[[t.Named, str], tuple[Directive, ...]],
        releases_field: Callable[[t.Named, str, tuple[str, ...]], bool],
        ends_field: Callable[[t.Named, str, tuple[str, ...]], bool],
        advances_field: Callable[[t.Named, tuple[str, ...]], bool],
    ) -> None:
        """``stub_…`` look a name up in the stub files even where the user's own source has its package.

        ``releases_field`` tells whether a method of a type may discharge what a field of its receiver holds,
        ``ends_field`` whether it is certain to, ``advances_field`` whether its method Next does so where it gives false.
        """
        self._universe = universe
        self._stub_declaration = stub_declaration
        self._stub_method = stub_method
        self._releases_field = releases_field
        self._ends_field = ends_field
        self._advances = advances_field
        self._found: dict[t.Type, Contract | None] = {}

    def of(self, type_: t.Type | None) -> Contract | None:
        """The obligation that a value of this type, or what it points to, carries."""
        bare = t.strip_pointers(self._universe.resolve(type_))
        while isinstance(bare, t.Pointer):
            bare = t.strip_pointers(self._universe.resolve(bare))
        bare = self._universe.resolve(bare)
        if bare is None:
            return None
        if bare not in self._found:
            self._found[bare] = None  # a type that holds itself carries nothing by that
            self._found[bare] = self._work_out(bare)
        return self._found[bare]

    def _work_out(self, type_: t.Type) -> Contract | None:
        if isinstance(type_, t.Named):
            declared = self._declared(type_)
            if declared is not None:
                return declared
        under = self._universe.underlying(type_)
        if isinstance(under, t.Interface):
            return self._shaped(type_)
        if isinstance(under, t.Struct) and isinstance(type_, t.Named):
            return self._wrapped(type_, under)
        return None

    def _declared(self, type_: t.Named) -> Contract | None:
        own = self._universe.type_declaration(type_)
        stub = self._stub_declaration(type_)
        directives = (*(own.directives if own else ()), *(stub.directives if stub else ()))
        kind, releases = ResourceKind.ROWS, frozenset[str]()
        for directive in directives:
            if directive.name == "resource" and directive.arguments:
                kind = next((k for k in ResourceKind if k.value == directive.arguments[0]), kind)
            elif directive.name == "must-call" and directive.arguments:
                releases |= frozenset(directive.arguments[0].split("|"))
        return Contract(kind, releases, Evidence.DECLARED, type_) if releases else None

    def _shaped(self, type_: t.Type) -> Contract | None:
        """An interface of the program with the methods of a result set, or of a transaction."""
        methods = {name: self._method_of(type_, name) for name in _SHAPE}
        advance = methods["Next"]
        if advance is not None and [r.type for r in advance.results] == [t.BOOL]:
            found = ((methods[name], parameters) for name, parameters in _SHAPE.items())
            if all(m is not None and len(m.parameters) == parameters for m, parameters in found):
                return Contract(ResourceKind.ROWS, frozenset({"Close"}), Evidence.SHAPED, type_)
        return self._transaction(type_, begun=False)

    def begun(self, method: str, type_: t.Type | None) -> Contract | None:
        """The contract of what a method called like ``Begin`` gives where its type is that of any handle: a database too."""
        if type_ is None or not _BEGINS.match(method) or not self._universe.is_interface(type_):
            return None
        return self._transaction(type_, begun=True)

    def _transaction(self, type_: t.Type, begun: bool) -> Contract | None:
        if not all(_may_end_transaction(self._method_of(type_, name)) for name in _TRANSACTION):
            return None
        methods = list(self._interface_methods(type_))
        if not begun and any(_BEGINS.match(n) for n in methods):
            return None  # a handle: what gives one may have begun nothing
        releases = frozenset(n for n in methods if _MAY_END_TRANSACTION.search(n))
        return Contract(ResourceKind.TRANSACTION, releases | _TRANSACTION, Evidence.SHAPED, type_)

    def _interface_methods(self, type_: t.Type, depth: int = 0) -> Iterator[str]:
        under = self._universe.underlying(type_)
        if isinstance(under, t.Interface) and depth < _DEEPEST_EMBEDDING:
            yield from (name for name, _ in under.methods)
            for embedded in under.embedded:
                yield from self._interface_methods(embedded, depth + 1)

    def _method_of(self, type_: t.Type, name: str) -> t.Signature | None:
        found = self._universe.select(type_, name)
        return found.type if found is not None and isinstance(found.type, t.Signature) else None

    def _wrapped(self, type_: t.Named, struct: t.Struct) -> Contract | None:
        for field in struct.fields:
            inner = self.of(field.type)
            if inner is None or not (inner.kind in _OWNED_BY_FIELD or field.embedded):
                continue
            path = (field.name, *inner.inner)
            releases = frozenset(n for n in _RELEASING_NAMES if self._releases(type_, n, path, inner))
            releases |= frozenset(n for n in self._own_methods(type_) if self._ends_field(type_, n, path))
            lends = field.name[:1].isupper() and inner.kind in _OWNED_BY_FIELD
            if releases or lends or self._runs_out(type_, path):
                return Contract(inner.kind, releases, Evidence.WRAPPED, type_, path)
        return None

    def _own_methods(self, type_: t.Named) -> list[str]:
        package = self._universe.package(type_.package)
        return package.methods_of(type_.name) if package is not None else []

    def _releases(self, type_: t.Named, name: str, path: tuple[str, ...], inner: Contract) -> bool:
        found = self._universe.select(type_, name)
        if found is None or not found.is_method:
            return False
        if found.owner != type_:
            return found.via == path[: len(found.via)] and name in inner.releases
        return self._releases_field(type_, name, path)

    def _runs_out(self, type_: t.Named, path: tuple[str, ...]) -> bool:
        """Whether a wrapper without a releasing method is at least closed by running out: it has a Next of its own."""
        found = self._universe.select(type_, "Next")
        return found is not None and found.is_method and found.owner == type_ and self._advances(type_, path)

    def behaviour(self, contract: Contract, target: Target) -> Behaviour:
        """What calling a method does to the receiver's obligation; ``target`` is the method as far as it is known."""
        directives = target.directives
        if target.owner is not None:
            directives = (*directives, *self._stub_method(target.owner, target.name))
        if not directives and target.on_interface:
            # Through an interface of the program's own, it is still the resource's method.
            directives = tuple(self._directives_of(contract, target.name))
        default = BORROWS
        if contract.evidence in (Evidence.SHAPED, Evidence.USED) and contract.kind is ResourceKind.ROWS:
            default = _DEFAULT_ROWS.get(target.name, BORROWS)
        if not directives:
            return Behaviour(releases=True) if target.name in contract.releases else default
        verbs = {d.name: d.arguments for d in directives}
        unless = verbs.get("closes-when-false", ())
        return Behaviour(
            releases=target.name in contract.releases or ("closes" in verbs and not verbs["closes"]),
            # At the end of the data; where an error ends the loop, that code looks at it and is on its way out as well.
            closes_when_false="closes-when-false" in verbs or "closes-at-end" in verbs,
            closes_when_false_unless=unless[1] if len(unless) > 1 else "",
            closes_when_error="closes-when-error" in verbs,
            closes_when_nil="closes-when-nil" in verbs and not verbs["closes-when-nil"],
            checks_error="checks-error" in verbs,
        )

    def tells_error(self, contract: Contract) -> bool:
        """Whether something of a type tells the error that ended the iteration; where nobody knows, it is taken to."""
        found = self._universe.select(contract.type, "Err")
        if contract.evidence is Evidence.SHAPED:
            return found is not None
        if contract.evidence is not Evidence.DECLARED or (found is not None and found.is_method):
            return True
        return any(d.name == "checks-error" for name in contract.releases for d in self._directives_of(contract, name))

    def release_is_nil_safe(self, contract: Contract) -> bool:
        """Whether the releasing method does no harm on what comes back with an error."""
        if contract.evidence is not Evidence.DECLARED:
            return True  # nobody knows; then nothing is said about it
        return any(d.name == "nil-safe" for name in contract.releases for d in self._directives_of(contract, name))

    def _directives_of(self, contract: Contract, name: str) -> tuple[Directive, ...]:
        """What directives say about a method of a contract's type."""
        found = self._universe.select(contract.type, name)
        stub = self._stub_method(contract.type, name) if isinstance(contract.type, t.Named) else ()
        return (*(found.directives if found else ()), *stub)
