"""Models: the user's own stub files, for libraries whose source is out of reach and over what is known of others."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree

from rowsclose.cli.commands import rowsclose

HITS = """\
package hits // import "example.com/hits"

//rowsclose:must-call Release
type Hits struct{}

//rowsclose:closes-when-false
func (h *Hits) Advance() bool

//rowsclose:nil-safe
func (h *Hits) Release()

type Index struct{}

func Dial(address string) (*Index, error)

func (i *Index) Lookup(words string) (*Hits, error)

//rowsclose:closes hits
func Drain(hits *Hits) error
"""

# Nothing in it has a name that a database library would have.
LEAKS = """\
package web

import "example.com/hits"

func first(index *hits.Index) (bool, error) {
	found, err := index.Lookup("a")
	if err != nil {
		return false, err
	}
	return found.Advance(), nil
}
"""
CLEAN = """\
package web

import "example.com/hits"

func all(index *hits.Index) error {
	found, err := index.Lookup("a")
	if err != nil {
		return err
	}
	defer found.Release()
	for found.Advance() {
	}
	return nil
}

func drained(index *hits.Index) error {
	found, err := index.Lookup("a")
	if err != nil {
		return err
	}
	return hits.Drain(found)
}
"""
MODULE = {
    "go.mod": "module example.com/web\n\nrequire example.com/hits v1.0.0\n",
    ".rowsclose.toml": 'models = [".models"]\n',
    ".models/hits.go": HITS,
    "web/leaks.go": LEAKS,
    "web/clean.go": CLEAN,
}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(tmp_path, MODULE)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(*arguments: str) -> list[tuple[str, int, str]]:
    """Path, line and rule of each finding."""
    findings = json.loads(run("check", "-f", "json", *arguments).stdout)["findings"]
    return [(each["path"], each["region"]["line"], each["rule"]) for each in findings]


def test_library_out_of_reach_is_known_by_its_model(module: Path) -> None:
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]
    assert found("web/leaks.go") == found()
    assert found("--isolated") == []


def test_file_that_a_model_alone_makes_matter_is_found_beside_another_that_is_asked_for(module: Path) -> None:
    head = 'package web\n\nimport "example.com/hits"\n\n'
    fetch = head + 'func look(i *hits.Index) (*hits.Hits, error) {\n\treturn i.Lookup("")\n}\n'
    use = head + "func use(i *hits.Index) {\n\tlook(i)\n}\n"
    write_tree(module, {"web/leaks.go": fetch, "web/clean.go": "package web\n", "web/use.go": use})
    assert found() == found("web/use.go")


@pytest.mark.parametrize(
    "models",
    ['".models"', '[".models/hits.go"]', '[".models/*.go"]', '["./.models/"]', '["**/hits.go", ".models/hits.go"]'],
)
def test_files_folders_and_patterns_count_from_the_configuration_file(
    module: Path, monkeypatch: pytest.MonkeyPatch, models: str
) -> None:
    write_tree(module, {".rowsclose.toml": f"models = {models}\n", ".git/HEAD": "", "x/hits.go": HITS})
    monkeypatch.chdir(module / "web")
    assert found() == [("leaks.go", 6, "rows-not-closed")]


@pytest.mark.parametrize(
    ("models", "said"),
    [
        ("['nosuch']", "2: models: 'nosuch' is no Go file, and no folder or pattern with one"),
        ("['web/*.txt']", "2: models: 'web/*.txt' is no Go file, and no folder or pattern with one"),
        ("['.rowsclose.toml']", "2: models: '.rowsclose.toml' is no Go file, and no folder or pattern with one"),
        ("['empty']", "2: models: 'empty' is no Go file, and no folder or pattern with one"),
        ("['../out.go']", "2: models: ../out.go lies outside of the repository"),
        ("['../*.go']", "2: models: .. lies outside of the repository"),
        ("['link/out.go']", "2: models: link/out.go lies outside of the repository"),
        ("['l*/out.go']", "2: models: link/out.go lies outside of the repository"),
        ("['/']", "2: models: ../"),
        ("['a\\u0000']", "2: models: "),
        ("1", "2: models: must be a string or a list of strings"),
    ],
)
def test_models_that_are_no_go_files_of_the_repository_are_an_error(module: Path, models: str, said: str) -> None:
    write_tree(module.parent, {"out.go": HITS})
    (module / "empty").mkdir()
    (module / "link").symlink_to("..")
    write_tree(module, {".rowsclose.toml": f"\nmodels = {models}\n"})
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        f"Error: .rowsclose.toml:{said}" if "\\u" not in models else "Error: .rowsclose.toml:"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "package hits\n",
            '1:1: error: nothing says which package it describes: write `package name // import "its/import',
        ),
        ("// hi\n\npackage hits // import example.com\n", "3:1: error: nothing says which package it describes"),
        ("", "1:1: error: nothing says which package it describes"),
        (HITS.replace("func Dial(", "func Dial)("), "14:10: error: syntax error"),
        (
            HITS.replace("closes hits", "closes hit"),
            "18:1: error: `closes hit`: Drain has no parameter hit; did you mean hits?",
        ),
        (HITS.replace("must-call Release", "must-call Free"), "3:1: error: `must-call Free`: Hits has no method Free"),
        (
            HITS.replace("type Index", "//rowsclose:takes x\n\ntype Index"),
            "12:1: error: `takes x` stands above no type",
        ),
    ],
)
def test_what_is_wrong_with_a_model_is_said_with_its_line_and_the_rest_is_analysed(
    module: Path, text: str, said: str
) -> None:
    write_tree(module, {".models/wrong.go": text.replace("example.com/hits", "example.com/wrong")})
    result = run("check", "-f", "concise")
    assert result.exit_code == 2
    assert result.stdout.startswith("web/leaks.go:6:")
    notice, summary = result.stderr.splitlines()
    assert notice.startswith(f".models/wrong.go:{said}")
    assert ", 1 with a wrong directive" in summary or ", 1 model that cannot be used" in summary


def test_wrong_model_is_said_whatever_is_checked(module: Path) -> None:
    write_tree(module, {".models/wrong.go": "package wrong\n", "plain.go": "package web\n"})
    assert run("check", "plain.go").exit_code == 2


def test_model_that_cannot_be_read_is_an_error(module: Path) -> None:
    (module / ".models" / "gone.go").symlink_to("nowhere.go")
    os.mkfifo(module / ".models" / "pipe.go")
    result = run("check", "-f", "concise")
    assert (result.exit_code, result.stdout.count("\n")) == (2, 1)
    assert result.stderr.splitlines()[:2] == [
        ".models/gone.go: error: no such file or directory",
        ".models/pipe.go: error: not a regular file",
    ]


def test_wrong_directive_of_a_model_has_no_effect(module: Path) -> None:
    for directive in ("closes hit", "closes 7", "alias 9 hits", "acquires row", "takes hits now"):
        write_tree(module, {".models/hits.go": HITS.replace("closes hits", directive)})
        assert len(found()) == 2, directive


def test_model_is_no_source_of_the_program(module: Path) -> None:
    write_tree(module, {".rowsclose.toml": 'models = ["web/stubs"]\n', "web/stubs/hits.go": HITS})
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]
    assert found("web/stubs/hits.go") == []


def test_function_is_explained_with_the_models(module: Path) -> None:
    write_tree(module, {"web/shut.go": CLEAN + "\nfunc shut(h *hits.Hits) { h.Release() }\n"})
    shown = run("explain", "--function", "shut", "./web").stdout
    write_tree(module, {".models/hits.go": HITS.replace("must-call", "resource rows\n//rowsclose:must-call")})
    assert "releases it always" in shown
    write_tree(module, {".rowsclose.toml": ""})
    assert "releases it always" not in run("explain", "--function", "shut", "./web").stdout


# Over what is known already -----------------------------------------------------------------------


ROWS = """\
package web

import "database/sql"

func one(db *sql.DB) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
"""


def test_model_overlays_the_shipped_stub_declaration_by_declaration(module: Path) -> None:
    write_tree(module, {"web/leaks.go": ROWS})
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]
    lends = "//rowsclose:not-acquired\nfunc (db *DB) Query(query string, args ...any) (*Rows, error)\n"
    write_tree(module, {".models/sql.go": f'package sql // import "database/sql"\n\n{lends}'})
    assert found() == []
    context = ROWS.replace("db.Query(", "db.QueryContext(nil, ")
    write_tree(module, {"web/leaks.go": context})
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]


def test_declaration_of_a_model_takes_all_directives_of_the_shipped_one_away(module: Path) -> None:
    loop = ROWS.replace("\trows.Next()\n\treturn nil", "\tfor rows.Next() {\n\t}\n\treturn rows.Err()")
    write_tree(module, {"web/leaks.go": loop})
    assert found() == [("web/leaks.go", 6, "rows-close-not-deferred")]
    write_tree(module, {".models/sql.go": 'package sql // import "database/sql"\n\nfunc (rs *Rows) Next() bool\n'})
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]


def test_first_model_wins_over_a_later_one(module: Path) -> None:
    later = HITS.replace("//rowsclose:closes hits\n", "")
    write_tree(module, {".rowsclose.toml": 'models = [".models/hits.go", ".more"]\n', ".more/a.go": later})
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]
    write_tree(module, {".rowsclose.toml": 'models = [".more", ".models/hits.go"]\n'})
    assert len(found()) == 2


LIBRARY = """\
package hits

type Hits struct{ n int }

func (h *Hits) Advance() bool { h.n++; return h.n < 3 }
func (h *Hits) Release()      {}

type Backend interface{ Open(words string) (*Hits, error) }
type Index struct{ backend Backend }

func (i *Index) Lookup(words string) (*Hits, error) { return i.backend.Open(words) }

func Drain(hits *Hits) error { return nil }
func Spare(hits *Hits)       { hits.Release() }
"""
SPARE = CLEAN.replace("return hits.Drain(found)", "hits.Spare(found)\n\treturn nil")
PARTIAL = """\
package hits // import "example.com/hits"

//rowsclose:must-call Release
type Hits struct{}

func (h *Hits) Release()

func (i *Index) Lookup(words string) (*Hits, error)

//rowsclose:closes hits
func Drain(hits *Hits) error
"""


@pytest.mark.parametrize("where", ["vendor/example.com/hits", "replaced"])
def test_model_that_says_little_leaves_the_rest_to_source_in_reach(module: Path, where: str) -> None:
    write_tree(module, {f"{where}/hits.go": LIBRARY, "web/spare.go": SPARE, ".models/hits.go": PARTIAL})
    if where == "replaced":
        replace = "\nreplace example.com/hits => ./replaced\n"
        write_tree(module, {"go.mod": MODULE["go.mod"] + replace, "replaced/go.mod": "module example.com/hits\n"})
    assert found("./web") == [("web/leaks.go", 6, "rows-not-closed")]
    write_tree(module, {".models/hits.go": PARTIAL.replace("//rowsclose:closes hits\n", "")})
    assert ("web/clean.go", 17, "rows-not-closed") in found("./web")


def test_what_source_in_reach_acquires_is_known_by_the_models_type(module: Path) -> None:
    replace = "\nreplace example.com/hits => ./replaced\n"
    write_tree(module, {"go.mod": MODULE["go.mod"] + replace, "replaced/go.mod": "module example.com/hits\n"})
    write_tree(module, {"replaced/hits.go": LIBRARY, ".models/hits.go": PARTIAL.partition("func (h")[0]})
    assert ("web/leaks.go", 6, "rows-not-closed") in found()


def test_pattern_with_many_stars_is_looked_up_once_in_each_folder(module: Path) -> None:
    deep = "/".join(["a"] * 60)
    write_tree(module, {f"{deep}/x.txt": "", "a/a/hits.go": HITS})
    for name in ("one", "two"):
        (module / "a" / "a" / name).symlink_to("..")
    for stars in ("/".join(["**", "a"] * 10 + ["**"] * 10), "a/a/" + "*/a/" * 30):
        write_tree(module, {".rowsclose.toml": f'models = ["{stars}/nosuch.go", ".models"]\n'})
        assert "is no Go file, and no folder or pattern with one" in run("check").stderr
    write_tree(module, {".rowsclose.toml": 'models = ["**/**/a/**/**/hits.go"]\n'})
    shutil.rmtree(module / ".models")
    assert found() == [("web/leaks.go", 6, "rows-not-closed")]


def test_truth_value_of_a_model_decides(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "go.mod": "module example.com/web\n",
            "models/hits.go": f"{HITS}\nconst Releases = true\n\nvar Keeps = false\n",
            "web.go": LEAKS.replace("return found.", "if hits.Keeps {\n\t\treturn false, nil\n\t}\n\treturn found."),
            ".rowsclose.toml": 'models = ["models/*.go"]\n',
        },
    )
    result = CliRunner().invoke(rowsclose, ["check", str(tmp_path), "-f", "json", "--no-cache"])
    assert [f["region"]["line"] for f in json.loads(result.stdout)["findings"]] == [6], result.stderr
    assert "failed" not in result.stderr
