"""What is said of a callee, a method or a type: by its own directives, by stub files and by the user's models."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FunctionDeclaration
from rowsclose.go.typing import Target, TargetKind
from rowsclose.go.universe import Universe
from rowsclose.ownership.models.language import Head, Where, head_of, well_formed
from rowsclose.ownership.models.model import SILENT, CallModel, ReceiverModel, TypeModel
from rowsclose.ownership.models.parsing import call_model, type_model
from rowsclose.stubs.loader import Stubs

# What a body in view tells better than the stub of its library.
_SAID_BY_BODIES = frozenset({"closes", "takes", "borrows", "alias", "not-acquired"})

_Key = tuple[str, t.Named | None, str, tuple[Directive, ...], bool]


class Models:
    """What is said of the functions, methods and types of one program; each is parsed once."""

    def __init__(self, stubs: Stubs, universe: Universe) -> None:
        self._stubs = stubs
        self._universe = universe
        self._calls: dict[_Key, CallModel] = {}
        self._at: dict[tuple[str, int], CallModel] = {}  # by the file of a declaration, and where it begins there
        self._by_target: dict[int, tuple[Target, CallModel]] = {}  # a target is one object for all times a call is met
        self._receivers: dict[tuple[Directive, ...], ReceiverModel] = {}

    def forget_targets(self) -> None:
        """Let go of the targets of calls; what is said of callees is kept."""
        self._by_target.clear()

    # Callees --------------------------------------------------------------------------------------

    def of(self, target: Target) -> CallModel:
        """What is said of a callee, at its declaration and in stub files; of what is no function nothing is."""
        if target.kind not in (TargetKind.FUNCTION, TargetKind.METHOD):
            return SILENT
        known = self._by_target.get(id(target))
        if known is None:
            known = self._by_target[id(target)] = (target, self._by_name(target))
        return known[1]

    def _by_name(self, target: Target) -> CallModel:
        declaration = target.declaration
        is_in_view = declaration is not None and declaration.body is not None
        key = (target.package, target.owner, target.name, target.directives, is_in_view)
        found = self._calls.get(key)
        if found is None:
            found = self._calls[key] = self._parsed(target, is_in_view)
        return found

    def _parsed(self, target: Target, is_in_view: bool) -> CallModel:
        if target.owner is not None:
            more = self._stubs.method_directives(target.owner, target.name)
        else:
            more = self._stubs.function_directives(target.package, target.name)
        has_model = self._stubs.has_model(target.package)
        if is_in_view and not has_model:
            # A library that is analysed itself: what its functions do to a resource, their bodies say.
            more = tuple(d for d in more if d.name not in _SAID_BY_BODIES)
        said = tuple(dict.fromkeys((*target.directives, *more)))
        head = head_of_target(target)
        is_shipped = self._stubs.has(target.package) and not has_model
        return call_model(said if is_shipped else well_formed(said, head), head)

    def at(self, declaration: FunctionDeclaration) -> CallModel:
        """What the directives at a declaration of the program itself mean."""
        if not declaration.directives:
            return SILENT
        name = (declaration.path, declaration.span.start)
        if name not in self._at:
            head = head_of(declaration)
            self._at[name] = call_model(well_formed(declaration.directives, head), head)
        return self._at[name]

    def is_stub(self, target: Target) -> bool:
        """Whether what is known of a callee is a stub's signature: such a one borrows unless it says otherwise."""
        if target.kind not in (TargetKind.FUNCTION, TargetKind.METHOD):
            return False
        declaration = target.declaration
        if declaration is not None:
            return declaration.body is None and self.describes(declaration.package)
        return target.on_interface and target.owner is not None and self.describes(target.owner.package)

    def stub_of(self, target: Target) -> FunctionDeclaration | None:
        """A stub's own declaration of a callee, even where its source is in view."""
        return self._stubs.function_declaration(target.package, target.owner, target.name)

    def stub_model(self, target: Target) -> CallModel | None:
        """What a stub alone says of a callee; None where none declares it."""
        declared = self.stub_of(target)
        return None if declared is None else call_model(declared.directives, head_of(declared))

    def describes(self, package: str) -> bool:
        """Whether a stub file or a model describes a package."""
        return self._stubs.has(package)

    # Methods --------------------------------------------------------------------------------------

    def of_receiver(self, target: Target) -> ReceiverModel:
        """What a method does to its receiver, said at it or in stub files, even where its body is in view."""
        directives = target.directives
        if target.owner is not None:
            directives = (*directives, *self._stubs.method_directives(target.owner, target.name))
        return self._receiver(directives, head_of_target(target)) if directives else ReceiverModel()

    def of_method(self, type_: t.Type | None, name: str) -> ReceiverModel:
        """The same of a method of a type by its name."""
        found = self._universe.select(type_, name)
        directives = found.directives if found is not None else ()
        if isinstance(type_, t.Named):
            directives = (*directives, *self._stubs.method_directives(type_, name))
        return self._receiver(directives, Head(name, Where.METHOD)) if directives else ReceiverModel()

    def _receiver(self, directives: tuple[Directive, ...], head: Head) -> ReceiverModel:
        found = self._receivers.get(directives)
        if found is None:
            found = self._receivers[directives] = call_model(directives, head).receiver
        return found

    # Types ----------------------------------------------------------------------------------------

    def of_type(self, type_: t.Named) -> TypeModel:
        """What is said of a type, at its declaration and in stub files."""
        return type_model(self._type_directives(type_))

    def _type_directives(self, type_: t.Named) -> Iterator[Directive]:
        for declaration in (self._universe.type_declaration(type_), self._stubs.type_declaration(type_)):
            if declaration is not None:
                yield from declaration.directives


def head_of_target(target: Target) -> Head:
    """What directives at a callee stand above."""
    if target.declaration is not None:
        return head_of(target.declaration)
    where = Where.METHOD if target.kind is TargetKind.METHOD else Where.FUNCTION
    return Head(target.name, where, target.signature, "", target.owner)
