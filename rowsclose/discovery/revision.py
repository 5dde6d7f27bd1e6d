"""A repository as it was at a revision, read from git's objects: nothing is checked out, and no filter is run.

    commit_of(git, top, "origin/main")    the commit, or why there is none and what to do about it
    tree_at(git, top, commit)             its Go files and go.mod files, and the names of their contents
    contents(git, top, names)             those contents, but for what is too large to be analysed
    listed_now(git, top)                  the paths of such files in the work tree and the index

Contents are compared by the names that git gives them, so that a file which is the same is not read from git.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from rowsclose.discovery.git_process import Answer, Git, NoAnswer
from rowsclose.errors import RowscloseError
from rowsclose.report.terminal import visible
from rowsclose.source import MOST_BYTES
from rowsclose.values import value

_OBJECT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHA1_DIGITS = 40
_WANTED = (".go", "/go.mod", "/go.work")
_LINK = b"120000"
_MOST_TOGETHER = 512 << 20  # bytes that are held at once


@value
class Tree:
    """A commit's Go files and module files: the names of their contents by absolute path, and those that are links."""

    files: Mapping[str, str]
    links: frozenset[str]


def commit_of(git: Git, top: str, revision: str) -> str:
    """The full name of a revision's commit.

    Raises:
        RowscloseError: there is none; the message says what to do.
    """
    shown = f"--since {visible(revision)}"
    if not revision or revision.startswith("-") or "\0" in revision:
        raise RowscloseError(f"{shown}: this is no revision")
    found = git.ask(top, top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    commit = os.fsdecode(found.output).strip() if isinstance(found, Answer) else ""
    if _OBJECT.fullmatch(commit):
        return commit
    if ".." in revision:
        raise RowscloseError(f"{shown}: a range; name the revision that it begins with")
    _known(git.ask(top, top, "rev-parse", "--git-dir"), shown)
    shallow = git.ask(top, top, "rev-parse", "--is-shallow-repository")
    if isinstance(shallow, Answer) and shallow.output.strip() == b"true":
        how = "`git fetch --unshallow` brings it; in GitHub Actions, `fetch-depth: 0` at actions/checkout"
        raise RowscloseError(f"{shown}: this clone is shallow and does not have it; {how}")
    how = "a branch of a remote is named with it (origin/main), and has to be fetched"
    raise RowscloseError(f"{shown}: the repository has no such revision; {how}")


def tree_at(git: Git, top: str, commit: str) -> Tree:
    """What is of use in a commit's tree.

    Raises:
        RowscloseError: git cannot list it.
    """
    listed = _known(git.ask(top, top, "ls-tree", "-r", "-z", "--full-tree", commit), "--since")
    files: dict[str, str] = {}
    links: set[str] = set()
    for entry in listed.output.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if not _is_wanted(os.fsdecode(path)):
            continue
        mode, kind, name = about.split(b" ")
        absolute = os.path.join(top, os.fsdecode(path))
        if mode == _LINK:
            links.add(absolute)
        elif kind == b"blob":
            files[absolute] = os.fsdecode(name)
    return Tree(files, frozenset(links))


def listed_now(git: Git, top: str) -> set[str]:
    """The absolute paths of Go files and module files that git tracks or would add.

    Raises:
        RowscloseError: git cannot list them.
    """
    listed = _known(git.ask(top, top, "ls-files", "-z", "--cached", "--others", "--exclude-standard"), "--since")
    names = map(os.fsdecode, listed.output.split(b"\0"))
    return {os.path.join(top, name) for name in names if _is_wanted(name)}


def contents(git: Git, top: str, names: Iterable[str]) -> Mapping[str, bytes]:
    """The contents of those names; one that is too large to be analysed is left out.

    Raises:
        RowscloseError: the clone lacks one of them, as a partial clone may, or all together are too large.
    """
    sizes = _sizes(git, top, sorted(set(names)))
    wanted = {name: size for name, size in sizes.items() if size <= MOST_BYTES}
    if sum(wanted.values()) > _MOST_TOGETHER:
        raise RowscloseError(f"--since: files of more than {_MOST_TOGETHER:,} bytes together have changed")
    output = _objects(git, top, wanted, "--batch")
    found: dict[str, bytes] = {}
    at = 0
    for name, size in wanted.items():
        start = output.find(b"\n", at) + 1
        _expect(name, output[at : max(at, start - 1)])
        found[name] = output[start : start + size]
        at = start + size + 1
    return found


def _sizes(git: Git, top: str, names: Sequence[str]) -> dict[str, int]:
    """The size in bytes of each content, which git knows without unpacking it."""
    lines = _objects(git, top, names, "--batch-check").split(b"\n")
    lines += [b""] * (len(names) - len(lines))
    return {name: _expect(name, line) for name, line in zip(names, lines, strict=False)}


def _objects(git: Git, top: str, names: Collection[str], how: str) -> bytes:
    if not names:
        return b""
    given = "".join(f"{name}\n" for name in names).encode()
    answer = git.ask(top, top, "cat-file", how, given=given)
    if isinstance(answer, NoAnswer) and _is_partial(git, top):  # git fails at an object that it would have to fetch
        return b""
    return _known(answer, "--since").output


def _expect(name: str, line: bytes) -> int:
    """The size that git's line about a content says."""
    words = line.split()
    if words[:2] != [name.encode(), b"blob"]:
        how = "if it is a partial clone, `git fetch --refetch --no-filter` brings them"
        raise RowscloseError(f"--since: this clone lacks files of that revision; {how}")
    return int(words[2])


def name_of(content: bytes, like: str) -> str:
    """The name that git gives a content, by the same kind of digest as another name."""
    digest = hashlib.sha1 if len(like) == _SHA1_DIGITS else hashlib.sha256
    return digest(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _is_partial(git: Git, top: str) -> bool:
    promised = git.ask(
        top, top, "config", "--local", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$"
    )
    return isinstance(promised, Answer)


def _is_wanted(path: str) -> bool:
    return f"/{path}".endswith(_WANTED)


def _known(answer: Answer | NoAnswer, shown: str) -> Answer:
    if isinstance(answer, NoAnswer):
        raise RowscloseError(f"{shown}: {answer.reason}")
    return answer
