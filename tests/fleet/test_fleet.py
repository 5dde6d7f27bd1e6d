"""Many checkouts: one log each, one summary, and nothing that is done is done again."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import git, write_tree
from gosource import CLEAN, LEAK

from fleet.fleets import MODULE, TWO_LEAKS, checkouts, files_below, fleet
from rowsclose.analyst import Analyst
from rowsclose.cli.commands import rowsclose
from rowsclose.unit import Answer, PackageUnit, Unit

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the checkouts; what is written goes beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "no-modules"))
    return checkouts(tmp_path / "trees")


def known(stderr: str) -> int:
    """How many checkouts were not looked at anew."""
    part = next((part for part in stderr.splitlines()[-1].split(", ") if part.endswith("known from before")), "0 ")
    return int(part.split()[0])


TEXT = """\
errors  warnings  notes  files  repository
     2         -      -      2  bad
     1         -      -      1  worse/half
     -         -      -      1  clean

3  rows-not-closed
"""


def test_the_worst_checkout_comes_first(trees: Path) -> None:
    done = fleet("trees", "-j", "1")
    assert (done.exit_code, done.stdout) == (1, TEXT)
    assert done.stderr == "3 errors in 4 files of 3 repositories\n"
    assert Path("rowsclose-fleet/summary.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["bad", "worse/half", "clean"])
def test_a_log_is_that_of_a_check_in_the_folder(trees: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    summary = json.loads(fleet("trees", "-f", "json", "-j", "1").stdout)
    log = next(each["sarif"] for each in summary["repositories"] if each["name"] == name)
    content = Path("rowsclose-fleet", log).read_text(encoding="utf-8")
    monkeypatch.chdir(trees / name)
    assert content == CliRunner().invoke(rowsclose, ["check", "-f", "sarif"]).stdout


def test_the_document_has_the_findings_with_the_source_of_their_paths(trees: Path) -> None:
    summary = json.loads(fleet("trees", "-f", "json", "-j", "1").stdout)
    assert summary["counts"] == {
        "repositories": 3,
        "files": 4,
        "levels": {"error": 3, "warning": 0, "note": 0},
        "rules": {"rows-not-closed": 3},
    }
    assert [(each["repository"], each["path"]) for each in summary["findings"]] == [
        ("bad", "store/leak.go"),
        ("bad", "store/leak.go"),
        ("worse/half", "leak.go"),
    ]
    bad = summary["repositories"][0]
    assert bad["repository"] == "https://example.com/org/bad.git"
    assert bad["revision"] == git(trees / "bad", "rev-parse", "HEAD").strip()
    first, *_, last = summary["findings"][2]["frames"]
    assert (first["line"], first["primary"], last["primary"]) == (6, True, False)
    assert [line["parts"] for line in first["lines"] if line["number"] == 6] == [
        ["    rows, err := ", "db.Query", '("SELECT name FROM users")']
    ]
    assert Path("rowsclose-fleet/summary.json").read_text(encoding="utf-8") == fleet("trees", "-f", "json").stdout


def test_any_number_of_workers_writes_the_same_files(trees: Path) -> None:
    for jobs in "123":
        fleet("trees", "-j", jobs, "-o", f"out{jobs}", "--no-cache")
    one = files_below(Path("out1"))
    assert len(one) >= 3 * 2 + 2
    assert files_below(Path("out2")) == one
    assert files_below(Path("out3")) == one


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "rows-not-closed"), 0),
        (("--fail-on", "note", "--ignore", "rows-not-closed"), 0),
        (("--isolated", "--config", "x.toml"), 2),
        (("--config", "gone.toml"), 2),
        (("--select", "no-such-rule"), 2),
    ],
)
def test_exit_status_is_that_of_a_check(trees: Path, options: tuple[str, ...], status: int) -> None:
    assert fleet("trees", "-j", "1", *options).exit_code == status


# What is known ----------------------------------------------------------------------------------------


def test_what_is_done_is_not_done_again(trees: Path) -> None:
    first = fleet("trees", "-j", "1")
    before = files_below(Path("rowsclose-fleet"))
    again = fleet("trees", "-j", "1")
    assert (known(first.stderr), known(again.stderr)) == (0, 3)
    assert (again.exit_code, again.stdout) == (first.exit_code, first.stdout)
    assert files_below(Path("rowsclose-fleet")) == before


def edit(trees: Path) -> None:
    (trees / "clean" / "ok.go").write_text(LEAK, encoding="utf-8")


def edit_what_is_imported_only(trees: Path) -> None:
    write_tree(trees / "clean", {"vendor/example.com/lib/lib.go": "package lib\n"})


def remove(trees: Path) -> None:
    (trees / "bad" / "ok.go").unlink()


def commit(trees: Path) -> None:
    git(trees / "bad", "commit", "-qm", "nothing", "--allow-empty")


def configure(trees: Path) -> None:
    (trees / "clean" / ".rowsclose.toml").write_text('ignore = ["defer-in-loop"]\n', encoding="utf-8")


def ignore(trees: Path) -> None:
    (trees / "bad" / ".gitignore").write_text("*.go\n", encoding="utf-8")
    git(trees / "bad", "rm", "-q", "--cached", "ok.go")


def test_a_checkout_that_has_changed_is_looked_at_anew_and_no_other(trees: Path) -> None:
    fleet("trees", "-j", "1")
    for change in (edit, edit_what_is_imported_only, ignore, remove, commit, configure):
        change(trees)
        assert (change, known(fleet("trees", "-j", "1").stderr)) == (change, 2)
    fleet("trees", "-j", "1", "-o", "fresh")
    assert files_below(Path("rowsclose-fleet")) == files_below(Path("fresh"))


@pytest.mark.parametrize("options", [("--select", "rows-not-closed"), ("--no-tests",), ("--isolated",)])
def test_another_question_has_another_answer(trees: Path, options: tuple[str, ...]) -> None:
    fleet("trees", "-j", "1")
    assert known(fleet("trees", "-j", "1", *options).stderr) == 0
    assert known(fleet("trees", "-j", "1", *options).stderr) == 3


def test_a_configuration_that_is_named_counts_for_all_and_is_part_of_the_question(trees: Path) -> None:
    named = Path("mine.toml")
    named.write_text('ignore = ["rows-not-closed"]\n', encoding="utf-8")
    assert fleet("trees", "-j", "1", "--config", "mine.toml").exit_code == 0
    named.write_text('ignore = ["defer-in-loop"]\n', encoding="utf-8")
    done = fleet("trees", "-j", "1", "--config", "mine.toml")
    assert (done.exit_code, known(done.stderr)) == (1, 0)


@pytest.mark.parametrize("ending", [".json", ".sarif"])
def test_damaged_results_are_not_believed(trees: Path, ending: str) -> None:
    fleet("trees", "-j", "1")
    before = files_below(Path("rowsclose-fleet"))
    (path,) = (path for path in Path("rowsclose-fleet").rglob(f"bad{ending}"))
    for damaged in (b"", path.read_bytes()[:-9], path.read_bytes().replace(b"names", b"namez"), b"{}\n"):
        path.write_bytes(damaged)
        assert known(fleet("trees", "-j", "1").stderr) == 2
        assert files_below(Path("rowsclose-fleet")) == before


# What fails -------------------------------------------------------------------------------------------


def test_what_cannot_be_analysed_is_named_and_costs_only_itself(trees: Path) -> None:
    write_tree(trees, {"LIST": "bad\ngone\nwrong\nfile\nclean\n", "file": ""})
    write_tree(trees / "wrong", {"inner/.rowsclose.toml": "selct = 1\n", "inner/ok.go": CLEAN})
    done = fleet("trees/LIST", "-j", "1")
    assert done.exit_code == 2
    assert [line.split("  ")[-2:] for line in done.stdout.splitlines()[1:6]] == [
        ["2", "bad"],
        ["1", "clean"],
        ["file", "(not analysed: not a folder)"],
        ["gone", "(not analysed: no such folder)"],
        ["wrong", "(not analysed: inner/.rowsclose.toml:1: selct: no such key; did you mean select?)"],
    ]
    assert "gone: error: no such folder\n" in done.stderr
    assert sorted(path.stem for path in Path("rowsclose-fleet/sarif").iterdir()) == ["bad", "clean"]


def test_of_what_fails_later_nothing_is_left(trees: Path) -> None:
    write_tree(trees, {"LIST": "bad\nclean\n"})
    fleet("trees/LIST", "-j", "1")
    shutil.rmtree(trees / "bad")
    assert fleet("trees/LIST", "-j", "1").exit_code == 2
    assert [name for name in files_below(Path("rowsclose-fleet")) if "bad" in name] == []


def test_what_was_analysed_in_part_is_looked_at_again(trees: Path) -> None:
    (trees / "clean" / "huge.go").write_bytes(b"package store\n" + b"\n" * (4 << 20))
    for _ in range(2):
        done = fleet("trees", "-j", "1")
        assert done.exit_code == 2
        assert "clean: huge.go: error: more than 4,194,304 bytes, the most that is read\n" in done.stderr
        assert "clean  (analysed in part)\n" in done.stdout
    assert known(done.stderr) == 2


def test_nothing_out_of_a_checkout_is_read(tmp_path: Path, trees: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = 'package lib\n\nimport "database/sql"\n\nfunc Close(rows *sql.Rows) { rows.Close() }\n'
    user = LEAK.replace("import", 'import "example.com/lib"\n\nimport').replace(
        "\tvar all", "\tlib.Close(rows)\n\tvar all"
    )
    module = f"{MODULE}\nrequire example.com/lib v1.0.0\n"
    write_tree(
        tmp_path / "modules" / "example.com" / "lib@v1.0.0", {"go.mod": "module example.com/lib\n", "l.go": library}
    )
    write_tree(tmp_path / "lib", {"go.mod": "module example.com/lib\n", "l.go": library})
    write_tree(trees / "cached", {"go.mod": module, "u.go": user})
    write_tree(trees / "beside", {"go.mod": f"{module}\nreplace example.com/lib => ../../lib\n", "u.go": user})
    write_tree(
        trees / "within", {"go.mod": f"{module}\nreplace example.com/lib => ./lib\n", "u.go": user, "lib/l.go": library}
    )
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "modules"))
    summary = json.loads(fleet("trees", "-f", "json", "-j", "1", "--min-confidence", "low").stdout)
    confidences = {f["repository"]: f["confidence"] for f in summary["findings"] if f["rule"] == "rows-not-closed"}
    assert confidences.get("cached") == confidences.get("beside") == "medium"
    assert "within" not in confidences


def test_two_runs_do_not_write_in_one_folder(trees: Path) -> None:
    Path("rowsclose-fleet").mkdir()
    held = os.open("rowsclose-fleet", os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = fleet("trees", "-j", "1")
    finally:
        os.close(held)
    assert done.exit_code == 2
    assert "rowsclose-fleet: another run writes its results there" in done.stderr


def test_nothing_is_written_into_a_folder_of_gits(trees: Path) -> None:
    assert fleet("trees", "-o", "trees/bad/.git/fleet").exit_code == 2
    assert not (trees / "bad" / ".git" / "fleet").exists()


# Who dies -----------------------------------------------------------------------------------------------


def dying(monkeypatch: pytest.MonkeyPatch, folder: str, times: list[Path]) -> None:
    """Let the worker that looks at a checkout die of a signal, as often as there are files to mark it by."""
    answer = Analyst.answer

    def answer_or_die(self: Analyst, unit: Unit) -> Answer:
        if isinstance(unit, PackageUnit) and f"/{folder}" in unit.folder:
            for mark in times:
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
        return answer(self, unit)

    monkeypatch.setattr(Analyst, "answer", answer_or_die)


def test_the_death_of_a_worker_changes_nothing(trees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet("trees", "-j", "1", "-o", "alone", "--no-cache")
    dying(monkeypatch, "bad", [tmp_path / "once"])
    done = fleet("trees", "-j", "2", "--no-cache")
    assert (tmp_path / "once").exists()
    assert (done.exit_code, done.stdout) == (1, TEXT)
    assert files_below(Path("rowsclose-fleet")) == files_below(Path("alone"))


def test_a_checkout_that_kills_two_workers_is_named_and_tried_again_by_the_next_run(
    trees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying(monkeypatch, "bad", [tmp_path / "once", tmp_path / "twice"])
    done = fleet("trees", "-j", "2", "--no-cache")
    assert done.exit_code == 2
    assert "bad: error: the worker process that it was given to ended twice (signal 9)\n" in done.stderr
    done = fleet("trees", "-j", "2", "--no-cache")
    assert (done.exit_code, done.stdout, known(done.stderr)) == (1, TEXT, 2)


KILLED = """
import os, sys, time
from rowsclose.analyst import Analyst
from rowsclose.cli import main

answer = Analyst.answer

def answer_or_wait(self, unit):
    if "/worse/" in unit.folder:
        os.write(1, b"begun\\n")
        time.sleep(600)
    return answer(self, unit)

Analyst.answer = answer_or_wait
sys.argv = ["rowsclose", "fleet", "trees/LIST", "-j", "2", "--no-cache"]
main()
"""


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_client_that_is_killed_loses_nothing_of_what_is_done(trees: Path, signum: signal.Signals) -> None:
    write_tree(trees, {"LIST": "bad\nclean\nworse/half\n"})
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen([sys.executable, "-c", KILLED], env=environment, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"begun\n"
        records = Path("rowsclose-fleet/records")
        while not records.is_dir() or len([p for p in records.iterdir() if p.suffix == ".json"]) < 2:
            assert started.poll() is None
        started.send_signal(signum)
        started.communicate(timeout=60)
    assert [name for name in files_below(Path("rowsclose-fleet")) if name.startswith("summary")] == []
    done = fleet("trees/LIST", "-j", "2", "--no-cache")
    assert (done.exit_code, done.stdout, known(done.stderr)) == (1, TEXT, 2)


def test_what_names_say_moves_no_cursor_and_leads_nowhere(trees: Path) -> None:
    name = "::error::x\x1b[31m\u202e"
    write_tree(trees / name, {"go.mod": MODULE, "a\x1b[2J.go": TWO_LEAKS})
    done = fleet("trees", "-j", "1")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    assert "::error::x\\x1b[31m\\u202e" in done.stdout
