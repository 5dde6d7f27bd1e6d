"""The functions of a module whose text matches, found before anything is parsed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gocode import program_of

from rowsclose.go.module_text import ModuleText

FILES = {
    "go.mod": "module example.com/m\n",
    "main.go": "package main\nfunc setsHere() { db.Limit(1) }\nfunc sets() { use(db) }\nvar v = db.Limit\n",
    "main_test.go": "package main\nfunc setsInTest() { db.Limit(1) }\n",
    "store/store.go": "package store\nfunc (s *Store) setsInMethod() {\n\ts.db.\n\t\tLimit(2)\n}\n",
    "store/half.go": "package store\nfunc broken() { db.Limit( }\n",
    "vendor/v/v.go": "package v\nfunc setsInVendor() { db.Limit(1) }\n",
    "testdata/t.go": "package t\nfunc setsInTestdata() { db.Limit(1) }\n",
    "_old/o.go": "package o\nfunc setsInOld() { db.Limit(1) }\n",
    "other/go.mod": "module example.com/other\n",
    "other/o.go": "package other\nfunc setsInOtherModule() { db.Limit(1) }\n",
}


def module(root: Path) -> ModuleText:
    return ModuleText(program_of(FILES, root), str(root))


@pytest.mark.parametrize(
    ("pattern", "package", "names"),
    [
        (rb"\bLimit\(", None, ["setsHere", "(*Store).setsInMethod"]),
        (rb"\bLimit\(", "example.com/m/store", ["(*Store).setsInMethod"]),
        (rb"\buse\(", None, ["sets"]),
        (rb"\.\s*Limit\(2", None, ["(*Store).setsInMethod"]),
        (rb"\bnowhere\b", None, []),
    ],
)
def test_functions_are_those_of_the_module_that_match(
    tmp_path: Path, pattern: bytes, package: str | None, names: list[str]
) -> None:
    assert [f.name for f in module(tmp_path).functions(re.compile(pattern), package)] == names


def test_packages_are_those_of_the_module(tmp_path: Path) -> None:
    text = module(tmp_path)
    assert text.has("example.com/m")
    assert text.has("example.com/m/store")
    assert not text.has("example.com/other")
    assert not text.has("database/sql")
