"""The registry: every format loads, and nothing heavy is imported before it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rowsclose.errors import UsageError
from rowsclose.report.formats import FORMAT_NAMES, load_format

from .samples import EMPTY_RUN, rendered


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_renders_an_empty_run(name: str) -> None:
    assert rendered(name, EMPTY_RUN, rules=()) == rendered(name, EMPTY_RUN, rules=())


def test_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=rf"no such format: xml \(one of text, .*{FORMAT_NAMES[-1]}\)"):
        load_format("xml")


@pytest.mark.parametrize("name", [name for name in FORMAT_NAMES if name != "sarif"])
def test_light_formats_import_neither_sarif_om_nor_attrs(name: str) -> None:
    program = (
        "import sys; from rowsclose.report.formats import load_format; "
        f"load_format({name!r}); import rowsclose.report.summary, rowsclose.report.explain; "
        "print(sorted({'sarif_om', 'attr', 'jsonschema', 'click', 'importlib.metadata'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
