"""Which files are reports that rowsclose wrote, by how they begin: what is none is not replaced on a tree's word."""

from __future__ import annotations

import re

from rowsclose.finding import Level
from rowsclose.rules import ALL_RULES

HEAD_BYTES = 1024

_NOTHING_FOUND = (b"", b"[]")  # what is left of most formats
_JUNIT = b'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="rowsclose"'
_CHECKSTYLE = b'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
_TOOLS = (b'"tool": {', b'"driver": {', b'"source": {')
# Documents that name their writer otherwise: SonarQube's issues, GitLab's SAST report.
_ENGINE = re.compile(rb'\{\s*"rules": \[\s*\{\s*"engineId": "rowsclose"')
_ANALYZER = re.compile(rb'"analyzer": \{\s*"id": "rowsclose"')
_COLOR = re.compile(rb"\x1b\[[0-9;]*m")
_LEVELS = tuple(level.value.encode() for level in Level)
_IDS = tuple(rule.id.encode() for rule in ALL_RULES)


def is_report(head: bytes) -> bool:
    """Whether a file is one, by its first ``HEAD_BYTES``."""
    is_whole = head.strip() in _NOTHING_FOUND
    return is_whole or head.startswith(_JUNIT) or _is_checkstyle(head) or _is_json(head) or _is_lines(head)


def _is_checkstyle(head: bytes) -> bool:
    rest = head.removeprefix(_CHECKSTYLE)
    return rest != head and (rest.startswith(b"</checkstyle>") or b' source="rowsclose' in rest)


def _is_json(head: bytes) -> bool:
    if head.startswith(b"{"):
        before, named, _ = head.partition(b'"name": "rowsclose"')
        return (bool(named) and before.rstrip().endswith(_TOOLS)) or _names_writer(head)
    first = head.partition(b"}")[0]
    return first.startswith(b"[\n  {") and any(b'"description": "%b: ' % rule_id in first for rule_id in _IDS)


def _names_writer(document: bytes) -> bool:
    return _ENGINE.match(document) is not None or _ANALYZER.search(document) is not None


def _is_lines(head: bytes) -> bool:
    """Whether it begins as a format of lines does: text, concise, or workflow commands."""
    line = _COLOR.sub(b"", head.partition(b"\n")[0])
    if line.startswith(b"::"):
        return b"title=rowsclose: " in line or any(b"title=%b::" % rule_id in line for rule_id in _IDS)
    if line.startswith(_LEVELS):
        return any(b"[%b]" % rule_id in line for rule_id in _IDS)
    return any(b" %b %b" % (level, rule_id) in line for level in _LEVELS for rule_id in _IDS)
