"""What reads a tree: each target takes any bytes, and whatever it raises that is not an answer is a failure."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

from checking import NOWHERE, checked_text, checked_texts
from growth.measuring import OPTIONS

from rowsclose.baseline.record import read_record
from rowsclose.configuration.toml import parse
from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.gitignore import rules_in
from rowsclose.driver import check
from rowsclose.errors import ConfigError
from rowsclose.finding import NoticeKind, Run
from rowsclose.go.modules import Modules
from rowsclose.rules.query_for_exec import verb_without_rows
from rowsclose.values import replace

_FEW = replace(OPTIONS, max_steps=5_000)
_CALLER = b"""package p

import (
	"database/sql"

	"example.com/m/lib"
)

func use(db *sql.DB) {
	rows, err := lib.Open(db)
	if err != nil {
		return
	}
	lib.Scan(rows)
}
"""


class UnsoundError(Exception):
    """An analysis failed inside, or speaks of what is not there."""


def go(data: bytes) -> None:
    """A Go file, with all rules."""
    _assert_sound(checked_text(data, options=_FEW), {"p.go": data})


def callee(data: bytes) -> None:
    """A Go file that another package calls."""
    files = {"a.go": _CALLER, "lib/lib.go": data}
    listed = tuple(GoFile(name, f"{NOWHERE}/{name}") for name in files)
    overlay = {f"{NOWHERE}/{name}": text for name, text in (files | {"go.mod": b"module example.com/m\n"}).items()}
    _assert_sound(check(Discovered(listed, (), NOWHERE), _FEW, overlay), files)


def two_halves(data: bytes) -> None:
    """A package of two files."""
    middle = len(data) // 2
    files = {"a.go": data[:middle], "b.go": data[middle:]}
    _assert_sound(checked_texts(files, _FEW), files)


def module(data: bytes) -> None:
    """A ``go.mod`` and a ``go.work``."""
    found = Modules(NOWHERE, {f"{NOWHERE}/go.mod": data, f"{NOWHERE}/go.work": data})
    found.of(NOWHERE)
    found.led_outside()
    found.folder_of("example.com/m/lib")
    found.import_path(f"{NOWHERE}/lib")


def ignored(data: bytes) -> None:
    """A ``.gitignore`` file."""
    rules = rules_in(data)
    for name in (b"a.go", b"b/c.go", b"vendor/x/y.go", b"a" * 40):
        rules.verdict(name, is_folder=False)
        rules.verdict(name, is_folder=True)


def configuration(data: bytes) -> None:
    """A configuration file; that it is wrong is an answer."""
    with suppress(ConfigError):
        parse(data, ".rowsclose.toml")


def baseline(data: bytes) -> None:
    """A baseline; that it is wrong is an answer."""
    with suppress(ConfigError):
        read_record(data, "baseline.json")


def statement(data: bytes) -> None:
    """An SQL statement."""
    verb_without_rows(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (go, callee, two_halves, module, ignored, configuration, baseline, statement)
}


def load_all() -> None:
    """Load what the targets load where they use it."""
    for name in ("sqlparse.engine", "tomllib"):
        import_module(name)
    for room in ("flow", "go", "ownership", "pools", "prefilter", "stubs", "suppressions", "syntax"):
        package = import_module(f"rowsclose.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


def _assert_sound(run: Run, files: dict[str, bytes]) -> None:
    for notice in run.notices:
        if notice.kind is NoticeKind.FAILURE and "too deeply" not in notice.message:
            raise UnsoundError(f"{notice.path}:{notice.line}: {notice.message}")
        if notice.line > files.get(notice.path, b"").count(b"\n") + 1:
            raise UnsoundError(f"line {notice.line} of {notice.path}")
    for finding in run.findings:
        for path, span in ((finding.path, finding.span), *((s.path, s.span) for s in finding.witness)):
            if not 0 <= span.start <= span.end <= len(files[path]):
                raise UnsoundError(f"{finding.rule_id} at {span} of {path}")
