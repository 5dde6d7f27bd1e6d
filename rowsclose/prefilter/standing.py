"""What types have to do with resources, as far as their declarations show it.

    type Rows struct{}                      //rowsclose:must-call Close    OBLIGED, CARRIES
    type Cursor struct { rows *sql.Rows }                                  CARRIES
    type Lease struct { conn *sql.Conn }                                   HOLDS
    type Opener func() (*Cursor, error)                                    GIVES
    type Iter interface { Next() bool; Scan(...any) error; Close() error } CARRIES

``ownership.contracts`` decides the same from resolved types and from bodies. What carries an obligation there does so
here; a struct that holds a result set and never releases it is taken for one here as well.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from rowsclose.prefilter.parts import fields, methods, one_name
from rowsclose.prefilter.skeleton import Form, TypeSkeleton


class Standing(enum.IntFlag):
    """What is known of a type; a type may have several."""

    NONE = 0
    INTERFACE = enum.auto()
    NEXT = enum.auto()  # methods that an interface lists or embeds
    SCAN = enum.auto()
    CLOSE = enum.auto()
    COMMIT = enum.auto()
    ROLLBACK = enum.auto()
    BEGIN = enum.auto()
    OBLIGED = enum.auto()  # by a directive: what takes one says of any value that it is one
    CARRIES = enum.auto()
    OWNED = enum.auto()  # a result set or a transaction: a struct lives as long as the one it holds
    GIVES = enum.auto()  # a value of it, called or taken apart, gives a resource
    HOLDS = enum.auto()  # a struct with room for a resource, or for the function that ends it: it may own one
    ACQUIRED = enum.auto()  # no resource by itself; a directive says of a call that it is one there


Mentioned = Callable[[bytes], Standing]
"""The standing of all types that a text mentions, taken together."""

_ROWS = Standing.NEXT | Standing.SCAN | Standing.CLOSE
_TRANSACTION = Standing.COMMIT | Standing.ROLLBACK
RESOURCE = Standing.CARRIES | Standing.GIVES
_METHODS = {
    b"Next": Standing.NEXT,
    b"Scan": Standing.SCAN,
    b"Close": Standing.CLOSE,
    b"Commit": Standing.COMMIT,
    b"Rollback": Standing.ROLLBACK,
}
_BEGINNINGS = (b"Begin", b"MustBegin", b"StartT")


def begins(name: bytes) -> bool:
    """Whether a method of this name begins a transaction, if what it gives can be ended as one."""
    return name.startswith(_BEGINNINGS)


def is_handle(standing: Standing) -> bool:
    """Whether a type is an interface of a transaction and of a database at once: what its methods begin is one."""
    return standing & _TRANSACTION == _TRANSACTION and bool(standing & Standing.BEGIN)


def shape_of(declared: TypeSkeleton, mentioned: Mentioned) -> Standing:
    """What the methods of an interface make it, those of the interfaces it embeds among them."""
    if declared.form is Form.OTHER:
        return mentioned(one_name(declared.text)[0])
    if declared.form is not Form.INTERFACE:
        return Standing.NONE
    shape = Standing.INTERFACE
    for name, text in methods(declared.text):
        if not name:
            shape |= mentioned(text)
        elif begins(name):
            shape |= Standing.BEGIN
        else:
            shape |= _METHODS.get(name, Standing.NONE)
    return shape


def standing_of(declared: TypeSkeleton, shape: Standing, mentioned: Mentioned) -> Standing:
    """What a declaration makes of a type with what is known of the types it mentions."""
    standing = shape
    if declared.obliges:
        standing |= Standing.OBLIGED | Standing.CARRIES
        standing |= Standing.OWNED if declared.obliges in ("rows", "tx") else Standing.NONE
    match declared.form:
        case Form.INTERFACE:
            return standing | _by_shape(shape)
        case Form.STRUCT:
            return standing | _of_fields(declared.text, mentioned)
        case Form.OTHER:
            name, rest = one_name(declared.text)
            return standing | mentioned(name) | _made_of(mentioned(rest))


def _by_shape(shape: Standing) -> Standing:
    is_transaction = shape & _TRANSACTION == _TRANSACTION and not shape & Standing.BEGIN
    return Standing.CARRIES | Standing.OWNED if is_transaction or shape & _ROWS == _ROWS else Standing.NONE


def _of_fields(struct: bytes, mentioned: Mentioned) -> Standing:
    found = Standing.NONE
    for names, type_ in fields(struct):
        name, rest = one_name(type_)
        held = mentioned(name)
        if not names:
            found |= held & (Standing.CARRIES | Standing.OWNED | Standing.GIVES) | _made_of(mentioned(rest))
        elif held & Standing.OWNED:
            found |= Standing.CARRIES | Standing.OWNED
        if b"func(" in type_ or mentioned(type_) & RESOURCE:
            found |= Standing.HOLDS
    return found


def _made_of(standing: Standing) -> Standing:
    return Standing.GIVES if standing & RESOURCE else Standing.NONE


def field_gives(type_: bytes, mentioned: Mentioned) -> bool:
    """Whether what a field or variable of a type holds may give a resource: a function, a container, something generic."""
    name, rest = one_name(type_)
    return bool(mentioned(name) & Standing.GIVES) or bool(mentioned(rest) & RESOURCE)
