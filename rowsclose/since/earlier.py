"""The tree as it was at a revision: what has changed since, taken back by texts in front of the files.

    changed since    the text of then
    deleted since    the text of then, where there is no file any more
    too large then   none: what was in it is not known
    added since      none, though there is a file now
    the same         nothing: the file itself is read

What git does not know of (ignored files, other repositories inside of this one) is taken to have been as it is.
"""

from __future__ import annotations

from rowsclose.discovery.git_process import Git
from rowsclose.discovery.revision import commit_of, contents, listed_now, name_of, tree_at
from rowsclose.files import Files, Overlay
from rowsclose.values import value


@value
class Earlier:
    """``paths`` had a file at the revision; ``overlay`` takes back what has changed since. All paths are absolute.

    ``too_large`` had one that is not read; they are none of ``paths``.
    """

    paths: frozenset[str]
    overlay: Overlay
    too_large: frozenset[str]

    @property
    def changed(self) -> dict[str, bytes]:
        """The texts of then, of files that are another text now or none."""
        return {path: text for path, text in self.overlay.items() if text is not None}


def earlier(top: str, revision: str, now: Overlay) -> Earlier:
    """The tree below the top of a repository as it was at a revision; ``now`` stands in front of the files of today.

    Raises:
        RowscloseError: there is no such revision, or git cannot tell what was in it.
    """
    git = Git()
    then = tree_at(git, top, commit_of(git, top, revision))
    today = Files(now)
    changed = {path: name for path, name in then.files.items() if _name_now(today, path, name) != name}
    texts = contents(git, top, changed.values())
    overlay: dict[str, bytes | None] = {path: texts.get(name) for path, name in changed.items()}
    too_large = frozenset(path for path, name in changed.items() if name not in texts)
    # A link is taken to have been as it is: it is another name of a file that is looked at by its own.
    overlay |= dict.fromkeys((listed_now(git, top) | set(now)) - then.files.keys() - then.links, None)
    return Earlier(frozenset(then.files) - too_large | then.links, overlay, too_large)


def _name_now(today: Files, path: str, like: str) -> str:
    """The name of a file's content of today; empty where there is none."""
    try:
        return name_of(today.read(path), like)
    except OSError:
        return ""
