"""Which files, and which functions in them, may acquire a resource: the others need not be parsed, or lowered.

A function acquires by a call. Either its text mentions a name that can give a resource (``prefilter.names``), or the types
are out of reach and it uses a value as one (``prefilter.evidence``). Both are asked of a file first, as its bytes were read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from rowsclose.files import Overlay
from rowsclose.go.modules import Modules
from rowsclose.prefilter.evidence import may_use_resource, own_name
from rowsclose.prefilter.reach import Reach, leads_to_resources
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.prefilter.names import ResourceNames


@value
class At:
    """The functions that stand around some offsets, and no others."""

    offsets: tuple[int, ...]


Places = tuple[int, ...] | At | None
"""What counts in a file: the functions that mention what may give a resource at some offsets, in order, or use a value as
one; those ``At`` some offsets; all of them for None."""

FunctionFilter = Callable[[int, int], bool]
"""Whether a function may acquire, by where it starts and ends in its file."""


class Candidates(Protocol):
    """What a run asks before it looks at a file or a function; files go by their absolute paths."""

    def note(self, file: str, text: bytes) -> None:
        """A file of the run has been read: all are, before anything is asked."""

    def may_acquire(self, file: str, text: Callable[[], bytes]) -> bool:
        """Whether any function of a file may acquire; ``text`` is asked for only where it is needed."""

    def places(self, file: str, text: bytes) -> Places:
        """What counts in a file."""


class CandidatesByName:
    """Those that mention a name which can give a resource, or use a value as one."""

    def __init__(self, modules: Modules, overlay: Overlay, models: Iterable[str]) -> None:
        self._reach = Reach(modules, overlay, models)
        self._using: set[str] = set()

    def note(self, file: str, text: bytes) -> None:
        """See ``Candidates``."""
        self._reach.note(file, text)
        if may_use_resource(text):
            self._using.add(file)

    def may_acquire(self, file: str, text: Callable[[], bytes]) -> bool:
        """See ``Candidates``."""
        if file in self._using:
            return True
        return self._may_mention(file) and self._names.words_for(file).are_in(text())

    def places(self, file: str, text: bytes) -> tuple[int, ...]:
        """See ``Candidates``."""
        return tuple(sorted(self._names.words_for(file).places(text))) if self._may_mention(file) else ()

    def _may_mention(self, file: str) -> bool:
        """Whether there is anything that a file could mention: most trees have nothing to do with a database."""
        return leads_to_resources(self._reach.package_of(file))

    @cached_property
    def _names(self) -> ResourceNames:
        from rowsclose.prefilter.names import ResourceNames

        return ResourceNames(self._reach)


class Everything:
    """No file and no function is passed over: what the others are measured against."""

    def note(self, file: str, text: bytes) -> None:
        """See ``Candidates``."""

    def may_acquire(self, file: str, text: Callable[[], bytes]) -> bool:
        """See ``Candidates``."""
        return True

    def places(self, file: str, text: bytes) -> None:
        """See ``Candidates``."""


class FunctionsAt:
    """The functions of one file that stand around some offsets: what somebody asks for who knows what has changed."""

    def __init__(self, offsets: tuple[int, ...]) -> None:
        self._at = At(offsets)

    def note(self, file: str, text: bytes) -> None:
        """See ``Candidates``."""

    def may_acquire(self, file: str, text: Callable[[], bytes]) -> bool:
        """See ``Candidates``."""
        return True

    def places(self, file: str, text: bytes) -> At:
        """See ``Candidates``."""
        return self._at


def function_filter(text: bytes, places: Places) -> FunctionFilter:
    """Which functions of a file count: by where they start and end."""
    if places is None:
        return lambda start, end: True
    if isinstance(places, At):
        offsets = places.offsets
        return lambda start, end: any(start <= at < end for at in offsets)

    def may_acquire(start: int, end: int) -> bool:
        name, behind = own_name(text, start)
        first, rest = bisect_left(places, start), bisect_left(places, behind)
        mentions = rest < len(places) and places[rest] < end
        # The receiver's type counts: what is called may be the receiver itself.
        return mentions or (first < rest and places[first] < name) or may_use_resource(text, start, end)

    return may_acquire
