"""From type syntax to type values, given what the names in it stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rowsclose.go import types as t
from rowsclose.syntax.parser import children_of, is_deeper

if TYPE_CHECKING:
    from tree_sitter import Node

_DEEPEST = 400  # nodes; a level of type syntax takes one or two


class NameResolver(Protocol):
    """What type syntax needs to know about the place where it stands."""

    def type_named(self, name: str) -> t.Type:
        """The type an unqualified name stands for."""
        ...

    def type_qualified(self, qualifier: str, name: str) -> t.Type:
        """The type ``qualifier.name`` stands for."""
        ...

    def text_of(self, node: Node) -> str:
        """Source of a node."""
        ...


def read_type(node: Node | None, names: NameResolver) -> t.Type | None:
    """The type that a node of type syntax (or an expression that denotes a type) stands for; None if it is neither.

    None too where it is nested as no type is that somebody wrote: all that looks at types is recursive.
    """
    if node is None:
        return None
    reader = _READERS.get(node.type)
    return reader(node, names) if reader and not is_deeper(node, _DEEPEST) else None


def read_signature(node: Node, names: NameResolver, type_parameters: tuple[t.TypeParameter, ...] = ()) -> t.Signature:
    """The function type of anything with ``parameters`` and ``result`` fields."""
    parameters_node = node.child_by_field_name("parameters")
    parameters, variadic = read_parameters(parameters_node, names)
    return t.Signature(parameters, read_results(node, names), variadic, type_parameters)


def read_results(node: Node, names: NameResolver) -> tuple[t.Parameter, ...]:
    """The results of anything with a ``result`` field."""
    result = node.child_by_field_name("result")
    if result is None:
        return ()
    if result.type == "parameter_list":
        return read_parameters(result, names)[0]
    return (t.Parameter("", read_type(result, names) or UNREADABLE),)


def read_parameters(node: Node | None, names: NameResolver) -> tuple[tuple[t.Parameter, ...], bool]:
    """A parameter list, one entry a name, and whether the last one is variadic."""
    found: list[t.Parameter] = []
    variadic = False
    for declaration in children_of(node):
        if declaration.type not in ("parameter_declaration", "variadic_parameter_declaration"):
            continue
        type_ = read_type(declaration.child_by_field_name("type"), names) or UNREADABLE
        if declaration.type == "variadic_parameter_declaration":
            variadic, type_ = True, t.Sequence(type_)
        declared = declaration.children_by_field_name("name")
        found += [t.Parameter(names.text_of(n), type_) for n in declared if n.is_named] or [t.Parameter("", type_)]
    return tuple(found), variadic


UNREADABLE = t.Named("?", "?")
"""Stands where type syntax is damaged; no declaration is ever found for it."""


def _element(node: Node, field: str, names: NameResolver) -> t.Type:
    return read_type(node.child_by_field_name(field), names) or UNREADABLE


def _inner(node: Node, names: NameResolver) -> t.Type | None:
    inner = children_of(node)
    return read_type(inner[0], names) if inner else None


def _qualified(node: Node, names: NameResolver) -> t.Type:
    package, name = node.child_by_field_name("package"), node.child_by_field_name("name")
    if package is None or name is None:
        return UNREADABLE
    return names.type_qualified(names.text_of(package), names.text_of(name))


def _selector(node: Node, names: NameResolver) -> t.Type | None:
    operand, field = node.child_by_field_name("operand"), node.child_by_field_name("field")
    if operand is None or field is None or operand.type != "identifier":
        return None
    return names.type_qualified(names.text_of(operand), names.text_of(field))


def _generic(node: Node, names: NameResolver) -> t.Type | None:
    base = read_type(node.child_by_field_name("type"), names)
    if not isinstance(base, t.Named):
        return base
    arguments = node.child_by_field_name("type_arguments")
    given = (read_type(a, names) or UNREADABLE for a in children_of(arguments))
    return t.Named(base.package, base.name, tuple(given))


def _indexed(node: Node, names: NameResolver) -> t.Type | None:
    base = read_type(node.child_by_field_name("operand"), names)
    argument = read_type(node.child_by_field_name("index"), names)
    if not isinstance(base, t.Named):
        return None
    return t.Named(base.package, base.name, (argument or UNREADABLE,))


def _unary(node: Node, names: NameResolver) -> t.Type | None:
    operand = node.child_by_field_name("operand")
    if operand is None or not node.children or node.children[0].type != "*":
        return None
    pointed = read_type(operand, names)
    return t.Pointer(pointed) if pointed else None


def _struct(node: Node, names: NameResolver) -> t.Type:
    fields: list[t.Field] = []
    for declarations in node.named_children:
        for declaration in declarations.named_children:
            if declaration.type == "field_declaration":
                fields += _fields(declaration, names)
    return t.Struct(tuple(fields))


def _fields(declaration: Node, names: NameResolver) -> list[t.Field]:
    type_ = _element(declaration, "type", names)
    declared = declaration.children_by_field_name("name")
    if declared:
        return [t.Field(names.text_of(n), type_) for n in declared]
    if any(c.type == "*" for c in declaration.children):
        type_ = t.Pointer(type_)
    base = t.strip_pointers(type_)
    return [t.Field(base.name, type_, embedded=True)] if isinstance(base, t.Named | t.TypeParameter) else []


def _interface(node: Node, names: NameResolver) -> t.Type:
    methods: list[tuple[str, t.Signature]] = []
    embedded: list[t.Type] = []
    for element in node.named_children:
        if element.type == "method_elem":
            name = element.child_by_field_name("name")
            if name is not None:
                methods.append((names.text_of(name), read_signature(element, names)))
        elif element.type in ("type_elem", "constraint_elem"):
            embedded += (e for n in element.named_children if (e := read_type(n, names)))
    return t.Interface(tuple(methods), tuple(embedded))


def _constraint(node: Node, names: NameResolver) -> t.Type | None:
    elements = [e for n in node.named_children if (e := read_type(n, names))]
    return elements[0] if len(elements) == 1 else t.Interface((), tuple(elements))


_READERS = {
    "type_identifier": lambda n, names: names.type_named(names.text_of(n)),
    "identifier": lambda n, names: names.type_named(names.text_of(n)),
    "qualified_type": _qualified,
    "selector_expression": _selector,
    "generic_type": _generic,
    "index_expression": _indexed,
    "pointer_type": lambda n, names: t.Pointer(_inner(n, names) or UNREADABLE),
    "unary_expression": _unary,
    "parenthesized_type": _inner,
    "parenthesized_expression": _inner,
    "negated_type": _inner,
    "type_elem": _constraint,
    "type_constraint": _constraint,
    "slice_type": lambda n, names: t.Sequence(_element(n, "element", names)),
    "array_type": lambda n, names: t.Sequence(_element(n, "element", names)),
    "implicit_length_array_type": lambda n, names: t.Sequence(_element(n, "element", names)),
    "map_type": lambda n, names: t.Map(_element(n, "key", names), _element(n, "value", names)),
    "channel_type": lambda n, names: t.Channel(_element(n, "value", names)),
    "function_type": read_signature,
    "struct_type": _struct,
    "interface_type": _interface,
}
