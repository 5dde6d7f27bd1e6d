"""A diff that git takes, and that makes of the old bytes the new ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from filetree import as_nobody, git_repository
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.fixes.diff import unified_diff


def patched(folder: Path, name: str, old: bytes, new: bytes) -> bytes:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(old)
    diff = b"".join(unified_diff(name, old, new))
    command = ["git", "-C", str(folder), "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, input=diff, check=True, capture_output=True, env=as_nobody())
    return path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a\nb\nc\n", b"a\nb\nx\nc\n"),
        (b"a\r\nb\r\n", b"a\r\nx\r\nb\r\n"),
        (b"a\nb", b"a\nx\nb"),
        (b"a\n\xff\x00\x0c\x85\n", b"a\nx\n\xff\x00\x0c\x85\n"),
        (b"a", b"b"),
    ],
    ids=["plain", "crlf", "no last line end", "any bytes", "one line"],
)
def test_git_makes_the_new_text_of_the_old_one(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert patched(git_repository(tmp_path), "p/a.go", old, new) == new


@pytest.mark.parametrize("name", ["with blank.go", 'quo"te.go', "back\\slash.go", "tab\there.go", "ünïcode.go"])
def test_git_finds_the_file_by_any_name(tmp_path: Path, name: str) -> None:
    assert patched(git_repository(tmp_path), name, b"a\n", b"b\n") == b"b\n"


@given(st.binary(max_size=40))
def test_what_does_not_change_has_no_diff(text: bytes) -> None:
    assert list(unified_diff("a.go", text, text)) == []
