"""The README's generated parts are up to date; ``make docs`` makes them so."""

from __future__ import annotations

import re
from pathlib import Path

from rowsclose.report.formats import FORMAT_NAMES
from tools.docs import REHEARSAL, documented, documented_rehearsal

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_table_of_rules_and_example_are_what_the_program_says() -> None:
    assert documented(TEXT) == TEXT


def test_figures_of_the_rehearsal_are_those_in_its_file() -> None:
    page = REHEARSAL.read_text(encoding="utf-8")
    assert documented_rehearsal(page) == page


def test_formats_are_all_named() -> None:
    assert all(f"`{name}`" in TEXT for name in FORMAT_NAMES)


def test_nothing_of_the_machine_it_was_written_on_stands_in_it() -> None:
    assert not re.search(r"/(?:home|root|tmp|work|Users)/", TEXT)
    assert not re.search(r"(?<!&)#\d+", TEXT)
