"""What git knows: Go files below a folder, tracked ones and untracked ones that it does not ignore; and its checkout.

One process lists a whole repository. Repositories inside it (submodules, clones) are named by git but not entered:
the caller asks again for each. Nothing is asked of the index's accuracy: a file may be listed and be gone.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

from rowsclose.report.context import Checkout

# What a hook's environment says of the repository that runs it is not true of the folder asked about.
_REPOSITORY_VARIABLES = (
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)
# Words of git's own (setup.c, in the C locale), not what it says to do: that names a path of the machine.
_NOT_OWNED = b"detected dubious ownership"
_UNOPENED = re.compile(rb"^warning: could not open directory '(.*)/': (.*)$", re.MULTILINE)
_GITLINK = b"160000"


@dataclass(frozen=True, slots=True)
class Listing:
    """What git says of one folder; paths are relative to it.

    ``unopened`` pairs a folder that git could not open with the reason; these are relative to the repository.
    """

    go_files: tuple[str, ...]
    repositories: tuple[str, ...]
    unopened: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Why git lists nothing, without a path of the machine in it."""

    reason: str


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


def list_folder(folder: str) -> Listing | Unlisted:
    """Everything below the folder that git tracks or would add."""
    answer = _run(folder, "ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard")
    if answer is None:
        return Unlisted("git cannot be started")
    if answer.returncode:
        return Unlisted(_refusal(answer))
    go_files, repositories = [], []
    for entry in answer.stdout.split(b"\0"):
        if entry.endswith(b".go") and entry[2:8] != _GITLINK:
            go_files.append(os.fsdecode(_path_of(entry)))
        elif entry.endswith(b"/") or entry[2:8] == _GITLINK:
            repositories.append(os.fsdecode(_path_of(entry)).rstrip("/"))
    unopened = tuple(
        (os.fsdecode(path), reason.decode("utf-8", "replace")) for path, reason in _UNOPENED.findall(answer.stderr)
    )
    return Listing(tuple(go_files), tuple(repositories), unopened)


def is_ignored(folder: str) -> bool:
    """Whether git ignores the folder itself."""
    return _git(folder, "check-ignore", "--quiet", ".") is not None


def _is_closed(folder: str) -> bool:
    return os.path.isdir(folder) and not os.access(folder, os.X_OK)


def _refusal(answer: subprocess.CompletedProcess[bytes]) -> str:
    if _NOT_OWNED in answer.stderr:
        return "git refuses this repository, for it belongs to another user (see safe.directory in git config)"
    return f"git fails on this repository with exit status {answer.returncode}"


def checkout_of(folder: str) -> Checkout | None:
    """The remote, revision and branch of the repository whose top the folder is; None where it has no such thing.

    The remote is ``origin``, or the only one. Only the repository's own configuration is asked, without what it
    includes: the user's would make a copy on another machine another thing.
    """
    if repository_of(folder) != folder:
        return None
    listed = _git(folder, "config", "--local", "-z", "--get-regexp", r"^remote\..*\.url$")
    if listed is None:
        return None
    remotes = [entry.partition("\n")[::2] for entry in os.fsdecode(listed[0]).split("\0") if entry]
    origin = [url for name, url in remotes if name == "remote.origin.url"]
    chosen = origin[:1] or [url for _, url in remotes]
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if len(chosen) != 1 or commit is None:
        return None
    at = _git(folder, "symbolic-ref", "--quiet", "HEAD")
    branch = "" if at is None else os.fsdecode(at[0]).strip().removeprefix("refs/heads/")
    return Checkout(chosen[0], os.fsdecode(commit[0]).strip(), branch)


def _path_of(entry: bytes) -> bytes:
    """The path of ``H 100644 <object> 0<TAB>path`` or ``? path``."""
    return entry[2:] if entry.startswith(b"? ") else entry.partition(b"\t")[2]


def _git(folder: str, *arguments: str) -> tuple[bytes, bytes] | None:
    """Standard output and error of a git command in the folder; None where it cannot run or fails."""
    answer = _run(folder, *arguments)
    return None if answer is None or answer.returncode else (answer.stdout, answer.stderr)


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """The outcome of a git command in the folder; None where git cannot be started."""
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    # An analysed repository's own configuration must not get to run a program: fsmonitor may name one.
    command = ("git", "-C", folder, "-c", "core.fsmonitor=", *arguments)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment)
    except OSError:
        return None
