"""Every package in view, and what a name, a type or a selector stands for in them.

Packages are loaded when a look-up needs one, by the loaders the universe is made with: those of the user's own source
and those of stub files are the same kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FunctionDeclaration, TypeDeclaration, ValueDeclaration
from rowsclose.go.packages import Package
from rowsclose.values import value


@value
class Selected:
    """What ``x.name`` is: a field (``type`` its type) or a method (``type`` its signature).

    ``owner`` is the declared type that has it, ``declaration`` the method's where it is in reach; ``via`` are the
    embedded fields on the way.
    """

    type: t.Type
    is_method: bool
    owner: t.Named | None
    declaration: FunctionDeclaration | None
    directives: tuple[Directive, ...]
    via: tuple[str, ...]
    on_interface: bool = False


PackageLoader = Callable[[str], Package | None]


class Universe:
    """All packages in view. Look-ups are remembered: a universe serves one run."""

    def __init__(self, loaders: tuple[PackageLoader, ...]) -> None:
        """Loaders are asked in order; the first that has a package wins, and the next one adds to a partial one."""
        self._loaders = loaders
        self._packages: dict[str, Package | None] = {}
        self._selected: dict[tuple[t.Type, str], Selected | None] = {}
        self._declarations: dict[tuple[str, str], TypeDeclaration] = {}
        self._resolved: dict[t.Named, t.Type] = {}
        self._underlying: dict[t.Named, t.Type] = {}
        self._inner: dict[t.Type, tuple[tuple[t.Type | None, tuple[str, ...]], ...]] = {}  # what a type embeds
        self._listed: dict[t.Type, frozenset[str]] = {}

    def package(self, path: str) -> Package | None:
        """The package at an import path, if it is in reach."""
        if path not in self._packages:
            self._packages[path] = None
            self._packages[path] = self._load(path)
        return self._packages[path]

    def _load(self, path: str) -> Package | None:
        found: Package | None = None
        for load in self._loaders:
            package = load(path)
            if package is not None and found is not None:
                found.below = package
            found = found or package
            if package is not None and not package.is_partial:
                break
        return found

    def forget(self) -> None:
        """Let go of all packages."""
        self._packages.clear()
        self._selected.clear()
        self._declarations.clear()
        self._resolved.clear()
        self._underlying.clear()
        self._inner.clear()
        self._listed.clear()

    def add(self, package: Package) -> None:
        """A package that has been read without having been asked for by its path."""
        if self._packages.get(package.path) is None:
            self._packages[package.path] = package

    # Names ----------------------------------------------------------------------------------------

    def type_declaration(self, named: t.Named) -> TypeDeclaration | None:
        """The declaration behind a named type, dot imports of its package included."""
        key = named.package, named.name
        found = self._declarations.get(key)
        if found is not None or not named.package or self.package(named.package) is None:
            return found
        for candidate in self._with_dots(named.package):
            found = candidate.type(named.name)
            if found is not None:
                self._declarations[key] = found  # what is not in view may come into it
                return found
        return None

    def function(self, package: str, name: str) -> FunctionDeclaration | None:
        """The function ``package.name``."""
        return next((f for c in self._with_dots(package) if (f := c.function(name))), None)

    def method(self, owner: t.Named, name: str) -> FunctionDeclaration | None:
        """The method declared on a type itself, with a body where one of the alternatives has one."""
        package = self.package(owner.package) if owner.package else None
        return package.method(owner.name, name) if package else None

    def value(self, package: str, name: str) -> ValueDeclaration | None:
        """The package variable or constant ``package.name``."""
        return next((v for c in self._with_dots(package) if (v := c.value(name))), None)

    def is_type(self, package: str, name: str) -> bool:
        """Whether ``package.name`` is a type."""
        if package and any(c.function(name) or c.value(name) for c in self._with_dots(package)):
            return False
        return any(c.type(name) for c in self._with_dots(package)) or name in t.PREDECLARED

    def _with_dots(self, path: str) -> Iterator[Package]:
        package = self.package(path) if path else None
        if package is not None:
            yield package
            yield from (p for d in package.dot_imports if (p := self.package(d)))

    # Types ----------------------------------------------------------------------------------------

    def resolve(self, type_: t.Type | None) -> t.Type | None:
        """``type_`` with aliases replaced by what they stand for."""
        if not isinstance(type_, t.Named):
            return type_
        found = self._resolved.get(type_)
        if found is None:
            passed: list[t.Named] = []
            found = self._behind_aliases(type_, passed)
            self._resolved.update(dict.fromkeys(passed, found))
        return found

    def _behind_aliases(self, type_: t.Type, passed: list[t.Named]) -> t.Type:
        """What a type stands for; ``passed`` are the names on the way, which stand for the same, in sound code in view."""
        names: set[tuple[str, str]] = set()
        while isinstance(type_, t.Named):
            declaration = self.type_declaration(type_)
            if declaration is None:
                passed.clear()  # it may come into view
                return type_
            name = declaration.package, declaration.name
            if not declaration.is_alias:
                passed.append(type_)
                return type_ if name == (type_.package, type_.name) else t.Named(*name, type_.arguments)
            if type_ in self._resolved:
                return self._resolved[type_]
            if name in names or t.is_nested_deeper(type_, _DEEPEST_ARGUMENTS):
                return _of_circle(type_, passed)
            names.add(name)
            passed.append(type_)
            type_ = t.substitute(declaration.type, bindings(declaration.parameters, type_.arguments))
        return type_

    def underlying(self, type_: t.Type | None) -> t.Type | None:
        """The structure behind a type; a named type out of reach stays itself, a type parameter is its constraint."""
        if not isinstance(type_, t.Named):
            return self._structure(type_, [])
        found = self._underlying.get(type_)
        if found is None:
            passed: list[t.Named] = []
            found = self._structure(type_, passed)
            if found is not None:
                self._underlying.update(dict.fromkeys(passed, found))
        return found

    def _structure(self, type_: t.Type | None, passed: list[t.Named]) -> t.Type | None:
        """The structure behind a type; ``passed`` are the named types on the way, which have the same."""
        names: set[tuple[str, str]] = set()
        while True:
            type_ = self.resolve(type_)
            if isinstance(type_, t.TypeParameter):
                type_ = type_.constraint
                continue
            if not isinstance(type_, t.Named):
                return type_
            declaration = self.type_declaration(type_)
            is_known = declaration is not None and not declaration.is_alias  # one that is left is an alias of itself
            if declaration is None or not is_known or (declaration.package, declaration.name) in names:
                passed.clear()
                return type_
            names.add((declaration.package, declaration.name))
            passed.append(type_)
            type_ = t.substitute(declaration.type, bindings(declaration.parameters, type_.arguments))

    def fields_of_type(self, type_: t.Type | None, wanted: t.Type) -> tuple[str, ...]:
        """The fields of a struct that have just this type, as ``error``."""
        under = self.underlying(type_)
        return tuple(f.name for f in under.fields if f.type == wanted) if isinstance(under, t.Struct) else ()

    def select(self, type_: t.Type | None, name: str) -> Selected | None:
        """What ``x.name`` is for an ``x`` of this type, embedded fields and interfaces looked through."""
        if type_ is None:
            return None
        key = (type_, name)
        if key not in self._selected:
            self._selected[key] = None
            self._selected[key] = self._search(type_, name)
        return self._selected[key]

    def _search(self, type_: t.Type, name: str) -> Selected | None:
        level: list[tuple[t.Type | None, tuple[str, ...]]] = [(self._bare(type_), ())]
        seen: set[object] = set()
        while level:
            deeper: list[tuple[t.Type | None, tuple[str, ...]]] = []
            for base, via in level:
                if base is None or (declared := _declared(base)) in seen:
                    continue
                if len(seen) >= MOST_EMBEDDED:
                    return None
                seen.add(declared)
                found = self._own(base, name, via)
                if found is not None:
                    return found
                deeper += [(inner, (*via, *by)) for inner, by in self._embedded(base)]
            level = deeper
        return None

    def _bare(self, type_: t.Type) -> t.Type | None:
        """The type behind pointers and aliases."""
        return self.resolve(t.strip_pointers(self.resolve(type_)))

    def embedded(self, type_: t.Type) -> Iterator[t.Type]:
        """The types that one embeds, at any depth."""
        level = [self._bare(type_)]
        seen: set[object] = set()
        while level:
            base = level.pop()
            if base is None or _declared(base) in seen:
                continue
            seen.add(_declared(base))
            inner = [embedded for embedded, _ in self._embedded(base)]
            yield from (embedded for embedded in inner if embedded is not None)
            level += inner

    def _own(self, base: t.Type, name: str, via: tuple[str, ...]) -> Selected | None:
        """A method or field of the type itself."""
        owner = base if isinstance(base, t.Named) else None
        method = self.method(owner, name) if owner is not None else None
        if method is None and name not in self._listed_in(base):
            return None
        declaration = self.type_declaration(base) if isinstance(base, t.Named) else None
        bound = bindings(declaration.parameters, owner.arguments) if declaration and owner else {}
        if method is not None:
            return Selected(t.substitute(method.signature, bound), True, owner, method, method.directives, via)
        structure = _written(base, declaration)
        structure = t.substitute(structure, bound) if structure is not None else None
        if isinstance(structure, t.Struct):
            for field_ in structure.fields:
                if field_.name == name:
                    return Selected(field_.type, False, owner, None, (), via)
        elif isinstance(structure, t.Interface):
            for method_name, method_signature in structure.methods:
                if method_name == name:
                    directives = dict(declaration.method_directives).get(name, ()) if declaration else ()
                    return Selected(method_signature, True, owner, None, directives, via, on_interface=True)
        return None

    def _listed_in(self, base: t.Type) -> frozenset[str]:
        """The fields of a struct, the methods of an interface."""
        found = self._listed.get(base)
        if found is None:
            structure = _written(base, self.type_declaration(base) if isinstance(base, t.Named) else None)
            fields = [field.name for field in structure.fields] if isinstance(structure, t.Struct) else []
            methods = [name for name, _ in structure.methods] if isinstance(structure, t.Interface) else []
            found = self._listed[base] = frozenset([*fields, *methods])
        return found

    def _embedded(self, base: t.Type) -> tuple[tuple[t.Type | None, tuple[str, ...]], ...]:
        """The types that one embeds, without pointers and aliases, and the fields that they stand in."""
        if base not in self._inner:
            self._inner[base] = tuple((self._bare(inner), via) for inner, via in self._written_in(base))
        return self._inner[base]

    def _written_in(self, base: t.Type) -> list[tuple[t.Type, tuple[str, ...]]]:
        declaration = self.type_declaration(base) if isinstance(base, t.Named) else None
        structure: t.Type | None = base
        if isinstance(base, t.TypeParameter):
            return [(base.constraint, ())] if base.constraint else []
        if declaration is not None and isinstance(base, t.Named):
            structure = t.substitute(declaration.type, bindings(declaration.parameters, base.arguments))
        if isinstance(structure, t.Struct):
            return [(f.type, (f.name,)) for f in structure.fields if f.embedded]
        if isinstance(structure, t.Interface):
            return [(e, ()) for e in structure.embedded]
        # `type Store sql.DB` has the fields of sql.DB; its methods only where both are interfaces.
        if isinstance(structure, t.Named | t.TypeParameter) and structure is not base:
            if self.is_interface(structure):
                return [(structure, ())]
            under = self.underlying(structure)
            return [(under, ())] if isinstance(under, t.Struct) else []
        return []

    def is_interface(self, type_: t.Type | None) -> bool:
        """Whether a type is known to be an interface."""
        return isinstance(self.underlying(type_), t.Interface) or type_ == t.ERROR

    def is_error(self, type_: t.Type | None) -> bool:
        """Whether a type is ``error``, or an interface that is one and more: ``interface { error; Code() int }``."""
        if type_ is None or type_ == t.ERROR:
            return type_ is not None
        return self.is_interface(type_) and any(inner == t.ERROR for inner in self.embedded(type_))

    def in_reach(self, type_: t.Type | None) -> bool:
        """Whether a type's structure is known: every name on the way to it has a declaration."""
        bare = t.strip_pointers(self.resolve(type_))
        if isinstance(bare, t.Named):
            return bare.package == t.UNIVERSE or self.type_declaration(bare) is not None
        return bare is not None


def bindings(parameters: tuple[t.TypeParameter, ...], arguments: tuple[t.Type, ...]) -> dict[str, t.Type]:
    """Type arguments by parameter name; parameters without an argument stay unbound."""
    return {p.name: a for p, a in zip(parameters, arguments, strict=False)}


def _of_circle(type_: t.Named, passed: list[t.Named]) -> t.Named:
    """What aliases of each other, in broken code, stand for: one of them, whichever was asked for first."""
    if type_.arguments or type_ not in passed:
        passed.clear()
        return type_
    return min(passed[passed.index(type_) :], key=lambda each: (each.package, each.name))


def _written(base: t.Type, declaration: TypeDeclaration | None) -> t.Type | None:
    """The structure that a type's declaration writes, or that it is itself."""
    if declaration is not None:
        return declaration.type
    return base.constraint if isinstance(base, t.TypeParameter) else base


def _declared(type_: t.Type) -> object:
    """The declaration of a type: what has been looked for in one of its instances is in no other one."""
    return (type_.package, type_.name) if isinstance(type_, t.Named) else type_


MOST_EMBEDDED = 200
"""Types that are looked through for one name, each by the one that embeds it; what more of them have is out of reach."""

_DEEPEST_ARGUMENTS = 16
"""Type arguments within each other; deeper ones come of declarations that grow, which Go does not take."""
