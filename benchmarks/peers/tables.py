"""The generated part of docs/comparison.md, and the same figures as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from benchmarks.peers.labels import Label
from benchmarks.peers.matching import CONVENTION, LEAKS, Apart, Judged
from benchmarks.peers.shapes import SHAPES, shape_of
from benchmarks.peers.statements import GoFile
from benchmarks.peers.tally import OPT_IN, Score, Tally, is_judged

_KIB_A_MIB = 1024


def markdown(
    tallies: Sequence[Tally],
    labels: Sequence[Label],
    files: Mapping[str, GoFile],
    machine: str,
    failures: Sequence[str],
) -> str:
    """All tables, each with a line that says how to read it. What did not run is named, and left out of the columns."""
    judged = [label for label in labels if is_judged(label)]
    ran = [tally for tally in tallies if tally.outcome.runs]
    names = [tally.peer.name for tally in ran]
    parts = [
        f"{len(labels)} labels, {len(judged)} of them judged, in {len({label.path for label in labels})} of {len(files)} "
        f"files. {machine}",
        _heading("What ran, and what each says of itself", "Installed by the package manager named, at this version."),
        _table(["tool", "version", "from", "says that"], _said(tallies)),
        _failed(tallies, failures),
        _heading(
            "By its own word",
            "Only labels that the tool claims. *Apart* is neither found nor invented: see the last table. Seconds are of "
            "all runs over the fixtures, by the wall and of processors; memory is the peak of the largest process.",
        ),
        _table(
            ["tool", "claimed", "found", "missed", "invented", "apart", "seconds", "processor", "MiB"],
            _summary(ran, judged),
        ),
        _heading(
            "By its own word, by shape",
            "Found of those claimed, and `+n` invented, whether claimed or not. Empty: claims and invents nothing there.",
        ),
        _table(["shape", *names], _by_shape(ran, judged)),
        _heading(
            "Against everything, by shape",
            "The same held against every label of the shape, claimed or not: what a user of that tool alone would have.",
        ),
        _table(["shape", "labels", *names], _everything_by_shape(ran, judged)),
        _ties(ran, judged),
        _heading("Against everything, by rule", "The ids are rowsclose's, because its fixtures are labelled by them."),
        _table(["label", "labels", *names], _by_rule(ran, judged)),
        _heading(
            "Leaks, by what stands in the function",
            "Of the labels that say that something stays open: whether its function releases it on some other path.",
        ),
        _table(["", "labels", *names], _by_release(ran, judged, files)),
        _heading(
            "Counted apart",
            f"Labels of `{CONVENTION}` count nowhere above: nothing leaks there today. The other rows are findings that "
            "hold what their tool says, on what the labels do not call a defect.",
        ),
        _table(["", *names], _apart(ran, labels)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def results(tallies: Sequence[Tally], labels: Sequence[Label]) -> dict[str, Any]:
    """Everything behind the tables, label by label and finding by finding."""
    judged = [label for label in labels if is_judged(label)]
    return {tally.peer.name: _result(tally, [label for label in judged if tally.claims(label)]) for tally in tallies}


def _result(tally: Tally, claimed: Sequence[Label]) -> dict[str, Any]:
    return {
        "version": tally.peer.version,
        "seconds": round(tally.outcome.seconds, 2),
        "processor_seconds": round(tally.outcome.cpu_seconds, 2),
        "mib": tally.outcome.kib // _KIB_A_MIB,
        "failures": list(tally.outcome.failures),
        "claimed": len(claimed),
        "found": len(tally.found.intersection(claimed)),
        "missed": [_label(label) for label in sorted(set(claimed) - tally.found)],
        "invented": [_finding(judged) for judged in tally.invented],
        "apart": [{**_finding(judged), "why": judged.apart.value} for judged in tally.apart if judged.apart],
    }


def _label(label: Label) -> str:
    return f"{label.path}:{label.line} {label.rule_id}"


def _finding(judged: Judged) -> dict[str, str]:
    place = judged.finding.place
    return {"at": f"{place.path}:{place.line}", "kind": judged.finding.kind.value}


def _said(tallies: Iterable[Tally]) -> list[list[str]]:
    return [[t.peer.name, t.peer.version, t.peer.source.value, t.peer.says] for t in tallies]


def _failed(tallies: Iterable[Tally], failures: Iterable[str]) -> str:
    lines = [*failures, *(f"{t.peer.name}, in {line}" for t in tallies for line in t.outcome.failures)]
    return "Did not run:\n\n" + "\n".join(f"- `{line}`" for line in lines) if lines else ""


def _summary(tallies: Iterable[Tally], labels: Sequence[Label]) -> list[list[str]]:
    rows = []
    for t in tallies:
        score = t.score(label for label in labels if t.claims(label))
        counts = [score.labels, score.found, score.missed, score.invented, len(t.apart)]
        took = [f"{t.outcome.seconds:.1f}", f"{t.outcome.cpu_seconds:.1f}", str(t.outcome.kib // _KIB_A_MIB)]
        rows.append([t.peer.name, *map(str, counts), *took])
    return rows


def _by_shape(tallies: Sequence[Tally], labels: Sequence[Label]) -> list[list[str]]:
    def cells(shape: str | None) -> list[str]:
        scores = (t.score(filter(t.claims, _of_shape(labels, shape)), shape) for t in tallies)
        return [_cell(score, f"{score.found}/{score.labels}" if score.labels else "") for score in scores]

    return [*([shape, *cells(shape)] for shape in SHAPES), ["**all**", *cells(None)]]


def _everything_by_shape(tallies: Sequence[Tally], labels: Sequence[Label]) -> list[list[str]]:
    def cells(shape: str | None) -> list[str]:
        here = _of_shape(labels, shape)
        scores = (t.score(here, shape) for t in tallies)
        return [str(len(here)), *(_cell(score, _unless_none(score.found)) for score in scores)]

    return [*([shape, *cells(shape)] for shape in SHAPES), ["**all**", *cells(None)]]


def _ties(tallies: Sequence[Tally], labels: Sequence[Label]) -> str:
    """Where others find as many as the first tool, which is ours, or more, or invent less."""
    lines = []
    if not tallies:
        return ""
    for shape in SHAPES:
        here = _of_shape(labels, shape)
        ours, *others = [t.score(here, shape) for t in tallies]
        for t, score in zip(tallies[1:], others, strict=True):
            as_many = score.found >= ours.found and score.labels > 0
            if score.invented < ours.invented or (as_many and score.invented <= ours.invented):
                better = score.found > ours.found or score.invented < ours.invented
                comparison = "does better" if better else "does as well"
                lines.append(
                    f"- {shape}: {t.peer.name} {comparison}, {score.found} found and {score.invented} invented"
                )
    return "Where rowsclose is not ahead:\n\n" + "\n".join(lines) if lines else ""


def _by_rule(tallies: Sequence[Tally], labels: Sequence[Label]) -> list[list[str]]:
    rows = []
    for rule_id in sorted({label.rule_id for label in labels}):
        name = f"`{rule_id}`" + (" (off by default)" if rule_id in OPT_IN else "")
        rows.append([name, *_found(tallies, [label for label in labels if label.rule_id == rule_id])])
    return rows


def _by_release(tallies: Sequence[Tally], labels: Sequence[Label], files: Mapping[str, GoFile]) -> list[list[str]]:
    leaks = [label for label in labels if label.rule_id in LEAKS]
    partly = [label for label in leaks if files[label.path].is_released_somewhere(label.line)]
    never = [label for label in leaks if label not in partly]
    return [
        ["never released there", *_found(tallies, never)],
        ["released there on another path, or something else of that name is", *_found(tallies, partly)],
    ]


def _found(tallies: Iterable[Tally], labels: Collection[Label]) -> list[str]:
    return [str(len(labels)), *(_unless_none(len(t.found.intersection(labels))) for t in tallies)]


def _apart(tallies: Sequence[Tally], labels: Sequence[Label]) -> list[list[str]]:
    convention = [label for label in labels if not is_judged(label)]
    found = (_unless_none(len(t.found.intersection(convention))) for t in tallies)
    rows = [[f"`{CONVENTION}`, found of {len(convention)}", *found]]
    for why in Apart:
        counts = (sum(judged.apart is why for judged in t.apart) for t in tallies)
        rows.append([why.value, *map(_unless_none, counts)])
    return rows


def _of_shape(labels: Iterable[Label], shape: str | None) -> list[Label]:
    return [label for label in labels if shape in (None, shape_of(label.path))]


def _cell(score: Score, found: str) -> str:
    return f"{found} +{score.invented}".strip() if score.invented else found


def _unless_none(count: int) -> str:
    return str(count) if count else ""


def _heading(title: str, text: str) -> str:
    return f"### {title}\n\n{text}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
