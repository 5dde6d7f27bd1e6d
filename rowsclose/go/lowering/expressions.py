"""Expressions to operands: what a call or an operator gives goes into a temporary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import (
    ELEMENT,
    NIL,
    OTHER,
    Assert,
    Assign,
    Build,
    Call,
    Callee,
    Compute,
    Constant,
    ConstantKind,
    Conversion,
    Direct,
    Dynamic,
    FunctionLiteral,
    Global,
    If,
    Method,
    Operand,
    Operator,
    Place,
)
from rowsclose.go.lowering.body import Body
from rowsclose.go.type_syntax import read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of

if TYPE_CHECKING:
    from tree_sitter import Node

_TYPE_NODES = frozenset(
    [
        "slice_type",
        "array_type",
        "implicit_length_array_type",
        "map_type",
        "channel_type",
        "function_type",
        "struct_type",
        "interface_type",
        "pointer_type",
        "qualified_type",
        "generic_type",
        "type_identifier",
        "parenthesized_type",
    ]
)
_STRINGS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&&", "||"})


def operand(body: Body, node: Node) -> Operand:
    """Evaluate an expression."""
    match node.type:
        case "identifier" | "type_identifier" | "field_identifier" | "package_identifier":
            return _identifier(body, node)
        case "parenthesized_expression":
            return operand(body, node.named_children[0]) if node.named_children else OTHER
        case "selector_expression":
            return _selector(body, node)
        case "call_expression" | "type_conversion_expression":
            target = body.temporary(span_of(node))
            call(body, node, (target,))
            return target
        case "func_literal":
            # Imported here: a literal is a function, and functions are made of statements, which hold expressions.
            from rowsclose.go.lowering.functions import literal

            return FunctionLiteral(literal(body, node))
        case "composite_literal":
            return _composite(body, node)
        case "literal_value":
            return _build(body, node, None)
        case "unary_expression":
            return _unary(body, node)
        case "binary_expression":
            return _binary(body, node)
        case "index_expression":
            return _index(body, node)
        case "type_instantiation_expression":
            return _twice_indexed(body, node)
        case "slice_expression":
            for part in node.named_children[1:]:
                operand(body, part)
            return operand(body, node.named_children[0])
        case "type_assertion_expression":
            target = body.temporary(span_of(node))
            assertion(body, node, target, None)
            return target
        case "nil":
            return NIL
        case "true":
            return Constant(ConstantKind.TRUE)
        case "false":
            return Constant(ConstantKind.FALSE)
        case kind if kind in _STRINGS:
            return Constant(ConstantKind.STRING, _string_value(body.text_of(node)))
        case "literal_element" | "variadic_argument":
            return operand(body, node.named_children[0]) if node.named_children else OTHER
        case _:
            return Constant(ConstantKind.OTHER, body.text_of(node) if node.child_count == 0 else "")


def place(body: Body, node: Node) -> Place:
    """Evaluate an expression into a place."""
    return as_place(body, operand(body, node), span_of(node))


def as_place(body: Body, value: Operand, span: Span) -> Place:
    """``value`` itself where it is a place, else a temporary that holds it."""
    if isinstance(value, Place):
        return value
    target = body.temporary(span)
    body.emit(Assign(target, value, span))
    return target


def assertion(body: Body, node: Node, target: Place, ok: Place | None) -> None:
    """``x.(T)`` into ``target``."""
    value, type_node = node.child_by_field_name("operand"), node.child_by_field_name("type")
    source = operand(body, value) if value else OTHER
    body.emit(Assert(target, ok, read_type(type_node, body), source, span_of(node)))


# Calls --------------------------------------------------------------------------------------------


def call(body: Body, node: Node, targets: tuple[Place | None, ...], declares: tuple[bool, ...] = ()) -> None:
    """Emit a call."""
    body.emit(evaluated_call(body, node, targets, declares))


def evaluated_call(
    body: Body, node: Node, targets: tuple[Place | None, ...], declares: tuple[bool, ...] = (), dropped: bool = False
) -> Call:
    """Evaluate callee and arguments of a call or conversion; the call itself is the caller's to emit."""
    if node.type == "type_conversion_expression":
        return _conversion(body, node, targets, declares)
    function, list_node = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    arguments_nodes = [n for n in list_node.named_children if n.type != "comment"] if list_node else []
    callee, name_span = _callee(body, node, function)
    type_argument = None
    if _is_allocation(callee) and arguments_nodes:
        type_argument = read_type(arguments_nodes[0], body)
        if arguments_nodes[0].type in _TYPE_NODES or _names_type(body, arguments_nodes[0]):
            arguments_nodes = arguments_nodes[1:]
    spread = any(n.type == "variadic_argument" for n in arguments_nodes)
    arguments = tuple(operand(body, n) for n in arguments_nodes if n.type not in _TYPE_NODES)
    return Call(targets, callee, arguments, span_of(node), name_span, spread, declares, type_argument, dropped)


def _is_allocation(callee: Callee) -> bool:
    return isinstance(callee, Direct) and callee.name.name in ("new", "make")


def _names_type(body: Body, node: Node) -> bool:
    """Whether an argument of ``new`` or ``make`` is a type: Go 1.26's ``new`` takes a value too."""
    match node.type:
        case "identifier":
            return body.variable(body.text_of(node)) is None
        case "selector_expression":
            qualifier = node.child_by_field_name("operand")
            return qualifier is not None and body.package_path(body.text_of(qualifier)) is not None
        case "index_expression" | "parenthesized_expression" | "unary_expression":
            return bool(node.named_children) and _names_type(body, node.named_children[0])
        case _:
            return False


def _callee(body: Body, node: Node, function: Node | None) -> tuple[Callee, Span]:
    if function is None:
        return Dynamic(OTHER), span_of(node)
    while function.type == "parenthesized_expression" and function.named_children:
        function = function.named_children[0]
    type_arguments = node.child_by_field_name("type_arguments")
    given = tuple(a for n in (type_arguments.named_children if type_arguments else ()) if (a := read_type(n, body)))
    match function.type:
        case "identifier":
            name = body.text_of(function)
            local = body.variable(name)
            if local is not None:
                return Dynamic(Place(local)), span_of(function)
            return Direct(Global(body.package, name), given), span_of(function)
        case "selector_expression":
            return _selected_callee(body, function, given)
        case "func_literal":
            return Dynamic(operand(body, function)), span_of(node)
        case "unary_expression":
            converted = read_type(function, body)
            if converted is not None and body.text_of(function).startswith("*"):
                return Conversion(converted), span_of(function)
        case kind if kind in _TYPE_NODES:
            converted = read_type(function, body)
            if converted is not None:
                return Conversion(converted), span_of(function)
        case "index_expression":
            return _instantiated(body, function)
        case _:
            pass
    return Dynamic(operand(body, function)), span_of(function)


def _selected_callee(body: Body, function: Node, given: tuple[t.Type, ...]) -> tuple[Callee, Span]:
    value, name_node = function.child_by_field_name("operand"), function.child_by_field_name("field")
    if value is None or name_node is None:
        return Dynamic(OTHER), span_of(function)
    name, name_span = body.text_of(name_node), _name_span(function, name_node)
    if value.type == "identifier":
        path = body.package_path(body.text_of(value))
        if path is not None:
            return Direct(Global(path, name), given), name_span
    return Method(operand(body, value), name), name_span


def _name_span(selector: Node, name: Node) -> Span:
    """The called name as far as it stands on the name's own line: ``s.db.Query``, or ``Query`` behind a line break."""
    if selector.start_point[0] == name.start_point[0]:
        return Span(selector.start_byte, name.end_byte)
    return span_of(name)


def _instantiated(body: Body, function: Node) -> tuple[Callee, Span]:
    """``f[T]`` called, or an element of a slice or map of functions."""
    base, index = function.child_by_field_name("operand"), function.child_by_field_name("index")
    if base is not None and base.type in ("identifier", "selector_expression"):
        callee, span = _callee(body, function, base)
        if isinstance(callee, Direct):
            argument = read_type(index, body)
            return Direct(callee.name, (argument,) if argument else ()), span
    return Dynamic(operand(body, function)), span_of(function)


def _conversion(body: Body, node: Node, targets: tuple[Place | None, ...], declares: tuple[bool, ...]) -> Call:
    """``[]byte(x)``; and ``f[T](x)``, ``m[k](x)``, which the grammar takes for conversions to a generic type."""
    type_node, value = node.child_by_field_name("type"), node.child_by_field_name("operand")
    arguments = (operand(body, value),) if value else ()
    callee: Callee | None = None
    span = span_of(type_node) if type_node else span_of(node)
    if type_node is not None and type_node.type == "generic_type":
        callee, span = _generic_callee(body, type_node)
    if callee is None:
        converted = read_type(type_node, body)
        callee = Conversion(converted) if converted else Dynamic(OTHER)
    return Call(targets, callee, arguments, span_of(node), span, declares=declares)


def _generic_callee(body: Body, node: Node) -> tuple[Callee, Span]:
    base, list_node = node.child_by_field_name("type"), node.child_by_field_name("type_arguments")
    given = tuple(a for n in (list_node.named_children if list_node else ()) if (a := read_type(n, body)))
    if base is None:
        return Dynamic(OTHER), span_of(node)
    named = _named_as_type(body, base)
    if isinstance(named.root, Global) and not named.path:
        return Direct(named.root, given), span_of(base)
    return Dynamic(named.child(ELEMENT)), span_of(base)


def _named_as_type(body: Body, node: Node) -> Place:
    """What a name, or a qualified one, that the grammar took for a type's stands for."""
    name, *field = body.text_of(node).split(".")
    path = body.package_path(name) if field else None
    if path is not None:
        return Place(Global(path, field[0]))
    named = body.place_of(name)
    return named.child(field[0]) if field else named


# Names, fields, elements ------------------------------------------------------------------------------


def _identifier(body: Body, node: Node) -> Operand:
    name = body.text_of(node)
    if name == "nil" and body.variable(name) is None:
        return NIL
    return body.place_of(name)


def _selector(body: Body, node: Node) -> Operand:
    value, field = node.child_by_field_name("operand"), node.child_by_field_name("field")
    if value is None or field is None:
        return OTHER
    if value.type == "identifier":
        path = body.package_path(body.text_of(value))
        if path is not None:
            return Place(Global(path, body.text_of(field)))
    return place(body, value).child(body.text_of(field))


def _index(body: Body, node: Node) -> Operand:
    value, index = node.child_by_field_name("operand"), node.child_by_field_name("index")
    base = place(body, value) if value else body.temporary(span_of(node))
    if index is not None and index.type not in _TYPE_NODES:
        operand(body, index)
    return base.child(ELEMENT)


def _twice_indexed(body: Body, node: Node) -> Operand:
    """``m[a.b][c.d]``, which the grammar takes for an instantiated type that is instantiated again: Go has no such thing."""
    type_node = node.child_by_field_name("type")
    base = type_node.child_by_field_name("type") if type_node is not None and type_node.type == "generic_type" else None
    if base is None:
        return OTHER
    return _named_as_type(body, base).child(ELEMENT).child(ELEMENT)


# Operators and literals ---------------------------------------------------------------------------


def _unary(body: Body, node: Node) -> Operand:
    value = node.child_by_field_name("operand")
    if value is None:
        return OTHER
    source = operand(body, value)
    operator = {"&": Operator.ADDRESS, "*": Operator.DEREFERENCE, "<-": Operator.RECEIVE}.get(node.children[0].type)
    target = body.temporary(span_of(node))
    if operator is None:
        type_ = t.BOOL if node.children[0].type == "!" else None
        body.emit(Compute(target, (source,), span_of(node), type_))
    else:
        body.emit(Assign(target, source, span_of(node), operator))
    return target


def _binary(body: Body, node: Node) -> Operand:
    # Imported here: conditions hold expressions, and a truth value is an expression that holds a condition.
    from rowsclose.go.lowering.conditions import condition as short_circuit
    from rowsclose.go.lowering.conditions import pure_condition

    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type in ("&&", "||") and body.may_branch:
        chosen, span = body.temporary(span_of(node), t.BOOL), span_of(node)
        yes = Assign(chosen, Constant(ConstantKind.TRUE), span)
        no = Assign(chosen, Constant(ConstantKind.FALSE), span)
        body.emit(If(short_circuit(body, node), (yes,), (no,), span))
        return chosen
    target = body.temporary(span_of(node))
    is_truth = operator is not None and operator.type in _COMPARISONS
    condition = pure_condition(body, node) if is_truth else None
    # A long concatenation is a left-deep tree of a thousand levels: walk its spine, do not recurse into it.
    operands: list[Node] = []
    spine: Node | None = node
    while spine is not None and spine.type == "binary_expression":
        right = spine.child_by_field_name("right")
        operands += [right] if right else []
        spine = spine.child_by_field_name("left")
    operands += [spine] if spine else []
    sources = tuple(operand(body, n) for n in reversed(operands))
    if not is_truth and all(isinstance(s, Constant) and s.kind is ConstantKind.STRING for s in sources):
        return Constant(ConstantKind.STRING, "".join(s.text for s in sources if isinstance(s, Constant)))
    type_ = t.BOOL if is_truth else None
    body.emit(Compute(target, sources, span_of(node), type_, condition))
    return target


def _composite(body: Body, node: Node) -> Operand:
    type_ = read_type(node.child_by_field_name("type"), body)
    value = node.child_by_field_name("body")
    return _build(body, value, type_) if value else OTHER


def _build(body: Body, node: Node, type_: t.Type | None) -> Place:
    elements: list[tuple[str, Operand]] = []
    keyed_by_value = isinstance(type_, t.Map | t.Sequence)
    for element in node.named_children:
        if element.type == "keyed_element":
            key, value = element.child_by_field_name("key"), element.child_by_field_name("value")
            if value is not None:
                name = body.text_of(key) if key and not keyed_by_value and _is_field_name(key) else ELEMENT
                elements.append((name, _element(body, value, type_)))
        elif element.type == "literal_element":
            name = ELEMENT if keyed_by_value else f"#{len(elements)}"
            elements.append((name, _element(body, element, type_)))
    target = body.temporary(span_of(node), type_)
    body.emit(Build(target, type_, tuple(elements), span_of(node)))
    return target


def _element(body: Body, node: Node, type_: t.Type | None) -> Operand:
    inner = node.named_children[0] if node.type == "literal_element" and node.named_children else node
    if inner.type == "literal_value":
        element_type = None
        if isinstance(type_, t.Sequence):
            element_type = type_.element
        elif isinstance(type_, t.Map):
            element_type = type_.value
        return _build(body, inner, element_type)
    return operand(body, inner)


def _is_field_name(key: Node) -> bool:
    inner = key.named_children[0] if key.named_children else key
    return inner.type in ("identifier", "field_identifier")


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def _string_value(text: str) -> str:
    """A string literal's value; escapes other than the plain ones stay as they are written."""
    if text.startswith("`"):
        return text.strip("`")
    parts, rest = [], text[1:-1]
    while "\\" in rest:
        head, _, rest = rest.partition("\\")
        parts += [head, _ESCAPES.get(rest[:1], "\\" + rest[:1])]
        rest = rest[1:]
    return "".join(parts) + rest
