"""Which present findings are recorded ones: a recorded one stands for one present one, and never for two.

    same file, function, rule and call                      it is where it was, whatever was edited around it
    same rule and call in a function of the same tokens     the function moved, or it or its file got another name
    same function, rule and call in a file without records  the function moved and was edited
same file, function, rule and arguments of the call     what is called got another name

Those about moves are asked only of a record whose function is no longer where it was, so that a leak which was mended here
cannot hide one like it that was made elsewhere; the last, where the file declares what is called, and no more what was.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from rowsclose.baseline.fingerprint import Fingerprint
from rowsclose.baseline.functions import INITIALIZER, Declared
from rowsclose.finding import Finding
from rowsclose.values import value

Present = tuple[Finding, Fingerprint]
_CALL = re.compile(r"((?:\w+\.)*)(\w+)(\(.*)", re.DOTALL)  # what it is called on, its name, the rest
_Key = tuple[str, ...]


@value
class Matched:
    """Present findings that no record stands for, those that one stands for, and the records that stand for none."""

    new: tuple[Finding, ...]
    known: tuple[Present, ...]
    left: Counter[Fingerprint]


def match(recorded: Mapping[Fingerprint, int], present: Sequence[Present], declared: Declared) -> Matched:
    """Hold present findings against recorded ones; the new ones keep their order."""
    return _Match(recorded, present, declared).run()


class _Match:
    def __init__(self, recorded: Mapping[Fingerprint, int], present: Sequence[Present], declared: Declared) -> None:
        self._left = Counter(dict(recorded))
        self._with_records = {(each.path, each.function) for each in recorded}
        self._present = present
        self._unmatched = dict.fromkeys(range(len(present)))
        self._declared = declared

    def run(self) -> Matched:
        self._take(lambda each: each.order, lambda _: True)
        self._take(lambda each: (each.path, each.function, each.rule, each.call), lambda _: True)
        self._take(lambda each: (each.rule, each.call, each.digest), self._has_moved)
        self._take(lambda each: (each.function, each.rule, each.call), self._is_gone, self._has_no_records)
        self._take(_but_for_name, lambda each: not self._declares_called(each), self._declares_called)
        return Matched(
            tuple(self._present[i][0] for i in self._unmatched),
            tuple(each for i, each in enumerate(self._present) if i not in self._unmatched),
            +self._left,
        )

    def _take(
        self,
        key: Callable[[Fingerprint], _Key],
        may_leave: Callable[[Fingerprint], bool],
        may_get: Callable[[Fingerprint], bool] = lambda _: True,
    ) -> None:
        """Match what has the same key: records that may leave their place, and findings that may get one."""
        waiting: dict[_Key, list[int]] = {}
        for index in self._unmatched:
            if may_get(self._present[index][1]):
                waiting.setdefault(key(self._present[index][1]), []).append(index)
        for record in sorted(+self._left, key=lambda each: each.order):
            alike = waiting.get(key(record))
            if not alike or not may_leave(record):
                continue
            alike.sort(key=lambda index: _distance(record, self._present[index][1]))
            while alike and self._left[record]:
                del self._unmatched[alike.pop(0)]
                self._left[record] -= 1

    def _has_moved(self, record: Fingerprint) -> bool:
        """Whether the function is not there any more; of several of its name, the one with these tokens."""
        several = record.function in (INITIALIZER, "_")
        return not self._declared.has(record.path, record.function, record.digest if several else None)

    def _is_gone(self, record: Fingerprint) -> bool:
        return not self._declared.has(record.path, record.function, None)

    def _declares_called(self, each: Fingerprint) -> bool:
        """Whether the file declares a function, or a method, of the name that is called."""
        call = _CALL.fullmatch(each.call)
        return call is not None and self._declared.has_named(each.path, call.group(2))

    def _has_no_records(self, present: Fingerprint) -> bool:
        return (present.path, present.function) not in self._with_records


def _but_for_name(each: Fingerprint) -> _Key:
    call = _CALL.fullmatch(each.call)
    if call is None:
        return each.order
    return each.path, each.function, each.rule, call.group(1), call.group(3)


def _distance(record: Fingerprint, present: Fingerprint) -> tuple[bool, ...]:
    """The smaller, the likelier it is the same; what is equally likely stays in the order of the source."""
    return (
        record.path != present.path,
        record.function != present.function,
        posixpath.dirname(record.path) != posixpath.dirname(present.path),
        posixpath.basename(record.path) != posixpath.basename(present.path),
    )
