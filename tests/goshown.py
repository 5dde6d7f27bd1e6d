"""Lowered functions and types as short text: one line an instruction, blocks in braces, a second ``x`` is ``x'``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.go import types as t
from rowsclose.go.ir import (
    Assert,
    Assign,
    Atom,
    Both,
    Build,
    Call,
    Callee,
    Compute,
    Condition,
    Constant,
    ConstantKind,
    Conversion,
    Defer,
    Direct,
    Dynamic,
    Either,
    Function,
    FunctionLiteral,
    Global,
    Go,
    Holds,
    If,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Iterate,
    Jump,
    Labeled,
    Loop,
    Method,
    Not,
    Operand,
    Operator,
    Place,
    RangeLoop,
    Return,
    Select,
    Send,
    Statement,
    Switch,
    Test,
    Unknown,
    Variable,
)

_OPERATORS = {Operator.COPY: "", Operator.ADDRESS: "&", Operator.DEREFERENCE: "*", Operator.RECEIVE: "<-"}


def shown(function: Function) -> list[str]:
    """The body, without the return at the closing brace."""
    lines = list(_Shower().statements(function.body))
    return lines[:-1] if lines[-1:] == ["}"] else lines


def shown_type(type_: t.Type | None) -> str:
    """A type much as Go writes it, packages by import path; ``?`` where there is none."""
    match type_:
        case None:
            return "?"
        case t.Named(package, name, arguments):
            listed = f"[{', '.join(map(shown_type, arguments))}]" if arguments else ""
            return f"{package}.{name}{listed}" if package not in (t.UNIVERSE, ".") else f"{name}{listed}"
        case t.TypeParameter(name):
            return name
        case t.Pointer(element):
            return f"*{shown_type(element)}"
        case t.Sequence(element):
            return f"[]{shown_type(element)}"
        case t.Map(key, value):
            return f"map[{shown_type(key)}]{shown_type(value)}"
        case t.Channel(element):
            return f"chan {shown_type(element)}"
        case t.Signature(parameters, results):
            return f"func({_listed(parameters)}) ({_listed(results)})"
        case t.Struct(fields):
            return f"struct{{{', '.join(f.name for f in fields)}}}"
        case t.Interface(methods):
            return f"interface{{{', '.join(name for name, _ in methods)}}}"
        case t.Tuple(elements):
            return f"({', '.join(map(shown_type, elements))})"
        case _:
            assert_never(type_)


def _listed(parameters: tuple[t.Parameter, ...]) -> str:
    return ", ".join(shown_type(p.type) for p in parameters)


class _Shower:
    def __init__(self) -> None:
        self._names: dict[Variable, str] = {}

    def statements(self, listed: tuple[Statement, ...]) -> Iterator[str]:
        for statement in listed:
            yield from self._statement(statement)

    def _statement(self, statement: Statement) -> Iterator[str]:
        match statement:
            case If(condition, then, otherwise):
                yield f"if {self._condition(condition)} {{"
                yield from self.statements(then)
                if otherwise:
                    yield "} else {"
                    yield from self.statements(otherwise)
                yield "}"
            case Loop(asked, body, post, label):
                yield f"for {label + ' ' if label else ''}{self._condition(asked) + ' ' if asked else ''}{{"
                yield from self.statements(body)
                if post:
                    yield "} post {"
                    yield from self.statements(post)
                yield "}"
            case RangeLoop(step, body, label):
                yield f"for {label + ' ' if label else ''}{self._simple(step)} {{"
                yield from self.statements(body)
                yield "}"
            case Switch(cases):
                yield "switch {"
                for case in cases:
                    asked_ = " | ".join(map(self._condition, case.conditions))
                    yield f"case {asked_}:" if case.conditions else "default:"
                    yield from self.statements(case.body)
                    if case.falls_through:
                        yield "fallthrough"
                yield "}"
            case Select(bodies):
                yield "select {"
                for body in bodies:
                    yield "case:"
                    yield from self.statements(body)
                yield "}"
            case Labeled(label, body):
                yield f"{label}:"
                yield from self.statements(body)
            case Jump(kind, label):
                yield f"{kind.value} {label}".strip()
            case Return(implicit=True):
                yield "}"
            case _:
                yield self._simple(statement)

    def _simple(self, instruction: Statement) -> str:
        match instruction:
            case Assign(target, source, operator=operator, declares=declares):
                sign = ":=" if declares else "="
                return f"{self._place(target)} {sign} {_OPERATORS[operator]}{self._operand(source)}"
            case Call():
                return self._call(instruction)
            case Defer(call):
                return f"defer {self._call(call)}"
            case Go(call):
                return f"go {self._call(call)}"
            case Return(values, bare=bare):
                return f"return {'bare ' if bare else ''}{', '.join(map(self._operand, values))}".strip()
            case Build(target, type_, elements):
                inner = ", ".join(f"{key}: {self._operand(value)}" for key, value in elements)
                return f"{self._place(target)} = {shown_type(type_)}{{{inner}}}"
            case Send(channel, value):
                return f"{self._operand(channel)} <- {self._operand(value)}"
            case Assert(target, ok, type_, source):
                also = f", {self._place(ok)}" if ok else ""
                return f"{self._place(target)}{also} = {self._operand(source)}.({shown_type(type_)})"
            case Compute(target, sources):
                return f"{self._place(target)} = of({', '.join(map(self._operand, sources))})"
            case Iterate(targets, source):
                return f"{self._targets(targets)} range {self._operand(source)}".strip()
            case _:
                raise AssertionError(instruction)

    def _call(self, call: Call) -> str:
        spread = "..." if call.spread else ""
        if call.targets:
            sign = ":=" if any(call.declares) else "="
            before = f"{self._targets(call.targets)} {sign} "
        else:
            before = ""
        arguments = ", ".join(map(self._operand, call.arguments))
        return f"{before}{self._callee(call.callee)}({arguments}{spread})"

    def _targets(self, targets: tuple[Place | None, ...]) -> str:
        return ", ".join("_" if place is None else self._place(place) for place in targets)

    def _callee(self, callee: Callee) -> str:
        match callee:
            case Method(receiver, name):
                return f"{self._operand(receiver)}->{name}"
            case Direct(name):
                return name.name
            case Dynamic(value):
                return f"({self._operand(value)})"
            case Conversion(type_):
                return f"type {shown_type(type_)}"

    def _operand(self, operand: Operand) -> str:
        match operand:
            case Place():
                return self._place(operand)
            case Constant(ConstantKind.OTHER, text):
                return text or "zero"
            case Constant(ConstantKind.STRING, text):
                return f'"{text}"'
            case Constant(kind):
                return kind.value
            case FunctionLiteral(function):
                lines = list(self.statements(function.body))[:-1]
                return f"func {{ {'; '.join(lines)} }}"

    def _place(self, place: Place) -> str:
        assert isinstance(place.root, Global | Variable)  # a body has no others
        name = f"{place.root.name}^" if isinstance(place.root, Global) else self._name(place.root)
        return ".".join((name, *place.path))

    def _name(self, variable: Variable) -> str:
        if variable not in self._names:
            name = variable.name
            while name in self._names.values():
                name += "'"
            self._names[variable] = name
        return self._names[variable]

    def _condition(self, condition: Condition) -> str:
        match condition:
            case Not(operand):
                return f"!({self._condition(operand)})"
            case Both(left, right):
                return f"({self._condition(left)} && {self._condition(right)})"
            case Either(left, right):
                return f"({self._condition(left)} || {self._condition(right)})"
            case Test(setup, atom):
                before = "".join(f"{line}; " for line in self.statements(setup))
                return f"{before}{self._atom(atom)}"

    def _atom(self, atom: Atom) -> str:
        match atom:
            case IsNil(place):
                return f"{self._place(place)} is nil"
            case IsTrue(place):
                return self._place(place)
            case IsEqual(left, right):
                return f"{self._operand(left)} == {self._operand(right)}"
            case Holds(text):
                return f"`{text}`"
            case IsDrained(source):
                return f"{self._operand(source)} is drained"
            case Unknown():
                return "?"
