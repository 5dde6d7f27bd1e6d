"""The budget of a function: beyond it the function is left out, which is said, and all the rest is analysed."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import OPTIONS, checked_text, checked_texts
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.finding import NoticeKind
from rowsclose.flow.budget import Budget, OverBudget, OverTotal, Total
from rowsclose.values import replace

HEAD = 'package p\n\nimport "database/sql"\n\nfunc ask(n int) bool\n\n'
SHORT = 'func short(db *sql.DB) {\n\trows, _ := db.Query("SELECT 1")\n\trows.Next()\n}\n\n'
LONG = (
    'func (s *store) long(db *sql.DB) {\n\trows, _ := db.Query("SELECT 1")\n'
    + "".join(f"\tif ask({i}) {{\n\t\trows.Next()\n\t}}\n" for i in range(200))
    + "}\n\ntype store struct{}\n"
)
LONG_HELPER = (
    "func helper(rows *sql.Rows) {\n"
    + "".join(f"\tif ask({i}) {{\n\t\trows.Next()\n\t}}\n" for i in range(200))
    + "\trows.Close()\n}\n\n"
)
CALLS_IT = 'func calls(db *sql.DB) {\n\trows, _ := db.Query("SELECT 1")\n\thelper(rows)\n}\n\n'
FEW = replace(OPTIONS, max_steps=300)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rowsclose, ["check", *arguments])


def test_a_budget_is_spent_step_by_step() -> None:
    budget = Budget(3, Total())
    budget.spend(2)
    budget.spend(1)
    with pytest.raises(OverBudget, match="more than 3 steps"):
        budget.spend(1)


def test_a_function_over_its_budget_is_left_out_and_the_others_are_analysed() -> None:
    found = checked_text(HEAD + LONG + SHORT, options=FEW)
    (notice,) = found.notices
    assert (notice.kind, notice.line) == (NoticeKind.BUDGET, 7)
    assert notice.message == (
        "not analysed: more than 300 steps in function (*store).long; --max-steps raises the limit"
    )
    assert [f.function for f in found.findings] == ["short"]
    assert [f.function for f in checked_text(HEAD + LONG + SHORT).findings] == ["(*store).long", "short"]


def test_what_is_left_out_does_not_depend_on_the_order_of_the_functions() -> None:
    one = checked_text(HEAD + SHORT + LONG + CALLS_IT + LONG_HELPER, options=FEW)
    other = checked_text(HEAD + LONG_HELPER + CALLS_IT + LONG + SHORT, options=FEW)
    assert {n.message for n in one.notices} == {n.message for n in other.notices}
    assert {f.function for f in one.findings} == {f.function for f in other.findings}


def test_a_callee_over_its_budget_is_named_and_its_callers_take_it_for_code_out_of_reach() -> None:
    found = checked_text(HEAD + CALLS_IT + LONG_HELPER, options=FEW)
    assert [n.message.partition(" in ")[2] for n in found.notices] == ["function helper; --max-steps raises the limit"]
    assert found.findings == ()


def test_a_callee_in_another_file_is_named_there() -> None:
    files = {
        "a.go": (HEAD + CALLS_IT).encode(),
        "b.go": f'package p\n\nimport "database/sql"\n\n{LONG_HELPER}'.encode(),
    }
    found = checked_texts(files, FEW)
    assert [(n.path, n.kind) for n in found.notices] == [("b.go", NoticeKind.BUDGET)]


def test_the_run_fails_and_reports_what_could_be_analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {"go.mod": "module m\n", "p.go": HEAD + LONG + SHORT}))
    result = run("-f", "concise", "--max-steps", "300")
    assert result.exit_code == 2
    assert "not analysed: more than 300 steps in function (*store).long" in result.stderr
    assert "1 with a function that takes too many steps" in result.stderr
    assert result.stdout.count("rows-not-closed") == 1
    assert run("-f", "concise").exit_code == 1


def test_the_configuration_file_may_set_it_and_the_command_line_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"go.mod": "module m\n", "leak.go": LEAK, ".rowsclose.toml": "max-steps = 1\n"}
    monkeypatch.chdir(write_tree(tmp_path, files))
    assert "more than 1 steps" in run().stderr
    assert run("--max-steps", "10000").exit_code == 1
    assert run("--max-steps", "0").exit_code == 2


def test_the_configuration_file_may_not_do_away_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"go.mod": "module m\n", "leak.go": LEAK, ".rowsclose.toml": "\nmax-steps = 2_000_001\n"}
    monkeypatch.chdir(write_tree(tmp_path, files))
    result = run()
    assert result.exit_code == 2
    said = ".rowsclose.toml:2: max-steps: must be at most 2,000,000: only the command line may say more"
    assert said in result.stderr
    write_tree(tmp_path, {".rowsclose.toml": "max-steps = 2_000_000\n"})
    assert run().exit_code == 1
    assert run("--max-steps", "2000001").exit_code == 1


def doubling(name: str, levels: int) -> str:
    """A function of literals, each of which runs the one before it twice."""
    runs = "".join(f"\tf{i} := func() {{\n\t\tf{i - 1}()\n\t\tf{i - 1}()\n\t}}\n" for i in range(1, levels))
    return (
        f'func {name}(db *sql.DB) {{\n\trows, _ := db.Query("SELECT 1")\n\tf0 := func() {{ rows.Next() }}\n'
        f"{runs}\tf{levels - 1}()\n}}\n\n"
    )


def test_many_functions_that_are_each_just_within_their_budget_are_not_all_analysed() -> None:
    many = "".join(doubling(f"f{i}", 6) for i in range(30))
    found = checked_text(HEAD + many + SHORT, options=replace(OPTIONS, max_steps=1_000))
    said = {n.message.partition(" steps ")[2].partition(" function f")[0] for n in found.notices}
    assert said == {"in this run, the last of them in"}
    left_out = {n.line for n in found.notices}
    assert 0 < len(left_out) < 30
    assert len(found.findings) == 31 - len(left_out)


def test_what_a_run_may_take_grows_with_the_functions_that_it_looks_at() -> None:
    total = Total(100)
    total.budget("f", 200).spend(100)
    total.budget("g", 200).spend(100)
    total.budget("f", 200).spend(100)
    total.budget("h", 0).spend(100)
    with pytest.raises(OverTotal, match="more than 400 steps in this run"):
        total.budget("f", 200).spend(1)
    total.budget("i", 240).spend(50)
