"""What the sessions show by themselves, before any code is looked at; the strongest first.

the server waits for the client      active in ClientWrite: a result that nobody reads
idle in transaction                  begun, and then nothing
piled up                             many of one application with the same query, none of which moves
at rest                              idle: so is every connection of a healthy pool
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

from rowsclose.servers.session import Activity, Session, State
from rowsclose.values import value

_PILE = 3  # sessions alike that are a pile
_LONG_S = 10.0  # how long one unmoved sample has to tell of for want of a second one
_MOMENT_S = 1.0  # shorter than this, anything may be under way


class Evidence(enum.IntEnum):
    """How much sessions tell; the value orders them."""

    NOTHING = 0
    PILED_UP = 1
    IN_TRANSACTION = 2
    UNREAD = 3

    @property
    def words(self) -> str:
        """What it says."""
        return _WORDS[self]


_WORDS = {
    Evidence.UNREAD: "active, and the server waits for the client to read the result",
    Evidence.IN_TRANSACTION: "idle in transaction: begun, and nobody goes on",
    Evidence.PILED_UP: "many idle sessions with the same query, and none of them moves",
    Evidence.NOTHING: "idle, which by itself proves nothing: so is a connection at rest in a pool",
}


@value
class Seen:
    """A session as the last sample has it; ``unchanged_s`` is how long its state has not changed, None if not known.

    ``stands``: whether it is the same in all samples that have it; None where there is only one.
    """

    session: Session
    unchanged_s: float | None
    stands: bool | None

    @property
    def is_still(self) -> bool:
        """Whether nothing happens in it, as far as can be told."""
        long = (self.unchanged_s or 0.0) >= (_LONG_S if self.stands is None else _MOMENT_S)
        return self.stands is not False and long


def seen_in(activity: Activity) -> tuple[Seen, ...]:
    """The sessions of the last sample, with what the earlier ones tell of them."""
    *earlier, last = activity.samples
    before: dict[tuple[int, str], list[Session]] = {}
    for sample in earlier:
        for session in sample.sessions:
            before.setdefault(session.key, []).append(session)
    return tuple(_seen(session, before.get(session.key, []), last.at) for session in last.sessions)


def _seen(session: Session, before: Sequence[Session], at: float) -> Seen:
    unchanged = max(0.0, at - session.changed_at) if session.changed_at is not None else None
    stands = all(_is_same(session, other) for other in before) if before else None
    return Seen(session, unchanged, stands)


def _is_same(one: Session, other: Session) -> bool:
    if one.state is not other.state or one.query != other.query:
        return False
    if one.changed_at is None or other.changed_at is None:
        return True
    # MySQL counts whole seconds from a moment of its own.
    return abs(one.changed_at - other.changed_at) < (_MOMENT_S * 2 if not one.began else 1e-3)


def evidence_of(alike: Iterable[Seen]) -> Evidence:
    """What sessions with the same query show together."""
    sessions = list(alike)
    if any(s.session.waits_for_client and s.session.state is State.ACTIVE and s.is_still for s in sessions):
        return Evidence.UNREAD
    if any(s.session.state.is_in_transaction and s.is_still for s in sessions):
        return Evidence.IN_TRANSACTION
    by_application: dict[str, int] = {}
    for one in sessions:
        if one.session.state is State.IDLE and one.is_still:
            by_application[one.session.application] = by_application.get(one.session.application, 0) + 1
    return Evidence.PILED_UP if max(by_application.values(), default=0) >= _PILE else Evidence.NOTHING
