"""Found, missed, invented and apart: the findings of one tool held against the labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.peers.findings import Kind, PlainFinding
from benchmarks.peers.labels import Label, folders_that_turn_on
from benchmarks.peers.matching import CONVENTION, SPEAKS_OF, Judged, judge
from benchmarks.peers.peers import Peer
from benchmarks.peers.running import Outcome
from benchmarks.peers.shapes import shape_of
from benchmarks.peers.statements import GoFile

OPT_IN = frozenset({"pool-limits-unset", "pool-idle-time-unset"})


@dataclass(frozen=True, slots=True)
class Score:
    """Labels of a selection, those found, and what was invented in the shapes of the selection."""

    labels: int
    found: int
    invented: int

    @property
    def missed(self) -> int:
        """Labels that nothing found."""
        return self.labels - self.found


@dataclass(frozen=True, slots=True)
class Tally:
    """How one tool did: the labels it found, and the findings that found none."""

    peer: Peer
    outcome: Outcome
    found: frozenset[Label]
    invented: tuple[Judged, ...]
    apart: tuple[Judged, ...]

    def claims(self, label: Label) -> bool:
        """Whether the tool says of itself that it finds such a label."""
        return label.rule_id in self.peer.claims and shape_of(label.path) not in self.peer.not_for

    def score(self, labels: Iterable[Label], shape: str | None = None) -> Score:
        """Over the labels given; inventions of one shape, or of all."""
        wanted = set(labels)
        invented = [j for j in self.invented if shape in (None, shape_of(j.finding.place.path))]
        return Score(len(wanted), len(wanted & self.found), len(invented))


def is_judged(label: Label) -> bool:
    """Whether a label counts as found or missed at all: those of the convention are counted apart."""
    return label.rule_id != CONVENTION


def tally(
    peer: Peer, outcome: Outcome, texts: Mapping[str, bytes], files: Mapping[str, GoFile], labels: Iterable[Label]
) -> Tally:
    """Judge every finding in the files given, and count those of one kind on one statement once."""
    by_path: dict[str, list[Label]] = {}
    for label in labels:
        by_path.setdefault(label.path, []).append(label)
    turned_on = {rule_id: folders_that_turn_on(rule_id, texts) for rule_id in OPT_IN}
    judged: dict[tuple[str, int, Kind], Judged] = {}
    for finding in outcome.findings:
        path = finding.place.path
        if path in files and _is_asked_for(finding, turned_on):
            verdict = judge(finding, files[path], by_path.get(path, ()))
            judged.setdefault((path, verdict.start, finding.kind), verdict)
    verdicts = sorted(judged.values(), key=lambda j: (j.finding.place, j.finding.kind.value))
    return Tally(
        peer,
        outcome,
        frozenset(label for verdict in verdicts for label in verdict.found),
        tuple(verdict for verdict in verdicts if verdict.is_invented),
        tuple(verdict for verdict in verdicts if verdict.apart),
    )


def _is_asked_for(finding: PlainFinding, turned_on: Mapping[str, frozenset[str]]) -> bool:
    rules = SPEAKS_OF[finding.kind] & OPT_IN
    folder = finding.place.path.rpartition("/")[0]
    return not rules or any(folder in turned_on[rule_id] for rule_id in rules)
