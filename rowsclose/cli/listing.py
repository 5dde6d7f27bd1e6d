"""``check --show-files``: the files that would be analysed."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.cli.asking import Part
from rowsclose.discovery.generated import is_generated
from rowsclose.files import Files, Overlay
from rowsclose.finding import Notice, NoticeKind


def listed(parts: Sequence[Part], overlay: Overlay) -> tuple[list[str], list[Notice]]:
    """The paths of the files that would be analysed, sorted, and what cannot be read."""
    on_disk = Files(overlay)
    paths, notices = [], []
    for part in parts:
        for file in part.files:
            try:
                text = on_disk.read(file.absolute)
            except OSError as error:
                reason = (error.strerror or "cannot be read").lower()
                notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
                continue
            if part.options.generated or not is_generated(text):
                paths.append(file.path)
    return sorted(paths), notices
