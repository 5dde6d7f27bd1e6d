"""Rule pages and the table of rules, whole."""

from __future__ import annotations

import pytest

from rowsclose.report import production
from rowsclose.report.explain import explain, rule_table, rule_table_markdown
from rowsclose.report.rule_page import page_markdown

from .samples import NOT_CLOSED, POOL_LIMITS, RULES


@pytest.fixture(autouse=True)
def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(production.IN_PRODUCTION, NOT_CLOSED.id, "``InUse`` climbs.")


def test_page_for_the_terminal() -> None:
    assert (
        explain(NOT_CLOSED)
        == """\
rows-not-closed  error, on by default
some path leaves the result set open

The result set is still open at some exit of the function.

An open result set holds its connection: with a limited pool the service stops
with `context deadline exceeded` on queries that have nothing to do with this
one.

How to fix
----------

Defer the call right after the check of the error:

    rows, err := db.Query(q)
    if err != nil {
        return err
    }

    defer rows.Close()

In production
-------------

`InUse` climbs.

Bad: an early return

    package p

    func f() {
        rows.Next()
    }

Good: a deferred close

    package p

    func f() {
        defer rows.Close()
    }

How to configure
----------------

Silence one place, with a reason:
    //rowsclose:ignore rows-not-closed -- reason
Turn the rule off for one run:
    rowsclose check --ignore rows-not-closed
Turn it off in .rowsclose.toml:
    ignore = ["rows-not-closed"]
Leave it out in some files, there too:
    per-file-ignores."*_test.go" = ["rows-not-closed"]
Change its level, there too:
    rules.rows-not-closed.level = "warning"
"""
    )


def test_page_as_markdown() -> None:
    assert (
        page_markdown(NOT_CLOSED)
        == """\
The result set is still open at some exit of the function.

An open result set holds its connection: with a limited pool the service stops
with `context deadline exceeded` on queries that have nothing to do with this one.

## How to fix

Defer the call right after the check of the error:

```go
rows, err := db.Query(q)
if err != nil {
    return err
}

defer rows.Close()
```

## In production

`InUse` climbs.

### Bad: an early return

```go
package p

func f() {
    rows.Next()
}
```

### Good: a deferred close

```go
package p

func f() {
    defer rows.Close()
}
```

## How to configure

- Silence one place, with a reason: `//rowsclose:ignore rows-not-closed -- reason`
- Turn the rule off for one run: `rowsclose check --ignore rows-not-closed`
- Turn it off in .rowsclose.toml: `ignore = ["rows-not-closed"]`
- Leave it out in some files, there too: `per-file-ignores."*_test.go" = ["rows-not-closed"]`
- Change its level, there too: `rules.rows-not-closed.level = "warning"`
"""
    )


def test_rule_that_is_off_says_how_to_turn_it_on() -> None:
    page = explain(POOL_LIMITS)
    assert page.startswith("pool-limits-unset  note, off by default\n")
    assert "Turn the rule on for one run:\n    rowsclose check --extend-select pool-limits-unset\n" in page
    assert 'Turn it on in .rowsclose.toml:\n    extend-select = ["pool-limits-unset"]\n' in page


def test_colours_touch_only_the_head() -> None:
    head, rest = explain(NOT_CLOSED, color=True).split("\n", 1)
    assert head == "\x1b[1mrows-not-closed\x1b[0m  \x1b[1;91merror\x1b[0m, on by default"
    assert "\x1b" not in rest


def test_table_for_the_terminal() -> None:
    assert list(rule_table(RULES)) == [
        "rule               level  on   says\n",
        "rows-not-closed    error  yes  some path leaves the result set open\n",
        "pool-limits-unset  note   no   `sql.Open` without SetMaxOpenConns | a limit\n",
    ]


def test_table_for_the_readme() -> None:
    assert (
        rule_table_markdown(RULES)
        == """\
| rule | level | on | says |
| --- | --- | --- | --- |
| `rows-not-closed` | error | yes | some path leaves the result set open |
| `pool-limits-unset` | note | no | `sql.Open` without SetMaxOpenConns \\| a limit |
"""
    )
