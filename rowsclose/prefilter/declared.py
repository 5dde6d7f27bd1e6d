"""The types of the packages in reach, and what they have to do with resources: a least answer over all of them.

What a type is made of may be declared in any package that its own one reaches, and so on: each round raises what is known
of types by what is known of those they mention, until no declaration adds anything. The order of files makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush

from rowsclose.prefilter.parts import Reference, parameters_and_results, references
from rowsclose.prefilter.reach import ReachedFile, ReachedPackage, leads_to_resources
from rowsclose.prefilter.skeleton import (
    Form,
    FunctionSkeleton,
    TypeSkeleton,
    VariableSkeleton,
    declarations_in,
    interfaces_in,
)
from rowsclose.prefilter.standing import Standing, shape_of, standing_of
from rowsclose.syntax.tokens import WORD
from rowsclose.values import value


class DeclaredType:
    """A type's declaration, the words in it, and what its methods make of it where it is an interface."""

    def __init__(self, skeleton: TypeSkeleton, scope: Scope) -> None:
        self.skeleton = skeleton
        self.scope = scope
        self.words = frozenset(WORD.findall(skeleton.text))
        self.shape = Standing.NONE


class DeclaredPackage:
    """What a package declares, and the standing of each of its types by name."""

    def __init__(self, reached: ReachedPackage) -> None:
        self.reached = reached
        self.standing: dict[bytes, Standing] = {}
        self.types: list[DeclaredType] = []
        self.functions: list[tuple[FunctionSkeleton, Scope]] = []
        self.variables: list[tuple[VariableSkeleton, Scope]] = []

    def forget_declarations(self) -> None:
        """Keep the standing of types alone."""
        self.types, self.functions, self.variables = [], [], []


@value(eq=False)
class Scope:
    """What the names in a file of a package stand for."""

    package: DeclaredPackage
    file: ReachedFile
    among: Declarations

    def standing_in(self, text: bytes) -> Standing:
        """The standing of all types that a text mentions, taken together."""
        found = Standing.NONE
        for reference in references(text):
            if reference[1] in self.among.notable:
                for owner in self.owners(reference):
                    found |= owner.standing[reference[1]]
        return found

    def owners(self, reference: Reference) -> Iterator[DeclaredPackage]:
        """The packages whose type a name may stand for."""
        qualifier, name = reference
        packages: Iterable[ReachedPackage] = self.file.packages.get(qualifier, ())
        if not qualifier:
            extended = self.package.reached.extends
            packages = [self.package.reached, *([extended] if extended is not None else []), *self.file.dots]
        for package in packages:
            owner = self.among.packages[package]
            if name in owner.standing:
                yield owner


class Declarations:
    """All packages that have been scanned.

    ``notable`` are the bare names of types that have any standing: most declarations mention none, and need no look.
    """

    def __init__(self, text_of: Callable[[str], bytes]) -> None:
        self.packages: dict[ReachedPackage, DeclaredPackage] = {}
        self.notable: set[bytes] = set()
        self._text_of = text_of

    def add(self, packages: Iterable[ReachedPackage]) -> list[DeclaredPackage]:
        """Scan packages that import only each other and those that have been added before."""
        new = [self._scan(p) for p in packages]
        self._raise(new, _shape)
        for package in new:
            self._note_acquired(package)
        self._raise(new, self._standing)
        return new

    def is_notable(self, text: bytes) -> bool:
        """Whether a text may mention a type that has any standing."""
        return not self.notable.isdisjoint(WORD.findall(text))

    def _scan(self, reached: ReachedPackage) -> DeclaredPackage:
        package = self.packages[reached] = DeclaredPackage(reached)
        # What leads to no resource has nothing to give, but another package may hide one behind its interfaces.
        read = declarations_in if leads_to_resources(reached) else interfaces_in
        for file in reached.files:
            scope = Scope(package, file, self)
            for declared in read(self._text_of(file.path)):
                match declared:
                    case TypeSkeleton():
                        package.types.append(DeclaredType(declared, scope))
                        package.standing.setdefault(declared.name, Standing.NONE)
                    case FunctionSkeleton():
                        package.functions.append((declared, scope))
                    case VariableSkeleton():
                        package.variables.append((declared, scope))
        return package

    def _raise(self, packages: list[DeclaredPackage], standing_of_type: Callable[[DeclaredType], Standing]) -> None:
        """Raise what is known of types, and again of those that mention a raised one, until nothing changes.

        Short declarations go first, so that a long one is not looked at again for each step of a chain of them.
        """
        types = sorted((t for package in packages for t in package.types), key=lambda t: len(t.skeleton.text))
        mentioning: dict[bytes, list[int]] = {}
        for number, declared in enumerate(types):
            for word in declared.words:
                mentioning.setdefault(word, []).append(number)
        waiting = list(range(len(types)))
        queued = set(waiting)
        while waiting:
            number = heappop(waiting)
            queued.remove(number)
            declared = types[number]
            if self._note(declared.scope.package, declared.skeleton.name, standing_of_type(declared)):
                for other in mentioning.get(declared.skeleton.name, ()):
                    if other not in queued:
                        queued.add(other)
                        heappush(waiting, other)

    def _note(self, package: DeclaredPackage, name: bytes, standing: Standing) -> bool:
        """Add to what is known of a type; whether that is anything new."""
        if package.standing[name] | standing == package.standing[name]:
            return False
        package.standing[name] |= standing
        self.notable.add(name)
        return True

    def _standing(self, declared: DeclaredType) -> Standing:
        says_nothing = not declared.shape and not declared.skeleton.obliges and b"func(" not in declared.skeleton.text
        if says_nothing and declared.words.isdisjoint(self.notable):
            return Standing.NONE
        return standing_of(declared.skeleton, declared.shape, declared.scope.standing_in)

    def _note_acquired(self, package: DeclaredPackage) -> None:
        """Mark the types of what a directive says is acquired: their name alone tells nothing."""
        for function, scope in package.functions:
            if function.acquires:
                for reference in references(parameters_and_results(function.signature)[1]):
                    for owner in scope.owners(reference):
                        self._note(owner, reference[1], Standing.ACQUIRED)


def _shape(declared: DeclaredType) -> Standing:
    if declared.skeleton.form is Form.STRUCT:
        return Standing.NONE
    if declared.shape and declared.words.isdisjoint(declared.scope.among.notable):
        return declared.shape
    declared.shape = shape_of(declared.skeleton, declared.scope.standing_in)
    return declared.shape
