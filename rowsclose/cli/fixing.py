"""What ``--fix`` and ``--diff`` do with what a check has found.

show_fixes     the diff to standard output; nothing changes, and the report is that of the check
apply_fixes    the files written, standard input's text printed; the report is about what is left
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rowsclose.cli.checked import Checked
from rowsclose.cli.output import complain, write_bytes
from rowsclose.cli.reading import reader
from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import check
from rowsclose.errors import RowscloseError
from rowsclose.files import Overlay
from rowsclose.finding import Run
from rowsclose.fixes.applying import apply
from rowsclose.fixes.diff import unified_diff
from rowsclose.fixes.mending import Refused
from rowsclose.fixes.run import Change, Checking, Mending, Outcome, Watch, strict
from rowsclose.fixes.verification import key_of
from rowsclose.prefilter.candidates import Candidates
from rowsclose.remedy import Safety
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible
from rowsclose.source import SourceFile
from rowsclose.triage import merged
from rowsclose.values import replace, value

Wanted = Callable[[Checked], Checked]
"""Leaves out of a check what nobody wants reported, or mended."""


@value
class Fixed:
    """What fixes leave of a check; ``summary`` says how many in one line. ``failed``: a file could not be written."""

    checked: Checked
    summary: str
    failed: bool = False


def show_fixes(checked: Checked, safety: Safety, wanted: Wanted, watch: Watch) -> Fixed:
    """Print what would change as a diff; what is wanted of the check, each finding with the fix that mends it by itself."""
    outcome = _outcome(checked, safety, wanted, watch)
    changes = outcome.changes
    write_bytes(line for c in changes for line in unified_diff(c.file.path, c.mended.old, c.mended.new))
    places = {r: checked.context.read(r.finding.path).position(r.finding.span.start).line for r in outcome.refused}
    complain(*_told(places))
    fixes = {(c.file.path, *key): fix for c in changes for key, fix in c.mended.fixes.items()}
    findings = (replace(f, fix=fixes.get((f.path, *key_of(f)))) for f in checked.run.findings)
    told = replace(checked, run=replace(checked.run, findings=tuple(findings)))
    return Fixed(wanted(told), _counted("would fix", outcome))


def apply_fixes(checked: Checked, safety: Safety, wanted: Wanted, watch: Watch) -> Fixed:
    """Mend the files, and print the text of standard input; what is wanted of the check of what they are then."""
    outcome = _outcome(checked, safety, wanted, watch)
    new = {c.file.path: c.mended.new for c in outcome.changes}
    sources = {r.finding.path: _source(checked, r.finding.path, new) for r in outcome.refused}
    places = {r: sources[r.finding.path].position(r.at).line for r in outcome.refused}
    is_printed = {c.file.path: c.file.absolute in checked.overlay for c in outcome.changes}
    failures = list(_written((c for c in outcome.changes if not is_printed[c.file.path]), checked.folder))
    printed = {c.file.absolute: c.mended.new for c in outcome.changes if is_printed[c.file.path]}
    overlay = {**checked.overlay, **printed}
    write_bytes(text for text in overlay.values() if text is not None)
    complain(*_told(places), *failures)
    run = checked.look_at(checked.files, overlay) if failures else outcome.run
    run = replace(run, notices=tuple(sorted({*run.notices, *checked.run.notices})))
    context = replace(checked.context, read=reader(checked.files, overlay, run))
    left = wanted(replace(checked, run=run, context=context, overlay=overlay))
    return Fixed(left, _counted("fixed", outcome, len(failures)), bool(failures))


def _outcome(checked: Checked, safety: Safety, wanted: Wanted, watch: Watch) -> Outcome:
    """What becomes of the findings that are wanted, and listed for people."""
    asked = frozenset(f for f in wanted(checked).run.findings if checked.context.lists(f))
    part_of = {file.path: index for index, part in enumerate(checked.parts) for file in part.files}

    def strictly(files: Sequence[GoFile], overlay: Overlay, candidates: Candidates | None) -> Run:
        asked: dict[int, list[GoFile]] = {}
        for file in files:
            asked.setdefault(part_of[file.path], []).append(file)
        options = {index: strict(checked.parts[index].options) for index in asked}
        return merged(
            [
                check(Discovered(tuple(some), (), checked.folder), options[index], overlay, candidates)
                for index, some in asked.items()
            ]
        )

    checking = Checking(strictly, lambda overlay: checked.look_at(checked.files, overlay), watch)
    return Mending(checked.files, checking, checked.overlay, safety).outcome(checked.run, asked.__contains__)


def _written(changes: Iterable[Change], root: str) -> Iterator[str]:
    """Write the files; a line for each that could not be written."""
    for change in changes:
        try:
            apply(change, root)
        except RowscloseError as error:
            yield str(error)


def _source(checked: Checked, path: str, new: dict[str, bytes]) -> SourceFile:
    return SourceFile(path, new[path]) if path in new else checked.context.read(path)


def _told(lines: dict[Refused, int]) -> Iterator[str]:
    """A line for each finding that is not mended, with the reason."""
    for refused, line in lines.items():
        finding = refused.finding
        yield f"{visible(finding.path)}:{line}: not fixed: {finding.rule_id}: {visible(refused.reason)}"


def _counted(verb: str, outcome: Outcome, failures: int = 0) -> str:
    fixed, files = sum(len(c.mended.fixed) for c in outcome.changes), len(outcome.changes)
    left = f", {len(outcome.refused):,} not" if outcome.refused else ""
    lost = f", {failures:,} of them not written" if failures else ""
    return f"{verb} {counted(fixed, 'finding')} in {counted(files, 'file')}{lost}{left}"
