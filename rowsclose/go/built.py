"""Whether a file is part of a usual build: by its name and its build constraint, as ``go build`` decides it.

    //go:build ignore          no: a program that somebody runs by hand
    //go:build !cgo            no
    store_windows.go           no
    //go:build integration     no

All files of a package are looked at, whatever they are for. Where two declare one thing, that of the usual build counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go.preamble import package_clause_of
from rowsclose.syntax.head import head_of

_SYSTEMS = frozenset(
    """
    aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1
    windows zos
    """.split()  # noqa: SIM905
)
_PROCESSORS = frozenset(
    """
    386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64
    ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm
    """.split()  # noqa: SIM905
)
_USUAL = frozenset({"linux", "amd64", "unix", "cgo", "gc"})
_RELEASE = re.compile(r"go1\.[0-9]+")
_CONSTRAINT = b"//go:build"
_OLD_CONSTRAINT = re.compile(rb"//[ \t]*\+build[ \t]+")
_NO_PACKAGE = b"documentation"  # Go passes such files over
_TOKEN = re.compile(r"&&|\|\||[!()]|[^\s!()&|]+")


def is_built(name: str, text: bytes) -> bool:
    """Whether a usual build takes a file, by its name without a folder and its text."""
    if name.startswith((".", "_")) or not _is_by_name(name):
        return False
    if b"build" in text and not _is_by_constraint(text):
        return False
    return _NO_PACKAGE not in text or package_clause_of(text) != _NO_PACKAGE.decode()


def _is_by_name(name: str) -> bool:
    """Whether the name ends as those of files for another system or processor do: ``_windows``, ``_linux_arm64``."""
    _, *elements = name.removesuffix(".go").removesuffix("_test").split("_")
    if not elements:
        return True
    if elements[-1] in _PROCESSORS:
        return elements[-1] in _USUAL and (len(elements) < 2 or _is_usual_system(elements[-2]))
    return _is_usual_system(elements[-1])


def _is_usual_system(element: str) -> bool:
    return element not in _SYSTEMS or element in _USUAL


def _is_by_constraint(text: bytes) -> bool:
    old: list[bytes] = []
    for line in _lines_above_package(text):
        if line.startswith(_CONSTRAINT) and line[len(_CONSTRAINT) :][:1].isspace():
            return _Expression(line[len(_CONSTRAINT) :].decode("utf-8", "replace")).holds()
        if said := _OLD_CONSTRAINT.match(line):
            old.append(line[said.end() :])
    return all(_holds_as_of_old(line.decode("utf-8", "replace")) for line in old)


def _lines_above_package(text: bytes) -> Iterator[bytes]:
    return (text[each.start : each.end].strip() for each in head_of(text).comments)


def _holds_as_of_old(line: str) -> bool:
    """``// +build linux,!cgo darwin``: one of the words, of each all the parts."""
    return any(
        all(_is_tag(part.removeprefix("!")) is not part.startswith("!") for part in word.split(","))
        for word in line.split()
    )


def _is_tag(tag: str) -> bool:
    return tag in _USUAL or _RELEASE.fullmatch(tag) is not None


class _Expression:
    """A constraint, taken apart as Go does: ``!`` binds closest, then ``&&``. One that does not parse holds."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text)[::-1]

    def holds(self) -> bool:
        """Whether it is true in a usual build."""
        try:
            holds = self._either()
        except (IndexError, RecursionError):
            return True
        return holds or bool(self._tokens)

    def _either(self) -> bool:
        holds = self._both()
        while self._next_is("||"):
            holds = self._both() or holds
        return holds

    def _both(self) -> bool:
        holds = self._one()
        while self._next_is("&&"):
            holds = self._one() and holds
        return holds

    def _one(self) -> bool:
        if self._next_is("!"):
            return not self._one()
        if self._next_is("("):
            holds = self._either()
            self._tokens.pop()
            return holds
        return _is_tag(self._tokens.pop())

    def _next_is(self, token: str) -> bool:
        if not self._tokens or self._tokens[-1] != token:
            return False
        self._tokens.pop()
        return True
