"""The formats of ``--format``, by name, each imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from rowsclose.errors import UsageError, did_you_mean
from rowsclose.report.context import Render

# sarif_om alone doubles the start-up time: a format is a module name here, never an import.
_MODULES = {
    "text": "rowsclose.report.text",
    "concise": "rowsclose.report.concise",
    "json": "rowsclose.report.json",
    "jsonl": "rowsclose.report.jsonl",
    "sarif": "rowsclose.report.sarif.log",
    "github": "rowsclose.report.github",
    "gitlab": "rowsclose.report.gitlab",
    "gitlab-sast": "rowsclose.report.gitlab_sast",
    "junit": "rowsclose.report.junit",
    "checkstyle": "rowsclose.report.checkstyle",
    "rdjson": "rowsclose.report.rdjson",
    "sonar": "rowsclose.report.sonar",
}

FORMAT_NAMES = tuple(_MODULES)
FOR_PEOPLE = ("text", "concise")


def load_format(name: str) -> Render:
    """The ``render`` function of a format.

    Raises:
        UsageError: there is no such format.
    """
    module = _MODULES.get(name)
    if module is None:
        meant = did_you_mean(name, FORMAT_NAMES)
        raise UsageError(f"no such format: {name}{meant} (one of {', '.join(FORMAT_NAMES)})")
    return cast(Render, import_module(module).render)
