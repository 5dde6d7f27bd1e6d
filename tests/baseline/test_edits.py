"""Whatever is edited around a recorded finding, it does not come back, and no new one is hidden.

``ROWSCLOSE_EDITED`` may name a folder of Go code in place of the fixtures.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from baseline.edits import EDITS, RENAMES, Files, alike, checked, held, numbered, present, query_beside

FIXTURES = Path(os.environ.get("ROWSCLOSE_EDITED") or Path(__file__).parent.parent.parent / "fixtures")
_LARGEST = 60_000  # bytes in a package


@cache
def folders() -> list[Path]:
    """The folders of Go files that ask a database, none so large that it cannot be checked many times."""
    found = []
    for folder in sorted({path.parent for path in FIXTURES.rglob("*.go")}):
        texts = [path.read_bytes() for path in folder.glob("*.go")]
        asks = any(b"Query" in text for text in texts)
        if asks and "_broken" not in folder.parts and sum(map(len, texts)) <= _LARGEST:
            found.append(folder)
    return found


@cache
def package(folder: Path) -> Files:
    """The files of a folder by their names below that of all."""
    inside = folder.relative_to(FIXTURES).as_posix()
    paths = sorted(folder.glob("*.go"))
    return numbered({f"{inside}/{path.name}": path.read_bytes().replace(b"\r\n", b"\n") for path in paths})


@settings(max_examples=200 if "ROWSCLOSE_EDITED" in os.environ else 40)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 6))
def test_no_recorded_finding_comes_back_and_no_new_one_is_hidden(seed: int, count: int) -> None:
    rng = random.Random(seed)
    files = dict(package(rng.choice(folders())))
    before = checked(files)
    recorded = Counter(fingerprint for _, fingerprint in present(files, before.findings))
    were = alike(files, before.findings)
    edits = rng.choice((EDITS, EDITS, RENAMES))
    done = []
    for _ in range(count):
        edit = rng.choice(edits)
        edit(files, rng)
        done.append(edit.__name__)
    after = checked(files)
    matched = held(recorded, files, after.findings)
    are = alike(files, after.findings)
    assert alike(files, matched.new) == are - were, done
    assert alike(files, tuple(finding for finding, _ in matched.known)) == are & were, done
    assert matched.left.total() == (were - are).total(), done


def test_a_query_beside_is_an_edit_that_adds_a_finding() -> None:
    """Else the property would hold of a baseline that hides everything."""
    added = 0
    for folder in folders()[:12]:
        files = dict(package(folder))
        query_beside(files, random.Random(1))
        added += len(checked(files).findings) - len(checked(package(folder)).findings)
    assert added >= 6
