"""The command as a process: what in-process runs cannot show."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filetree import write_tree
from gosource import BROKEN, CLEAN, LEAK, LEAK_PLACE

from rowsclose.report.formats import FORMAT_NAMES

PROJECT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "rowsclose")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")},
    "PYTHONPATH": str(PROJECT),
}


def run(cwd: Path, *arguments: str | bytes, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, input=stdin, capture_output=True, env=ENVIRONMENT, timeout=60, check=False
    )


def concise(cwd: Path, *arguments: str | bytes) -> tuple[int, str, str]:
    """Status, and both outputs of a concise check."""
    done = run(cwd, "check", "-f", "concise", *arguments)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"", 0),
        (b"\xef\xbb\xbf" + LEAK.encode(), 1),
        (LEAK.replace("\n", "\r\n").encode(), 1),
        (b"\x00\x00\x00", 0),
        (LEAK.encode() + b"\n// \xff\xfe \x00\n", 1),
        (LEAK.replace("SELECT", "\udcffSELECT").encode("utf-8", "surrogateescape"), 1),
        (b"package p\n" + b"(" * 20_000, 0),
        (LEAK.rstrip().removesuffix("}").encode(), None),
    ],
    ids=["empty", "byte-order mark", "crlf", "nul only", "nul", "not utf-8", "deep", "cut off"],
)
def test_odd_text_is_analysed_without_a_traceback(tmp_path: Path, text: bytes, status: int | None) -> None:
    (tmp_path / "odd.go").write_bytes(text)
    returned, out, err = concise(tmp_path, "odd.go")
    assert "Traceback" not in err
    assert err.splitlines()[-1].partition(" in ")[2].startswith("1 file")
    assert returned in ((0, 1) if status is None else (status,))
    if returned:
        assert out.startswith(f"odd.go:{LEAK_PLACE}: ")


def test_syntax_error_is_a_warning_with_its_place(tmp_path: Path) -> None:
    write_tree(tmp_path, {"broken.go": BROKEN})
    status, out, err = concise(tmp_path)
    assert status == 1
    assert out.startswith(f"broken.go:{LEAK_PLACE}: ")
    warning, summary = err.splitlines()
    path, line, column, level, _ = warning.split(":", 4)
    assert (path, line.isdigit(), column.isdigit(), level) == ("broken.go", True, True, " warning")
    assert summary == "1 error in 1 file, 1 with a syntax error"


def test_control_characters_of_names_and_sources_do_not_reach_the_terminal(tmp_path: Path) -> None:
    write_tree(tmp_path, {"\x1b[31m\n\udcff.go": LEAK.replace("SELECT", "\x1b]0;owned\x07")})
    for arguments in (["check"], ["check", "-f", "concise"], ["check", "\x1b[2J.go"], ["check", "-v", "\x1b[2J/..."]):
        done = run(tmp_path, *arguments)
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr


def test_names_that_are_not_utf8_survive_every_format(tmp_path: Path) -> None:
    write_tree(tmp_path, {"\udcff.go": LEAK})
    for format_name in FORMAT_NAMES:
        done = run(tmp_path, "check", "-f", format_name, b"\xff.go")
        assert (done.returncode, done.stderr) == (1, b"1 error in 1 file\n")
        done.stdout.decode()


def test_locale_without_utf8_changes_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path, {"é.go": LEAK})
    plain = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "check"], cwd=tmp_path, capture_output=True, env=plain, timeout=60, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"), [(["check"], 1), (["check", "--exit-zero"], 0), (["explain"], 0), (["check", "-h"], 0)]
)
def test_closed_pipe_ends_quietly_with_the_usual_status(tmp_path: Path, arguments: list[str], status: int) -> None:
    write_tree(tmp_path, {"leak.go": LEAK})
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
        )
    finally:
        os.close(writer)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"Broken pipe" not in done.stderr


def test_closed_standard_error_changes_no_status(tmp_path: Path) -> None:
    write_tree(tmp_path, {"leak.go": LEAK})
    for closing in ("2>&-", ">&- 2>&-", "2>/dev/full"):
        command = f'"{sys.executable}" -m rowsclose check nosuch leak.go {closing}'
        assert subprocess.run(["sh", "-c", command], cwd=tmp_path, env=ENVIRONMENT, check=False).returncode == 2


def test_full_disk_is_status_2_without_a_traceback(tmp_path: Path) -> None:
    write_tree(tmp_path, {"leak.go": LEAK})
    command = f'"{sys.executable}" -m rowsclose check leak.go >/dev/full'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"Error: standard output: no space left on device\n")


def test_interrupt_is_status_130_without_a_traceback(tmp_path: Path) -> None:
    # Reading standard input is the one place where a run waits for as long as a test likes.
    # A shell's background job ignores interrupts, and so would all that it starts.
    process = subprocess.Popen(
        [*COMMAND, "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin is not None
    # More than a pipe holds: it is through when the process reads it.
    process.stdin.write(b" " * 1_000_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_deleted_working_folder_is_status_2(tmp_path: Path) -> None:
    command = f'rmdir "$PWD"; exec "{sys.executable}" -m rowsclose check'
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(["sh", "-c", command], cwd=gone, env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"Error: the working folder does not exist any more\n")


def test_unreadable_file_is_status_2(tmp_path: Path) -> None:
    write_tree(tmp_path, {"leak.go": LEAK, "locked.go": CLEAN})
    (tmp_path / "locked.go").chmod(0)
    if os.access(tmp_path / "locked.go", os.R_OK):
        pytest.skip("this user can read any file")
    status, out, err = concise(tmp_path)
    assert (status, out.count("\n")) == (2, 1)
    assert err.startswith("locked.go: error: ")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["check", "plain.go"]])
def test_parser_and_sarif_are_not_imported_where_nothing_needs_them(tmp_path: Path, arguments: list[str]) -> None:
    write_tree(tmp_path, {"plain.go": "package p\n\nfunc f() int { return 1 }\n"})
    program = (
        "import sys\nfrom rowsclose.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert end.code == 0, end.code\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'tree_sitter', 'tree_sitter_go', 'sarif_om', 'subprocess', 'importlib_metadata', 'multiprocessing'}))\n"
        "print('importlib.metadata' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False
    )
    assert done.stdout.decode().splitlines()[-2:] == ["[]", "False"]


@pytest.mark.parametrize(
    ("expression", "status"),
    [
        (f"{'(' * 10_000}1{')' * 10_000}", 1),
        (" + ".join(['"a"'] * 2_000), 1),
        (f"{'!' * 10_000}true", 2),
    ],
    ids=["parentheses", "concatenation", "negations"],
)
def test_deep_expression_is_analysed_or_an_error(tmp_path: Path, expression: str, status: int) -> None:
    write_tree(
        tmp_path,
        {"deep.go": f"{LEAK}\nfunc deep(db *sql.DB) any {{ rows := db.Query; _ = rows; return {expression} }}\n"},
    )
    returned, out, err = concise(tmp_path, "deep.go")
    assert (returned, "Traceback" in err) == (status, False)
    assert out.startswith(f"deep.go:{LEAK_PLACE}: ")
    if status == 2:
        assert re.match(r"deep\.go:\d+:1: error: this function is nested too deeply", err)


def test_long_chain_of_else_if_is_analysed(tmp_path: Path) -> None:
    chain = " else ".join(f"if n == {number} {{ rows = {number} }}" for number in range(500))
    write_tree(tmp_path, {"deep.go": f"{LEAK}\nfunc deep(n int) (rows int) {{ {chain}; return }}\n"})
    status, out, err = concise(tmp_path, "deep.go")
    assert (status, out.count("\n"), err) == (1, 1, "1 error in 1 file\n")


def test_what_is_no_go_file_is_status_2_each_with_its_reason(tmp_path: Path) -> None:
    write_tree(tmp_path, {"notes.md": "", "leak.go": LEAK})
    (tmp_path / "dangling.go").symlink_to("nowhere.go")
    status, out, err = concise(tmp_path, "notes.md", "dangling.go", "", "./nosuch/...", "leak.go")
    assert (status, out.count("\n")) == (2, 1)
    assert err.splitlines() == [
        "error: an empty pattern names nothing",
        "./nosuch/...: error: no such file or directory",
        "dangling.go: error: no such file or directory",
        "notes.md: error: not a go file: its name does not end in .go",
        "1 error in 1 file, 4 unreadable",
    ]
