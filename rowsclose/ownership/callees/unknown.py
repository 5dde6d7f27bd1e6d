"""What is taken for granted of code that nobody knows: one policy, said in one place.

- It is as the library's stub says, and borrows what it is given where a stub is silent.
- Otherwise it may take over what it is given: the resource goes on at low confidence; at medium, where the caller goes on to
  use it, gives it back to the handle it came from, or lends it to a callback.
- Through an interface without a releasing method it can only borrow.
- What it returns is acquired for its caller if getting it can fail, or if its name says so (``MustBegin``, ``SendBatch``);
  handing out what one has cannot fail.
- A function that it returns beside a resource ends that resource.
- Its package variables with the names of sentinel errors are never nil (``sql.ErrNoRows``, ``io.EOF``).
- An error that goes in and comes out again is wrapped: nil where it was nil, and not nil where it was not.
"""

from __future__ import annotations

import re

from rowsclose.finding import Confidence
from rowsclose.go import types as t
from rowsclose.go.typing import Target, TargetKind

# By these names libraries acquire, whatever their results.
_ACQUIRES = re.compile(r"(?:Must)?(?:Begin|Query|Prepare|SendBatch|Acquire)")


def hands_out(target: Target) -> bool:
    """Whether a function whose code is out of sight hands out what it has: acquiring can fail, handing out cannot."""
    if target.signature is None or _ACQUIRES.match(target.name):
        return False
    results = [r.type for r in target.signature.results]
    return len(results) == 1 or results[1:] == [t.BOOL]  # a look-up, at most


def confidence_once_given(is_lent: bool) -> Confidence:
    """How certain it is that the resource is still the caller's, once code out of reach has had it."""
    return Confidence.MEDIUM if is_lent else Confidence.LOW


_SENTINEL = re.compile(r"Err[A-Z]|EOF$|Canceled$|DeadlineExceeded$")


def is_sentinel(name: str) -> bool:
    """Whether a package variable has the name of an error that is made once."""
    return _SENTINEL.match(name) is not None


ENDS_WHAT_IT_STANDS_BESIDE = True
"""A function result beside a resource is taken to end it."""


def may_reach_owners(target: Target) -> bool:
    """Whether a callee may get at values that it is not given: code of the program may, a library knows none of them."""
    if target.kind in (TargetKind.VALUE, TargetKind.UNKNOWN, TargetKind.LITERAL) or target.on_interface:
        return True
    return target.declaration is not None and target.declaration.body is not None
