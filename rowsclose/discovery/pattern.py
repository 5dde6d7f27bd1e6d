"""One PATTERN of the command line: a file, a folder, or a folder with a wildcard below it.

    ./store/...        folder "./store"   wildcard "..."
    ./.../store/x...   folder "."         wildcard ".../store/x..."
    ./store            folder "./store"   no wildcard

``...`` stands for any text, slashes included; ``/...`` at the end also for nothing. It never stands for a name that
it skips: ``vendor``, ``testdata``, and names that start with ``.`` or ``_``. Such a name is matched where the pattern
spells it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

WILDCARD = "..."


def is_skipped(name: str) -> bool:
    """Whether a wildcard passes over files and folders of this name."""
    return name.startswith((".", "_")) or name in ("vendor", "testdata")


@dataclass(frozen=True, slots=True)
class Wildcard:
    """The part of a pattern from the first element that holds ``...``; it is matched against folders.

    ``above`` leads from the pattern's folder to the one that names are relative to; it is empty where they are one.
    """

    text: str
    above: str = ""
    _regex: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        quoted = re.escape(_marked(self.text)).replace(re.escape(WILDCARD), "[^\0]*")
        if quoted.endswith("/[^\0]*"):
            quoted = quoted.removesuffix("/[^\0]*") + "(?:/[^\0]*)?"
        object.__setattr__(self, "_regex", re.compile(quoted))

    def matches(self, folder: str) -> bool:
        """Whether the wildcard covers a folder, by its relative name (the empty text is the folder they start from)."""
        return self._regex.fullmatch(_marked("/".join(filter(None, (self.above, folder))))) is not None

    def enters(self, name: str) -> bool:
        """Whether a match may lie in or below a folder of this name."""
        return not is_skipped(name) or name in self.text.split("/")

    def below(self, folder: str) -> Wildcard:
        """The same wildcard for names that are relative to a folder further down."""
        return replace(self, above=folder if not self.above else f"{self.above}/{folder}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """``folder`` is the text before the wildcard, or all of it where ``wildcard`` is None; both are as written."""

    folder: str
    wildcard: Wildcard | None


def parse_pattern(text: str) -> Pattern:
    """The pattern's folder and wildcard; whether they exist is not looked at."""
    if WILDCARD not in text:
        return Pattern(text, None)
    slash = text.rfind("/", 0, text.index(WILDCARD))
    folder = text[: slash + 1] or "."
    # Doubled slashes mean one, as everywhere in paths.
    tail = "/".join(element for element in text[slash + 1 :].split("/") if element)
    return Pattern(folder, Wildcard(tail))


def _marked(path: str) -> str:
    """The path with a NUL before each name that no wildcard stands for (as Go's matcher does for ``vendor``)."""
    return "/".join(
        "\0" + name if name and is_skipped(name) and WILDCARD not in name else name for name in path.split("/")
    )
