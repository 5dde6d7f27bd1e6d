"""``--format json``: one document. Keys may be added within version 1; none is removed or given another meaning."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.report.context import ReportContext
from rowsclose.report.json import finding_object, tool_object
from rowsclose.report.jsontext import dumps_filled
from rowsclose.servers.ending import ending
from rowsclose.sql.index import Match
from rowsclose.trace.evidence import Seen
from rowsclose.trace.sites import Site
from rowsclose.trace.tracing import Line, Stranger, Trace

SCHEMA_VERSION = 1


def render(trace: Trace, context: ReportContext) -> Iterator[str]:
    """The document, a line of code a piece."""
    settings = trace.activity.settings
    document = {
        "version": SCHEMA_VERSION,
        "tool": tool_object(context),
        "server": {
            "kind": trace.activity.kind.value,
            "version": settings.version or None,
            "max_connections": settings.max_connections,
            "samples": len(trace.activity.samples),
        },
        "lines": [],
        "unmatched": [_stranger(s) for s in trace.strangers],
        "ending": ending(trace.to_end) if trace.to_end else None,
        "advice": list(trace.advice),
        "missing": list(trace.activity.missing),
        "counts": {
            "sessions": trace.sessions,
            "hidden": trace.hidden,
            "lines": len(trace.lines),
            "named": len(trace.named),
        },
    }
    yield from dumps_filled(document, "lines", (_line(line, context) for line in trace.lines))


def _line(line: Line, context: ReportContext) -> dict[str, object]:
    return {
        "verdict": line.verdict.name.lower(),
        "evidence": line.evidence.name.lower(),
        "statement": _site(line.match, context),
        "others": [_site(match, context) for match in line.others],
        "ambiguous": line.is_ambiguous,
        "findings": [{"how": c.how, "finding": finding_object(c.finding, context)} for c in line.causes],
        "tags": dict(line.tags),
        "longest_unchanged_s": line.longest_s,
        "sessions": [_session(seen) for seen in line.sessions],
    }


def _site(match: Match[Site], context: ReportContext) -> dict[str, object]:
    site = match.statement
    at = context.read(site.path).position(site.span.start)
    return {
        "path": site.path,
        "line": at.line,
        "column": at.column,
        "function": site.function,
        "call": site.call,
        "acquires": site.kind.value if site.kind is not None else None,
        "score": match.score,
        "reason": match.reason,
    }


def _session(seen: Seen) -> dict[str, object]:
    session = seen.session
    return {
        "pid": session.pid,
        "began": session.began or None,
        "application": session.application,
        "user": session.user,
        "database": session.database,
        "client": session.client,
        "state": session.state.value,
        "wait": session.wait or None,
        "query": session.query,
        "unchanged_s": seen.unchanged_s,
        "stands": seen.stands,
        "holds_snapshot": session.holds_snapshot,
    }


def _stranger(stranger: Stranger) -> dict[str, object]:
    return {
        "query": stranger.query,
        "evidence": stranger.evidence.name.lower(),
        "sessions": [_session(seen) for seen in stranger.sessions],
    }
