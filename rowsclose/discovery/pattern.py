"""One PATTERN of the command line: a file, a folder, or a folder with a wildcard below it.

    ./store/...        folder "./store"   wildcard "..."
    ./.../store/x...   folder "."         wildcard ".../store/x..."
    ./store            folder "./store"   no wildcard

``...`` stands for any text, slashes included; ``/...`` at the end also for nothing. It never stands for a name that
it skips: ``vendor``, ``testdata``, and names that start with ``.`` or ``_``. Such a name is matched where the pattern
spells it out.
"""

from __future__ import annotations

from rowsclose.values import replace, value

WILDCARD = "..."


def is_skipped(name: str) -> bool:
    """Whether a wildcard passes over files and folders of this name."""
    return name.startswith((".", "_")) or name in ("vendor", "testdata")


@value
class Wildcard:
    """The part of a pattern from the first element that holds ``...``; it is matched against folders.

    ``above`` leads from the pattern's folder to the one that names are relative to; it is empty where they are one.
    """

    text: str
    above: str = ""

    def matches(self, folder: str) -> bool:
        """Whether the wildcard covers a folder, by its relative name (the empty text is the folder they start from)."""
        name = _marked("/".join(filter(None, (self.above, folder))))
        pieces = _marked(self.text).split(WILDCARD)
        # "/..." at the end stands for nothing too.
        ends_in_folder = len(pieces) > 1 and pieces[-1] == "" and pieces[-2].endswith("/")
        without = [*pieces[:-2], pieces[-2][:-1]] if ends_in_folder else pieces
        return _fits(pieces, name) or _fits(without, name)

    def enters(self, name: str) -> bool:
        """Whether a match may lie in or below a folder of this name."""
        return not is_skipped(name) or name in self.text.split("/")

    def below(self, folder: str) -> Wildcard:
        """The same wildcard for names that are relative to a folder further down."""
        return replace(self, above=folder if not self.above else f"{self.above}/{folder}")


@value
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


def _fits(pieces: list[str], name: str) -> bool:
    """Whether the name is the pieces in a row, with any text between them but a NUL.

    Each is taken where it stands first: no later place leaves more of the name to the pieces that follow.
    """
    if len(pieces) == 1:
        return name == pieces[0]
    if not name.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = name.find(piece, at)
        if found < 0 or "\0" in name[at:found]:
            return False
        at = found + len(piece)
    last = len(name) - len(pieces[-1])
    return at <= last and name.endswith(pieces[-1]) and "\0" not in name[at:last]


def _marked(path: str) -> str:
    """The path with a NUL before each name that no wildcard stands for (as Go's matcher does for ``vendor``)."""
    return "/".join(
        "\0" + name if name and is_skipped(name) and WILDCARD not in name else name for name in path.split("/")
    )
