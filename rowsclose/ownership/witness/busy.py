"""The statements that find a connection busy, where the library or the driver minds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go.ir import Call, Constant, Function, Method, Place
from rowsclose.go.typing import Typing
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.witness.lifetime import Busy, Site
from rowsclose.ownership.witness.story import Story
from rowsclose.values import value

# lib/pq and the MySQL driver say "busy"; pgx's does so too.
_ONE_STATEMENT = re.compile(r"github\.com/(?:lib/pq|go-sql-driver/mysql|jackc/pgx)\b")
# It reads the answer to a statement without rows at once only where that was sent without arguments. The others always do.
_LEAVES_ANSWER = re.compile(r"github\.com/lib/pq\b")
_MANY_STATEMENTS = re.compile(
    r"modernc\.org/sqlite|github\.com/(?:mattn/go-sqlite3|glebarez/(?:go-)?sqlite|ncruces/go-sqlite3)"
)


@value(eq=False)
class BusyStatements:
    """Finds them among the events of one outermost function."""

    view: View
    outermost: Function
    typing: Typing
    story: Story

    def of(self, events: list[Event], acquisition: Acquisition, site: Site) -> Iterator[Busy]:
        """The statements that find the connection busy, each once."""
        found = {e.span: e for e in events if e.kind is EventKind.BUSY}
        if acquisition.obligation.kind is not ResourceKind.ROWS or not found:
            return
        certain = self.view.models.of(self.typing.target(acquisition.call)).busies
        drivers = self._one_statement_drivers()
        if certain or drivers:
            even_if_empty = certain or (_has_arguments(acquisition.call) and any(map(_LEAVES_ANSWER.match, drivers)))
            yield from (self._busy(e, site, certain, even_if_empty) for e in found.values())

    def _one_statement_drivers(self) -> list[str]:
        """The drivers that the file's imports, or else the module's go.mod, name: those with one statement a connection.

        Where they name some that have more, it may be one of those, and none is given.
        """
        modules = self.view.program.modules
        folder = modules.folder_of(self.outermost.package)
        module = modules.of(folder) if folder is not None else None
        imported = [i.path for i in self.view.program.file(self.outermost.path).imports.all]
        required = [path for path, _ in module.requires] if module is not None else []
        for paths in (imported, required):
            one, many = ([p for p in paths if d.match(p)] for d in (_ONE_STATEMENT, _MANY_STATEMENTS))
            if one or many:
                return [] if many else one
        return []

    def _busy(self, event: Event, site: Site, certain: bool, even_if_empty: bool) -> Busy:
        line, call = self.story.line(event.span.start), self.story.text(event.span)
        witness = self.story.witness(site.step, event.trail, event.span, "call", "the connection is still read from")
        return Busy(event.span, line, call, certain, even_if_empty, event.confidence, witness)


def _has_arguments(call: Call) -> bool:
    """Whether a statement is sent with arguments of its own; one that was prepared is sent as if it were."""
    name = call.callee.name if isinstance(call.callee, Method) else ""
    texts = [a for a in call.arguments if isinstance(a, Constant | Place)]
    return len(texts) > (2 if "Context" in name else 1) or not texts
