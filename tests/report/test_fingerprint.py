"""The hashes are compared with published vectors and with the definition, unit by unit."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.report.fingerprint import line_hashes


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        (b"", ["c129715d7a2bc9a3:1"]),
        (
            b" a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            b"Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_known_vectors(text: bytes, hashes: list[str]) -> None:
    assert line_hashes(text) == hashes


def test_line_ends_are_alike() -> None:
    assert line_hashes(b"a\r\nb\rc\n") == line_hashes(b"a\nb\nc\n")


def test_line_feed_parted_from_its_carriage_return_counts() -> None:
    assert line_hashes(b"a\r \nb") == line_hashes(b"a\n\nb")


def test_characters_beyond_the_basic_plane_are_two_units() -> None:
    assert line_hashes("\U0001f600".encode()) == _by_definition([0xD83D, 0xDE00, 0xFFFF])


def test_lines_of_one_hash_are_counted_together() -> None:
    # 98 * 37 + 65 == 97 * 37 + 102: different text, the same hash, and GitHub counts hashes.
    tail = "x" * 98 + "\n"
    first, second, *_ = line_hashes(f"bA{tail}af{tail}".encode())
    assert first.removesuffix(":1") == second.removesuffix(":2")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \t\r\né\U0001f600\ufeff", max_size=300))
def test_rolling_hash_equals_the_definition(text: str) -> None:
    assert line_hashes(text.encode()) == _by_definition(_units_one_by_one(text))


def _units_one_by_one(text: str) -> list[int]:
    raw = text.encode("utf-16-le")
    units, was_carriage_return = [], False
    for at in range(0, len(raw), 2):
        unit = raw[at] | raw[at + 1] << 8
        if unit in (0x20, 0x09) or (unit == 0x0A and was_carriage_return):
            was_carriage_return = False
            continue
        was_carriage_return = unit == 0x0D
        units.append(0x0A if was_carriage_return else unit)
    return [*units, 0xFFFF]


def _by_definition(units: list[int]) -> list[str]:
    seen: Counter[int] = Counter()
    hashes = []
    for start in range(len(units)):
        if start and units[start - 1] != 0x0A:
            continue
        window = (units[start:] + [0] * 100)[:100]
        hashed = sum(unit * 37 ** (99 - at) for at, unit in enumerate(window)) % 2**64
        seen[hashed] += 1
        hashes.append(f"{hashed:x}:{seen[hashed]}")
    return hashes
