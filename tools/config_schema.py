"""The JSON Schema of configuration files, from what the program reads: ``make docs`` writes it.

Editors and validators of TOML read it. It says what the program asks for, but for what only a look at the disk can tell
(paths), and for keys that exclude each other.
"""

from __future__ import annotations

from typing import Any

from rowsclose.cli.commands import check
from rowsclose.cli.configured import option_keys
from rowsclose.configuration.schema import ALL
from rowsclose.configuration.settings import Option, Takes
from rowsclose.finding import Circumstance, Level
from rowsclose.report.context import PROJECT_URL
from rowsclose.rules import ALL_RULES

_NO_NUL = r"^[^\u0000]*$"
_PATTERN = {"type": "string", "pattern": r"[^ /!]"}


def schema() -> dict[str, Any]:
    """The schema as plain values."""
    options = {option.name: _described(option) for option in option_keys(check).values()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{PROJECT_URL}/raw/main/rowsclose/configuration/rowsclose.schema.json",
        "title": "Configuration of rowsclose",
        "description": ".rowsclose.toml or rowsclose.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sorted({**options, **_own_keys()}.items())),
    }


def _described(option: Option) -> dict[str, Any]:
    parameter = next(p for p in check.params if f"--{option.name}" in p.opts)
    return {"description": str(getattr(parameter, "help", "")), **_of(option)}


def _of(option: Option) -> dict[str, Any]:
    match option.takes:
        case Takes.FLAG:
            return {"type": "boolean"}
        case Takes.NUMBER:
            return {"type": "integer"}
        case Takes.RULES:
            return _rules(1 if option.name == "select" else 0)
        case Takes.FORMATS:
            names = "|".join(option.choices)
            return _one_or_several({"type": "string", "pattern": rf"^({names})(=[^\u0000]+)?$"})
        case Takes.FILE:
            return {"type": "string", "minLength": 1, "pattern": _NO_NUL}
        case _:
            return {"enum": list(option.choices)} if option.choices else {"type": "string"}


def _own_keys() -> dict[str, Any]:
    levels = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"level": _enum(level.value for level in Level)},
    }
    return {
        "extends": {"description": "Another file, on top of which this one counts.", "type": "string", "minLength": 1},
        "exclude": {"description": "Files to leave out, as in .gitignore.", **_one_or_several(_PATTERN)},
        "rules": {
            "description": "What a rule's level is before circumstances lower it.",
            "type": "object",
            "additionalProperties": False,
            "properties": {rule.id: {"description": rule.summary, **levels} for rule in ALL_RULES},
        },
        "lower": {
            "description": "The circumstances that lower a finding; all where it is left out.",
            **_one_or_several(_enum(circumstance.value for circumstance in Circumstance)),
        },
        "per-file-ignores": {
            "description": "Rules that are not asked for in the files of a pattern.",
            "type": "object",
            "propertyNames": {"pattern": r"^[^!]"},
            "additionalProperties": _rules(0),
        },
        "models": {
            "description": "Stub files of libraries: files, folders, patterns.",
            **_one_or_several({"type": "string"}),
        },
        "require-suppression-reason": {
            "description": "A comment that silences findings has to say why.",
            "type": "boolean",
        },
    }


def _rules(least: int) -> dict[str, Any]:
    ids = "|".join([ALL, *(rule.id for rule in ALL_RULES)])
    listed = {"type": "string", "pattern": rf"^\s*({ids})\s*(,\s*({ids})\s*)*$"}
    return {"oneOf": [listed, {"type": "array", "items": listed, "minItems": least}]}


def _one_or_several(item: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [item, {"type": "array", "items": item}]}


def _enum(words: Any) -> dict[str, Any]:
    return {"enum": list(words)}
