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
from itertools import groupby

from rowsclose.prefilter.declared import Declarations, DeclaredPackage, DeclaredType, Scope
from rowsclose.prefilter.parts import acquiring_methods, fields, methods, parameters_and_results
from rowsclose.prefilter.reach import Reach, ReachedPackage, closure_of
from rowsclose.prefilter.skeleton import Form, FunctionSkeleton
from rowsclose.prefilter.standing import RESOURCE, Standing, begins, field_gives, is_handle
from rowsclose.prefilter.words import Mentions, Words
from rowsclose.values import value

_HIDING = Standing.INTERFACE | Standing.HOLDS | Standing.ACQUIRED
_ANONYMOUS = re.compile(rb"\binterface\s*\{\s*[^\s}]")


@value
class _Undecided:
    """Names whose declaration does not tell: they give a resource if its ``text`` mentions a name that does."""

    names: tuple[bytes, ...]
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
        self._by_member: dict[bytes, list[_Undecided]] = {}  # what is undecided, by the names that would decide it
        self._by_bare: dict[bytes, list[_Undecided]] = {}

    @property
    def carriers(self) -> set[bytes]:
        """Its types that carry an obligation."""
        return {name for name, standing in self.package.standing.items() if standing & Standing.CARRIES}

    @property
    def is_waiting(self) -> bool:
        """Whether a name may yet turn out to give a resource."""
        return bool(self._by_member or self._by_bare)

    def add(self, name: bytes, is_member: bool) -> None:
        """Take a name in."""
        (self.members if is_member else self.bare).add(name)

    def show(self) -> None:
        """Let other packages use its names as they are now."""
        self.shown, self.shown_types = _exported(self.members | self.bare), _exported(self.carriers)

    def wait(self, words: Words, may_come: set[bytes]) -> None:
        """Look through what is undecided, once: the types that count in it are known, and which names may come."""
        for each in self.undecided:
            mentions = Mentions.in_text(each.text, words)
            if mentions.has_type:
                self._take_in([each])
                continue
            for name in mentions.members:
                if name in may_come or name in words.members:
                    self._by_member.setdefault(name, []).append(each)
            for name in mentions.bare:
                if name in may_come or name in words.bare:
                    self._by_bare.setdefault(name, []).append(each)
        self.undecided = []
        self.show()

    def decide(self, words: Words) -> bool:
        """Take in what turns out to give a resource by these names; whether there is any."""
        members = self._by_member.keys() & words.members
        bare = self._by_bare.keys() & words.bare
        given = [u for name in members for u in self._by_member.pop(name)]
        given += (u for name in bare for u in self._by_bare.pop(name))
        if given:
            self._take_in(given)
            self.show()
        return bool(given)

    def settle(self) -> None:
        """Let go of what only told names: no more will come."""
        self._by_member, self._by_bare = {}, {}
        self.package.forget_declarations()

    def _take_in(self, given: list[_Undecided]) -> None:
        """Take in names, and those that give a resource by them."""
        while given:
            each = given.pop()
            known = self.members if each.is_member else self.bare
            for name in set(each.names) - known:
                known.add(name)
                if each.is_member or _exported([name]):
                    given += self._by_member.pop(name, ())
                if not each.is_member:
                    given += self._by_bare.pop(name, ())


class ResourceNames:
    """The names of one run, worked out for the packages that are asked for and those they reach."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._declarations = Declarations(reach.laid_out)
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
        self._spread(new)
        may_come = {name for names in new for each in names.undecided for name in each.names}
        for names in new:
            names.wait(self._words_of(names.package.reached), may_come)
        self._spread(new)
        for names in new:
            names.settle()

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
                names.undecided.append(_Undecided((function.name,), function.is_method, text))
        # A list of variables has one type and one list of values, which are looked at once.
        for (scope, type_, place), variables in groupby(
            names.package.variables, lambda v: (v[1], v[0].type, v[0].value)
        ):
            declared = tuple(variable.name for variable, _ in variables)
            if field_gives(type_, scope.standing_in):
                names.bare.update(declared)
            elif place is not None:
                text = self._reach.text(scope.file.path)[slice(*place)]
                names.undecided.append(_Undecided(declared, False, text))
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
        """Whether it may give a resource as something else: behind an interface, in an owner, as a directive has it."""
        results = parameters_and_results(function.signature)[1]
        if _ANONYMOUS.search(results):
            return True
        if not self._declarations.is_notable(results):
            return False
        return bool(scope.standing_in(results) & _HIDING)

    # What names in reach tell ---------------------------------------------------------------------

    def _spread(self, new: list[_Names]) -> None:
        """Let packages see the names of those they reach, and decide by them, until nothing changes."""
        changed = True
        while changed:
            changed = False
            for names in new:  # each behind what it imports
                changed = self._look(names) or changed
                if names.is_waiting:
                    changed = names.decide(self._words_of(names.package.reached)) or changed

    def _look(self, names: _Names) -> bool:
        """Let a package see the names of those it reaches; whether there are more than before."""
        imported = [self._known[p] for p in names.package.reached.imports]
        seen = frozenset[bytes]().union(*(s for i in imported for s in (i.seen, i.shown)))
        types = frozenset[bytes]().union(*(s for i in imported for s in (i.seen_types, i.shown_types)))
        if (seen, types) == (names.seen, names.seen_types):
            return False
        names.seen, names.seen_types = seen, types
        return True


def _exported(names: Iterable[bytes]) -> frozenset[bytes]:
    """The names that other packages may use: an upper-case letter begins them, or one that is not ASCII."""
    return frozenset(n for n in names if n[:1].isupper() or n[:1] >= b"\x80")
