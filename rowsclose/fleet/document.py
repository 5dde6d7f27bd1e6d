"""The summary as JSON: one document, with all findings and the lines of source that they show.

Keys may be added within version 1; none is removed, renamed or given another meaning. A finding is that of
``--format json``, with its repository, and the frames of its path.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Level
from rowsclose.fleet.ranking import Ranked, Summary
from rowsclose.report.jsontext import dumps_filled

SCHEMA_VERSION = 1


def render(summary: Summary, version: str) -> Iterator[str]:
    """The document, a finding a piece; ``version`` is that of rowsclose."""
    document = {
        "version": SCHEMA_VERSION,
        "tool": {"name": "rowsclose", "version": version},
        "counts": {
            "repositories": len(summary.repositories),
            "files": summary.files,
            "levels": {level.value: summary.count(level) for level in Level},
            "rules": dict(summary.rules),
        },
        "repositories": [_repository(ranked) for ranked in summary.repositories],
        "findings": [],
    }
    found = ({"repository": ranked.name, **finding} for _, ranked, finding in summary.findings())
    yield from dumps_filled(document, "findings", found)


def _repository(ranked: Ranked) -> dict[str, object]:
    record = ranked.record
    return {
        "name": ranked.name,
        "status": ranked.status.value,
        "reason": ranked.reason or None,
        "repository": record.repository if record else None,
        "revision": record.revision if record else None,
        "sarif": ranked.sarif if record else None,
        "files": ranked.files,
        "levels": {level.value: ranked.count(level) for level in Level},
        "notices": list(record.notices) if record else [],
    }
