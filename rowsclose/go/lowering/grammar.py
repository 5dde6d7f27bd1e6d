"""The whole grammar: what the modules of this folder lower, in one table."""

from __future__ import annotations

from rowsclose.go.lowering import (
    assignments,
    branches,
    calls,
    functions,
    literals,
    loops,
    names,
    operands,
    operators,
    statements,
)
from rowsclose.go.lowering.body import Grammar

GRAMMAR = Grammar(
    expressions={
        **operands.EXPRESSIONS,
        **names.EXPRESSIONS,
        **calls.EXPRESSIONS,
        **literals.EXPRESSIONS,
        **operators.EXPRESSIONS,
        **functions.EXPRESSIONS,
    },
    statements={
        **statements.STATEMENTS,
        **assignments.STATEMENTS,
        **branches.STATEMENTS,
        **loops.STATEMENTS,
    },
    labelled={
        **branches.LABELLED,
        **loops.LABELLED,
    },
)
