"""What lowers the weight of a resource wherever it is left open: what its caller ends, that `main` ends, that it is a test.

func remove(from preparer) error { st, err := from.Prepare(q); … }      remove(tx) is all that the package has of it
func seed(t *testing.T, db *sql.DB)                                      is no code that serves, wherever it stands
"""

from __future__ import annotations

import os
import re
from functools import cached_property

from rowsclose.finding import Circumstance
from rowsclose.flow.reachability import blocks_on_cycles
from rowsclose.go import types as t
from rowsclose.go.ir import Call, Function, Input, Method, Place
from rowsclose.go.typing import Typing
from rowsclose.go.walk import calls_of
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.callees.handle import Handle
from rowsclose.ownership.callees.places import in_caller
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.provenance.bounds import bounds_of, ends_bound
from rowsclose.ownership.provenance.callers import Caller, Callers
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.provenance.whose import Ownership, Whose
from rowsclose.ownership.witness.ending import ProcessEnding
from rowsclose.ownership.witness.lifetime import Bounding
from rowsclose.values import replace

_STATEMENTS = (ResourceKind.ROWS, ResourceKind.ROW, ResourceKind.STATEMENT)
_DEEPEST = 3
"""Callers of callers that are looked at."""

_TESTING = "testing"
_TEST_HANDLES = frozenset({"T", "B", "F", "TB", "M"})
_TEST_WORDS = frozenset({"test", "tests", "testing", "e2e"})
_PURPOSES = (
    "db env fixture fixtures framework harness helper helpers infra kit lib only server servers suite suites"
    " support tool tools util utils"
)
_FOR_TESTS = frozenset(f"test{what}" for what in _PURPOSES.split())
_BETWEEN_WORDS = re.compile(r"[-_]")


class Standing:
    """Of one outermost function."""

    def __init__(self, view: View, ownership: Ownership, outermost: Function, typing: Typing) -> None:
        self._view = view
        self._ownership = ownership
        self._outermost = outermost
        self._typing = typing
        self._callers = Callers(view.program)
        self._ending = ProcessEnding(view, self._callers)

    def circumstances(self, acquisition: Acquisition, bounding: Bounding | None) -> tuple[Circumstance, ...]:
        """A bound that the caller ends, or the function: where its own transaction stays open there is a finding of that."""
        if bounding is None or bounding.waits or bounding.by is Bound.CONTEXT:
            return ()
        if acquisition.obligation.kind not in _STATEMENTS:
            return ()
        handle = self.handle(acquisition).place
        if handle is None:
            return ()
        whose = self._ownership.of_value(handle, self._outermost, self._typing)
        is_own = whose is Whose.CALLER and bounding.by is Bound.TRANSACTION
        is_ended = whose in (Whose.SOMEBODY, Whose.EITHER) or (is_own and self._ends_bound_of(acquisition))
        return (Circumstance.BOUNDED,) if is_ended else ()

    def _ends_bound_of(self, acquisition: Acquisition) -> bool:
        """Whether the function itself ends what a resource hangs on, if not on every path."""
        view, typing = self._view, self._typing
        bounds = bounds_of(acquisition.call, acquisition.result, typing, view.callees, view.obligations)
        return any(ends_bound(c, bounds.enders, typing) for c in calls_of(self._outermost))

    # Handles --------------------------------------------------------------------------------------

    def handle(self, acquisition: Acquisition) -> Handle:
        """What bounds a resource: as its call tells, or as the callers of the function do for an interface."""
        call = acquisition.call
        found = self._view.callees.handle(call, acquisition.result, self._typing)
        if found.bounds or found.place is None or acquisition.obligation.kind not in _STATEMENTS:
            return found
        through = found.through or (call.callee.name if isinstance(call.callee, Method) else "")
        bounds = self._given_by_callers(found.place, through, self._outermost, self._typing, _DEEPEST)
        return replace(found, bounds=bounds)

    def _given_by_callers(
        self, place: Place, method: str, function: Function, typing: Typing, deepest: int
    ) -> tuple[Bound, ...]:
        """What ends what a method of a parameter gives: the same for all callers, or nothing."""
        if place.path or place.root not in function.parameters or not deepest or not method:
            return ()
        if not typing.universe.is_interface(typing.type_of(place)):
            return ()
        index = next(i for i, p in enumerate(function.parameters) if p is place.root)
        given = {self._given_by(c, index, method, deepest) for c in self._callers.of(function)}
        return given.pop() if len(given) == 1 else ()

    def _given_by(self, caller: Caller, index: int, method: str, deepest: int) -> tuple[Bound, ...]:
        typing = self._view.program.typing(caller.function)
        target = typing.target(caller.call)
        place = in_caller(Place(Input(index)), caller.call, target, typing)
        if place is None:
            return ()
        type_ = typing.type_of(place)
        obligation = self._view.obligations.of(type_)
        if obligation is not None and obligation.kind is ResourceKind.TRANSACTION:
            return (Bound.TRANSACTION,)
        return self._given_by_callers(place, method, caller.function, typing, deepest - 1)

    # The process ----------------------------------------------------------------------------------

    def is_main(self, kind: ResourceKind) -> bool:
        """Whether the process ends behind the function. A pool may live as long in what `main` calls once, as `run`."""
        if self._ending.follows(self._outermost, failing=False):
            return True
        package = self._view.program.universe.package(self._outermost.package)
        if package is None or package.name != "main":
            return False
        return kind is ResourceKind.POOL and self._is_called_once_by_main()

    def is_fatal(self) -> bool:
        """Whether the process ends where the function returns an error."""
        return self._ending.follows(self._outermost, failing=True)

    def _is_called_once_by_main(self) -> bool:
        declaration = self._view.program.universe.function(self._outermost.package, "main")
        main = self._view.program.body(declaration) if declaration is not None else None
        if main is None:
            return False
        typing = self._view.program.typing(main)
        graph = self._view.bodies.graph(main, typing)
        cycles = blocks_on_cycles(graph)
        once = [i for b in graph.blocks if b.index not in cycles for i in b.instructions]
        targets = (typing.target(i).declaration for i in once if isinstance(i, Call))
        return any(
            d is not None and (d.path, d.name, d.receiver) == (self._outermost.path, self._outermost.name, "")
            for d in targets
        )

    # Tests ----------------------------------------------------------------------------------------

    def is_of_tests(self, home: Function) -> bool:
        """Whether a function serves a test: it is given a test's handle, or its folder is one of tests."""
        given = (*self._outermost.parameters, *home.parameters)
        return self._lies_among_tests or any(self._is_test_handle(p.type) for p in given)

    @cached_property
    def _lies_among_tests(self) -> bool:
        """Whether a folder on the way from the module's root has a name that only tests have."""
        modules = self._view.program.modules
        folder = modules.folder_of(self._outermost.package)
        if folder is None:
            return False
        module = modules.of(folder)
        below = os.path.relpath(folder, module.folder if module is not None else modules.root)
        return any(_is_of_tests(name) for name in below.split(os.sep))

    def _is_test_handle(self, type_: t.Type | None) -> bool:
        universe = self._view.program.universe
        bare = t.strip_pointers(universe.resolve(type_))
        if not isinstance(bare, t.Named):
            return False
        if bare.package == _TESTING:
            return _names_test_handle(bare)
        under = universe.underlying(bare)
        return isinstance(under, t.Struct) and any(_names_test_handle(f.type) for f in under.fields)


def _names_test_handle(type_: t.Type | None) -> bool:
    bare = t.strip_pointers(type_)
    return isinstance(bare, t.Named) and bare.package == _TESTING and bare.name in _TEST_HANDLES


def _is_of_tests(folder: str) -> bool:
    """Whether the name of a folder says that what it holds is for tests: ``e2e``, ``store-test``, ``testutil``."""
    return folder in _FOR_TESTS or not _TEST_WORDS.isdisjoint(_BETWEEN_WORDS.split(folder))
