"""What one package says to those that import it: a digest of its sources and of what it imports.

go keeps the answer about a package until its own sources or the facts of its imports change. The analysis looks into what a
package calls, wherever that stands; so facts change whenever anything below changes.
"""

from __future__ import annotations

import hashlib
import os

from rowsclose.source import read_regular
from rowsclose.vet.protocol import Unit


def facts(unit: Unit) -> bytes:
    """The facts of a package, in hexadecimal with a line feed."""
    digest = hashlib.sha256()
    if not unit.is_standard:  # which one it is says the Go version, and that is part of go's own question
        for path in sorted(unit.go_files):
            _add(digest, os.path.basename(path).encode("utf-8", "surrogateescape"), _read(path))
        for name, path in sorted(unit.facts_of_imports.items()):
            _add(digest, name.encode("utf-8", "surrogateescape"), _read(path))
    return digest.hexdigest().encode() + b"\n"


def _add(digest: hashlib._Hash, *parts: bytes) -> None:
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)


def _read(path: str) -> bytes:
    try:
        return read_regular(path)
    except OSError:
        return b""
