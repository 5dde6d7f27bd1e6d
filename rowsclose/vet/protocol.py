"""What go asks of a vet tool, and what it is answered.

    -V=full          rowsclose version 0.1.0-<digest>      go asks again where this line changes
    -flags           [{"Name": "json", ...}, ...]          what may stand before the packages of ``go vet``
    [-FLAG]... X.cfg one package: its files, where its facts and its answer go

https://pkg.go.dev/golang.org/x/tools/go/analysis/unitchecker is the tool's side as the Go team has it, and
``cmd/go/internal/work`` (exec.go, buildid.go) the other one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping

from rowsclose import __version__
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.source import read_regular
from rowsclose.values import value

# By name: whether it stands alone, and what it does. All but the first are options of ``check`` too.
FLAGS = {
    "json": (True, "print findings as JSON"),
    "select": (False, "run these rules only: ids with commas, or all"),
    "extend-select": (False, "run these rules as well"),
    "ignore": (False, "do not run these rules"),
    "min-confidence": (False, "high, medium or low"),
    "fail-on": (False, "the lowest level of a finding that is reported: error, warning or note"),
    "generated": (True, "include generated files"),
    "config": (False, "read this configuration file, an absolute path"),
    "isolated": (True, "read no configuration file"),
}
_TRUE = frozenset({"1", "t", "T", "true", "TRUE", "True"})


@value
class Unit:
    """One package, as go describes it in a ``.cfg`` file; paths are absolute.

    ``facts_of_imports`` are files by import path. ``facts_only``: nobody asks for findings. ``answer`` is the file that
    takes what would go to standard output, empty where go has none for it.
    """

    id: str
    folder: str
    go_files: tuple[str, ...]
    is_standard: bool
    facts_only: bool
    facts_file: str
    facts_of_imports: Mapping[str, str]
    answer: str


def read_unit(path: str) -> Unit:
    """The package that a ``.cfg`` file describes.

    Raises:
        RowscloseError: it cannot be read, or is no such file.
    """
    try:
        found = json.loads(read_regular(path))
        imported = _text(found["ImportPath"]).partition(" ")[0]
        folder = _text(found["Dir"])
        return Unit(
            _text(found["ID"]),
            folder,
            tuple(os.path.join(folder, _text(name)) for name in found["GoFiles"] or ()),
            "." not in imported.partition("/")[0] and not found.get("ModulePath"),
            bool(found["VetxOnly"]),
            _text(found["VetxOutput"]),
            {_text(name): _text(file) for name, file in (found["PackageVetx"] or {}).items()},
            _text(found.get("Stdout", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RowscloseError(f"{path}: not what go vet describes a package by: {error}") from error


def _text(found: object) -> str:
    """A value as text that a file may have for its name.

    Raises:
        TypeError: it is no text.
        ValueError: no file can have such a name.
    """
    if not isinstance(found, str):
        raise TypeError(f"{found!r:.40} is no text")
    if b"\0" in os.fsencode(found):
        raise ValueError(f"{found!r:.40} is no name")
    return found


def version_line(configuration: Iterable[bytes]) -> str:
    """What says which answers are to be expected: the version, the program's own text, and the configuration's."""
    digest = hashlib.sha256()
    for path in _program():
        digest.update(read_regular(path))
    for text in configuration:
        digest.update(len(text).to_bytes(8, "big") + text)
    return f"rowsclose version {__version__}-{digest.hexdigest()[:32]}\n"


def flags_text() -> str:
    """All flags, as go reads them."""
    return json.dumps([{"Name": n, "Bool": alone, "Usage": usage} for n, (alone, usage) in FLAGS.items()]) + "\n"


def options_of(words: Iterable[str]) -> tuple[list[str], bool]:
    """The flags as options of ``check``, and whether JSON is asked for.

    Raises:
        UsageError: a word is no flag.
    """
    options: list[str] = []
    is_json, rest = False, iter(words)
    for word in rest:
        name, equals, text = word.lstrip("-").partition("=")
        if not word.startswith("-") or name not in FLAGS:
            raise UsageError(f"not a flag of go vet with rowsclose: {word}")
        if not FLAGS[name][0]:
            options += [f"--{name}", text if equals else next(rest, "")]
        elif name == "json":
            is_json = not equals or text in _TRUE
        elif not equals or text in _TRUE:
            options.append(f"--{name}")
    return options, is_json


def _program() -> list[str]:
    """The program's own files that decide on findings."""
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    return sorted(path for path in found if path.endswith((".py", ".go")))
