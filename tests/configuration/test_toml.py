"""Where a key stands in a TOML text, and what is said of a text that is none."""

from __future__ import annotations

import sys

import pytest

from rowsclose.configuration.toml import line_of, parse
from rowsclose.errors import ConfigError

TEXT = '''\
# select = "no key"
quiet = true

format = """
min = 1
[rules]
""""
select = [
  # ]
  "a]", 'b[',
  "c",
]  # [not-a-table]
nested = { one = [
  1,
] }
rules.dotted.level = "note"

[rules.headed]
# level = "error"
level = """\\
  \\"""error"""

[per-file-ignores]
'*_test.go' = ["x"]
"""" # " = 1
[last]
'''.replace('"""" # " = 1\n', '"a # b" = ["y"]\n')


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("quiet",), 2),
        (("format",), 4),
        (("select",), 8),
        (("nested",), 13),
        (("nested", "one"), 13),
        (("rules",), 16),
        (("rules", "dotted", "level"), 16),
        (("rules", "headed"), 18),
        (("rules", "headed", "level"), 20),
        (("per-file-ignores",), 23),
        (("per-file-ignores", "*_test.go"), 24),
        (("per-file-ignores", "a # b"), 25),
        (("last",), 26),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_of_a_key_is_where_its_statement_begins(key: tuple[str, ...], line: int, end: str) -> None:
    text, tables = parse(TEXT.replace("\n", end).encode(), "c")
    for name in key:
        tables = tables[name]
    assert line_of(text, key) == line


def test_last_line_needs_no_end() -> None:
    assert line_of("a = 1\n\n\nb = 2", ("b",)) == 4


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a = 1\nb 2\n", "c:2: expected '=' after a key in a key/value pair"),
        (b"a = 1\na = 2\n", "c:2: cannot overwrite a value"),
        (b"a = 1\nb =", "c:2: invalid value"),
        (b"a = 1\n# \xff\n", "c:2: is not UTF-8"),
        (b"a = " + b"[" * 100_000, "c: is nested too deeply"),
        (b"\x1b[2J", "c:1: invalid statement"),
    ],
)
def test_text_that_is_no_toml_is_an_error_with_its_line(raw: bytes, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse(raw, "c")
    assert str(raised.value) == said


def test_number_of_thousands_of_digits_is_an_error() -> None:
    with pytest.raises(ConfigError):
        parse(b"a = " + b"1" * (sys.get_int_max_str_digits() + 1), "c")


def test_byte_order_mark_is_passed_over() -> None:
    assert parse(b"\xef\xbb\xbfa = 1\n", "c") == ("a = 1\n", {"a": 1})
