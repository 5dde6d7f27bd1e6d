"""One file mended in memory: what becomes of it, and why the rest is left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checking import NOWHERE, OPTIONS

from rowsclose.discovery import Discovered, GoFile, discover
from rowsclose.driver import check
from rowsclose.files import Overlay
from rowsclose.finding import Run
from rowsclose.fixes.run import Checking, Mending, Outcome, strict
from rowsclose.prefilter.candidates import Candidates
from rowsclose.remedy import Safety
from rowsclose.triage import CheckOptions
from rowsclose.values import replace

_IMPORTS = ("context", "database/sql", "testing", "github.com/jackc/pgx/v5", "github.com/stretchr/testify/require")


def go_file(body: str) -> str:
    """A file of package p with all imports that samples need."""
    imports = "".join(f'\t"{path}"\n' for path in _IMPORTS)
    return f"package p\n\nimport (\n{imports})\n\ntype user struct{{ name string }}\n\n{body}"


def mended_text(text: str | bytes, safety: Safety = Safety.SAFE, options: CheckOptions = OPTIONS) -> Outcome:
    """What becomes of one file that is on no disk."""
    raw = text.encode() if isinstance(text, str) else text
    file = GoFile("p.go", f"{NOWHERE}/p.go")
    discovered, texts = Discovered((file,), (), NOWHERE), {file.absolute: raw}
    run = check(discovered, options, texts)
    return _mending(discovered, options, texts, safety).outcome(run, lambda _: True)


def mended_patterns(root: Path, *patterns: str, options: CheckOptions = OPTIONS) -> Outcome:
    """What becomes of files on disk, none of which is written."""
    discovered = discover(patterns, str(root))
    return _mending(discovered, options, {}, Safety.SAFE).outcome(check(discovered, options, {}), lambda _: True)


def _mending(discovered: Discovered, options: CheckOptions, texts: dict[str, bytes], safety: Safety) -> Mending:
    def strictly(files: Sequence[GoFile], overlay: Overlay, candidates: Candidates | None) -> Run:
        return check(replace(discovered, files=tuple(files)), strict(options), overlay, candidates)

    checking = Checking(strictly, lambda overlay: check(discovered, options, overlay))
    return Mending(discovered.files, checking, texts, safety)


def after(body: str, safety: Safety = Safety.SAFE) -> str:
    """The sample as fixes leave it: the whole of it where nothing is to be mended."""
    outcome = mended_text(go_file(body), safety)
    text = outcome.changes[0].mended.new.decode() if outcome.changes else go_file(body)
    return text.removeprefix(go_file(""))


def reasons(body: str, safety: Safety = Safety.SAFE) -> list[str]:
    """Why findings are left, in source order."""
    return [refused.reason for refused in mended_text(go_file(body), safety).refused]
