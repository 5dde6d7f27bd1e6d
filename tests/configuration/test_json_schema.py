"""The JSON Schema in the repository is what the program reads; ``make docs`` writes it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from filetree import write_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rowsclose.cli.commands import check
from rowsclose.cli.configured import option_keys
from rowsclose.configuration.schema import OWN_KEYS, read_configuration
from rowsclose.errors import ConfigError
from rowsclose.rules import ALL_RULES
from tools.docs import SCHEMA, documented_schema

WRITTEN = json.loads(SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(WRITTEN)
OPTIONS = list(option_keys(check).values())
RULES = [rule.id for rule in ALL_RULES]


@pytest.fixture(autouse=True, scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("schema"), {"base.toml": "", "_m/m.go": "package m\n"})


def test_the_file_is_what_the_program_would_write() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == documented_schema()
    jsonschema.Draft7Validator.check_schema(WRITTEN)


def test_it_has_every_key_and_no_other() -> None:
    assert set(WRITTEN["properties"]) == {option.name for option in OPTIONS} | set(OWN_KEYS)


def accepted_by_the_program(text: str, folder: Path) -> bool:
    path = folder / "rowsclose.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_configuration(str(path), str(folder), OPTIONS, RULES)
    except ConfigError:
        return False
    return True


VALUES = st.sampled_from(
    [
        *("true", "false", "0", "7", "1.5", '""', "[]", "[1]", "{}", '"zzz"', '["zzz"]'),
        *('"text"', '["sarif=a.sarif", "text"]', '"sarif="', '"out.txt"', '"error"', '"never"', '"low"', '"always"'),
        *('"all"', '"rows-not-closed"', '["rows-not-closed, defer-in-loop"]', '"rows-not-closed,"', '[" all "]'),
        *('"test"', '["assumed", "ended-here"]', '"gen/"', '["*.pb.go", "!a.go"]', '"!"', '"base.toml"', '"_m"'),
        *(
            '{rows-not-closed = {level = "note"}}',
            "{rows-not-closed = {}}",
            "{zzz = {}}",
            "{rows-not-closed = {x = 1}}",
        ),
        *('{rows-not-closed = {level = "off"}}', '{"*_test.go" = "all"}', '{"!x" = "all"}', '{"x" = ["zzz"]}'),
    ]
)
# What only the disk can tell: whether there is such a file.
PATHS = {"extends", "models"}


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=st.sampled_from([*(option.name for option in OPTIONS), *OWN_KEYS, "zzz", "min_confidence"]), value=VALUES)
def test_program_and_schema_agree(repository: Path, key: str, value: str) -> None:
    text = f"{key} = {value}\n"
    is_valid = VALIDATOR.is_valid(tomllib.loads(text))
    is_accepted = accepted_by_the_program(text, repository)
    assert is_valid or not is_accepted, text
    assert is_accepted or not is_valid or key in PATHS, text


def test_the_sample_of_the_readme_is_valid() -> None:
    readme = (SCHEMA.parents[2] / "README.md").read_text(encoding="utf-8")
    samples = readme.split("```toml\n")[1:]
    assert len(samples) >= 2
    for sample in samples:
        VALIDATOR.validate(tomllib.loads(sample.split("```")[0]))
