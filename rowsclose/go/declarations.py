"""What one file declares at package level, as values that need no syntax tree.

Bodies stay behind as byte ranges: ``go.lowering`` turns one into instructions when somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.imports import Import, Imports, unquoted
from rowsclose.go.type_syntax import UNREADABLE, read_signature, read_type
from rowsclose.source import SourceFile, Span
from rowsclose.syntax.parser import children_of, node_text, span_of, specifications_of
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_DIRECTIVE = re.compile(rb"^([ \t]*)//rowsclose:([^ \t\r\n]*)(?:[ \t]([^\n]*)|\r[ \t\r]*)?$", re.MULTILINE)


@value
class Directive:
    """A ``//rowsclose:name argument …`` line above a declaration; what it may say is not known here."""

    name: str
    arguments: tuple[str, ...]
    line: int
    column: int


@value
class TypeDeclaration:
    """``type Name = T`` or ``type Name T``; ``methods`` has the directives of an interface's methods."""

    package: str
    name: str
    parameters: tuple[t.TypeParameter, ...]
    type: t.Type
    is_alias: bool
    directives: tuple[Directive, ...]
    method_directives: tuple[tuple[str, tuple[Directive, ...]], ...]
    path: str
    span: Span


@value
class FunctionDeclaration:
    """A function or method; ``receiver`` is the type's name or empty, ``body`` None for a signature alone.

    ``receiver_name`` is the receiver's variable, empty where it has none.
    """

    package: str
    path: str
    receiver: str
    receiver_is_pointer: bool
    name: str
    signature: t.Signature
    directives: tuple[Directive, ...]
    span: Span
    body: Span | None
    receiver_name: str = ""

    @property
    def shown_name(self) -> str:
        """The name as Go prints it: ``List``, ``Store.List`` or ``(*Store).List``."""
        if not self.receiver:
            return self.name
        return f"(*{self.receiver}).{self.name}" if self.receiver_is_pointer else f"{self.receiver}.{self.name}"


@value
class ValueDeclaration:
    """A package variable or constant; ``type`` is None where its initial value decides (``initializer``).

    ``written`` is the source of a constant's value; empty where it repeats the one above (an ``iota`` list).
    """

    package: str
    path: str
    name: str
    type: t.Type | None
    is_constant: bool
    initializer: Span | None
    written: str = ""


class FileDeclarations:
    """All of one file's declarations; ``stray`` are directives that stand above none of them."""

    def __init__(self, source: SourceFile, package: str, imports: Imports) -> None:
        self.source = source
        self.package = package
        self.imports = imports
        self.types: list[TypeDeclaration] = []
        self.functions: list[FunctionDeclaration] = []
        self.values: list[ValueDeclaration] = []
        self.stray: tuple[Directive, ...] = ()


class FileNames:
    """What names stand for at a file's top level (a ``type_syntax.NameResolver``)."""

    def __init__(self, package: str, imports: Imports, text: bytes) -> None:
        self.package = package
        self.imports = imports
        self.text = text

    def text_of(self, node: Node) -> str:
        """Source of a node."""
        return node_text(node, self.text)

    def type_named(self, name: str) -> t.Type:
        """A predeclared type, or one of the package: a dot import is looked through when the name is looked up."""
        return t.Named(t.UNIVERSE if name in t.PREDECLARED else self.package, name)

    def type_qualified(self, qualifier: str, name: str) -> t.Type:
        """A type of an imported package; one of an unknown package never has a declaration."""
        path = self.imports.path_of(qualifier) or self.imports.guess(qualifier)
        return t.Named(path or f"?{qualifier}", name)


class ScopedNames:
    """Names with type parameters (and local types) in front of an outer resolver."""

    def __init__(self, outer: FileNames | ScopedNames, types: dict[str, t.Type]) -> None:
        self._outer = outer
        self._types = types

    def text_of(self, node: Node) -> str:
        """Source of a node."""
        return self._outer.text_of(node)

    def type_named(self, name: str) -> t.Type:
        """The innermost type of that name."""
        found = self._types.get(name)
        return found if found is not None else self._outer.type_named(name)

    def type_qualified(self, qualifier: str, name: str) -> t.Type:
        """A type of an imported package."""
        return self._outer.type_qualified(qualifier, name)


def read_declarations(
    source: SourceFile, root: Node, package: str, name_of: Callable[[str], str | None]
) -> FileDeclarations:
    """Everything that ``source`` declares as a file of the package with import path ``package``."""
    imports = Imports(tuple(_imports(root, source.text)), name_of)
    found = FileDeclarations(source, package, imports)
    reader = _Reader(source, FileNames(package, imports, source.text), found)
    for node in root.named_children:
        reader.read(node)
    found.stray = tuple(reader.stray(root))
    return found


def _imports(root: Node, text: bytes) -> Iterator[Import]:
    for declaration in root.named_children:
        if declaration.type != "import_declaration":
            continue
        for spec in specifications_of(declaration):
            path, name = spec.child_by_field_name("path"), spec.child_by_field_name("name")
            if path is not None:
                literal = text[path.start_byte : path.end_byte]
                yield Import(node_text(name, text) if name else "", unquoted(literal).decode("utf-8", "replace"))


def type_parameters_of(node: Node, names: FileNames | ScopedNames) -> tuple[t.TypeParameter, ...]:
    """The type parameters a declaration lists; constraints may name each other."""
    list_node = node.child_by_field_name("type_parameters")
    if list_node is None:
        return ()
    declarations = [d for d in list_node.named_children if d.type == "type_parameter_declaration"]
    listed = [names.text_of(n) for d in declarations for n in d.children_by_field_name("name")]
    inner = ScopedNames(names, {n: t.TypeParameter(n, None) for n in listed})
    return tuple(
        t.TypeParameter(names.text_of(n), read_type(d.child_by_field_name("type"), inner))
        for d in declarations
        for n in d.children_by_field_name("name")
    )


def receiver_of(node: Node, names: FileNames | ScopedNames) -> tuple[str, bool, tuple[str, ...], str]:
    """A method's receiver: type name, whether a pointer, type parameter names, variable name."""
    receiver = node.child_by_field_name("receiver")
    for declaration in children_of(receiver):
        type_node, name_node = declaration.child_by_field_name("type"), declaration.child_by_field_name("name")
        pointer = False
        while type_node is not None and type_node.type in ("pointer_type", "parenthesized_type"):
            pointer = pointer or type_node.type == "pointer_type"
            type_node = next(iter(children_of(type_node)), None)
        if type_node is None:
            break
        parameters: tuple[str, ...] = ()
        base: Node | None = type_node
        if type_node.type == "generic_type":
            base = type_node.child_by_field_name("type")
            arguments = type_node.child_by_field_name("type_arguments")
            parameters = tuple(names.text_of(a) for a in children_of(arguments))
        variable = names.text_of(name_node) if name_node else ""
        return (names.text_of(base) if base else "", pointer, parameters, variable)
    return "", False, (), ""


class _Reader:
    def __init__(self, source: SourceFile, names: FileNames, into: FileDeclarations) -> None:
        self._source = source
        self._names = names
        self._into = into
        self._has_directives = b"//rowsclose:" in source.text
        self._attached: set[int] = set()

    def read(self, node: Node) -> None:
        match node.type:
            case "function_declaration" | "method_declaration":
                self._function(node)
            case "type_declaration":
                for spec in node.named_children:
                    if spec.type in ("type_spec", "type_alias"):
                        self._type(spec, node)
            case "var_declaration" | "const_declaration":
                for spec in specifications_of(node):
                    self._value(spec, is_constant=node.type == "const_declaration")
            case _:
                pass

    def _function(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is None:
            return
        receiver, pointer, receiver_parameters, variable = receiver_of(node, self._names)
        own = type_parameters_of(node, self._names)
        parameters = (*(t.TypeParameter(p, None) for p in receiver_parameters), *own)
        names = ScopedNames(self._names, {p.name: p for p in parameters}) if parameters else self._names
        body = node.child_by_field_name("body")
        self._into.functions.append(
            FunctionDeclaration(
                self._names.package,
                self._source.path,
                receiver,
                pointer,
                self._names.text_of(name),
                read_signature(node, names, own),
                self._directives(node),
                span_of(node),
                span_of(body) if body else None,
                variable,
            )
        )

    def _type(self, spec: Node, declaration: Node) -> None:
        name, type_node = spec.child_by_field_name("name"), spec.child_by_field_name("type")
        if name is None or type_node is None:
            return
        parameters = type_parameters_of(spec, self._names)
        names = ScopedNames(self._names, {p.name: p for p in parameters}) if parameters else self._names
        methods: tuple[tuple[str, tuple[Directive, ...]], ...] = ()
        if self._has_directives and type_node.type == "interface_type":
            methods = tuple(
                (self._names.text_of(n), d)
                for e in type_node.named_children
                if e.type == "method_elem"
                and (n := e.child_by_field_name("name"))
                # What stands above `type I interface{ M() }` is the type's.
                and e.start_point[0] != spec.start_point[0]
                and (d := self._directives(e))
            )
        directives = self._directives(spec)
        if len(declaration.named_children) == 1 and spec.start_point[0] != declaration.start_point[0]:
            directives = (*self._directives(declaration), *directives)
        self._into.types.append(
            TypeDeclaration(
                self._names.package,
                self._names.text_of(name),
                parameters,
                read_type(type_node, names) or UNREADABLE,
                spec.type == "type_alias",
                directives,
                methods,
                self._source.path,
                span_of(spec),
            )
        )

    def _value(self, spec: Node, is_constant: bool) -> None:
        if spec.type not in ("var_spec", "const_spec"):
            return
        type_ = read_type(spec.child_by_field_name("type"), self._names)
        given = spec.child_by_field_name("value")
        value = span_of(spec) if given else None
        written = self._names.text_of(given) if given and is_constant else ""
        for name in spec.children_by_field_name("name"):
            if name.is_named:
                text = self._names.text_of(name)
                self._into.values.append(
                    ValueDeclaration(self._names.package, self._source.path, text, type_, is_constant, value, written)
                )

    def _directives(self, node: Node) -> tuple[Directive, ...]:
        """The directives in the comment lines right above a declaration."""
        if not self._has_directives:
            return ()
        starts, text = self._source.line_starts, self._source.text
        found: list[Directive] = []
        row = node.start_point[0] - 1
        while row >= 0:
            line = text[starts[row] : starts[row + 1] - 1]
            if not line.lstrip().startswith(b"//"):
                break
            directive = _DIRECTIVE.fullmatch(line)
            if directive:
                found.append(_directive(directive, row + 1))
            row -= 1
        self._attached |= {d.line for d in found}
        return tuple(reversed(found))

    def stray(self, root: Node) -> Iterator[Directive]:
        """The directives that no declaration has taken: within a body, or with an empty line between."""
        for found in _DIRECTIVE.finditer(self._source.text) if self._has_directives else ():
            line = self._source.position(found.start()).line
            at = found.end(1)
            if line in self._attached:
                continue
            node = root.descendant_for_byte_range(at, at + 1)  # one in a string is none
            if node is not None and node.type == "comment" and node.start_byte == at:
                yield _directive(found, line)


def _directive(found: re.Match[bytes], line: int) -> Directive:
    arguments = (found.group(3) or b"").decode("utf-8", "replace").split()
    return Directive(found.group(2).decode("utf-8", "replace"), tuple(arguments), line, len(found.group(1)) + 1)
