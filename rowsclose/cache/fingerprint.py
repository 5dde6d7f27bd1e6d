"""What decides the answers of all units of a run: rowsclose itself, what it parses with, Python, and the options."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

from rowsclose.cache.contents import Contents, content_of
from rowsclose.cache.graph import digest_of
from rowsclose.discovery import GoFile
from rowsclose.levels import Levels
from rowsclose.source import read_regular
from rowsclose.triage import CheckOptions

ENDINGS = (".py", ".go", ".so", ".pyd")
LARGEST_BYTES = 1 << 30  # of what belongs to rowsclose nothing is too large to be read
# What becomes of these is told file by file: see ``memory``.
_OF_FILES = frozenset({"per_file_ignores", "generated", "tests"})
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_LIBRARIES = ("tree_sitter", "tree_sitter_go", "sqlparse")


def fingerprint(contents: Contents, options: CheckOptions) -> bytes:
    """The digest; ``contents`` are those of files with one of the ``ENDINGS``."""
    return digest_of((_python(), *_code(contents), *_options(options)))


@cache
def code_digest() -> bytes:
    """The digest of all code that takes part, without a store that knows of it: a tenth of a second, once a process."""
    folders = [*_folders_below(_PACKAGE), *(folder for name in _LIBRARIES for folder in _library(name))]
    files = (
        os.path.join(folder, name)
        for folder in sorted(folders)
        for name in sorted(os.listdir(folder))
        if name.endswith(ENDINGS)
    )
    return digest_of((_python(), *(read_regular(path, LARGEST_BYTES) for path in files)))


def _python() -> bytes:
    return f"{sys.implementation.cache_tag} {sys.version}".encode()


def _code(contents: Contents) -> Iterator[bytes]:
    """The text of all code that takes part."""
    folders = sorted(_folders_below(_PACKAGE))
    folders += (folder for name in _LIBRARIES for folder in _library(name))
    contents.bring(folders)
    for folder in folders:
        yield os.path.basename(folder).encode()
        for name, content in contents.in_folder(folder).items():
            yield f"{name} {content.digest}".encode()


def _folders_below(folder: str) -> Iterator[str]:
    for at, folders, _ in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield at


def _library(name: str) -> list[str]:
    spec = find_spec(name)
    return list(spec.submodule_search_locations or ()) if spec is not None else []


def _options(options: CheckOptions) -> Iterator[bytes]:
    """All that is asked for. What this does not know it takes by its ``repr``: it may tell apart what is equal."""
    for name in CheckOptions.__match_args__:
        if name not in _OF_FILES:
            yield f"{name}={_shown(name, getattr(options, name))}".encode("utf-8", "surrogateescape")


def _shown(name: str, value: object) -> str:
    if name == "rules":
        return json.dumps([rule.id for rule in value])  # type: ignore[attr-defined]
    if isinstance(value, Levels):
        levels = sorted((rule_id, level.value) for rule_id, level in value.of_rules.items())
        return json.dumps([levels, sorted(each.value for each in value.lower)])
    if name == "models":
        return json.dumps([[model.path, _digest(model)] for model in value])  # type: ignore[attr-defined]
    return repr(value)


def _digest(model: GoFile) -> str:
    try:
        return content_of(read_regular(model.absolute)).digest
    except OSError:
        return ""
