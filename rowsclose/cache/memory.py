"""The door of the room: what is known of the files and units of one run from runs before it.

An answer is keyed by the digests of rowsclose and the options, of all that its folder leads to, and of which of the folder's
files are asked for. It knows nothing of where the tree lies, or of the working folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property

from rowsclose.cache.contents import UNREADABLE, Content, Contents, content_of
from rowsclose.cache.dependencies import Dependencies, tree_digest
from rowsclose.cache.encoding import decoded, encoded
from rowsclose.cache.fingerprint import ENDINGS, LARGEST_BYTES, fingerprint
from rowsclose.cache.graph import digest_of
from rowsclose.cache.store import Kind, Row, Store
from rowsclose.discovery import GoFile
from rowsclose.files import Files
from rowsclose.finding import NoticeKind
from rowsclose.unit import MODELS, Answer, Job
from rowsclose.values import replace

Asked = Mapping[str, Sequence[GoFile]]
"""The files that are asked for, by folder."""

# Where the analysis came to no end, another run may: such an answer is not kept.
_PASSING = (NoticeKind.FAILURE, NoticeKind.UNREADABLE)


class Memory:
    """The memory of one run."""

    def __init__(self, folder: str, job: Job, secret: bytes = b"") -> None:
        """``folder`` is where it is kept. The files of the run are those that the job shows."""
        self._store = Store(folder, secret=secret)
        self._job = job
        self._contents = Contents(self._store, job.overlay)
        self._code = Contents(self._store, {}, ENDINGS, LARGEST_BYTES)
        self._files = Files(job.overlay)
        self._keys: dict[str, bytes] = {}
        self._contents.bring(dict.fromkeys(map(os.path.dirname, job.shown)))

    def content(self, file: GoFile) -> Content | None:
        """What a file holds; None where it cannot be read."""
        folder, name = os.path.split(file.absolute)
        content = self._contents.in_folder(folder).get(name)
        return None if content is UNREADABLE else content

    def recall(self, asked: Asked) -> dict[str, Answer]:
        """The answers that are known, by folder."""
        of_models = [path for model in self._job.options.models for path in self._imports(model)]
        dependencies = Dependencies(self._contents, self._job.modules, self._job.shown, of_models)
        digests = dependencies.digests(folder for folder in asked if folder != MODELS)
        self._keys = {folder: self._key(digests.get(folder, b""), files) for folder, files in asked.items()}
        rows = self._store.get(Kind.ANSWER, self._keys.values())
        found = {}
        for folder, key in self._keys.items():
            answer = decoded(rows[key], _paths(asked[folder])) if key in rows else None
            if answer is not None and (whole := self._with_sources(answer, asked[folder])) is not None:
                found[folder] = whole
        return found

    def _with_sources(self, answer: Answer, files: Sequence[GoFile]) -> Answer | None:
        """An answer with the sources of what it found; None where a file has changed since it was looked at."""
        absolute = {file.path: file for file in files}
        sources: dict[str, bytes] = {}
        for finding in (*answer.findings, *(each.finding for each in answer.suppressed)):
            file = absolute[finding.path]
            if file.path not in sources:
                try:
                    sources[file.path] = self._files.read(file.absolute)
                except OSError:
                    return None
                if content_of(sources[file.path]) != self.content(file):
                    return None
        return replace(answer, sources=sources)

    def take(self, asked: Asked, answers: Mapping[str, Answer]) -> None:
        """Keep what has come of the units of a run, and write all that is new.

        An answer that took too many steps tells of it once in a run, wherever it was met first: then none is kept.
        """
        rows: dict[Row, bytes] = {**self._code.rows, **self._contents.rows}
        notices = [notice.kind for answer in answers.values() for notice in answer.notices]
        if answers and NoticeKind.BUDGET not in notices and self._contents.are_current():
            for folder, answer in answers.items():
                if any(notice.kind in _PASSING for notice in answer.notices):
                    continue
                if (row := encoded(answer, _paths(asked[folder]))) is not None:
                    rows[Kind.ANSWER, self._keys[folder]] = row
        self._store.put(rows)

    def _imports(self, file: GoFile) -> tuple[str, ...]:
        content = self.content(file)
        return content.imports if content is not None else ()

    def _key(self, digest: bytes, files: Sequence[GoFile]) -> bytes:
        ignores = self._job.options.per_file_ignores
        named = (
            os.fsencode(os.path.basename(file.absolute))
            + b"\0"
            + ",".join(
                sorted(rule for each in ignores if each.patterns.match(file.absolute) for rule in each.rules)
            ).encode()
            for file in files
        )
        return digest_of((self._run, digest, *named))

    @cached_property
    def _run(self) -> bytes:
        """What decides the answers of all units."""
        parts = [fingerprint(self._code, self._job.options)]
        if any(rule.check_pool is not None for rule in self._job.options.rules):
            parts.append(tree_digest(self._contents, self._job.modules.root))  # a pool is looked for in all of a module
        return digest_of(parts)


def _paths(files: Sequence[GoFile]) -> list[str]:
    return [file.path for file in files]
