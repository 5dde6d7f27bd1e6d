"""Adversarial shapes: every construct repeated, nested, chained and crossed with others, at any size.

    repeated    n statements of a kind, one after the other, while a result set is open
    nested      n of a kind within each other
    crossed     n of one kind and n of another, in turns
    expression  a value, a condition or a type of n steps
    chain       n declarations, each of which leads to the next
    web         n declarations, each of which leads to all (as far as its kind does)
    listed      one literal with n elements
    twice       n statements, and n more behind them that come back to the first ones
    used        n declarations, and n statements that use them
    statement   one SQL statement of n parts, n statements in a string of Go
    tokens      n times the same token, in a function and outside of one

A shape's text grows with ``n``; what is measured is set against its length in bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from growth.declarations import ALL, CHAINS, JOINED, LAST, USED, WEBS, Chain, Web
from growth.expressions import CONDITIONS, LISTED, SQL, TOKENS, TYPES, VALUES
from growth.statements import FLAT, INNERMOST, NESTED, TWICE

_HEAD = """package shapes

import (
	"database/sql"
	"errors"
	"log"
)

var _ = errors.Join

type Row struct {
	Name  string
	Value int
	Inner []Row
}
type T struct{}

func (t *T) Fatal(args ...any)    {}
func (t *T) Cleanup(f func())     {}

type Looker interface{ Look(rows *sql.Rows) }
type Box[T any] struct{ value T }
type Pair[A, B any] struct {
	a A
	b B
}
type Store struct {
	db      *sql.DB
	rows    *sql.Rows
	next    *Store
	list    []*sql.Rows
	named   map[int]*sql.Rows
	flags   []bool
	numbers []int
	n       int
	any     any
	looker  Looker
	channel chan *sql.Rows
	done    chan int
	t       *T
}

func ask(n int) bool                      { return n > number(n) }
func number(n int) int                    { return n }
func work(n int) error                    { return errors.New("no") }
func open() *sql.DB                       { return nil }
func look(rows *sql.Rows, n int)          { rows.Next() }
func (s *Store) self() *Store             { return s }
func (s *Store) look()                    { s.rows.Next() }
func (s *Store) value(n int) any          { return s.any }
func (s *Store) each(f func())            { f() }
func (s *Store) run(n string, f func(*T)) { f(s.t) }
func maybe(rows *sql.Rows, n int) error {
	if ask(n) {
		return rows.Close()
	}
	return nil
}
"""


@dataclass(frozen=True)
class Shape:
    """A family of Go files: ``text(n)`` is the one with n constructs."""

    name: str
    text: Callable[[int], str]


def shapes() -> Iterator[Shape]:
    """All but the crossed ones."""
    for name, statement in FLAT.items():
        yield Shape(f"repeated: {name}", partial(_repeated, statement))
    for name, statement in NESTED.items():
        yield Shape(f"nested: {name}", partial(_nested, "{}", statement, INNERMOST))
    for name, (step, innermost) in VALUES.items():
        yield Shape(f"expression: {name}", partial(_nested, "_ = {}", step, innermost))
    for name, (step, innermost) in CONDITIONS.items():
        yield Shape(f"condition: {name}", partial(_nested, "if {} {{\nrows.Close()\n}}", step, innermost))
    for name, (step, innermost) in TYPES.items():
        yield Shape(f"type: {name}", partial(_nested, "var x {}\n_ = x", step, innermost))
    for name, chain in CHAINS.items():
        yield Shape(f"chain: {name}", partial(_chained, chain))
    for name, web in WEBS.items():
        yield Shape(f"web: {name}", partial(_woven, web))
    for name, parts in LISTED.items():
        yield Shape(f"listed: {name}", partial(_listed, *parts))
    for name, twice in TWICE.items():
        yield Shape(f"twice: {name}", partial(_twice, *twice))
    for name in USED:
        yield Shape(f"used: {name}", partial(_used, name))
    for name, parts in SQL.items():
        yield Shape(f"statement: {name}", partial(_asked, *parts))
    for token in TOKENS:
        yield Shape(f"tokens: {token!r}", partial(_scattered, token))
        yield Shape(f"tokens: {token!r} in a function", partial(_repeated_raw, token))


def crossed() -> Iterator[Shape]:
    """Each pair of statements in turns, and each statement within each nest that is repeated."""
    for (one, first), (other, second) in combinations(FLAT.items(), 2):
        yield Shape(f"crossed: {one} and {other}", partial(_repeated, f"{first}\n{second}"))
    for outer, nest in NESTED.items():
        for name, inner in FLAT.items():
            if outer != "else if":  # which takes only another if
                yield Shape(f"crossed: {name} in {outer}", partial(_repeated, nest.replace("{hole}", inner)))


def _repeated(statement: str, n: int) -> str:
    return _file("\n".join(statement.format(i=i) for i in range(n)))


def _nested(around: str, step: str, innermost: str, n: int) -> str:
    """Put together from the two ends, so that a deep one costs no more than its length."""
    before, after = [], []
    for i in range(n):
        head, tail = step.format(i=i, hole="\0").split("\0")
        before.append(head)
        after.append(tail)
    return _file(around.format("".join(before) + innermost + "".join(reversed(after))))


def _chained(chain: Chain, n: int) -> str:
    steps = [chain.step.format(i=i, next=i + 1) for i in range(n)]
    return _file(chain.use, "\n".join([*steps, chain.end.format(i=n)]))


def _woven(web: Web, n: int) -> str:
    everything = "\n".join(web.each.format(j=j) for j in range(n)) if web.each else ""
    return _file(web.use, "\n".join(web.one.format(i=i, all=everything) for i in range(n)))


def _listed(before: str, element: str, after: str, n: int) -> str:
    return _file(before + "".join(element.format(i=i) for i in range(n)) + after)


def _twice(first: str, then: str, n: int) -> str:
    return _file(
        "\n".join(
            each.format(i=i, next=(i + 1) % n)
            for each in ("closers := map[int]func() error{{}}", first, then)
            for i in range(n if each in (first, then) else 1)
        )
    )


def _used(name: str, n: int) -> str:
    used = USED[name]
    everything = JOINED.get(name, "\n").join(ALL[name].format(i=i) for i in range(n)) if name in ALL else ""
    declared = [used.once.format(all=everything), *(used.each.format(i=i, next=i + 1) for i in range(n))]
    declared += LAST.get(name, "").format(i=n).splitlines()
    return _file("\n".join(used.use.format(i=i) for i in range(n)), "\n".join(declared))


def _asked(before: str, part: str, after: str, n: int) -> str:
    statement = before + "".join(part.replace("{i}", str(i)) for i in range(n)) + after
    return _file(f"rows.Close()\nr, _ := s.db.Query(`{statement}`)\nr.Close()")


def _scattered(token: str, n: int) -> str:
    return f"{_file('')}\n{token * n}\n"


def _repeated_raw(token: str, n: int) -> str:
    return _file(token * n)


def _file(statements: str, declarations: str = "") -> str:
    return (
        f"{_HEAD}\n{declarations}\n\nfunc (s *Store) f() error {{\n"
        f'rows, err := s.db.Query("SELECT 0")\nif err != nil {{\nreturn err\n}}\n{statements}\nreturn nil\n}}\n'
    )
