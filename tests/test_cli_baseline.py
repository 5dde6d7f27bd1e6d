"""``baseline`` and ``check --baseline`` as commands: files, messages, statuses."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git, git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose

FILE = ".rowsclose-baseline.jsonl"
HEADER = '{"tool": "rowsclose", "kind": "baseline", "version": 1}\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a leak in each of two folders."""
    monkeypatch.chdir(git_repository(tmp_path / "tree"))
    return write_tree(tmp_path / "tree", {"a/x.go": LEAK, "b/y.go": LEAK.replace("names", "others")})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rowsclose, list(arguments))


def check(*arguments: str) -> tuple[int, list[str], str]:
    """Status, the findings' files, and the last line of standard error."""
    done = run("check", "-f", "concise", "--baseline", FILE, *arguments)
    return done.exit_code, [line.partition(":")[0] for line in done.stdout.splitlines()], done.stderr.splitlines()[-1]


def entries(root: Path, file: str = FILE) -> list[dict[str, object]]:
    header, *lines = (root / file).read_text().splitlines(keepends=True)
    assert header == HEADER
    return [json.loads(line) for line in lines]


def test_what_is_recorded_is_not_reported_and_what_is_new_is(tree: Path) -> None:
    recorded = run("baseline")
    assert recorded.exit_code == 0
    assert recorded.stderr.startswith(f"2 findings recorded in {FILE}: ")
    assert check() == (0, [], "no findings in 2 files, 2 in the baseline")
    write_tree(tree, {"c/z.go": LEAK})
    assert check() == (1, ["c/z.go"], "1 error in 3 files, 2 in the baseline")


def test_the_file_is_sorted_and_the_same_each_time(tree: Path) -> None:
    run("baseline")
    first = (tree / FILE).read_bytes()
    assert [entry["path"] for entry in entries(tree)] == ["a/x.go", "b/y.go"]
    assert all("line" not in entry for entry in entries(tree))
    run("baseline")
    assert (tree / FILE).read_bytes() == first


def test_paths_count_from_the_repository_wherever_it_is_run(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline")
    monkeypatch.chdir(tree / "a")
    done = run("check", "-f", "concise", "--baseline", f"../{FILE}", "../...")
    assert (done.exit_code, done.stdout) == (0, "")


def test_alike_ones_are_counted(tree: Path) -> None:
    write_tree(tree, {"a/x.go": twice(LEAK)})
    run("baseline", "a/x.go")
    assert [entry.get("count") for entry in entries(tree)] == [2]
    assert check("a/...")[:2] == (0, [])
    write_tree(tree, {"a/x.go": twice(twice(LEAK))})
    assert check("a/...")[:2] == (1, ["a/x.go"])


def twice(text: str) -> str:
    query = '\trows, err := db.Query("SELECT name FROM users")\n'
    beside = '\tif more, err := db.Query("SELECT name FROM users"); err == nil {\n\t\t_ = more\n\t}\n'
    return text.replace(query, beside + query)


def test_what_is_gone_is_counted_and_pruned(tree: Path) -> None:
    run("baseline")
    write_tree(tree, {"a/x.go": CLEAN.replace("ages", "names"), "c/z.go": LEAK.replace("names", "more")})
    done = run("check", "--baseline", FILE, "-f", "concise")
    assert f"1 finding of the baseline is gone: `rowsclose baseline --prune --baseline {FILE}` drops it" in done.stderr
    pruned = run("baseline", "--prune")
    assert pruned.stderr == f"1 finding recorded in {FILE}, 1 dropped, 1 found that it does not record\n"
    assert [entry["path"] for entry in entries(tree)] == ["b/y.go"]
    assert check() == (1, ["c/z.go"], "1 error in 3 files, 1 in the baseline")


def test_pruning_follows_what_has_moved(tree: Path) -> None:
    run("baseline")
    shutil.move(tree / "a", tree / "moved")
    assert check() == (0, [], "no findings in 2 files, 2 in the baseline")
    run("baseline", "--prune")
    assert [entry["path"] for entry in entries(tree)] == ["b/y.go", "moved/x.go"]


def test_a_leak_mended_here_and_made_there_is_new(tree: Path) -> None:
    run("baseline", "a")
    write_tree(tree, {"a/x.go": CLEAN.replace("ages", "names"), "c/x.go": LEAK})
    assert check("./a", "./c")[:2] == (1, ["c/x.go"])


HELPED = """package store

import "database/sql"

type store struct{ db *sql.DB }

{helpers}func names(s store) error {
	rows, err := {call}
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
}
"""
FUNCTION = 'func open(s store) (*sql.Rows, error) {\n\treturn s.db.Query("SELECT 1")\n}\n\n'
METHOD = 'func (s store) open() (*sql.Rows, error) {\n\treturn s.db.Query("SELECT 1")\n}\n\n'


@pytest.mark.parametrize(("helper", "call"), [(FUNCTION, "open(s)"), (METHOD, "s.open()")])
def test_a_finding_stays_known_when_what_it_calls_gets_another_name(tree: Path, helper: str, call: str) -> None:
    text = HELPED.replace("{helpers}", helper).replace("{call}", call)
    write_tree(tree, {"a/x.go": text})
    run("baseline", "a")
    write_tree(tree, {"a/x.go": text.replace("open(", "opened(")})
    assert check("./a")[:2] == (0, [])
    # The one of before is there still, so the call is another one; so it is with other arguments.
    both = HELPED.replace("{helpers}", helper + helper.replace("open(", "opened("))
    write_tree(tree, {"a/x.go": both.replace("{call}", call.replace("open", "opened"))})
    assert check("./a")[:2] == (1, ["a/x.go"])
    other = text.replace("open(", "opened(").replace(":= opened(s)", ":= opened(store(s))")
    write_tree(tree, {"a/x.go": other.replace(":= s.opened()", ":= store(s).opened()")})
    assert check("./a")[:2] == (1, ["a/x.go"])


def test_what_is_not_looked_at_is_neither_gone_nor_dropped(tree: Path) -> None:
    run("baseline")
    write_tree(tree, {"a/x.go": CLEAN.replace("ages", "names")})
    assert "gone" not in run("check", "--baseline", FILE, "./b").stderr
    run("baseline", "--prune", "./b")
    assert len(entries(tree)) == 2
    run("baseline", "./b")
    assert len(entries(tree)) == 2
    run("baseline", "./b", "./a")
    assert [entry["path"] for entry in entries(tree)] == ["b/y.go"]


def test_what_may_have_moved_out_of_sight_is_kept(tree: Path) -> None:
    run("baseline")
    write_tree(tree, {"c/x.go": LEAK})
    (tree / "a/x.go").write_text("package store\n")
    assert "gone" not in run("check", "--baseline", FILE, "./a").stderr
    assert check()[:2] == (0, [])
    (tree / "c/x.go").unlink()
    assert "1 finding of the baseline is gone" in run("check", "--baseline", FILE).stderr


def test_records_of_a_file_that_does_not_parse_are_kept(tree: Path) -> None:
    run("baseline")
    write_tree(tree, {"a/x.go": LEAK + "func {\n"})
    done = run("check", "--baseline", FILE)
    assert done.exit_code == 0
    assert "gone" not in done.stderr


def test_records_of_rules_that_do_not_run_are_kept(tree: Path) -> None:
    run("baseline")
    done = run("check", "--baseline", FILE, "--select", "tx-not-finished")
    assert "gone" not in done.stderr
    run("baseline", "--select", "tx-not-finished")
    assert len(entries(tree)) == 2


def test_suppressed_findings_are_not_recorded(tree: Path) -> None:
    write_tree(tree, {"a/x.go": LEAK.replace('users")\n', 'users") //rowsclose:ignore -- meant\n')})
    run("baseline")
    assert [entry["path"] for entry in entries(tree)] == ["b/y.go"]


def test_the_configuration_may_name_it(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tree, {".rowsclose.toml": 'baseline = "known.jsonl"\noutput = "report.txt"\n'})
    assert run("baseline").exit_code == 0
    assert len(entries(tree, "known.jsonl")) == 2
    monkeypatch.chdir(tree / "a")
    assert run("check", "../...").exit_code == 0
    assert not (tree / "report.txt").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: is not a rowsclose baseline"),
        ("package p\n", "1: is not a rowsclose baseline"),
        ('{"version": "2.1.0", "runs": []}\n', "1: is not a rowsclose baseline"),
        ('{"tool": "rowsclose", "kind": "baseline"}\n', "1: the baseline has no version"),
        (HEADER.replace("1}", "true}"), "1: the baseline has no version"),
        (HEADER.replace("1}", "2}"), "1: the baseline is of version 2, and this rowsclose reads version 1"),
        (HEADER + "\n{\n", "3: the baseline is damaged"),
        (HEADER + "<<<<<<< HEAD\n", "2: the baseline holds a conflict of a merge"),
        (HEADER + '{"path": "a.go"}\n', "2: the baseline is damaged"),
        (HEADER + "[" * 100_000 + "\n", "2: the baseline is damaged"),
        ("\ufeff" + HEADER + "null\n", "2: the baseline is damaged"),
    ],
)
def test_what_is_no_baseline_is_an_error_with_its_line_and_stays(tree: Path, text: str, said: str) -> None:
    (tree / FILE).write_text(text)
    for command in ("check", "baseline"):
        done = run(command, "--baseline", FILE)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{FILE}:{said}" in done.stderr
    assert (tree / FILE).read_text() == text


@pytest.mark.parametrize(
    "change", [{"count": 0}, {"count": 10**4299}, {"count": True}, {"count": 1.5}, {"rule": 3}, {"more": ""}]
)
def test_an_entry_that_cannot_be_meant_is_an_error(tree: Path, change: dict[str, object]) -> None:
    run("baseline")
    (entry, _) = entries(tree)
    (tree / FILE).write_text(HEADER + json.dumps(entry | change) + "\n")
    done = run("check", "--baseline", FILE)
    assert done.exit_code == 2
    assert f"{FILE}:2: the baseline is damaged" in done.stderr


@pytest.mark.parametrize("name", ["nope.jsonl", "no/such/folder.jsonl", "a", "\0"])
def test_a_baseline_that_cannot_be_read_is_an_error(tree: Path, name: str) -> None:
    for arguments in (["check", "--baseline", name], ["baseline", "--prune", "-o", name]):
        done = run(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def test_lines_that_git_gave_other_ends_are_read(tree: Path) -> None:
    run("baseline")
    (tree / FILE).write_bytes((tree / FILE).read_bytes().replace(b"\n", b"\r\n"))
    assert check()[:2] == (0, [])


def test_links_and_modes_are_kept_and_nothing_is_left_behind(tree: Path) -> None:
    run("baseline", "-o", "real.jsonl", "./a")
    (tree / "real.jsonl").chmod(0o640)
    os.symlink("real.jsonl", tree / FILE)
    assert run("baseline").exit_code == 0
    assert (tree / FILE).is_symlink()
    assert stat.S_IMODE((tree / "real.jsonl").stat().st_mode) == 0o640
    assert len(entries(tree, "real.jsonl")) == 2
    assert sorted(path.name for path in tree.iterdir()) == [".git", FILE, "a", "b", "real.jsonl"]


def test_of_two_at_once_none_loses_what_the_other_records(tree: Path) -> None:
    folders = [f"p{number}" for number in range(6)]
    write_tree(tree, {f"{folder}/x.go": LEAK for folder in folders})
    command = [sys.executable, "-m", "rowsclose", "baseline", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    at_once = [subprocess.Popen([*command, folder], cwd=tree, env=environment) for folder in folders]
    assert [process.wait() for process in at_once] == [0] * len(folders)
    assert [entry["path"] for entry in entries(tree)] == [f"{folder}/x.go" for folder in folders]


def test_a_file_that_could_not_be_analysed_makes_the_status_two_and_keeps_its_records(tree: Path) -> None:
    run("baseline")
    done = run("baseline", "./...", "gone.go")
    assert done.exit_code == 2
    assert "gone.go: error: no such file" in done.stderr
    assert len(entries(tree)) == 2


def test_names_that_are_not_utf_8_are_recorded(tree: Path) -> None:
    os.rename(tree / "a/x.go", os.fsencode(tree / "a") + b"/\xff.go")
    assert run("baseline").exit_code == 0
    assert check()[:2] == (0, [])


def test_counts_in_json_have_the_recorded_ones(tree: Path) -> None:
    git(tree, "add", ".")
    run("baseline", "./a")
    counts = json.loads(run("check", "-f", "json", "--baseline", FILE).stdout)["counts"]
    assert (counts["findings"], counts["recorded"]) == (1, 1)


def test_what_the_configuration_keeps_out_can_be_shown_and_mended(tree: Path) -> None:
    run("baseline")
    (tree / ".rowsclose.toml").write_text(f'baseline = "{FILE}"\n')
    assert run("check").exit_code == 0
    assert run("check", "--no-baseline").exit_code == 1
    assert "a/x.go" in run("check", "--no-baseline", "-f", "concise").stdout
    assert run("check", "--no-baseline", "--fix", "a/x.go").exit_code == 0
    assert run("check").stderr.startswith("1 finding of the baseline is gone")
    both = run("check", "--no-baseline", "--baseline", FILE)
    assert (both.exit_code, both.stderr.splitlines()[-1]) == (
        2,
        "Error: --baseline and --no-baseline exclude each other",
    )
