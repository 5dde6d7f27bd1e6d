"""The names that can give a resource, or take one: what stub files, models and the module's own code declare.

    func (s *Store) Entries(ctx context.Context) (*sql.Rows, error)    a result is a resource
    open func() (*sql.Rows, error)                                     a field gives one where it is called
    func drain(rows *sql.Rows) error                                   what it is given, it takes for one
    func list(s *Store) Iterator { rows, _ := s.Entries(…); … }        what stands behind an interface may be one

A call can acquire only if it, or what it is called on, goes by such a name, that of a package in reach. So a wrapper of
a wrapper is found as the library's own function is, from declarations alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rowsclose.prefilter.declared import Declarations, DeclaredPackage, DeclaredType, Scope
from rowsclose.prefilter.parts import acquiring_methods, fields, methods, parameters_and_results
from rowsclose.prefilter.reach import Reach, ReachedPackage, closure_of
from rowsclose.prefilter.skeleton import Form, FunctionSkeleton
from rowsclose.prefilter.standing import RESOURCE, Standing, begins, field_gives, is_handle
from rowsclose.prefilter.words import Words
from rowsclose.values import value

_ANONYMOUS = re.compile(rb"\binterface\s*\{\s*[^\s}]")


@value
class _Undecided:
    """A name whose declaration does not tell: it gives a resource if its ``text`` mentions a name that does."""

    name: bytes
    is_member: bool
    text: bytes


class _Names:
    """The names of a package by how its own code gets at them: behind a dot, or bare."""

    def __init__(self, package: DeclaredPackage) -> None:
        self.package = package
        self.members: set[bytes] = set()
        self.bare: set[bytes] = set()
        self.undecided: list[_Undecided] = []
        self.shown = frozenset[bytes]()  # what other packages may use of it
        self.shown_types = frozenset[bytes]()
        self.seen = frozenset[bytes]()  # what it may use of those it reaches
        self.seen_types = frozenset[bytes]()

    @property
    def carriers(self) -> set[bytes]:
        """Its types that carry an obligation."""
        return {name for name, standing in self.package.standing.items() if standing & Standing.CARRIES}

    def add(self, name: bytes, is_member: bool) -> None:
        """Take a name in."""
        (self.members if is_member else self.bare).add(name)

    def show(self) -> None:
        """Let other packages use its names as they are now."""
        self.shown, self.shown_types = _exported(self.members | self.bare), _exported(self.carriers)


class ResourceNames:
    """The names of one run, worked out for the packages that are asked for and those they reach."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._declarations = Declarations(reach.text)
        self._known: dict[ReachedPackage, _Names] = {}
        self._words: dict[ReachedPackage, Words] = {}

    def words_for(self, file: str) -> Words:
        """The names that count in a file of the user's, whose package leads to resources."""
        package = self._reach.package_of(file)
        if package not in self._words:
            if package not in self._known:
                self._settle([p for p in closure_of(package) if p not in self._known])
            self._words[package] = self._words_of(package)
        return self._words[package]

    def _settle(self, packages: list[ReachedPackage]) -> None:
        """Work out the names of packages that import only each other and those that are known."""
        new = []
        for declared in self._declarations.add(packages):
            names = self._known[declared.reached] = _Names(declared)
            new.append(names)
        for names in new:
            self._take(names)
        self._look(new)
        decided = [self._decide(names) for names in new]
        while any(decided):
            self._look(new)
            decided = [self._decide(names) for names in new]
        for names in new:
            names.undecided = []
            names.package.forget_declarations()

    def _words_of(self, package: ReachedPackage) -> Words:
        own = [self._known[p] for p in (package, package.extends) if p is not None]
        dots = [self._known[p] for file in package.files for p in file.dots]
        names = own[0]
        return Words(
            names.seen.union(names.shown, *(n.members for n in own)),
            frozenset[bytes]().union(*(n.bare for n in own), *(d.shown for d in dots)),
            names.seen_types | names.shown_types,
            frozenset[bytes]().union(*(n.carriers for n in own), *(d.shown_types for d in dots)),
        )

    # What declarations tell -----------------------------------------------------------------------

    def _take(self, names: _Names) -> None:
        for type_ in names.package.types:
            if names.package.standing[type_.skeleton.name] & Standing.GIVES:
                names.add(type_.skeleton.name, is_member=False)
            for member in self._giving_members(type_):
                names.add(member, is_member=True)
        for function, scope in names.package.functions:
            if function.acquires or self._gives_or_takes(function.name, function.signature, scope):
                names.add(function.name, function.is_method)
            elif function.body is not None and self._may_hide(function, scope):
                text = self._reach.text(scope.file.path)[slice(*function.body)]
                names.undecided.append(_Undecided(function.name, function.is_method, text))
        for variable, scope in names.package.variables:
            if field_gives(variable.type, scope.standing_in):
                names.add(variable.name, is_member=False)
            elif variable.value is not None:
                text = self._reach.text(scope.file.path)[slice(*variable.value)]
                names.undecided.append(_Undecided(variable.name, False, text))
        names.show()

    def _giving_members(self, type_: DeclaredType) -> Iterable[bytes]:
        """The fields of a struct, or the methods of an interface, that can give a resource."""
        skeleton = type_.skeleton
        is_notable = not type_.words.isdisjoint(self._declarations.notable)
        if skeleton.form is Form.INTERFACE:
            yield from acquiring_methods(skeleton.text)
            for name, signature in methods(skeleton.text) if is_notable else ():
                if name and self._gives_or_takes(name, signature, type_.scope):
                    yield name
        elif skeleton.form is Form.STRUCT and is_notable:
            for names, text in fields(skeleton.text):
                if names and field_gives(text, type_.scope.standing_in):
                    yield from names

    def _gives_or_takes(self, name: bytes, signature: bytes, scope: Scope) -> bool:
        if not self._declarations.is_notable(signature):
            return False
        parameters, results = parameters_and_results(signature)
        given = scope.standing_in(results)
        if given & RESOURCE or (is_handle(given) and begins(name)):
            return True
        return bool(scope.standing_in(parameters) & Standing.OBLIGED)

    def _may_hide(self, function: FunctionSkeleton, scope: Scope) -> bool:
        """Whether a function may give a resource as something else: behind an interface, or as a directive has it."""
        results = parameters_and_results(function.signature)[1]
        if _ANONYMOUS.search(results):
            return True
        if not self._declarations.is_notable(results):
            return False
        return bool(scope.standing_in(results) & (Standing.INTERFACE | Standing.ACQUIRED))

    # What names in reach tell ---------------------------------------------------------------------

    def _look(self, new: list[_Names]) -> None:
        """Let packages see the names of those they reach."""
        changed = True
        while changed:
            changed = False
            for names in new:
                imported = [self._known[p] for p in names.package.reached.imports]
                seen = frozenset[bytes]().union(*(s for i in imported for s in (i.seen, i.shown)))
                types = frozenset[bytes]().union(*(s for i in imported for s in (i.seen_types, i.shown_types)))
                if (seen, types) != (names.seen, names.seen_types):
                    names.seen, names.seen_types, changed = seen, types, True

    def _decide(self, names: _Names) -> bool:
        """Take in what turns out to give a resource; whether there is any."""
        if not names.undecided:
            return False
        words = self._words_of(names.package.reached)
        given = [u for u in names.undecided if words.are_in(u.text)]
        for each in given:
            names.add(each.name, each.is_member)
        names.undecided = [u for u in names.undecided if u not in given]
        names.show()
        return bool(given)


def _exported(names: Iterable[bytes]) -> frozenset[bytes]:
    """The names that other packages may use: an upper-case letter begins them, or one that is not ASCII."""
    return frozenset(n for n in names if n[:1].isupper() or n[:1] >= b"\x80")
