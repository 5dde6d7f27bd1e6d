"""What GitHub takes of a log, and what is kept of one that has more.

    results                  25,000     the most severe: by level, then confidence, then place
    steps of a path          10,000     1,000 are shown: the first and the last ones
    locations of a result     1,000     100 are shown: the last ones
    the file, compressed      10 MB     fewer of the most severe results

A log with more is rejected as a whole. Source:
https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence

from rowsclose.finding import Finding, Level, Step

RESULTS = 25_000
STEPS = 1_000
RELATED = 100
COMPRESSED_BYTES = 9_500_000  # below the limit by what another compressor may do worse

# What takes at most so many bytes is not compressed to know them: a place takes some 50 beside what it says, for its
# keys are alike in all; a character beyond ASCII takes about as many as in UTF-8, though it is written as an escape.
_PLACE_BYTES = 100
_BYTES_A_BYTE = 1.5
_QUOTED_BYTES = 1_000  # at most 500 characters of source; what is underlined in them compresses to nothing


def within_limits(findings: Sequence[Finding], log: Callable[[Sequence[Finding]], Iterable[str]]) -> Sequence[Finding]:
    """The findings that a log may have, in their order; ``log`` gives the text of one with some of them."""
    kept = _most_severe(findings, RESULTS)
    while sum(map(_bytes_at_most, kept)) > COMPRESSED_BYTES:
        size = _compressed_bytes(log(kept))
        if size <= COMPRESSED_BYTES:
            break
        kept = _most_severe(kept, min(len(kept) - 1, int(len(kept) * 0.95 * COMPRESSED_BYTES / size)))
    return kept


def shown_steps(witness: tuple[Step, ...]) -> list[tuple[int, Step]]:
    """The steps of a path that a log has, with their numbers from 1."""
    numbered = list(enumerate(witness, start=1))
    return numbered if len(numbered) <= STEPS else [*numbered[: STEPS // 2], *numbered[-STEPS // 2 :]]


def _most_severe(findings: Sequence[Finding], number: int) -> Sequence[Finding]:
    if len(findings) <= number:
        return findings
    levels = list(Level)
    by_severity = sorted(
        range(len(findings)), key=lambda at: (levels.index(findings[at].level), -findings[at].confidence)
    )
    return [findings[at] for at in sorted(by_severity[:number])]


def _bytes_at_most(finding: Finding) -> float:
    steps = shown_steps(finding.witness)
    texts = [finding.message, finding.help, finding.function, finding.path]
    for _, step in steps:
        texts += [step.message, step.path] * 2  # once more as a related location
    said = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    return _QUOTED_BYTES + _PLACE_BYTES * (2 + 2 * len(steps)) + _BYTES_A_BYTE * said


def _compressed_bytes(pieces: Iterable[str]) -> int:
    compressor = zlib.compressobj(wbits=31)  # gzip's format
    return sum(len(compressor.compress(piece.encode())) for piece in pieces) + len(compressor.flush())
