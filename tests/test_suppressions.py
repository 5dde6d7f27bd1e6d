"""Which findings a comment silences, by where it stands, and which comments silence none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from checking import OPTIONS, checked_text
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.finding import Confidence
from rowsclose.rules import ALL_RULES
from rowsclose.triage import CheckOptions
from rowsclose.values import replace

ID = "rows-not-closed"
IGNORE = f"//rowsclose:ignore {ID} -- why"
WITH_UNUSED = replace(OPTIONS, rules=tuple(r for r in ALL_RULES if r.on_by_default or r.id == "unused-suppression"))

# Two leaks, in two functions; @n@ are places for comments.
TWO = """\
@0@
package store @1@

import "database/sql"

@2@
func first(
	db *sql.DB, @3@
) error { @4@
	@5@
	rows, err := db.Query( @6@
		"SELECT 1", @7@
	) @8@
	if err != nil { @9@
		return err @10@
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
} @11@

func second(db *sql.DB) error {
	if rows, err := db.Query("SELECT 2"); err == nil { @12@
		_ = rows @13@
	}
	return nil
}
"""
FIRST, SECOND = "first", "second"


def text_with(**comments: str) -> str:
    """``TWO`` with comments at places: ``p6="//nolint"``."""
    text = TWO
    for number in range(14):
        text = text.replace(f"@{number}@", comments.get(f"p{number}", ""))
    return text


def silenced(**comments: str) -> list[str]:
    """The functions whose leak is silenced."""
    run = checked_text(text_with(**comments))
    assert len(run.findings) + len(run.suppressed) == 2
    return [s.finding.function for s in run.suppressed]


def reported(options: CheckOptions = WITH_UNUSED, **comments: str) -> list[str]:
    """What is said of the comments."""
    run = checked_text(text_with(**comments), options=options)
    return [f.message for f in run.findings if f.rule_id == "unused-suppression"]


def test_nothing_is_silenced_without_a_comment() -> None:
    assert silenced() == []


@pytest.mark.parametrize("place", ["p5", "p6", "p7", "p8"])
@pytest.mark.parametrize(
    "comment", [IGNORE, "//nolint", "// nolint:rowsclose", "//nolint:errcheck,sqlclosecheck // why"]
)
def test_comment_on_a_line_of_the_statement_or_alone_above_it_silences(place: str, comment: str) -> None:
    assert silenced(**{place: comment}) == [FIRST]


@pytest.mark.parametrize("place", ["p2", "p3", "p4"])
def test_comment_on_the_head_of_a_function_or_above_it_covers_the_function(place: str) -> None:
    assert silenced(**{place: IGNORE}) == [FIRST]


@pytest.mark.parametrize("place", ["p1", "p9", "p10", "p11", "p13"])
def test_comment_elsewhere_silences_nothing(place: str) -> None:
    assert silenced(**{place: IGNORE}) == []


def test_head_of_a_statement_that_holds_others_is_a_line_of_what_stands_in_it() -> None:
    assert silenced(p12=IGNORE) == [SECOND]


def test_comment_behind_code_does_not_cover_the_line_below() -> None:
    assert silenced(p4="_ = 0 " + IGNORE, p5="") == [FIRST]  # the line of the brace is the function's
    assert silenced(p5="_ = 0 " + IGNORE) == []


def test_comments_may_stand_above_each_other() -> None:
    assert silenced(p5=f"{IGNORE}\n\t// A query.\n\t//nolint:errcheck") == [FIRST]
    assert silenced(p5=f"{IGNORE}\n\n") == []
    assert silenced(p2=f"{IGNORE}\n// first asks.\n//\n//nolint:errcheck") == [FIRST]


def test_comment_for_the_file_stands_before_the_package_clause() -> None:
    assert silenced(p0=f"//rowsclose:ignore-file {ID}\n\n// Package store.") == [FIRST, SECOND]
    assert silenced(p0="//rowsclose:ignore-file") == [FIRST, SECOND]
    assert silenced(p0="//rowsclose:ignore-file rows-discarded") == []
    for place in ("p1", "p2", "p5"):
        assert silenced(**{place: "//rowsclose:ignore-file"}) == []


def test_nolint_right_above_the_package_clause_is_for_the_file() -> None:
    assert silenced(p0="//nolint:sqlclosecheck\n// Package store.") == [FIRST, SECOND]
    assert silenced(p0="//nolint:sqlclosecheck\n") == []


def test_only_the_rules_that_are_named_are_silenced() -> None:
    assert silenced(p5="//rowsclose:ignore rows-discarded,query-for-exec") == []
    assert silenced(p5=f"//rowsclose:ignore rows-discarded, {ID}") == [FIRST]
    assert silenced(p5="//rowsclose:ignore") == [FIRST]
    assert silenced(p5="//nolint:rowserrcheck") == []


def test_text_that_is_no_comment_silences_nothing() -> None:
    assert silenced(p6=f"`\n{IGNORE}\n` +") == []
    assert silenced(p5=f"/*\n{IGNORE}\n*/") == []
    assert silenced(p5=f"// see {IGNORE}") == []


def test_statement_in_a_literal_is_silenced_by_itself() -> None:
    body = LEAK.partition("{\n")[2].rstrip().removesuffix("}")
    literal = (
        'package store\n\nimport "database/sql"\n\nfunc run(func() ([]string, error)) {}\n\n'
        f"func f(db *sql.DB) {{\n\trun(func() ([]string, error) {{ @\n{body}}})\n}}\n"
    )
    assert len(checked_text(literal.replace("@", IGNORE)).findings) == 1
    run = checked_text(literal.replace("@", "").replace('users")', f'users") {IGNORE}'))
    assert (len(run.findings), len(run.suppressed)) == (0, 1)


def test_reason_of_the_nearest_comment_that_gives_one_is_the_justification() -> None:
    def justification(**comments: str) -> list[tuple[str, str]]:
        text = text_with(**comments)
        run = checked_text(text)
        return [(s.justification, text.encode()[s.span.start : s.span.end].decode()) for s in run.suppressed]

    assert justification(p5=IGNORE, p2="//nolint // function") == [("why", IGNORE)]
    assert justification(p8="//nolint", p2="//nolint // function") == [("function", "//nolint // function")]
    assert justification(p8="//nolint") == [("", "//nolint")]


def test_line_ends_byte_order_mark_and_odd_bytes_change_nothing() -> None:
    text = text_with(p5=f"//rowsclose:ignore {ID} -- \udcff\x1b[2J", p0="//rowsclose:ignore-file rows-discarded")
    raw = text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    (one,) = checked_text(b"\xef\xbb\xbf" + raw).suppressed
    assert one.justification == "\ufffd\x1b[2J"


def test_pools_are_silenced_as_well() -> None:
    text = 'package store\n\nimport "database/sql"\n\nfunc open() (*sql.DB, error) {\n\treturn sql.Open("", "") @\n}\n'
    options = replace(OPTIONS, rules=tuple(r for r in ALL_RULES if r.id == "pool-limits-unset"))
    assert len(checked_text(text.replace("@", ""), options=options).findings) == 1
    comment = "//rowsclose:ignore pool-limits-unset"
    assert checked_text(text.replace("@", comment), options=options).findings == ()


# What silences nothing ----------------------------------------------------------------------------


def test_comment_that_silences_is_not_reported() -> None:
    assert reported(p5=IGNORE, p12="//nolint:rowsclose") == []
    assert reported(p0=f"//rowsclose:ignore-file {ID}") == []


def test_each_name_that_silences_nothing_is_named() -> None:
    assert reported(p5=f"//rowsclose:ignore {ID},rows-discarded") == ["`rows-discarded` silences nothing"]
    assert reported(p10="//rowsclose:ignore rows-discarded,tx-not-finished") == [
        "`rows-discarded` and `tx-not-finished` silence nothing"
    ]
    assert reported(p10="//rowsclose:ignore") == ["this comment silences nothing"]
    assert reported(p10="//nolint:rowsclose // why") == ["`rowsclose` silences nothing"]


def test_every_comment_that_silences_at_all_is_of_use() -> None:
    assert reported(p2=IGNORE, p5=IGNORE, p0=f"//rowsclose:ignore-file {ID}") == []


def test_name_of_no_rule_is_said_with_the_nearest() -> None:
    assert reported(p5=f"//rowsclose:ignore {ID},rows_discard") == [
        "there is no rule `rows_discard`; did you mean rows-discarded?"
    ]
    assert reported(p5="//rowsclose:ignore zzz") == ["there is no rule `zzz`"]


def test_comment_for_the_file_behind_the_package_clause_is_said_to_be_late() -> None:
    assert reported(p2="//rowsclose:ignore-file -- why") == ["`ignore-file` works only before the package clause"]


def test_names_for_other_linters_are_left_alone() -> None:
    for comment in ("//nolint", "//nolint:all", "//nolint:sqlclosecheck,rowserrcheck", "//nolint:errcheck"):
        assert reported(p10=comment) == []


def test_rule_that_does_not_run_is_not_missed() -> None:
    only = replace(OPTIONS, rules=tuple(r for r in ALL_RULES if r.id in ("unused-suppression", "rows-discarded")))
    assert reported(only, p10=IGNORE) == []
    assert reported(only, p10="//rowsclose:ignore") == []
    assert reported(only, p10="//rowsclose:ignore rows-discarded") == ["`rows-discarded` silences nothing"]


USED = """\
package store

func f(db handle) bool {
	//rowsclose:ignore rows-not-closed
	rows, err := db.Query("")
	if err != nil {
		return false
	}
	if rows.Next() {
		rows.Scan(1)
		return true
	}
	return rows.Err() != nil
}
"""


def test_what_is_not_certain_enough_to_show_is_silenced_all_the_same() -> None:
    for confidence in (Confidence.LOW, Confidence.HIGH):
        run = checked_text(USED, options=replace(WITH_UNUSED, min_confidence=confidence))
        assert run.findings == ()
        assert len(run.suppressed) == (1 if confidence is Confidence.LOW else 0)


def test_comment_may_keep_itself() -> None:
    assert reported(p10="//rowsclose:ignore rows-discarded,unused-suppression -- soon") == []
    assert reported(p10="//rowsclose:ignore rows-discarded", p0="//rowsclose:ignore-file unused-suppression") == []
    assert reported(p10="//rowsclose:ignore rows-discarded", p0="//rowsclose:ignore-file") != []


def test_missing_reason_is_said_where_it_is_asked_for() -> None:
    asking = replace(WITH_UNUSED, reasons=True)
    assert reported(p5=f"//rowsclose:ignore {ID}") == []
    assert reported(asking, p5=f"//rowsclose:ignore {ID}") == ["no reason is given"]
    assert reported(asking, p5=IGNORE, p12="//nolint:sqlclosecheck // why") == []
    assert reported(asking, p12="//nolint:sqlclosecheck") == ["no reason is given"]
    assert reported(asking, p10="//nolint:sqlclosecheck") == []
    assert reported(asking, p10="//rowsclose:ignore x") == ["there is no rule `x`; no reason is given"]


def test_comment_in_a_file_that_is_not_analysed_whole_is_not_judged() -> None:
    idle = text_with(p10="//rowsclose:ignore rows-discarded")
    assert len(checked_text(idle, options=WITH_UNUSED).findings) == 3
    run = checked_text(idle + "\nvar limit = 10\n\nfunc half( {\n", options=WITH_UNUSED)
    assert [f.rule_id for f in run.findings] == [ID, ID]


def test_finding_stands_on_the_comment() -> None:
    text = text_with(p10="//rowsclose:ignore rows-discarded")
    run = checked_text(text, options=WITH_UNUSED)
    (one,) = (f for f in run.findings if f.rule_id == "unused-suppression")
    assert text.encode()[one.span.start : one.span.end] == b"//rowsclose:ignore rows-discarded"


# On the command line ------------------------------------------------------------------------------

FILES = {
    "go.mod": "module m\n",
    "leak.go": LEAK.replace("\trows, err", f"\t{IGNORE}\n\trows, err"),
    "clean.go": CLEAN,
    "sub/plain.go": "package sub\n\n//rowsclose:ignore rows-discarded -- why\nfunc f() {}\n",
    "sub/other.go": "package sub\n\nvar s = `//rowsclose:ignore rows-discarded`\n\nfunc g() {} //nolint:rowsclose\n",
}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(tmp_path, FILES)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_silenced_findings_do_not_count_and_the_summary_says_how_many(module: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no findings in 4 files, 1 suppressed\n"


def test_comments_are_looked_at_in_files_that_nothing_else_makes_matter(module: Path) -> None:
    everything = run("check", "-f", "concise", "--extend-select", "unused-suppression")
    assert everything.exit_code == 1
    lines = everything.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["sub/other.go:5:13:", "sub/plain.go:3:1:"]
    alone = [
        run("check", "-f", "concise", "--extend-select", "unused-suppression", f).stdout for f in FILES if f != "go.mod"
    ]
    assert sorted("".join(alone).splitlines()) == lines


def test_rule_is_not_missed_in_a_file_that_is_taken_out_of_it(module: Path) -> None:
    text = 'extend-select = ["unused-suppression"]\n[per-file-ignores]\n"plain.go" = ["rows-discarded"]\n'
    write_tree(module, {".rowsclose.toml": text})
    assert run("check", "sub/plain.go").exit_code == 0


def test_reasons_that_the_configuration_asks_for_turn_the_rule_on(module: Path) -> None:
    write_tree(module, {".rowsclose.toml": "require-suppression-reason = true\n"})
    assert run("check", "leak.go").exit_code == 0
    write_tree(module, {"leak.go": FILES["leak.go"].replace(" -- why", "")})
    result = run("check", "-f", "concise", "leak.go")
    assert (result.exit_code, result.stderr) == (1, "1 warning in 1 file, 1 suppressed\n")
    assert "no reason is given" in result.stdout
    assert run("check", "leak.go", "--ignore", "unused-suppression").exit_code == 0


def test_parser_is_not_imported_for_a_comment_that_nobody_asks_about(module: Path) -> None:
    program = (
        "import sys\nfrom rowsclose.cli import main\n"
        "try: main()\nexcept SystemExit as end: print(end.code)\nprint('tree_sitter' in sys.modules)"
    )
    for more, parsed in ((), "False"), (("--extend-select", "unused-suppression"), "True"):
        command = [sys.executable, "-c", program, "check", "-q", "sub/plain.go", *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout.split()[-1] == parsed


def test_reports_keep_silenced_findings_apart(module: Path) -> None:
    document = json.loads(run("check", "-f", "json").stdout)
    assert document["findings"] == []
    assert [(s["finding"]["path"], s["justification"]) for s in document["suppressed"]] == [("leak.go", "why")]
    assert json.loads(run("check", "-f", "sarif").stdout)["runs"][0]["results"] == []
    result = run("check", "-f", "sarif", "--sarif-suppressed")
    (only,) = json.loads(result.stdout)["runs"][0]["results"]
    assert (result.exit_code, only["suppressions"][0]["justification"]) == (0, "why")


def test_reason_does_not_reach_the_terminal_as_it_is(module: Path) -> None:
    write_tree(module, {"leak.go": FILES["leak.go"].replace("why", "\x1b[2J").replace(ID, f"{ID},x\x1b[2J")})
    for arguments in ([], ["-f", "json"], ["-f", "sarif", "--sarif-suppressed"], ["-f", "concise"]):
        result = run("check", "--extend-select", "unused-suppression", *arguments)
        assert "\x1b" not in result.output
