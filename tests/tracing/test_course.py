from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from rehearsal.service import SOURCE
from rowsclose.report.context import ReportContext
from rowsclose.servers.dump import read_dumps
from rowsclose.servers.session import Activity, Kind, Sample, Settings
from rowsclose.source import SourceFile
from rowsclose.trace.report.course import bar, changes, counts, counts_of, picture
from rowsclose.trace.tracing import Trace, trace

DATA = Path(__file__).parent / "data" / "activity.csv"


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    return read_dumps([("activity.csv", DATA.read_bytes())]).samples


def test_sessions_are_counted_by_state(samples: tuple[Sample, ...]) -> None:
    found = counts(samples[-1])
    assert (found["active, waiting for the client"], found["idle in transaction"]) == (3, 3)
    assert found.total() == len(samples[-1].sessions)


def test_bar_is_as_long_as_there_are_sessions(samples: tuple[Sample, ...]) -> None:
    total = len(samples[0].sessions)
    assert bar(samples[0], total).count("#") == 50
    assert bar(samples[0], 2 * total).count("#") == 25
    assert bar(Sample(0.0, ()), 10).endswith("0: none")


@pytest.fixture(scope="module")
def found(samples: tuple[Sample, ...]) -> tuple[Trace, ReportContext]:
    from rowsclose.discovery import discover
    from rowsclose.trace.code import code_of

    discovered = discover(["./..."], str(SOURCE))
    read = {file.path: SourceFile(file.path, Path(file.absolute).read_bytes()) for file in discovered.files}
    context = ReportContext(read=read.__getitem__, rules=(), version="0", root=str(SOURCE), folder=str(SOURCE))
    return trace(code_of(discovered, ()), Activity(Kind.POSTGRESQL, samples, Settings())), context


def test_lines_that_change_are_shown_with_what_has_changed(found: tuple[Trace, ReportContext]) -> None:
    now = counts_of(*found)
    first = next(iter(now))
    assert (len(now), first, now[first]) == (10, "orders/export.go:22", 3)
    shown = list(changes(found[0], {}, found[1]))
    assert [line.split()[:3] for line in shown] == [[f"+{count}", str(count), place] for place, count in now.items()]
    assert "leaks, rows-not-closed, unchanged for" in shown[0]
    assert list(changes(found[0], now, found[1])) == []
    assert [line.split()[:3] for line in changes(found[0], {**now, first: 1, "gone.go:7": 4}, found[1])] == [
        ["+2", "3", first],
        ["-4", "0", "gone.go:7"],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_picture_is_well_formed_and_has_what_was_seen(samples: tuple[Sample, ...], count: int) -> None:
    root = ET.fromstring("".join(picture(samples[:count])))
    assert len(root.findall("{*}polygon")) == len(counts(samples[0]))
    assert str(len(samples[0].sessions)) in {text.text for text in root.findall("{*}text")}


def test_picture_of_no_session_is_one() -> None:
    assert ET.fromstring("".join(picture([Sample(1.0, ())]))).findall("{*}polygon") == []
