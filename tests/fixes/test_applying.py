"""A mended file takes the place of the old one in one step, and only where it is still what was analysed."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from gosource import LEAK

from fixes.mended import mended_patterns
from rowsclose.errors import RowscloseError
from rowsclose.fixes.applying import apply
from rowsclose.fixes.run import Change


@pytest.fixture
def leak(tmp_path: Path) -> Path:
    path = tmp_path / "leak.go"
    path.write_text(LEAK)
    return path


def change_of(path: Path, root: Path | None = None) -> Change:
    root = root or path.parent
    (change,) = mended_patterns(root, f"./{path.relative_to(root)}").changes
    return change


def test_the_new_text_has_the_permissions_of_the_old_one(leak: Path) -> None:
    leak.chmod(0o640)
    apply(change_of(leak), str(leak.parent))
    assert "defer rows.Close()" in leak.read_text()
    assert stat.S_IMODE(leak.stat().st_mode) == 0o640
    assert os.listdir(leak.parent) == ["leak.go"]


def test_a_link_stays_and_what_it_leads_to_is_mended(leak: Path) -> None:
    subprocess.run(["git", "init", "-q", str(leak.parent)], check=True)  # a link that leads out is not followed
    folder = leak.parent / "linked"
    folder.mkdir()
    link = folder / "by_link.go"
    link.symlink_to(leak)
    apply(change_of(link, leak.parent), str(leak.parent))
    assert link.is_symlink()
    assert "defer rows.Close()" in leak.read_text()


def test_an_edit_made_meanwhile_is_not_lost(leak: Path) -> None:
    change = change_of(leak)
    leak.write_text(LEAK + "\n// more\n")
    with pytest.raises(RowscloseError, match=r"leak\.go: not fixed: it has changed since it was read"):
        apply(change, str(leak.parent))
    assert leak.read_text() == LEAK + "\n// more\n"
    assert os.listdir(leak.parent) == ["leak.go"]


def test_a_file_that_has_gone_is_not_made_again(leak: Path) -> None:
    change = change_of(leak)
    leak.unlink()
    with pytest.raises(RowscloseError, match=r"leak\.go: not fixed: "):
        apply(change, str(leak.parent))
    assert os.listdir(leak.parent) == []
