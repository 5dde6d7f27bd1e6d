"""Which finding is which across edits: a digest that survives moves of the line, and is unique in its run.

    rule, file, function, the acquiring line without its blanks, how many such findings stand before it  ->  sha256

What is not in it may change: line numbers, the message, code elsewhere in the function.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from rowsclose.finding import Finding
from rowsclose.report.context import ReportContext
from rowsclose.report.repository import shown_path


def identities(findings: Iterable[Finding], context: ReportContext) -> Iterator[tuple[Finding, str]]:
    """Each finding with its digest in hexadecimal; findings of one file come in the order of their places."""
    seen: Counter[bytes] = Counter()
    for finding in findings:
        digest = hashlib.sha256("\0".join(_parts(finding, context)).encode("utf-8", "surrogatepass"))
        alike = digest.digest()
        seen[alike] += 1
        digest.update(f"\0{seen[alike]}".encode())
        yield finding, digest.hexdigest()


def _parts(finding: Finding, context: ReportContext) -> Iterator[str]:
    source = context.read(finding.path)
    yield finding.rule_id
    yield shown_path(finding.path, context)
    yield finding.function
    yield "".join(source.line_text(source.position(finding.span.start).line).split())
