"""What git knows: Go files below a folder, tracked ones and untracked ones that it does not ignore; and its checkout.

One process lists a whole repository. Repositories inside it (submodules, clones) are named by git but not entered:
the caller asks again for each. Nothing is asked of the index's accuracy: a file may be listed and be gone.
"""

from __future__ import annotations

import os
import re

from rowsclose.discovery.git_process import Git, NoAnswer
from rowsclose.report.context import Checkout
from rowsclose.values import value

_UNOPENED = re.compile(rb"^warning: could not open directory '(.*)/': (.*)$", re.MULTILINE)
_GITLINK = b"160000"


@value
class Listing:
    """What git says of one folder; paths are relative to it.

    ``unopened`` pairs a folder that git could not open with the reason; these are relative to the repository.
    """

    go_files: tuple[str, ...]
    repositories: tuple[str, ...]
    unopened: tuple[tuple[str, str], ...]


def repository_of(folder: str) -> str | None:
    """The top of the work tree around an absolute folder; None where there is none."""
    while True:
        git = os.path.join(folder, ".git")
        # A submodule's or a worktree's .git is a file that names the real one; one that is closed to this user is taken
        # for a repository, so that git's failure is said.
        if os.path.isfile(git) or os.path.isfile(os.path.join(git, "HEAD")) or _is_closed(git):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def list_folder(git: Git, top: str, folder: str) -> Listing | NoAnswer:
    """Everything below a folder of the work tree at ``top`` that git tracks or would add."""
    answer = git.ask(top, folder, "ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard")
    if isinstance(answer, NoAnswer):
        return answer
    go_files, repositories = [], []
    for entry in answer.output.split(b"\0"):
        if entry.endswith(b".go") and entry[2:8] != _GITLINK:
            go_files.append(os.fsdecode(_path_of(entry)))
        elif entry.endswith(b"/") or entry[2:8] == _GITLINK:
            repositories.append(os.fsdecode(_path_of(entry)).rstrip("/"))
    unopened = tuple(
        (os.fsdecode(path), reason.decode("utf-8", "replace")) for path, reason in _UNOPENED.findall(answer.errors)
    )
    return Listing(tuple(go_files), tuple(repositories), unopened)


def tracked_or_new(top: str, pattern: str) -> list[str]:
    """The absolute paths of the files of a repository that a pattern of git's matches; none where git does not answer."""
    asked = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", pattern)
    answer = Git().ask(top, top, *asked)
    if isinstance(answer, NoAnswer):
        return []
    found = (os.path.join(top, os.fsdecode(name)) for name in answer.output.split(b"\0") if name)
    return sorted(path for path in found if os.path.isfile(path))


def is_ignored(git: Git, top: str, folder: str) -> bool:
    """Whether git ignores the folder itself."""
    return not isinstance(git.ask(top, folder, "check-ignore", "--quiet", "."), NoAnswer)


def checkout_of(folder: str) -> Checkout | None:
    """The remote, revision and branch of the repository whose top the folder is; None where it has no such thing.

    The remote is ``origin``, or the only one. Only the repository's own configuration is asked, without what it
    includes: the user's would make a copy on another machine another thing.
    """
    if repository_of(folder) != folder:
        return None
    git = Git()
    listed = git.ask(folder, folder, "config", "--local", "-z", "--get-regexp", r"^remote\..*\.url$")
    if isinstance(listed, NoAnswer):
        return None
    remotes = [entry.partition("\n")[::2] for entry in os.fsdecode(listed.output).split("\0") if entry]
    origin = [url for name, url in remotes if name == "remote.origin.url"]
    chosen = origin[:1] or [url for _, url in remotes]
    commit = git.ask(folder, folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if len(chosen) != 1 or isinstance(commit, NoAnswer):
        return None
    at = git.ask(folder, folder, "symbolic-ref", "--quiet", "HEAD")
    branch = "" if isinstance(at, NoAnswer) else os.fsdecode(at.output).strip().removeprefix("refs/heads/")
    return Checkout(chosen[0], os.fsdecode(commit.output).strip(), branch)


def _is_closed(folder: str) -> bool:
    return os.path.isdir(folder) and not os.access(folder, os.X_OK)


def _path_of(entry: bytes) -> bytes:
    """The path of ``H 100644 <object> 0<TAB>path`` or ``? path``."""
    return entry[2:] if entry.startswith(b"? ") else entry.partition(b"\t")[2]
