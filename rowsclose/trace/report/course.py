"""Sessions over time: a bar a sample and the lines of code that change, for a terminal; a picture of all samples as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from rowsclose.report.context import ReportContext
from rowsclose.servers.session import Sample, Session, State
from rowsclose.trace.report.words import duration, place_to_mend, shown_place
from rowsclose.trace.tracing import Line, Trace

_BAR_CELLS = 50
_WIDTH, _HEIGHT, _MARGIN, _LEGEND = 720, 320, 48, 190
_UNREAD = "active, waiting for the client"
# In the order in which they are piled up, and in colours that are told apart without red and green.
_COLORS = {
    _UNREAD: "#d55e00",
    State.IN_TRANSACTION.value: "#e69f00",
    State.ABORTED.value: "#f0e442",
    State.IDLE.value: "#0072b2",
    State.ACTIVE.value: "#009e73",
    State.OTHER.value: "#999999",
    State.UNKNOWN.value: "#cccccc",
}


def counts(sample: Sample) -> Counter[str]:
    """How many sessions are in each state."""
    return Counter(_state(session) for session in sample.sessions)


def _state(session: Session) -> str:
    return _UNREAD if session.waits_for_client and session.state is State.ACTIVE else session.state.value


def bar(sample: Sample, most: int) -> str:
    """A line for a terminal: the time, a bar as long as there are sessions of ``most``, and how many in each state."""
    total = len(sample.sessions)
    cells = round(_BAR_CELLS * total / max(most, 1, total))
    at = datetime.fromtimestamp(sample.at, UTC).strftime("%H:%M:%S")
    found = counts(sample)
    said = ", ".join(f"{found[state]} {state}" for state in _COLORS if found[state])
    return f"{at}  {'#' * cells:<{_BAR_CELLS}}  {total:>4}: {said or 'none'}"


def changes(found: Trace, before: Mapping[str, int], context: ReportContext) -> Iterator[str]:
    """The lines of code that more sessions speak against than before, or fewer; ``before`` is what ``counts_of`` gave."""
    now = counts_of(found, context)
    gravest = {shown_place(context, *place_to_mend(line)): line for line in reversed(found.named)}
    for place in (*now, *(p for p in before if p not in now)):
        more = now.get(place, 0) - before.get(place, 0)
        said = f"  {_said(gravest[place])}" if place in now else ""
        if more:
            yield f"{more:>+8} {now.get(place, 0):>5}  {place}{said}"


def _said(line: Line) -> str:
    finding = line.causes[0].finding.rule_id if line.causes else "no finding"
    return f"{line.verdict.name.lower()}, {finding}, unchanged for {duration(line.longest_s)}"


def counts_of(found: Trace, context: ReportContext) -> Counter[str]:
    """How many sessions speak against each line of code, the gravest first."""
    counted = Counter[str]()
    for line in found.named:
        counted[shown_place(context, *place_to_mend(line))] += len(line.sessions)
    return counted


def picture(samples: Sequence[Sample]) -> Iterator[str]:
    """An SVG of the sessions in each state over time, piled up, the states that tell most at the bottom."""
    begin, span = samples[0].at, max(samples[-1].at - samples[0].at, 1e-9)
    most = max(1, *(len(s.sessions) for s in samples))
    states = [state for state in _COLORS if any(counts(s)[state] for s in samples)]
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-size="12"'
    yield ' font-family="sans-serif">\n'
    yield f"<title>{len(samples)} samples of the sessions of a database server</title>\n"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>\n'
    xs = [_MARGIN + (s.at - begin) / span * (_WIDTH - _LEGEND - 2 * _MARGIN) for s in samples]
    below = [0] * len(samples)
    for number, state in enumerate(states):
        above = [b + counts(s)[state] for b, s in zip(below, samples, strict=True)]
        edge = [*zip(xs, above, strict=True), *reversed(list(zip(xs, below, strict=True)))]
        points = " ".join(f"{x:.1f},{_y(count, most):.1f}" for x, count in edge)
        yield f'<polygon points="{points}" fill="{_COLORS[state]}" stroke="{_COLORS[state]}"/>\n'
        x, y = _WIDTH - _LEGEND - _MARGIN // 2, _MARGIN + 20 * number
        yield f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{_COLORS[state]}"/>'
        yield f'<text x="{x + 18}" y="{y}">{escape(state)}</text>\n'
        below = above
    yield f'<text x="4" y="{_y(most, most):.1f}">{most}</text><text x="4" y="{_y(0, most):.1f}">0</text>\n'
    yield f'<text x="{_MARGIN}" y="{_HEIGHT - 12}">{_time(samples[0])} to {_time(samples[-1])} UTC</text>\n</svg>\n'


def _y(count: int, most: int) -> float:
    return _HEIGHT - _MARGIN - count / most * (_HEIGHT - 2 * _MARGIN)


def _time(sample: Sample) -> str:
    return datetime.fromtimestamp(sample.at, UTC).strftime("%Y-%m-%d %H:%M:%S")
