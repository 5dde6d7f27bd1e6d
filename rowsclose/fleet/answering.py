"""In a worker: from a task to its result. One checkout's failure is that checkout's.

find the files  ->  digest of all that decides the result  ->  known?  ->  check  ->  record, SARIF
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Protocol, assert_never

from rowsclose.cache.graph import digest_of
from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.git import checkout_of
from rowsclose.errors import RowscloseError
from rowsclose.finding import Run
from rowsclose.fleet.contents import contents_of
from rowsclose.fleet.record import record_text
from rowsclose.fleet.tasks import Done, Failed, Here, Result, Sent, Task, Unchanged
from rowsclose.report.context import Checkout as Revision
from rowsclose.report.context import ReportContext
from rowsclose.report.formats import load_format
from rowsclose.report.terminal import visible
from rowsclose.values import replace

_QUICKLY = 1  # what compresses best takes as long as the analysis


class Look(Protocol):
    """How a checkout is looked at: a plain value itself, which may go to another process."""

    @property
    def identity(self) -> bytes:
        """What decides the result beside the checkout: who looks, and what is asked for."""

    def files(self, folder: str) -> Discovered:
        """The files of a checkout that are looked at.

        Raises:
            RowscloseError: the configuration in it cannot be read.
        """

    def check(self, discovered: Discovered) -> tuple[Run, ReportContext]:
        """What is found in them; its context knows of no revision."""


def answering(look: Look) -> Callable[[Task], Result]:
    """What answers tasks in a worker."""
    return Answering(look).answer


class Answering:
    """Answers tasks; and makes of a checkout by its path one by its bytes."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._identity = look.identity

    def answer(self, task: Task) -> Result:
        """What comes of a checkout."""
        try:
            match task:
                case Here():
                    return self._here(task)
                case Sent():
                    return self._sent(task)
                case _:
                    assert_never(task)
        except RowscloseError as error:
            return Failed(task.name, str(error))
        except Exception as error:
            return _failed(task, error)

    def _here(self, task: Here) -> Result:
        with _said_from(task.folder):
            discovered, revision = self._listed(task.folder)
            key = self._key(discovered, revision, contents_of(task.folder))
            return Unchanged(task.name) if key == task.known else self._done(task.name, key, discovered, revision)

    def _sent(self, task: Sent) -> Result:
        with TemporaryDirectory(prefix="rowsclose-") as folder:
            root = os.path.realpath(folder)
            _unpack(task.files, root)
            files = tuple(GoFile(path, os.path.join(root, path)) for path in task.listed)
            with _said_from(root):
                return self._done(task.name, task.key, Discovered(files, task.notices, root), task.revision)

    def packed(self, task: Here) -> Sent | Unchanged | Failed:
        """A checkout by its bytes, unless all is known of it."""
        try:
            with _said_from(task.folder):
                return self._packed(task)
        except RowscloseError as error:
            return Failed(task.name, str(error))
        except Exception as error:
            return _failed(task, error)

    def _packed(self, task: Here) -> Sent | Unchanged:
        discovered, revision = self._listed(task.folder)
        contents = list(contents_of(task.folder))
        key = self._key(discovered, revision, contents)
        if key == task.known:
            return Unchanged(task.name)
        paths = tuple(file.path for file in discovered.files)
        files = tuple((path, zlib.compress(content, _QUICKLY)) for path, content in contents)
        return Sent(task.name, key, paths, files, revision, discovered.notices)

    def _listed(self, folder: str) -> tuple[Discovered, Revision | None]:
        """The files of a checkout that are looked at, and what git knows of it."""
        if not os.path.isdir(folder):
            raise RowscloseError("not a folder" if os.path.lexists(folder) else "no such folder")
        return self._look.files(folder), checkout_of(folder)

    def _key(self, discovered: Discovered, revision: Revision | None, contents: Iterable[tuple[str, bytes]]) -> str:
        """The digest of all that decides the result."""
        git = (revision.remote, revision.revision, revision.branch) if revision else ()
        paths = [file.path for file in discovered.files]
        notices = [f"{notice.path} {notice.kind.value} {notice.message}" for notice in discovered.notices]
        heads = (_digest_of_texts(texts) for texts in (git, paths, notices))
        tree = digest_of(part for path, content in contents for part in (os.fsencode(path), content))
        return digest_of((self._identity, *heads, tree)).hex()

    def _done(self, name: str, key: str, discovered: Discovered, revision: Revision | None) -> Done:
        run, context = self._look.check(discovered)
        context = replace(context, checkout=lambda: revision)
        sarif = "".join(load_format("sarif")(run, context))
        return Done(name, key, record_text(run, context, revision), sarif)


def _digest_of_texts(texts: Iterable[str]) -> bytes:
    return digest_of(text.encode("utf-8", "surrogateescape") for text in texts)


def _failed(task: Task, error: Exception) -> Failed:
    if os.environ.get("ROWSCLOSE_DEBUG"):
        raise error
    return Failed(task.name, f"the analysis failed: {type(error).__name__}: {error}")


def _unpack(files: Iterable[tuple[str, bytes]], root: str) -> None:
    for path, packed in files:
        absolute = os.path.join(root, path)
        os.makedirs(os.path.dirname(absolute), exist_ok=True)
        with open(absolute, "xb") as file:
            file.write(zlib.decompress(packed))
    # So that it is taken for a repository, as the checkout was: searches upward end there.
    with open(os.path.join(root, ".git"), "xb"):
        pass


@contextmanager
def _said_from(folder: str) -> Iterator[None]:
    """What fails within names files from a folder on: where that lies on this machine says nothing."""
    try:
        yield
    except RowscloseError as error:
        said = str(error)
        for prefix in (f"{visible(folder)}/", f"{visible(os.path.relpath(folder))}/"):
            said = said.replace(prefix, "")
        raise RowscloseError(said) from error
