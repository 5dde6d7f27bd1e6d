"""Helpers in the same package: closing, closing on some paths, borrowing."""

from __future__ import annotations

from generator.function import Function
from generator.scope import Kind


def end_of_it(kind: Kind) -> str:
    """The call that ends a helper's parameter, or a holder's field: ``it``."""
    return "it.Rollback()" if kind is Kind.TX else "it.Close()"


def closing_helper(function: Function, kind: Kind) -> str:
    """The name of a helper that ends what it gets."""
    bodies = [
        [f"\t{end_of_it(kind)}"],
        ["\tif it != nil {", f"\t\t{end_of_it(kind)}", "\t}"],
        ["\tif it == nil {", "\t\treturn", "\t}", f"\tdefer {end_of_it(kind)}"],
        [f"\tif err := {end_of_it(kind)}; err != nil {{", "\t\treturn", "\t}"],
    ]
    body = function.choices.pick(bodies)
    return _declared(function, f"end{kind.stem.title()}{bodies.index(body)}", f"it {kind.go_type}", body)


def interface_helper(function: Function, kind: Kind) -> str:
    """The name of a helper that ends what it gets through an interface."""
    method = end_of_it(kind).removeprefix("it.")
    number, stem = function.program.number, method.removesuffix("()").lower()
    function.program.helpers[f"{stem}r"] = f"type {stem}r{number} interface{{ {method} error }}\n"
    if function.choices.maybe(50):
        return _declared(function, f"{stem}Any", f"it {stem}r{number}", [f"\t{end_of_it(kind)}"])
    name = f"{stem}OfTypeOf{number}"
    function.program.helpers[name] = f"func {name}[T {stem}r{number}](it T) {{\n\t{end_of_it(kind)}\n}}\n"
    return name


def half_closing_helper(function: Function, kind: Kind) -> str:
    """The name of a helper that ends what it gets on some paths only."""
    bodies = [
        ["\tif q.ask() {", f"\t\t{end_of_it(kind)}", "\t}"],
        ["\tif q.work() != nil {", "\t\treturn", "\t}", f"\t{end_of_it(kind)}"],
        ["\tif q.ask() {", "\t\treturn", "\t}", f"\tdefer {end_of_it(kind)}"],
    ]
    body = function.choices.pick(bodies)
    return _declared(function, f"half{kind.stem.title()}{bodies.index(body)}", f"q asker, it {kind.go_type}", body)


def borrowing_helper(function: Function, kind: Kind) -> str:
    """The name of a helper that leaves what it gets as it is."""
    bodies = {
        Kind.ROWS: ["\tvar n int", "\treturn it.Scan(&n)"],
        Kind.STMT: ['\t_, err := it.Exec("x")', "\treturn err"],
        Kind.TX: ['\t_, err := it.Exec("DELETE FROM t")', "\treturn err"],
        Kind.CONN: ["\treturn it.PingContext(context.Background())"],
    }
    return _declared(function, f"use{kind.stem.title()}", f"it {kind.go_type}", bodies[kind], "error ")


def holder_type(function: Function, kind: Kind) -> str:
    """The name of a struct that holds a resource and ends it in its ``Close``; ``new<Name>`` makes one."""
    number = function.program.number
    name = f"holder{kind.stem.title()}of{number}"
    function.program.helpers[name] = (
        f"type {name} struct{{ it {kind.go_type} }}\n\n"
        f"func new{name.title()}(it {kind.go_type}) *{name} {{\n\treturn &{name}{{it: it}}\n}}\n\n"
        f"func (h *{name}) Close() error {{\n\treturn h.{end_of_it(kind)}\n}}\n"
    )
    return name


def _declared(function: Function, stem: str, parameters: str, body: list[str], results: str = "") -> str:
    name = f"{stem}of{function.program.number}"
    lines = [f"func {name}({parameters}) {results}{{", *body, "}"]
    function.program.helpers[name] = "\n".join(lines) + "\n"
    return name
