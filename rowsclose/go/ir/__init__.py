"""A function body as values: instructions, conditions and structured statements.

    rows, err := db.Query(q)            Call((rows, err), Method(db, "Query"), (q,))
    if err != nil && !done { … }        If(Both(IsNil(err) negated, IsTrue(done) negated), then, otherwise)
    defer rows.Close()                  Assign($1, rows); Defer(Call((), Method($1, "Close")))

Expressions are flattened: what a call gives goes into temporaries, and every operand is a place, a constant or a
function literal (a method value is the place ``rows.Close``: only types tell it from a field). Names are resolved to
variables, so nothing above needs scopes.
Operands of ``defer`` and ``go`` are evaluated where the statement stands, as the Go spec says
(https://go.dev/ref/spec#Defer_statements).

Left out: arithmetic, the values of constants other than true, false, nil and strings.
"""

from __future__ import annotations

from rowsclose.go.ir.conditions import (
    Atom,
    Both,
    Condition,
    Either,
    Holds,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Not,
    Test,
    Unknown,
)
from rowsclose.go.ir.instructions import (
    Assert,
    Assign,
    Build,
    Call,
    Callee,
    Compute,
    Conversion,
    Defer,
    Direct,
    Dynamic,
    Go,
    Instruction,
    Iterate,
    Method,
    Operator,
    Return,
    Send,
)
from rowsclose.go.ir.operands import (
    ELEMENT,
    NIL,
    OTHER,
    POINTEE,
    Constant,
    ConstantKind,
    FunctionLiteral,
    Global,
    Input,
    Operand,
    Output,
    Place,
    Root,
    Variable,
    VariableKind,
)
from rowsclose.go.ir.statements import (
    Case,
    Function,
    If,
    Jump,
    JumpKind,
    Labeled,
    Loop,
    RangeLoop,
    Select,
    Statement,
    Switch,
)

__all__ = [
    "ELEMENT",
    "NIL",
    "OTHER",
    "POINTEE",
    "Assert",
    "Assign",
    "Atom",
    "Both",
    "Build",
    "Call",
    "Callee",
    "Case",
    "Compute",
    "Condition",
    "Constant",
    "ConstantKind",
    "Conversion",
    "Defer",
    "Direct",
    "Dynamic",
    "Either",
    "Function",
    "FunctionLiteral",
    "Global",
    "Go",
    "Holds",
    "If",
    "Input",
    "Instruction",
    "IsDrained",
    "IsEqual",
    "IsNil",
    "IsTrue",
    "Iterate",
    "Jump",
    "JumpKind",
    "Labeled",
    "Loop",
    "Method",
    "Not",
    "Operand",
    "Operator",
    "Output",
    "Place",
    "RangeLoop",
    "Return",
    "Root",
    "Select",
    "Send",
    "Statement",
    "Switch",
    "Test",
    "Unknown",
    "Variable",
    "VariableKind",
]
