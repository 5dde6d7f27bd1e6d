"""What a report knows of the screen it is read on: colours, columns, links.

Links("/r").to_file("store/list.go:12:15", "store/list.go")     a link (OSC 8) to file://host/r/store/list.go
Links().to_rule("rows-not-closed")                              the text alone: this screen has no links
"""

from __future__ import annotations

from rowsclose.report.terminal import Paint, linked
from rowsclose.values import value


@value
class Links:
    """Where things lead; ``folder`` is what reported paths are relative to, None where the screen has no links."""

    folder: str | None = None

    def to_file(self, text: str, path: str) -> str:
        """Already visible text that leads to the file of a reported path."""
        if self.folder is None:
            return text
        import os
        import socket
        from urllib.parse import quote_from_bytes

        # The host lets a terminal that shows another machine know that the file is not its own.
        name = os.fsencode(os.path.normpath(os.path.join(self.folder, path)))
        return linked(text, f"file://{quote_from_bytes(socket.gethostname().encode())}{quote_from_bytes(name)}")

    def to_rule(self, rule_id: str) -> str:
        """A rule's id, leading to its page."""
        if self.folder is None:
            return rule_id
        from rowsclose.report.rule_page import help_url_of

        return linked(rule_id, help_url_of(rule_id))


@value
class Screen:
    """``columns`` is the width of the terminal, None where there is none."""

    paint: Paint = Paint(on=False)
    columns: int | None = None
    links: Links = Links()
