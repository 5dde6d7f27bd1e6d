"""What is asked for is read, whatever its name or its neighbours are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from filetree import write_tree
from gosource import LEAK


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rowsclose", "check", "--format", "concise", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_file_named_outright_is_analysed_though_its_name_starts_with_an_underscore(tmp_path: Path) -> None:
    write_tree(tmp_path, {"_x.go": LEAK})
    done = check(tmp_path, "./_x.go")
    assert (done.returncode, "rows-not-closed" in done.stdout) == (1, True)


def test_pipe_beside_a_file_is_not_waited_for(tmp_path: Path) -> None:
    write_tree(tmp_path, {"ok.go": LEAK})
    os.mkfifo(tmp_path / "pipe.go")
    assert check(tmp_path, "ok.go").returncode == 1


def test_module_is_found_from_a_folder_within_it_without_a_repository(tmp_path: Path) -> None:
    store = (
        'package store\n\nimport "database/sql"\n\nfunc Names(db *sql.DB) (*sql.Rows, error) { return db.Query("q") }\n'
    )
    user = (
        'package web\n\nimport (\n\t"database/sql"\n\n\t"example.com/m/store"\n)\n\n'
        "func first(db *sql.DB) error {\n\trows, err := store.Names(db)\n\tif err != nil {\n\t\treturn err\n\t}\n"
        "\tif rows.Next() {\n\t\treturn nil\n\t}\n\treturn rows.Err()\n}\n"
    )
    write_tree(tmp_path, {"go.mod": "module example.com/m\n", "store/store.go": store, "web/web.go": user})
    within = check(tmp_path / "web", "./...")
    above = check(tmp_path, "./web")
    assert within.stdout.replace("web.go", "web/web.go") == above.stdout
    assert "rows-not-closed" in above.stdout
