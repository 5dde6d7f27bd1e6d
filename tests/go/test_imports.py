"""From the name a package goes by in a file to its import path."""

from __future__ import annotations

import pytest

from rowsclose.go.imports import Import, Imports, likely_name, possible_names


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("database/sql", "sql"),
        ("github.com/jackc/pgx/v5", "pgx"),
        ("github.com/jackc/pgx/v5/pgxpool", "pgxpool"),
        ("gopkg.in/gorp.v2", "gorp"),
        ("v2", "v2"),
        ("github.com/go-sql-driver/mysql", "mysql"),
    ],
)
def test_likely_name_is_the_last_element_without_its_version(path: str, expected: str) -> None:
    assert likely_name(path) == expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("github.com/mattn/go-sqlite3", "sqlite3"),
        ("github.com/mattn/go-sqlite3", "go_sqlite3"),
        ("github.com/ClickHouse/clickhouse-go/v2", "clickhouse"),
        ("github.com/nats-io/nats.go", "nats"),
        ("github.com/my-org/my-lib", "mylib"),
    ],
)
def test_name_may_leave_out_parts_of_the_path(path: str, name: str) -> None:
    assert name in possible_names(path)


def test_go_and_nothing_are_no_names() -> None:
    assert possible_names("github.com/x/go-") & {"go", ""} == frozenset()


def imports(*listed: tuple[str, str], known: dict[str, str] | None = None) -> Imports:
    return Imports(tuple(Import(name, path) for name, path in listed), (known or {}).get)


def test_given_name_wins() -> None:
    found = imports(("db", "database/sql"), known={"database/sql": "sql"})
    assert (found.path_of("db"), found.path_of("sql")) == ("database/sql", None)


def test_name_in_the_package_clause_wins_over_the_path() -> None:
    found = imports(("", "example.com/go-yaml"), known={"example.com/go-yaml": "yaml3"})
    assert (found.path_of("yaml3"), found.path_of("go-yaml"), found.guess("yaml")) == (
        "example.com/go-yaml",
        None,
        None,
    )


def test_unknown_package_is_guessed() -> None:
    found = imports(("", "example.com/go-yaml"))
    assert (found.path_of("yaml"), found.guess("yaml")) == (None, "example.com/go-yaml")


def test_first_of_two_imports_with_one_name_wins() -> None:
    assert imports(("", "a.com/x/db"), ("", "b.com/y/db")).path_of("db") == "a.com/x/db"


def test_dot_and_blank_imports_give_no_name() -> None:
    found = imports((".", "database/sql"), ("_", "github.com/lib/pq"))
    assert (found.path_of("sql"), found.path_of("pq"), found.guess("pq")) == (None, None, None)
    assert found.dots == ("database/sql",)
