r"""The baseline file: a header, then a JSON object a line, sorted, so that a diff shows which findings came and went.

    {"tool": "rowsclose", "kind": "baseline", "version": 1}
    {"path": "store/list.go", "function": "(*Store).List", "rule": "rows-not-closed", "call": "s.db.Query(q)", ...}

Several alike are one line with a ``count``. All text is ASCII; a byte of a name that is not UTF-8 is a lone surrogate's
escape, as in every path of rowsclose.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from rowsclose.baseline.fingerprint import Fingerprint
from rowsclose.errors import ConfigError
from rowsclose.values import value

VERSION = 1
_HEADER = {"tool": "rowsclose", "kind": "baseline"}
_TEXTS = ("path", "function", "rule", "call", "digest")
_COUNT = "count"
_MOST_ALIKE = 1_000_000_000
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_ANEW = "`rowsclose baseline` writes it anew once it is deleted"


@value
class _Reader:
    """Reads one file; ``shown`` is what messages call it."""

    shown: str

    def header(self, line: str) -> None:
        """Check the first line."""
        read = _object(line)
        if read is None or any(read.get(key) != said for key, said in _HEADER.items()):
            raise ConfigError("is not a rowsclose baseline", self.shown, 1)
        version = read.get("version")
        if type(version) is not int or version < 1:
            raise ConfigError("the baseline has no version", self.shown, 1)
        if version > VERSION:
            newer = f"the baseline is of version {version}, and this rowsclose reads version {VERSION}: use a newer one"
            raise ConfigError(newer, self.shown, 1)

    def entry(self, line: str, number: int) -> tuple[Fingerprint, int]:
        """The fingerprint of a line, and how many findings have it."""
        read = _object(line)
        if read is None:
            what = "holds a conflict of a merge" if line.startswith(_CONFLICT) else "is damaged: this is no JSON object"
            raise ConfigError(f"the baseline {what}; {_ANEW}", self.shown, number)
        count = read.pop(_COUNT, 1)
        fits = read.keys() == set(_TEXTS) and all(isinstance(text, str) for text in read.values())
        if not fits or type(count) is not int or not 1 <= count <= _MOST_ALIKE:
            said = f"is damaged: an entry has {', '.join(_TEXTS)} and, where it is more than one, {_COUNT}"
            raise ConfigError(f"the baseline {said}; {_ANEW}", self.shown, number)
        return Fingerprint(**{key: str(text) for key, text in read.items()}), count


def read_record(raw: bytes, shown: str) -> Counter[Fingerprint]:
    """The fingerprints in a baseline's bytes, and how many findings have each; ``shown`` is what messages call it.

    Raises:
        ConfigError: it is no baseline, one of a newer version, or damaged; the message has the line.
    """
    reader = _Reader(shown)
    try:
        lines = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise ConfigError(
            "is not a rowsclose baseline: not UTF-8", shown, raw.count(b"\n", 0, error.start) + 1
        ) from error
    reader.header(lines[0])
    found: Counter[Fingerprint] = Counter()
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            fingerprint, count = reader.entry(line, number)
            found[fingerprint] += count
    return found


def record_text(recorded: Mapping[Fingerprint, int]) -> Iterator[str]:
    """The text of a baseline, a line a piece."""
    yield json.dumps(_HEADER | {"version": VERSION}) + "\n"
    for fingerprint in sorted(recorded, key=lambda each: each.order):
        count = recorded[fingerprint]
        entry: dict[str, object] = {key: getattr(fingerprint, key) for key in _TEXTS}
        yield json.dumps(entry if count == 1 else entry | {_COUNT: count}) + "\n"


def _object(line: str) -> dict[str, object] | None:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
