"""One program: a function that the oracle calls, the helpers that it calls, and how a package of them looks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from generator.choices import Choices
from generator.function import Function, Program, Results
from generator.statements import statements

_HEADER = """\
package NAME

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"log"
)

// asker decides what a program asks for: the oracle's tape answers.
type asker interface {
	ask() bool
	work() error
	count() int
	items() []bool
}

var (
	_ = context.Background
	_ = errors.New
	_ = log.Fatal
	_ io.Closer
	_ *sql.DB
)

// openConn may fail, whatever connections are idle.
func openConn(db *sql.DB, q asker) (*sql.Conn, error) {
	if err := q.work(); err != nil {
		return nil, err
	}
	return db.Conn(context.Background())
}
"""
_OPENING = (Results.ROWS, Results.STMT, Results.TX, Results.CONN)


def program(number: int, choices: Choices) -> str:
    """The declarations of the program that some choices make; ``f<number>`` is what to call."""
    made = Program(number, choices)
    functions = []
    if choices.maybe(30):
        with choices.span():
            opening = _function(made, f"open{number}", choices.pick(_OPENING), 1 + choices.below(4))
            functions.append(opening)
            if opening.succeeds and opening.fails:
                made.opening = opening
    results = choices.pick([Results.ERROR, Results.NOTHING, Results.NAMED_ERROR, Results.ROWS])
    functions.append(_function(made, f"f{number}", results, 2 + choices.below(9)))
    return "\n".join([*made.helpers.values(), *(function.text() for function in functions)])


def _function(made: Program, name: str, results: Results, budget: int) -> Function:
    function = Function(made, name, results, budget, statements)
    function.finish()
    return function


def package(name: str, programs: Sequence[str]) -> str:
    """The text of a file with some programs."""
    return "\n".join([_HEADER.replace("NAME", name), *programs])


def drawn(seed: int) -> Choices:
    """Choices by chance, the same for the same seed."""
    return Choices(source=Random(seed))
