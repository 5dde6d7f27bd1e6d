"""What ends a resource at the latest, as far as the function itself has it in hand: its transaction, its context, its pool.

rows of tx.Query(…)              tx.Commit(), tx.Rollback()
rows of st.Query(…), st of tx    the same
rows of QueryContext(ctx, …)     cancel(), of ctx, cancel := context.WithTimeout(…)
                                 what has been received from ctx.Done(); ctx.Err() that is not nil
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Call, Dynamic, Method, Operator, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.go.walk import receiver_of
from rowsclose.ownership.callees.protocol import Callees
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.obligations.obligations import Obligations
from rowsclose.ownership.provenance.fields import given_fields
from rowsclose.ownership.provenance.sources import Made, sources_of
from rowsclose.values import value


@value
class Ender:
    """A place with a method that ends the bound; ``methods`` is empty where calling the value itself does."""

    place: Place
    methods: frozenset[str] = frozenset()


@value
class Bounds:
    """What ends a resource at the latest, the nearest first, and the contexts that it ends with."""

    enders: tuple[Ender, ...] = ()
    contexts: tuple[Place, ...] = ()


def bounds_of(call: Call, output: int, typing: Typing, callees: Callees, obligations: Obligations) -> Bounds:
    """What bounds a result of a call."""
    found: list[Ender] = []
    contexts: list[Place] = []
    pending, seen = [call], set[int]()
    while pending:
        at = pending.pop(0)
        if id(at) in seen:
            continue
        seen.add(id(at))
        model = callees.model(typing.target(at))
        if model.busies or model.blocks is not None:
            continue  # what is still read from does not end well, and what waits for its end does not end it
        if Bound.CONTEXT in model.bounds:
            for context, made in _contexts(at, typing):
                contexts.append(context)
                found += _cancels(made)
        handle = callees.handle(at, output if at is call else 0, typing)
        receiver = handle.place if handle.bounds else receiver_of(at)
        if receiver is None:
            continue
        made = _makers(receiver, typing)
        obligation = obligations.of(typing.type_of(receiver))
        releases = obligation.releases if obligation is not None else _begun(made, typing, callees)
        if releases and any(b is not Bound.CONTEXT for b in handle.bounds):
            found.append(Ender(receiver, releases))
        if any(_opens_pool(m, typing, callees) for m in made):
            found.append(Ender(receiver, frozenset({"Close"})))
        pending += made
    return Bounds(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(contexts)))


def _makers(place: Place, typing: Typing) -> list[Call]:
    leaves = sources_of(place, typing.function, typing).leaves
    return [s.by for s in leaves if isinstance(s, Made) and isinstance(s.by, Call)]


def _opens_pool(call: Call, typing: Typing, callees: Callees) -> bool:
    acquires = callees.model(typing.target(call)).acquires
    return acquires is not None and acquires.kind is ResourceKind.POOL


def _begun(makers: list[Call], typing: Typing, callees: Callees) -> frozenset[str]:
    """The methods that end a transaction which has the type of any handle: ``tx := db.Begin()`` of gorm."""
    said = (callees.model(typing.target(m)).acquires for m in makers)
    return frozenset().union(*(a.releases for a in said if a is not None and a.kind is ResourceKind.TRANSACTION))


def _contexts(call: Call, typing: Typing) -> Iterator[tuple[Place, list[Call]]]:
    """The context that a call gets, and those that it was derived from, each with the calls that may have made it."""
    pending = [a for a in call.arguments[:1] if isinstance(a, Place)]
    seen: set[Place] = set()
    while pending:
        at = pending.pop()
        if at in seen:
            continue
        seen.add(at)
        makers = [m for m in _makers(at, typing) if typing.target(m).package == t.CONTEXT.package]
        yield at, makers
        pending += (a for m in makers for a in m.arguments[:1] if isinstance(a, Place))


def _cancels(makers: list[Call]) -> Iterator[Ender]:
    """The functions that cancel a context, given beside it."""
    for maker in makers:
        cancel = maker.targets[1] if len(maker.targets) > 1 else None
        if cancel is not None:
            yield Ender(cancel)


def is_done_of(channel: Place, contexts: tuple[Place, ...], typing: Typing) -> bool:
    """Whether a channel is the one that is closed when one of these contexts ends: ``ctx.Done()``."""
    if not contexts:
        return False
    callees = (maker.callee for maker in _makers(channel, typing))
    return any(isinstance(c, Method) and c.name == "Done" and c.receiver in contexts for c in callees)


def ends_bound(call: Call, enders: tuple[Ender, ...], typing: Typing) -> bool:
    """Whether a call ends one of these bounds."""
    match call.callee:
        case Method(Place() as receiver, name) if _is_end(Place(receiver.root, (*receiver.path, name)), enders, typing):
            return True
        case Dynamic(Place() as called):
            at = _evaluated(called, typing)
            return any(e.place == at and not e.methods for e in enders) or _is_end(at, enders, typing)
        case _:
            # `finish(tx.Rollback)`: who gets the method calls it.
            return any(_is_end(_evaluated(a, typing), enders, typing) for a in call.arguments if isinstance(a, Place))


def gets_bound(call: Call, enders: tuple[Ender, ...], typing: Typing) -> Place | None:
    """What a call is handed that ends the resource at the latest: ``finish(tx, &err)``."""
    places = {a: _evaluated(a, typing) for a in call.arguments if isinstance(a, Place)}
    return next((a for a, at in places.items() if any(e.place == at and e.methods for e in enders)), None)


def ways_to_bound(
    call: Call, enders: tuple[Ender, ...], typing: Typing
) -> Iterator[tuple[Place, tuple[str, ...], Place]]:
    """What a call is handed that leads to an end of the resource, the path there, and its place here.

    That is itself: ``finish(tx, &err)``. Or a field of it: ``req := &request{tx: tx}; go run(req)``.
    """
    ends = {e.place for e in enders if e.methods}
    for argument in call.arguments if ends else ():
        if isinstance(argument, Place):
            at = _evaluated(argument, typing)
            if at in ends:
                yield argument, (), argument
            fields = given_fields(at, typing.function, typing) if _may_hold(at, ends, typing) else ()
            yield from ((argument, (field,), given) for field, given in fields if _evaluated(given, typing) in ends)


def _may_hold(place: Place, ends: set[Place], typing: Typing) -> bool:
    """Whether a place has a field of the type that one of these has."""
    under = typing.universe.underlying(t.strip_pointers(typing.universe.resolve(typing.type_of(place))))
    types = {typing.type_of(e) for e in ends}
    return isinstance(under, t.Struct) and any(f.type in types for f in under.fields)


def _is_end(method: Place, enders: tuple[Ender, ...], typing: Typing) -> bool:
    """Whether a place is the method that ends a bound."""
    if not method.path:
        return False
    at = _evaluated(Place(method.root, method.path[:-1]), typing)
    return any(e.place == at and method.path[-1] in e.methods for e in enders)


def _evaluated(place: Place, typing: Typing) -> Place:
    """The place whose value a temporary has: ``defer tx.Rollback()`` evaluates ``tx`` where it stands."""
    root = place.root
    definitions = typing.definitions(root) if isinstance(root, Variable) and root.is_temporary else []
    match definitions:
        case [Assign(_, Place() as source, operator=Operator.COPY)] if not place.path:
            return source
        case _:
            return place


def may_end_bound(call: Call, typing: Typing, obligations: Obligations) -> bool:
    """Whether a deferred call may end the bound of something that is acquired later."""
    match call.callee:
        case Method(Place() as receiver, name):
            obligation = obligations.of(typing.type_of(receiver))
            return name == "Close" or (obligation is not None and name in obligation.releases)
        case Dynamic(Place(Variable()) as called):
            makers = _makers(called, typing)
            return any(typing.target(m).package == t.CONTEXT.package for m in makers)
        case _:
            types = (typing.type_of(a) for a in call.arguments if isinstance(a, Place))
            given = (obligations.of(type_) for type_ in types)
            return any(o is not None and o.kind is ResourceKind.TRANSACTION for o in given)
