"""Which files are reports that rowsclose wrote, by how they begin: what is none is not replaced on a tree's word."""

from __future__ import annotations

import re

from rowsclose.finding import Level
from rowsclose.rules import ALL_RULES

HEAD_BYTES = 1024

_NOTHING_FOUND = (b"", b"[]")  # what is left of most formats
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rowsclose"'
_TOOLS = (b'"tool": {', b'"driver": {')
_COLOR = re.compile(rb"\x1b\[[0-9;]*m")
_LEVELS = tuple(level.value.encode() for level in Level)
_IDS = tuple(rule.id.encode() for rule in ALL_RULES)


def is_report(head: bytes) -> bool:
    """Whether a file is one, by its first ``HEAD_BYTES``."""
    return head.strip() in _NOTHING_FOUND or head.startswith(_XML) or _is_json(head) or _is_lines(head)


def _is_json(head: bytes) -> bool:
    if head.startswith(b"{"):
        before, named, _ = head.partition(b'"name": "rowsclose"')
        return bool(named) and before.rstrip().endswith(_TOOLS)
    return any(head.startswith(b'[\n  {"description": "%b: ' % rule_id) for rule_id in _IDS)


def _is_lines(head: bytes) -> bool:
    """Whether it begins as a format of lines does: text, concise, or workflow commands."""
    line = _COLOR.sub(b"", head.partition(b"\n")[0])
    if line.startswith(b"::"):
        return b"title=rowsclose: " in line or any(b"title=%b::" % rule_id in line for rule_id in _IDS)
    if line.startswith(_LEVELS):
        return any(b"[%b]" % rule_id in line for rule_id in _IDS)
    return any(b" %b %b" % (level, rule_id) in line for level in _LEVELS for rule_id in _IDS)
