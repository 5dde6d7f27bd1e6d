from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from rowsclose.servers.dump import read_dumps
from rowsclose.servers.session import Sample
from rowsclose.trace.report.course import bar, counts, picture

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


@pytest.mark.parametrize("count", [1, 3])
def test_picture_is_well_formed_and_has_what_was_seen(samples: tuple[Sample, ...], count: int) -> None:
    root = ET.fromstring("".join(picture(samples[:count])))
    assert len(root.findall("{*}polygon")) == len(counts(samples[0]))
    assert str(len(samples[0].sessions)) in {text.text for text in root.findall("{*}text")}


def test_picture_of_no_session_is_one() -> None:
    assert ET.fromstring("".join(picture([Sample(1.0, ())]))).findall("{*}polygon") == []
