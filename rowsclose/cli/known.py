"""What ``check`` leaves out because a baseline records it, and which records are of no more use.

findings  ->  fingerprints  -+
baseline file  ->  records  -+->  matched  ->  what is new, known, left
"""

from __future__ import annotations

import os
from collections import Counter

from rowsclose.baseline.fingerprint import Fingerprint, Fingerprints
from rowsclose.baseline.functions import Declared
from rowsclose.baseline.matching import Matched, Present, match
from rowsclose.baseline.record import read_record
from rowsclose.cli.checked import Checked
from rowsclose.discovery.find import absolute_path
from rowsclose.discovery.generated import is_generated
from rowsclose.discovery.pattern import WILDCARD, parse_pattern
from rowsclose.discovery.tree import is_within
from rowsclose.errors import RowscloseError
from rowsclose.files import Files
from rowsclose.finding import Run
from rowsclose.report.repository import shown_path
from rowsclose.report.terminal import visible
from rowsclose.source import read_regular
from rowsclose.values import replace, value

_MOST_BYTES = 256 << 20  # a finding takes some hundred


@value
class Baseline:
    """A baseline's file, as the user wrote it, and what it records."""

    file: str
    recorded: Counter[Fingerprint]


def read_baseline(file: str) -> Baseline:
    """The baseline in a file.

    Raises:
        RowscloseError: there is no such file, or it is no baseline that this version reads.
    """
    shown = visible(file)
    try:
        return Baseline(file, read_record(read_regular(file, _MOST_BYTES), shown))
    except FileNotFoundError as error:
        raise RowscloseError(f"{shown}: no such baseline; `rowsclose baseline -o {shown}` records one") from error
    except (OSError, ValueError) as error:
        raise RowscloseError(f"{shown}: {_reason(error)}") from error


def without_recorded(checked: Checked, baseline: Baseline) -> Run:
    """The run without the findings that a baseline records; how many those are, and how many records are gone."""
    matched = matched_with(checked, baseline.recorded)
    left = gone(checked, matched.left).total()
    return replace(checked.run, findings=matched.new, recorded=len(matched.known), gone=left)


def matched_with(checked: Checked, recorded: Counter[Fingerprint]) -> Matched:
    """The findings of a check, held against recorded ones."""
    return match(recorded, present(checked), _declared_now(checked))


def present(checked: Checked) -> list[Present]:
    """The findings of a check with their fingerprints."""
    context = checked.context
    return Fingerprints(context.read, lambda path: shown_path(path, context)).of(checked.run.findings)


def gone(checked: Checked, left: Counter[Fingerprint]) -> Counter[Fingerprint]:
    """Those of the records without a finding that can be dropped: their place has been looked at."""
    return _Gone(checked).among(left)


def _declared_now(checked: Checked) -> Declared:
    """The functions that the files of the repository declare, by paths from its root."""

    on_disk = Files(checked.overlay)

    def read(path: str) -> bytes | None:
        absolute = os.path.join(checked.context.root, path)
        try:
            return on_disk.read(absolute)
        except (OSError, ValueError):
            return None

    return Declared(read)


class _Gone:
    """Tells which records that stand for no finding can be dropped: those whose place has been looked at."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        context = checked.context
        self._rules = {rule.id for rule in context.rules}
        in_part = {notice.path for notice in checked.run.notices}
        self._looked_at = {
            shown_path(file.path, context): (file.absolute, part.options)
            for part in checked.parts
            for file in part.files
            if file.path not in in_part
        }
        self._declared = _declared_now(checked)
        self._is_all_of_it = any(_covers(pattern, context.folder, context.root) for pattern in checked.patterns)

    def among(self, left: Counter[Fingerprint]) -> Counter[Fingerprint]:
        """Those of the records that are gone."""
        return Counter({each: count for each, count in left.items() if self._is_gone(each)})

    def _is_gone(self, record: Fingerprint) -> bool:
        if record.rule not in self._rules:
            return False
        if self._declared.has(record.path, record.function, None):
            return self._was_looked_at(record)
        # It may have moved to a file that was not looked at.
        return self._is_all_of_it

    def _was_looked_at(self, record: Fingerprint) -> bool:
        absolute, options = self._looked_at.get(record.path, ("", None))
        if options is None or record.rule not in {rule.id for rule in options.rules}:
            return False
        try:
            return options.generated or not is_generated(read_regular(absolute))
        except OSError:
            return False


def _covers(text: str, folder: str, root: str) -> bool:
    pattern = parse_pattern(text)
    if pattern.wildcard is None or pattern.wildcard.text != WILDCARD:
        return False
    return is_within(root, os.path.realpath(absolute_path(pattern.folder, folder)))


def _reason(error: OSError | ValueError) -> str:
    return ((error.strerror if isinstance(error, OSError) else str(error)) or "cannot be read").lower()
