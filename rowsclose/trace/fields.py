"""The texts that fields keep: those that are assigned to them, and the statements that were prepared into them.

    Store{list: "SELECT …"}                     s.list
    s.list, err = db.Prepare("SELECT …")        s.list.Query()
    Statements{{&s.list, "SELECT …"}}           whoever gets both prepares the one into the other

All functions of the package that declares the type are looked through for its fields, once for each field that is asked
for. No path is asked about: what is assigned anywhere counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Build, Call, Function, Instruction, Operand, Operator, Place, Variable
from rowsclose.go.program import Program
from rowsclose.go.typing import Typing
from rowsclose.go.walk import functions_within, instructions_of
from rowsclose.ownership.provenance.text import Text, Texts, few
from rowsclose.trace.made import Made, is_statement
from rowsclose.values import value


@value
class Field:
    """A field by the type that declares it."""

    owner: t.Named
    name: str


class Fields:
    """The texts in the fields of one program's types."""

    def __init__(self, program: Program, made: Made) -> None:
        self._program = program
        self._made = made
        self._known: dict[Field, tuple[Text, ...]] = {}

    def texts_in(self, function: Function) -> Texts:
        """The strings of a function, those in fields included."""
        typing = self._program.typing(function)
        return Texts(typing, self._program.constant_text, self._made.texts, self.kept)

    def kept(self, place: Place, typing: Typing) -> tuple[Text, ...] | None:
        """The texts that a place may have if it is a field; None where it is none, or nothing is known of it."""
        field = field_at(place, typing)
        if field is None:
            return None
        if field not in self._known:
            self._known[field] = ()  # what is asked for while it is worked out adds nothing
            self._known[field] = few(text for text in self._assigned(field) if is_statement(text))
        return self._known[field] or None

    def _assigned(self, field: Field) -> Iterator[Text]:
        mentions = re.compile(rb"\b%b\b\s*[:=,})]" % field.name.encode())
        for function in self._functions(field.owner.package, mentions):
            texts = self.texts_in(function)
            for inner in functions_within(function):
                for instruction in instructions_of(inner):
                    yield from self._from(instruction, field, texts)

    def _from(self, instruction: Instruction, field: Field, texts: Texts) -> Iterator[Text]:
        match instruction:
            case Assign(target, source) if field_at(target, texts.typing) == field:
                yield from texts.of(source)
            case Call(targets, _, arguments):
                if any(p is not None and field_at(p, texts.typing) == field for p in targets):
                    yield from (text for a in arguments for text in texts.of(a))
            case Build(_, type_, elements):
                bare = t.strip_pointers(texts.typing.universe.resolve(type_)) if type_ is not None else None
                points = any(_points_to(v, field, texts.typing) for _, v in elements)
                for key, element in elements:
                    if points or (key == field.name and bare == field.owner):
                        yield from self._put(element, texts)
            case _:
                pass

    def _put(self, element: Operand, texts: Texts) -> Iterator[Text]:
        """A text, or the one that a statement was prepared from."""
        yield from texts.of(element)
        if isinstance(element, Place) and isinstance(element.root, Variable):
            for made in texts.typing.definitions(element.root):
                if isinstance(made, Call):
                    yield from (text for a in made.arguments for text in texts.of(a))

    def _functions(self, package: str, mentions: re.Pattern[bytes]) -> Iterator[Function]:
        program = self._program
        folder = program.modules.folder_of(package)
        for one in program.packages_in(folder) if folder is not None else ():
            for path in (p for p in one.paths if not p.endswith("_test.go")):
                one.read(path)
                file = program.file(path)
                for declaration in file.functions:
                    if mentions.search(file.source.text, declaration.span.start, declaration.span.end):
                        function = program.body(declaration)
                        if function is not None:
                            yield function


def field_at(place: Place, typing: Typing) -> Field | None:
    """The field that a place is; None where it is none, or the type that declares it is not known."""
    name = place.path[-1] if place.path else ""
    if not name or name[0] in "#[*":
        return None
    owner = t.strip_pointers(typing.universe.resolve(typing.type_of(Place(place.root, place.path[:-1]))))
    return Field(owner, name) if isinstance(owner, t.Named) else None


def _points_to(operand: Operand, field: Field, typing: Typing) -> bool:
    """Whether an operand is the address of a field."""
    if not isinstance(operand, Place) or not isinstance(operand.root, Variable) or operand.path:
        return False
    made = typing.definitions(operand.root)
    return any(
        isinstance(m, Assign)
        and m.operator is Operator.ADDRESS
        and isinstance(m.source, Place)
        and field_at(m.source, typing) == field
        for m in made
    )
