"""``rowsclose vet``: what ``go vet -vettool=`` is answered, by the protocol's words and by the real go."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree
from gosource import LEAK
from needs import needed

from rowsclose.cli.commands import rowsclose
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.vet.facts import facts
from rowsclose.vet.protocol import FLAGS, flags_text, options_of, read_unit, version_line

PROJECT = Path(__file__).parent.parent
HELPER = 'package helper\n\nimport "database/sql"\n\nfunc Done(rows *sql.Rows) {\n\t%s\n}\n'
USER = """package user

import (
	"database/sql"

	"example.com/shop/helper"
)

func Count(db *sql.DB) (n int) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0
	}
	defer helper.Done(rows)
	for rows.Next() {
		n++
	}
	if rows.Err() != nil {
		return 0
	}
	return n
}
"""


def unit_file(folder: Path, **changes: object) -> Path:
    said = {
        "ID": "m/a",
        "Dir": str(folder),
        "ImportPath": "m/a",
        "ModulePath": "m",
        "GoFiles": [str(folder / "a.go")],
        "VetxOnly": False,
        "VetxOutput": str(folder / "vet.out"),
        "PackageVetx": {},
        **changes,
    }
    path = folder / "vet.cfg"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["vet", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# The protocol --------------------------------------------------------------------------------------------------------


def test_the_version_line_is_one_that_go_takes_and_changes_with_the_configuration() -> None:
    name, word, version = version_line([]).split()
    assert (name, word, "devel" in version) == ("rowsclose", "version", False)
    lines = [version_line(texts) for texts in ([], [b""], [b"a"], [b"a", b""], [b"", b"a"])]
    assert len(set(lines)) == len(lines)
    assert version_line([b"a"]) == lines[2]


def test_the_version_line_follows_every_configuration_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_tree(git_repository(tmp_path), {"a.go": LEAK, "sub/rowsclose.toml": ""}))
    lines = [run("-V=full").stdout]
    for files in ({"sub/rowsclose.toml": "tests = false\n"}, {".rowsclose.toml": ""}, {"other/.rowsclose.toml": ""}):
        write_tree(tmp_path, files)
        lines.append(run("-V=full").stdout)
    assert len(set(lines)) == 4
    write_tree(tmp_path, {".rowsclose.toml": "nonsense = 1\n"})
    assert run("-V=full").exit_code == 2


def test_flags_are_what_go_reads() -> None:
    flags = json.loads(run("-flags").stdout)
    assert flags == json.loads(flags_text())
    assert {flag["Name"]: flag["Bool"] for flag in flags} == {name: alone for name, (alone, _) in FLAGS.items()}


def test_flags_become_options_of_check() -> None:
    assert options_of([]) == ([], False)
    assert options_of(["-json", "-select=a", "--ignore", "b", "-isolated"]) == (
        ["--select", "a", "--ignore", "b", "--isolated"],
        True,
    )
    assert options_of(["-json=false", "-isolated=false", "-generated=true"]) == (["--generated"], False)
    for wrong in (["-nonsense"], ["x"], ["-V"]):
        with pytest.raises(UsageError):
            options_of(wrong)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ID": 1}', "\x00", "[" * 200_000])
def test_what_is_no_description_of_a_package_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vet.cfg"
    path.write_text(text)
    with pytest.raises(RowscloseError, match=r"vet\.cfg: not what go vet describes a package by"):
        read_unit(str(path))
    assert run(str(path)).exit_code == 2
    assert run(str(tmp_path / "none.cfg")).exit_code == 2


@pytest.mark.parametrize("bad", [None, 5, ["x"], {}, "x\0", "x\0.go", "\ud800"])
@pytest.mark.parametrize("key", ["ID", "Dir", "ImportPath", "GoFiles", "VetxOutput", "PackageVetx", "names", "Stdout"])
def test_value_that_is_none_of_its_kind_is_an_error(tmp_path: Path, key: str, bad: object) -> None:
    if key == "names":
        given: dict[str, object] = {"PackageVetx": {f"{bad}": "x"}} if isinstance(bad, str) else {"PackageVetx": [bad]}
    else:
        given = {key: {"GoFiles": [bad], "PackageVetx": {"x": bad}}.get(key, bad)}
    done = run(str(unit_file(tmp_path, **given)))
    assert done.exit_code == 2
    assert "vet.cfg: not what go vet describes a package by" in done.stderr


def test_facts_change_with_the_sources_and_with_what_is_imported(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.go": LEAK, "b.go": "package p\n", "below.out": "1"})
    seen = [facts(read_unit(str(unit_file(tmp_path))))]
    changed = (
        {"GoFiles": [str(tmp_path / "b.go")]},
        {"PackageVetx": {"m/b": str(tmp_path / "below.out")}},
        {"PackageVetx": {"m/c": str(tmp_path / "below.out")}},
    )
    seen += [facts(read_unit(str(unit_file(tmp_path, **changes)))) for changes in changed]
    write_tree(tmp_path, {"a.go": LEAK + "\n"})
    seen.append(facts(read_unit(str(unit_file(tmp_path)))))
    assert len(set(seen)) == len(seen)
    assert facts(read_unit(str(unit_file(tmp_path)))) == seen[-1]


def test_findings_stand_on_standard_error_and_facts_in_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {"a.go": LEAK, "go.mod": "module m\n"}))
    result = run(str(unit_file(tmp_path)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{tmp_path}/a.go:")
    assert result.stderr.endswith(" (rows-not-closed)\n")
    assert len((tmp_path / "vet.out").read_bytes()) == 65
    assert run("-ignore=rows-not-closed", str(unit_file(tmp_path))).exit_code == 0
    write_tree(tmp_path, {".rowsclose.toml": 'fail-on = "never"\n'})
    assert run(str(unit_file(tmp_path))).exit_code == 0
    (tmp_path / "vet.out").unlink()
    assert run(str(unit_file(tmp_path, VetxOnly=True))).output == ""
    assert (tmp_path / "vet.out").exists()


def test_json_goes_where_go_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {"a.go": LEAK, "go.mod": "module m\n"}))
    result = run("-json", str(unit_file(tmp_path)))
    assert result.exit_code == 0
    ((rule, (found,)),) = json.loads(result.stdout)["m/a"].items()
    assert (rule, found["posn"].startswith(f"{tmp_path}/a.go:")) == ("rows-not-closed", True)
    silent = run("-json", str(unit_file(tmp_path, Stdout=str(tmp_path / "answer"))))
    assert silent.stdout == ""
    assert json.loads((tmp_path / "answer").read_text()) == json.loads(result.stdout)


# go itself -----------------------------------------------------------------------------------------------------------


class Vetted:
    """Modules that the real go vets; ``asked`` are the packages that the tool was asked about since the last look."""

    def __init__(self, folder: Path, modules: Path) -> None:
        go = shutil.which("go")
        self._go = str(needed("go", Path(go) if go else None, "https://go.dev/dl"))
        self._modules = modules
        self._log = folder / "asked"
        self._tool = folder / "tool"
        script = f'#!/bin/sh\nfor last; do :; done\ncase "$last" in *.cfg) cat "$last" >> {self._log};; esac\n'
        script += f'XDG_CACHE_HOME=/dev/null PYTHONPATH={PROJECT} exec {sys.executable} -m rowsclose.vettool "$@"\n'
        self._tool.write_text(script)
        self._tool.chmod(0o755)

    def vet(self, *arguments: str) -> tuple[int, str]:
        """The exit status, and what is said but for the heads of packages."""
        self._log.write_text("")
        # go keeps what it builds in the user's cache, as for every other test with go.
        kept = {name: value for name, value in os.environ.items() if name != "XDG_CACHE_HOME"}
        environment = {**kept, "GOFLAGS": "", "GOWORK": ""}
        command = [self._go, "vet", f"-vettool={self._tool}", *arguments]
        done = subprocess.run(
            command, cwd=self._modules, env=environment, capture_output=True, text=True, check=False, timeout=600
        )
        said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("#")]
        return done.returncode, "\n".join(said)

    def asked(self) -> list[str]:
        decoder, text, found = json.JSONDecoder(), self._log.read_text().lstrip(), []
        while text:
            unit, end = decoder.raw_decode(text)
            text = text[end:].lstrip()
            if not unit["VetxOnly"]:
                found.append(unit["ImportPath"])
        return sorted(found)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write_tree(
        git_repository(tmp_path / "shop"),
        {
            "go.mod": "module example.com/shop\n\ngo 1.21\n",
            "helper/helper.go": HELPER % "rows.Close()",
            "user/user.go": USER,
        },
    )


def test_go_asks_again_where_something_below_or_the_configuration_has_changed(tmp_path: Path, shop: Path) -> None:
    go = Vetted(tmp_path, shop)
    assert go.vet("./...") == (0, "")
    assert go.asked() == ["example.com/shop/helper", "example.com/shop/user"]
    assert go.vet("./...") == (0, "")
    assert go.asked() == []  # what is known is not asked again
    write_tree(shop, {"helper/helper.go": HELPER % "_ = rows"})
    status, said = go.vet("./...")
    assert (status, said.startswith("user/user.go:10:")) == (1, True)
    assert said.endswith("(rows-close-not-deferred)")
    assert go.vet("./...") == (status, said)  # a failure is told every time
    write_tree(shop, {".rowsclose.toml": 'ignore = ["rows-close-not-deferred"]\n'})
    assert go.vet("./...") == (0, "")
    status, said = go.vet("-isolated", "-json", "./user")
    assert (status, list(json.loads(said))) == (0, ["example.com/shop/user"])


def test_go_vets_a_workspace_and_test_files(tmp_path: Path, shop: Path) -> None:
    write_tree(
        tmp_path / "work",
        {
            "go.work": f"go 1.21\n\nuse (\n\t{shop}\n\t./tool\n)\n",
            "tool/go.mod": "module example.com/tool\n\ngo 1.21\n",
            "tool/tool.go": USER.replace("package user", "package tool"),
            "tool/tool_test.go": LEAK.replace("package store", "package tool"),
        },
    )
    go = Vetted(tmp_path, tmp_path / "work" / "tool")
    status, said = go.vet("./...")
    assert status == 1
    assert [line.partition(":")[0] for line in said.splitlines()] == ["tool_test.go"]
