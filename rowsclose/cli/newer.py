"""What ``check --since`` leaves out: findings that were there at a revision, in functions that are as they were."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.cli.checked import Checked
from rowsclose.cli.output import complain
from rowsclose.discovery import GoFile
from rowsclose.discovery.git import repository_of
from rowsclose.errors import RowscloseError
from rowsclose.files import Overlay
from rowsclose.finding import Finding, Run
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible
from rowsclose.since.earlier import earlier
from rowsclose.since.since import Today, new_since
from rowsclose.source import MOST_BYTES
from rowsclose.values import replace


def without_earlier(checked: Checked, revision: str) -> Run:
    """The run without the findings that are not new since a revision, and how many those are.

    Raises:
        RowscloseError: there is no such revision, or no repository to have one.
    """
    root = checked.context.root
    if repository_of(root) != root:
        raise RowscloseError(f"--since {visible(revision)}: there is no git repository here to have a revision")

    def found_then(files: Sequence[GoFile], overlay: Overlay) -> Sequence[Finding]:
        return checked.look_at(files, overlay).findings

    findings = checked.run.findings
    absolute = {file.path: file.absolute for file in checked.files}
    then = earlier(root, revision, checked.overlay)
    if then.too_large:
        how_many = counted(len(then.too_large), "file")
        complain(f"--since {visible(revision)}: {how_many} of more than {MOST_BYTES:,} bytes then: taken as new")
    new = new_since(Today(findings, absolute, checked.overlay), then, found_then)
    return replace(checked.run, findings=new, earlier=len(findings) - len(new))
