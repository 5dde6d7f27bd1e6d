"""What ``check --add-ignores`` does: today's findings are silenced where they stand, by comments in their files."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.cli.checked import Checked
from rowsclose.cli.output import complain
from rowsclose.errors import SourceError, UsageError
from rowsclose.finding import Finding
from rowsclose.fixes.applying import why_not
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible
from rowsclose.rules.unused_suppression import ID as UNUSED_SUPPRESSION
from rowsclose.source import SourceFile, read_regular
from rowsclose.suppressions.insertion import Commented, with_comments
from rowsclose.writing import write_file


def reason_of(text: str) -> str:
    """The reason for all comments.

    Raises:
        UsageError: it is empty, or no line of text.
    """
    reason = text.strip()
    if not reason or not reason.isprintable():
        raise UsageError("--add-ignores takes the reason that stands in each comment: a line of text")
    return reason


def add_ignores(checked: Checked, reason: str) -> bool:
    """Write comments for the findings that are listed, say what was done, and whether all of it could be.

    A file that cannot be written keeps no other from it. Findings about comments are not silenced by more of them.
    """
    if checked.overlay:
        raise UsageError("--add-ignores writes into files, and standard input is none")
    by_file: dict[str, list[Finding]] = {}
    for finding in checked.run.findings:
        if finding.rule_id != UNUSED_SUPPRESSION and checked.context.lists(finding):
            by_file.setdefault(finding.path, []).append(finding)
    absolute = {file.path: file.absolute for file in checked.files}
    silenced = files = 0
    failures: list[str] = []
    for path, findings in by_file.items():
        source = checked.context.read(path)
        commented = with_comments(source, findings, reason)
        failures += _refusals(source, commented)
        if not commented.silenced:
            continue
        try:
            _replace(path, absolute[path], (source.text, commented.text), checked.folder)
        except SourceError as error:
            failures.append(f"{error}")
            continue
        silenced, files = silenced + len(commented.silenced), files + 1
    complain(*failures, f"comments added for {counted(silenced, 'finding')} in {counted(files, 'file')}")
    return not failures


def _replace(path: str, absolute: str, texts: tuple[bytes, bytes], root: str) -> None:
    """Put a file's new text in place of the one that was analysed; ``texts`` are the old one and the new one.

    Raises:
        SourceError: it has another one by now, or may not or cannot be written.
    """
    if reason := why_not(absolute, root):
        raise SourceError(visible(path), reason)
    old, new = texts
    try:
        if read_regular(absolute) != old:
            raise SourceError(visible(path), "it was changed meanwhile: run this again")
        write_file(absolute, [new])
    except OSError as error:
        raise SourceError(visible(path), (error.strerror or "cannot be written").lower()) from error


def _refusals(source: SourceFile, commented: Commented) -> Sequence[str]:
    said = "no comment can silence it there"
    places = [(source.position(finding.span.start).line, finding.rule_id) for finding in commented.left]
    return [f"{visible(source.path)}:{line}: error: {rule}: {said}" for line, rule in sorted(set(places))]
