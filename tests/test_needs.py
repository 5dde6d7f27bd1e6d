"""A test is skipped for want of a tool, and fails where the tool must be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from needs import needed


def test_tool_that_is_there_is_given(tmp_path: Path) -> None:
    assert needed("tool", tmp_path, "install it") == tmp_path


@pytest.mark.parametrize("found", [None, Path("nosuch")])
def test_missing_tool_skips_unless_it_must_be_there(monkeypatch: pytest.MonkeyPatch, found: Path | None) -> None:
    monkeypatch.setenv("ROWSCLOSE_TESTS_NEED", "other-tool another")
    with pytest.raises(pytest.skip.Exception, match="tool is not installed: install it"):
        needed("tool", found, "install it")
    monkeypatch.setenv("ROWSCLOSE_TESTS_NEED", "other tool")
    with pytest.raises(pytest.fail.Exception, match="tool is not installed: install it"):
        needed("tool", found, "install it")
