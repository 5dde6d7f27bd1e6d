"""Truth values to conditions: short circuits stay split, comparisons with nil keep what they compare.

``!=`` is the negation of ``==``, ``>=`` that of ``<`` and so on, so that the same question asked twice is the same atom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go.ir import (
    NIL,
    Atom,
    Both,
    Condition,
    Constant,
    ConstantKind,
    Either,
    Holds,
    IsEqual,
    IsNil,
    IsTrue,
    Not,
    Operand,
    Place,
    Root,
    Test,
    Unknown,
    Variable,
)
from rowsclose.go.lowering.body import Body, instructions
from rowsclose.go.lowering.operands import as_place, operand
from rowsclose.syntax.parser import children_of, span_of
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

_NEGATED = {"!=": "==", ">=": "<", "<=": ">"}
_IMPURE = frozenset({"func_literal", "type_assertion_expression", "composite_literal"})
_PURE_CALLS = frozenset({"len", "cap"})


def condition(body: Body, node: Node) -> Condition:
    """The condition that an expression of type bool stands for."""
    match node.type:
        case "parenthesized_expression" if inner := children_of(node):
            return condition(body, inner[0])
        case "unary_expression" if node.children[0].type == "!":
            value = node.child_by_field_name("operand")
            if value is not None:
                return Not(condition(body, value))
        case "binary_expression":
            return _binary(body, node)
        case _:
            pass
    with body.evaluate() as setup:
        value_of = operand(body, node)
    return Test(instructions(setup), _truth(value_of), span_of(node))


def pure_condition(body: Body, node: Node) -> Condition | None:
    """The condition of an expression whose evaluation has no effect, else None: it may be evaluated twice."""
    return condition(body, node) if _roots(body, node) is not None else None


def equality(body: Body, tag: Operand, tag_node: Node | None, value: Node) -> Condition:
    """``tag == value`` for a case of a switch; ``tag_node`` is the tag's syntax if it may be evaluated again."""
    with body.evaluate() as setup:
        right = operand(body, value)
        atom = _equal(body, tag, right, value)
    if isinstance(atom, IsEqual) and tag_node is not None and not _is_told_by_operands(atom):
        atom = _compared(body, tag_node, "==", value) or atom
    return Test(instructions(setup), atom, span_of(value), tag=span_of(tag_node) if tag_node is not None else None)


def _binary(body: Body, node: Node) -> Condition:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        return Test((), Unknown(), span_of(node))
    if operator.type == "&&":
        return Both(condition(body, left), condition(body, right))
    if operator.type == "||":
        return Either(condition(body, left), condition(body, right))
    for constant, other in ((left, right), (right, left)):
        if operator.type in ("==", "!=") and constant.type in ("true", "false"):
            asked = condition(body, other)
            return asked if (constant.type == "true") is (operator.type == "==") else Not(asked)
    base = _NEGATED.get(operator.type, operator.type)
    test = _comparison(body, node, left, base, right)
    return Not(replace(test, negated=True)) if base != operator.type else test


def _comparison(body: Body, node: Node, left: Node, operator: str, right: Node) -> Test:
    with body.evaluate() as setup:
        first, second = operand(body, left), operand(body, right)
        atom: Atom = _equal(body, first, second, node) if operator == "==" else Unknown()
    if isinstance(atom, Unknown) or (isinstance(atom, IsEqual) and not _is_told_by_operands(atom)):
        atom = _compared(body, left, operator, right) or atom
    return Test(instructions(setup), atom, span_of(node))


def _is_told_by_operands(atom: IsEqual) -> bool:
    """Whether a comparison asks the same wherever it stands: of places, or of a variable and a constant.

    `err == sql.ErrNoRows` says that err is not nil, and who passes 0 for `mode` knows whether `mode == 0`.
    """
    first, second = atom.left, atom.right
    if isinstance(second, Constant):
        is_named = isinstance(first, Place) and not (isinstance(first.root, Variable) and first.root.is_temporary)
        return is_named and bool(second.text)
    return isinstance(second, Place)


def _compared(body: Body, left: Node, operator: str, right: Node) -> Holds | None:
    """A comparison by its text; None where evaluating a side may have an effect, so that it may say another thing."""
    roots, more = _roots(body, left), _roots(body, right)
    if roots is None or more is None:
        return None
    return Holds(f"{body.tokens_of(left)}{operator}{body.tokens_of(right)}", roots | more)


def _equal(body: Body, left: Operand, right: Operand, node: Node) -> Atom:
    if isinstance(left, Constant) and isinstance(right, Place):
        left, right = right, left  # `0 == n`
    if right == NIL:
        return IsNil(as_place(body, left, span_of(node)))
    if isinstance(right, Constant) and right.kind is ConstantKind.TRUE and isinstance(left, Place):
        return IsTrue(left)
    return IsEqual(left, right)


def _truth(value: Operand) -> Atom:
    if isinstance(value, Place):
        return IsTrue(value)
    if isinstance(value, Constant) and value.kind in (ConstantKind.TRUE, ConstantKind.FALSE):
        return IsEqual(value, Constant(ConstantKind.TRUE))
    return Unknown()


def _roots(body: Body, node: Node) -> frozenset[Root] | None:
    """The variables an expression reads; None if evaluating it may have an effect."""
    found: set[Root] = set()
    stack = [node]
    while stack:
        at = stack.pop()
        if at.type in _IMPURE or (at.type == "unary_expression" and at.children[0].type == "<-"):
            return None
        if at.type == "call_expression":
            function = at.child_by_field_name("function")
            if function is None or body.text_of(function) not in _PURE_CALLS:
                return None
            arguments = at.child_by_field_name("arguments")
            stack += children_of(arguments)
            continue
        if at.type == "identifier":
            found.add(body.place_of(body.text_of(at)).root)
        stack += at.named_children
    return frozenset(found)
