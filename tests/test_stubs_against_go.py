"""The shipped stub files: they parse, their directives are of the documented language, and Go agrees with them.

What Go has to say comes from ``tools/stubcheck``, which loads the real packages. It needs ``go`` and the modules;
without them those tests are skipped, the others run everywhere. The large modules are compared by a longer command:
see ``tools/stubcheck/README.md``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rowsclose.syntax.parser import parse

ROOT = Path(__file__).resolve().parent.parent
STUBS = ROOT / "rowsclose" / "stubs"
STUBCHECK = ROOT / "tools" / "stubcheck"
FILES = sorted(STUBS.glob("*.go"))

_IMPORT_COMMENT = re.compile(r'^package \w+ // import ("[^"]+"(?:, "[^"]+")*)$', re.MULTILINE)

KIND = r"(?:rows|row|stmt|conn|tx|pool)"
METHODS = r"[A-Z]\w*(?:\|[A-Z]\w*)*"
# A verb: the form of its arguments, with `P` for a parameter (a name or an index).
DIRECTIVES_OF_TYPES = {"begins-at-use": "", "must-call": METHODS, "resource": KIND}
DIRECTIVES_OF_FUNCTIONS = {
    "acquires": rf"{KIND} {METHODS}(?: unless [A-Z]\w*)?",
    "acquires-from": "P",
    "acquires-into": "P",
    "alias": r"\d P",
    "asserts": "",
    "blocks": "conn",
    "borrows": "P",
    "busies": "",
    "bounded-by": "(?:ctx|tx|conn|batch|session)",
    "checks-error": "",
    "closes": "P?",
    "closes-at-end": "",
    "closes-when-error": "",
    "closes-when-nil": "P?",
    "closes-when-zero": "",
    "closes-when-returned": r"P [\w./]+\.[A-Z]\w*",
    "closes-when-false": r"(?:unless [A-Z]\w*)?",
    "defers": "P",
    "fails-test": "",
    "ignores": "P",
    "may-exit": "(?:process|goroutine)",
    "never-nil": "",
    "nil-safe": "",
    "nil-when-nil": "P",
    "no-return": "(?:process|goroutine)",
    "not-acquired": "",
    "not-nil-when-returns": "P",
    "not-nil-when-true": "P",
    "returns-when-false": "P",
    "lends-tx": "P",
    "runs-on": "P",
    "returns-when-nil": "P",
    "returns-when-not-nil": "P",
    "returns-when-true": "P",
    "takes": "P",
    "true-when-false": "P",
    "true-when-nil": "P",
    "true-when-not-nil": "P",
    "true-when-true": "P",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A directive of a stub and the line of the declaration below it."""

    place: str
    verb: str
    arguments: str
    declaration: str


def directives() -> Iterator[Written]:
    for file in FILES:
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if line.strip().startswith("//rowsclose:"):
                verb, _, arguments = line.strip().removeprefix("//rowsclose:").partition(" ")
                yield Written(f"{file.name}:{number + 1}", verb, arguments, declaration_in(lines[number + 1 :]))


def declaration_in(lines: list[str]) -> str:
    """The first declaration, on one line: past further directives, up to the closing parenthesis."""
    text = ""
    for line in lines:
        if not line.strip().startswith("//rowsclose:"):
            text = f"{text} {line.strip()}".strip()
            if text.count("(") == text.count(")"):
                break
    return text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_stub_parses_and_names_its_import_paths(file: Path) -> None:
    text = file.read_bytes()
    assert parse(text).damage == ()
    assert _IMPORT_COMMENT.search(text.decode())


def test_every_import_path_has_one_stub() -> None:
    paths = [path for file in FILES for path in import_paths(file)]
    assert sorted(paths) == sorted(set(paths))


def test_directives_are_of_the_documented_language() -> None:
    wrong = [d for d in directives() if not is_well_formed(d)]
    assert wrong == []


def is_well_formed(directive: Written) -> bool:
    about_type = directive.declaration.startswith("type ")
    forms = DIRECTIVES_OF_TYPES if about_type else DIRECTIVES_OF_FUNCTIONS
    form = forms.get(directive.verb)
    if form is None:
        return False
    # The receiver and every parameter and result stand before a type; an index stands for one without a name.
    names = "|".join([*re.findall(r"[(,] ?(\w+)(?=[ ,])", directive.declaration), r"\d"])
    return re.fullmatch(form if about_type else form.replace("P", f"(?:{names})"), directive.arguments) is not None


@pytest.mark.parametrize("verb", [*DIRECTIVES_OF_TYPES, *DIRECTIVES_OF_FUNCTIONS])
def test_readme_has_every_directive(verb: str) -> None:
    assert re.search(rf"`{verb}[ `]", (STUBS / "README.md").read_text(encoding="utf-8"))


def test_every_stub_is_compared_or_says_why_not() -> None:
    compared = imported_below(STUBCHECK) | imported_below(ROOT / "fixtures" / "libraries")
    unchecked = {
        line.split()[0]
        for line in (STUBCHECK / "unchecked.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    stray = {
        file.name
        for file in FILES
        if not any(path in compared or is_standard(path) for path in import_paths(file)) and file.name not in unchecked
    }
    assert stray == set()
    assert unchecked <= {file.name for file in FILES}


def test_stubs_agree_with_the_real_packages(stubcheck: Path) -> None:
    result = run(stubcheck, STUBS)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("func (rs *Rows) Next() bool", "func (rs *Rows) Nextt() bool", "no Rows.Nextt in the package"),
        ("func (rs *Rows) Next() bool", "func (rs Rows) Next() bool", "Rows.Next's receiver differs"),
        ("query string, args ...any) (*Rows", "query string, args []any) (*Rows", "DB.QueryContext differs"),
        ("func (db *DB) Query(query string", "func (db *DB) Query(sql string", "DB.Query differs"),
        ("func (db *DB) Query(query string, args ...any) (*Rows, error)\n", "", "lacks DB.Query("),
        ("\tRowsAffected() (int64, error)", "\tRowsAffected() (int, error)", "Result has no member `RowsAffected"),
    ],
)
def test_a_stub_that_differs_is_reported(stubcheck: Path, tmp_path: Path, before: str, after: str, said: str) -> None:
    text = (STUBS / "database_sql.go").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "database_sql.go").write_text(text.replace(before, after, 1), encoding="utf-8")
    result = run(stubcheck, tmp_path)
    assert result.returncode == 1
    assert said in result.stdout


def import_paths(file: Path) -> list[str]:
    found = _IMPORT_COMMENT.search(file.read_text(encoding="utf-8"))
    return re.findall(r'"([^"]+)"', found.group(1)) if found else []


def imported_below(folder: Path) -> set[str]:
    """What the Go files below a folder import, but for those that no build takes in: the module lists of stubcheck."""
    texts = (file.read_text(encoding="utf-8") for file in folder.rglob("*.go"))
    return {path for text in texts if not text.startswith("//go:build ignore\n") for path in imports_of(text)}


def imports_of(text: str) -> list[str]:
    return re.findall(r'^(?:import )?\s*(?:[\w.]+ )?"([^"]+)"$', text, re.MULTILINE)


def is_standard(path: str) -> bool:
    return "." not in path.partition("/")[0]


def run(program: Path, stubs: Path) -> subprocess.CompletedProcess[str]:
    command = [str(program), "-modules", str(STUBCHECK), str(stubs)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="session")
def stubcheck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built once a session; where that is impossible the test is skipped, with the reason."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("no go on PATH")
    fetched = subprocess.run([go, "mod", "download"], cwd=STUBCHECK, capture_output=True, text=True, check=False)
    if fetched.returncode != 0:
        pytest.skip(f"modules cannot be downloaded: {fetched.stderr.strip()[-200:]}")
    program = tmp_path_factory.mktemp("stubcheck") / "stubcheck"
    subprocess.run([go, "build", "-o", str(program), "."], cwd=STUBCHECK, check=True)
    return program
