"""File by file, folder by folder and whole, a check reports the same of each file, whatever the files are called."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from checking import checked_patterns
from filetree import write_tree

from rowsclose.finding import Finding, Notice
from rowsclose.source import Span

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATHS = (p.relative_to(FIXTURES) for p in FIXTURES.rglob("*.go"))
FOLDERS = sorted({p.parent.as_posix() for p in PATHS if p.parts[0] != "oracle"})


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Finding | Notice]]:
    """What a check of all fixtures at once reports of each file; those in skipped folders are named outright."""
    hidden = [f"./{folder}" for folder in FOLDERS if folder.startswith("_")]
    run = checked_patterns(["./...", *hidden], FIXTURES)
    found: dict[str, list[Finding | Notice]] = {}
    items: list[Finding | Notice] = [*run.findings, *run.notices]
    for item in items:
        found.setdefault(item.path, []).append(item)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_file_alone_has_the_findings_it_has_among_all(
    folder: str, everything: dict[str, list[Finding | Notice]]
) -> None:
    for path in sorted((FIXTURES / folder).glob("*.go")):
        name = path.relative_to(FIXTURES).as_posix()
        run = checked_patterns([name], FIXTURES)
        assert [*run.findings, *run.notices] == everything.get(name, [])


def test_folder_alone_has_the_findings_it_has_among_all(everything: dict[str, list[Finding | Notice]]) -> None:
    for folder in FOLDERS:
        run = checked_patterns([f"./{folder}"], FIXTURES)
        names = sorted(p.relative_to(FIXTURES).as_posix() for p in (FIXTURES / folder).glob("*.go"))
        assert list(run.findings) == [i for n in names for i in everything.get(n, []) if isinstance(i, Finding)]


def renamed(root: Path) -> dict[str, str]:
    """Give the files of each folder below ``root`` names of the opposite order; the new paths by the old ones."""
    found = {}
    for folder in {path.parent for path in root.rglob("*.go")}:
        names = sorted(path.name for path in folder.glob("*.go"))
        for number, name in enumerate(reversed(names)):
            (folder / name).rename(folder / f"f{number:03}_{name}")
            relative = (folder / name).relative_to(root).as_posix()
            found[relative] = (folder / f"f{number:03}_{name}").relative_to(root).as_posix()
    return found


def test_names_of_files_make_no_difference(tmp_path: Path, everything: dict[str, list[Finding | Notice]]) -> None:
    root = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, root, ignore=shutil.ignore_patterns("oracle"))
    paths = renamed(root)
    hidden = [f"./{folder}" for folder in FOLDERS if folder.startswith("_")]
    found = {(f.path, f.rule_id, f.span, f.message) for f in checked_patterns(["./...", *hidden], root).findings}
    before = [i for items in everything.values() for i in items if isinstance(i, Finding)]
    assert found == {(paths[f.path], f.rule_id, f.span, f.message) for f in before}


EVEN = """\
package p

import "database/sql"

func even(rows *sql.Rows, n int) error {
	if n == 0 {
		return nil
	}
	return odd(rows, n-1)
}

func first(db *sql.DB) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	return even(rows, 4)
}
"""
ODD = EVEN.replace("first", "second").replace(
    "return nil\n\t}\n\treturn odd", "return rows.Close()\n\t}\n\treturn even"
)
ODD = ODD.replace("func even", "func odd").replace("return even(rows, 4)", "return odd(rows, 4)")
TYPES = """\
package p

import "database/sql"

type book struct{ first *page }

func (b *book) Close() error { return b.first.Close() }

type page struct {
	in   *book
	rows *sql.Rows
}

func (p *page) Close() error { return p.rows.Close() }

func openBook(db *sql.DB) (*book, error) {
	first, err := openPage(db)
	return &book{first: first}, err
}

func openPage(db *sql.DB) (*page, error) {
	rows, err := db.Query("q")
	return &page{rows: rows}, err
}
"""
BOOK = """\
package p

import "database/sql"

func useBook(db *sql.DB) error {
	it, err := openBook(db)
	if err != nil {
		return err
	}
	println(it != nil)
	return nil
}
"""
PAGE = BOOK.replace("useBook", "usePage").replace("openBook", "openPage")
IN_EACH_OTHER = {
    "functions that call each other": {"a.go": EVEN, "b.go": ODD},
    "types that hold each other": {"a.go": BOOK, "b.go": PAGE, "types.go": TYPES},
}


def found_in(files: dict[str, str], root: Path) -> Iterator[set[tuple[str, str, Span, str]]]:
    """What is found in a folder with these files, as a whole and file by file."""
    write_tree(root, {"go.mod": "module m.test/m\n", **files})
    texts = {name: text.splitlines()[4] for name, text in files.items()}
    for runs in ([["./..."]], [[name] for name in files]):
        found = [f for patterns in runs for f in checked_patterns(patterns, root).findings]
        yield {(texts[f.path], f.rule_id, f.span, f.message) for f in found}


@pytest.mark.xfail(strict=True, reason="a question that rests on itself keeps the answer it had while it was open")
@pytest.mark.parametrize("form", IN_EACH_OTHER)
def test_what_rests_on_each_other_has_one_answer(form: str, tmp_path: Path) -> None:
    files = IN_EACH_OTHER[form]
    opposite = {f"{9 - number}.go": files[name] for number, name in enumerate(sorted(files))}
    answers = [*found_in(files, tmp_path / "as_named"), *found_in(opposite, tmp_path / "opposite")]
    assert all(answer == answers[0] for answer in answers)
