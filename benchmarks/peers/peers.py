"""The tools, their versions, what each says of itself, and how it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from benchmarks.peers import readers
from benchmarks.peers.readers import Reader

_ROWS = frozenset({"rows-not-closed", "rows-overwritten", "rows-discarded"})
_SEARCHED = _ROWS | {
    "stmt-not-closed",
    "conn-not-closed",
    "tx-not-finished",
    "rows-err-unchecked",
    "defer-in-loop",
    "defer-before-error-check",
    "query-for-exec",
}
_POOLS = frozenset({"pool-limits-unset", "pool-idle-time-unset"})


class Source(Enum):
    """Whose package manager installs a tool."""

    GO = "Go module"
    # A command that a build tag keeps from `go install` is built where its module stands, from its one file.
    GO_FILE = "Go module, one file"
    PYPI = "PyPI"
    HERE = "this tree"


@dataclass(frozen=True, slots=True)
class Peer:
    """One tool at one version.

    ``claims`` are the rules whose labels it is judged on by its own word, outside of the shapes in ``not_for``. In
    ``command`` and ``environment``, ``{go}``, ``{python}`` and ``{here}`` are the folders of the executables, ``{settings}``
    and ``{rules}`` those of files kept and written for the tools, ``{fresh}`` is an empty folder, and ``{number}`` one that
    no run had before. What loads packages runs once a module. An exit status not in ``statuses`` is a failure.
    """

    name: str
    package: str
    version: str
    source: Source
    says: str
    claims: frozenset[str]
    command: tuple[str, ...]
    reader: Reader
    not_for: frozenset[str] = frozenset()
    environment: Mapping[str, str] = field(default_factory=dict)
    each_module: bool = True
    reports_on_stderr: bool = False
    statuses: frozenset[int] = frozenset({0})
    file: str = ""


_BEYOND_SQL = frozenset({"pgx 4", "other libraries"})
_ONLY_SQL = _BEYOND_SQL | {"sqlx", "pgx 5 and its pool"}

PEERS: tuple[Peer, ...] = (
    Peer(
        name="rowsclose",
        package="rowsclose",
        version="this tree",
        source=Source.HERE,
        says="every rule below, in all libraries below",
        claims=_SEARCHED | _POOLS,
        command=(
            "{here}/rowsclose",
            "check",
            "-f",
            "json",
            "--extend-select",
            "pool-limits-unset,pool-idle-time-unset",
            "./...",
        ),
        reader=readers.rowsclose,
        statuses=frozenset({0, 1}),
        each_module=False,
    ),
    Peer(
        name="sqlclosecheck",
        package="github.com/ryanrolds/sqlclosecheck",
        version="v0.6.0",
        source=Source.GO,
        says="`Rows` and `Stmt` of database/sql, sqlx (`NamedStmt` too), pgx 5 and its pool are closed, by a defer",
        claims=_ROWS | {"stmt-not-closed"},
        not_for=_BEYOND_SQL,
        command=("{go}/sqlclosecheck", "-json", "./..."),
        reader=readers.go_analysis,
    ),
    Peer(
        name="rowserrcheck",
        package="github.com/jingyugao/rowserrcheck",
        version="v1.1.1",
        source=Source.GO,
        says="`Err` of database/sql's `Rows` is looked at",
        claims=frozenset({"rows-err-unchecked"}),
        not_for=_ONLY_SQL,
        command=("{go}/rowserrcheck", "-json", "./..."),
        reader=readers.go_analysis,
    ),
    Peer(
        name="golangci-lint",
        package="github.com/golangci/golangci-lint/v2/cmd/golangci-lint",
        version="v2.15.0",
        source=Source.GO,
        says="its sqlclosecheck and its rowserrcheck (told of sqlx and pgx 5), both as above",
        claims=_ROWS | {"stmt-not-closed", "rows-err-unchecked"},
        not_for=_BEYOND_SQL,
        command=(
            "{go}/golangci-lint",
            "run",
            "--config={settings}/golangci.yml",
            "--path-mode=abs",
            "--output.json.path=stdout",
            "--show-stats=false",
            "--issues-exit-code=0",
            "./...",
        ),
        environment={"GOLANGCI_LINT_CACHE": "{fresh}"},
        reader=readers.golangci,
    ),
    Peer(
        name="sqlrowserr",
        package="golang.org/x/tools",
        file="go/analysis/passes/sqlrowserr/main.go",
        version="v0.52.0",
        source=Source.GO_FILE,
        says="`Err` of database/sql's `Rows` follows the loop over `Next`, where the rows stay in one local variable",
        claims=frozenset({"rows-err-unchecked"}),
        not_for=_ONLY_SQL,
        command=("{go}/sqlrowserr", "-json", "./..."),
        reader=readers.go_analysis,
    ),
    Peer(
        name="staticcheck",
        package="honnef.co/go/tools/cmd/staticcheck",
        version="v0.8.2",
        source=Source.GO,
        says="SA5001: `Close` is deferred before the error is checked; SA5003, SA9001: defers in loops without an end",
        claims=frozenset({"defer-before-error-check"}),
        command=("{go}/staticcheck", "-checks=SA5001,SA5003,SA9001", "-f=json", "./..."),
        environment={"STATICCHECK_CACHE": "{fresh}"},
        reader=readers.staticcheck,
        statuses=frozenset({0, 1}),
    ),
    Peer(
        name="go-critic",
        package="github.com/go-critic/go-critic/cmd/go-critic",
        version="v0.15.0",
        source=Source.GO,
        says="sqlQuery: the rows of a Query are ignored, use Exec; deferInLoop: any defer in a loop",
        claims=frozenset({"rows-discarded", "defer-in-loop"}),
        not_for=_BEYOND_SQL,
        command=("{go}/go-critic", "check", "-enable=sqlQuery,deferInLoop", "./..."),
        reader=readers.go_critic,
        statuses=frozenset({0, 1}),
        reports_on_stderr=True,
    ),
    Peer(
        name="revive",
        package="github.com/mgechev/revive",
        version="v1.17.0",
        source=Source.GO,
        says="defer, with `loop`: any defer in a loop",
        claims=frozenset({"defer-in-loop"}),
        command=("{go}/revive", "-config={settings}/revive.toml", "-formatter=json", "./..."),
        reader=readers.revive,
    ),
    Peer(
        name="execinquery",
        package="github.com/lufeee/execinquery/cmd/execinquery",
        version="v1.2.1",
        source=Source.GO,
        says="a statement other than SELECT is sent by a Query method of database/sql",
        claims=frozenset({"query-for-exec"}),
        not_for=_ONLY_SQL,
        # go vet is silent where a tool with the same bytes has been before, so each run has a copy of its own.
        command=(
            "sh",
            "-c",
            "cp {go}/execinquery {fresh} && echo {number} >> {fresh}/execinquery"
            " && exec go vet -vettool={fresh}/execinquery -json ./...",
        ),
        # It was built for a Go without generic aliases, and stops at one unless told of them.
        environment={"GODEBUG": "gotypesalias=1"},
        reader=readers.go_analysis,
        reports_on_stderr=True,
    ),
    Peer(
        name="semgrep",
        package="semgrep",
        version="1.181.0",
        source=Source.PYPI,
        says="what `rules_for_semgrep.py` says, which we wrote as well as we could",
        claims=_SEARCHED,
        command=(
            "{python}/semgrep",
            "scan",
            "--config={rules}/semgrep.json",
            "--json",
            "--quiet",
            "--metrics=off",
            "--disable-version-check",
            "--x-ignore-semgrepignore-files",
            ".",
        ),
        environment={"SEMGREP_SETTINGS_FILE": "{fresh}/settings.yml"},
        reader=readers.semgrep,
        each_module=False,
    ),
    Peer(
        name="ast-grep",
        package="ast-grep-cli",
        version="0.51.1",
        source=Source.PYPI,
        says="what `rules_for_ast_grep.py` says, which we wrote as well as we could",
        claims=_SEARCHED,
        command=("{python}/ast-grep", "scan", "--rule={rules}/ast-grep.yml", "--json=compact", "."),
        reader=readers.ast_grep,
        statuses=frozenset({0, 1}),
        each_module=False,
    ),
)
