"""The language of directives: which verbs there are, where each may stand, and what it takes.

``VERBS`` is the one table; the README of the stub files shows it to people, and a test compares the two. A directive
that cannot be meant is a *fault*, with the line it stands on; it has no effect on the analysis.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator

from rowsclose.errors import did_you_mean
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, FileDeclarations, FunctionDeclaration, TypeDeclaration
from rowsclose.go.universe import Universe
from rowsclose.values import value


class Where(enum.Enum):
    """What a verb stands above."""

    TYPE = "type"
    METHOD = "method"
    FUNCTION = "function or method"


class Argument(enum.Enum):
    """What an argument is; the value is how the README writes it."""

    PARAM = "PARAM"
    RESULT = "RESULT"
    METHOD = "METHOD"
    METHODS = "METHOD[|METHOD]"
    FIELD = "FIELD"
    KIND = "rows|row|stmt|conn|tx|pool"
    BOUND = "ctx|tx|conn|batch|session"
    CONNECTION = "conn"
    END = "process|goroutine"
    UNLESS = "unless"
    VARIABLE = "VARIABLE"


_WORDS = frozenset({Argument.KIND, Argument.BOUND, Argument.CONNECTION, Argument.END, Argument.UNLESS})


@value
class Verb:
    """One form of a directive; all of ``optional`` may be left out, or none of it."""

    name: str
    where: Where
    required: tuple[Argument, ...] = ()
    optional: tuple[Argument, ...] = ()

    @property
    def usage(self) -> str:
        """How it is written: ``alias RESULT PARAM``."""
        words = [self.name, *(a.value for a in self.required)]
        if self.optional:
            words.append(f"[{' '.join(a.value for a in self.optional)}]")
        return " ".join(words)

    def arguments_for(self, directive: Directive) -> tuple[Argument, ...] | None:
        """What each of a directive's arguments is; None where there are too many or too few."""
        for form in (self.required, self.required + self.optional):
            if len(form) == len(directive.arguments):
                return form
        return None


_PARAM = (Argument.PARAM,)

VERBS = (
    Verb("must-call", Where.TYPE, (Argument.METHODS,)),
    Verb("resource", Where.TYPE, (Argument.KIND,)),
    Verb("begins-at-use", Where.TYPE),
    Verb("closes", Where.METHOD),
    Verb("closes-when-false", Where.METHOD, (), (Argument.UNLESS, Argument.METHOD)),
    Verb("closes-at-end", Where.METHOD),
    Verb("closes-when-error", Where.METHOD),
    Verb("closes-when-nil", Where.METHOD),
    Verb("closes-when-zero", Where.METHOD),
    Verb("closes-when-returned", Where.METHOD, (Argument.PARAM, Argument.VARIABLE)),
    Verb("nil-safe", Where.METHOD),
    Verb("checks-error", Where.METHOD),
    Verb("closes", Where.FUNCTION, _PARAM),
    Verb("closes-when-nil", Where.FUNCTION, _PARAM),
    Verb("takes", Where.FUNCTION, _PARAM),
    Verb("borrows", Where.FUNCTION, _PARAM),
    Verb("acquires", Where.FUNCTION, (Argument.KIND, Argument.METHODS), (Argument.UNLESS, Argument.FIELD)),
    Verb("acquires-into", Where.FUNCTION, _PARAM),
    Verb("acquires-from", Where.FUNCTION, _PARAM),
    Verb("runs-on", Where.FUNCTION, _PARAM),
    Verb("lends-tx", Where.FUNCTION, _PARAM),
    Verb("not-acquired", Where.FUNCTION),
    Verb("alias", Where.FUNCTION, (Argument.RESULT, Argument.PARAM)),
    Verb("bounded-by", Where.FUNCTION, (Argument.BOUND,)),
    Verb("busies", Where.FUNCTION),
    Verb("blocks", Where.FUNCTION, (Argument.CONNECTION,)),
    Verb("defers", Where.FUNCTION, _PARAM),
    Verb("ignores", Where.FUNCTION, _PARAM),
    Verb("no-return", Where.FUNCTION, (Argument.END,)),
    Verb("may-exit", Where.FUNCTION, (Argument.END,)),
    Verb("returns-when-nil", Where.FUNCTION, _PARAM),
    Verb("returns-when-not-nil", Where.FUNCTION, _PARAM),
    Verb("not-nil-when-returns", Where.FUNCTION, _PARAM),
    Verb("returns-when-true", Where.FUNCTION, _PARAM),
    Verb("returns-when-false", Where.FUNCTION, _PARAM),
    Verb("true-when-nil", Where.FUNCTION, _PARAM),
    Verb("true-when-not-nil", Where.FUNCTION, _PARAM),
    Verb("true-when-true", Where.FUNCTION, _PARAM),
    Verb("true-when-false", Where.FUNCTION, _PARAM),
    Verb("not-nil-when-true", Where.FUNCTION, _PARAM),
    Verb("asserts", Where.FUNCTION),
    Verb("fails-test", Where.FUNCTION),
    Verb("never-nil", Where.FUNCTION),
    Verb("nil-when-nil", Where.FUNCTION, _PARAM),
)

# What else begins with ``//rowsclose:``: comments that silence findings.
SUPPRESSIONS = frozenset({"ignore", "ignore-file"})

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_INDEX = re.compile(r"[0-9]{1,4}")


@value
class Fault:
    """A directive that cannot be meant; line and column count from 1."""

    line: int
    column: int
    message: str


@value
class Head:
    """What a directive stands above: a type, or a function with its parameters.

    ``receiver`` is the receiver's variable, empty where it has no name or there is none. An interface's method is a
    method. ``owner`` is the type, or that of the receiver.
    """

    name: str
    where: Where  # FUNCTION: one without a receiver
    signature: t.Signature | None = None
    receiver: str = ""
    owner: t.Named | None = None


def head_of(declaration: FunctionDeclaration) -> Head:
    """What directives at a function or method stand above."""
    where = Where.METHOD if declaration.receiver else Where.FUNCTION
    owner = t.Named(declaration.package, declaration.receiver) if declaration.receiver else None
    return Head(declaration.shown_name, where, declaration.signature, declaration.receiver_name, owner)


def input_named(word: str, head: Head) -> int | None:
    """The input that a directive names, the receiver counting as the first; None where there is none.

    A number is the index among the parameters proper, from 0.
    """
    if head.signature is None:
        return None
    shift = 1 if head.where is Where.METHOD else 0
    names = [p.name for p in head.signature.parameters]
    if _IDENTIFIER.fullmatch(word) and word != "_":
        if word in names:
            return names.index(word) + shift
        return 0 if word == head.receiver else None
    if _INDEX.fullmatch(word) and int(word) < len(names):
        return int(word) + shift
    return None


def well_formed(directives: tuple[Directive, ...], head: Head) -> tuple[Directive, ...]:
    """The directives that can be heeded: those without a fault, as far as a declaration alone tells."""
    return tuple(d for d in directives if fault_in(d, head, None) is None)


# Faults -------------------------------------------------------------------------------------------


def faults_in(file: FileDeclarations, universe: Universe, *, damaged: bool = False) -> Iterator[Fault]:
    """The directives of a file that cannot be meant, in source order.

    Where the file is ``damaged``, a directive that stands alone may have lost its declaration to a syntax error.
    """
    stray = () if damaged else file.stray
    found = [_fault(d, f"{_shown(d)} stands above no type, function or method") for d in _wanted(stray)]
    for head, directives in _heads(file):
        for directive in _wanted(directives):
            message = fault_in(directive, head, universe)
            if message is not None:
                found.append(_fault(directive, message))
    yield from sorted(dict.fromkeys(found), key=lambda f: (f.line, f.column))


def _heads(file: FileDeclarations) -> Iterator[tuple[Head, tuple[Directive, ...]]]:
    for function in file.functions:
        if function.directives:
            yield head_of(function), function.directives
    for type_ in file.types:
        if type_.directives:
            yield Head(type_.name, Where.TYPE, owner=t.Named(type_.package, type_.name)), type_.directives
        for name, directives in type_.method_directives:
            yield _interface_method(type_, name), directives


def _interface_method(type_: TypeDeclaration, name: str) -> Head:
    methods = dict(type_.type.methods) if isinstance(type_.type, t.Interface) else {}
    return Head(f"{type_.name}.{name}", Where.METHOD, methods.get(name), owner=t.Named(type_.package, type_.name))


def _wanted(directives: Iterable[Directive]) -> Iterator[Directive]:
    return (d for d in directives if d.name not in SUPPRESSIONS)


def _fault(directive: Directive, message: str) -> Fault:
    return Fault(directive.line, directive.column, message)


def fault_in(directive: Directive, head: Head, universe: Universe | None) -> str | None:
    """Why a directive cannot be meant; without a universe, methods of types are not looked for."""
    if directive.name in SUPPRESSIONS:
        return None
    known = [v for v in VERBS if v.name == directive.name]
    if not known:
        return f"unknown directive `{directive.name}`{did_you_mean(directive.name, [v.name for v in VERBS])}"
    fitting = [v for v in known if _fits(v.where, head.where)]
    if not fitting:
        above = " or ".join(dict.fromkeys(v.where.value for v in known))
        return f"`{directive.name}` stands above a {above}, and {head.name} is a {head.where.value.split()[0]}"
    for verb in fitting:
        arguments = verb.arguments_for(directive)
        if arguments is not None:
            return _argument_fault(directive, arguments, head, universe)
    wanted = " or ".join(dict.fromkeys(f"`{v.usage}`" for v in fitting))
    return f"{_shown(directive)} has the wrong number of arguments: write {wanted}"


def _fits(where: Where, stands: Where) -> bool:
    return where is stands or (where is Where.FUNCTION and stands is Where.METHOD)


def _argument_fault(
    directive: Directive, arguments: tuple[Argument, ...], head: Head, universe: Universe | None
) -> str | None:
    for kind, word in zip(arguments, directive.arguments, strict=True):
        said = _word_fault(kind, word, head, universe)
        if said is not None:
            return f"{_shown(directive)}: {said}"
    return None


def _word_fault(kind: Argument, word: str, head: Head, universe: Universe | None) -> str | None:
    parameters = head.signature.parameters if head.signature else ()
    results = head.signature.results if head.signature else ()
    match kind:
        case Argument.PARAM if input_named(word, head) is None:
            if _INDEX.fullmatch(word):
                return f"{head.name} has {_counted(len(parameters), 'parameter')}, counted from 0"
            names = [n for n in (*(p.name for p in parameters), head.receiver) if n not in ("", "_")]
            return f"{head.name} has no parameter {word}{did_you_mean(word, names)}"
        case Argument.RESULT if not _INDEX.fullmatch(word) or int(word) >= len(results):
            return f"{head.name} has {_counted(len(results), 'result')}, counted from 0"
        case Argument.METHOD | Argument.METHODS:
            for name in word.split("|") if kind is Argument.METHODS else (word,):
                if not _IDENTIFIER.fullmatch(name):
                    return f"`{name}` is no name of a method"
                if head.where is Where.TYPE and universe is not None and _lacks(head.owner, name, universe):
                    return f"{head.name} has no method {name}"
        case Argument.VARIABLE if not _IDENTIFIER.fullmatch(word.rpartition(".")[2]) or "." not in word:
            return f"`{word}` is no variable of a package: write it as IMPORT/PATH.Name"
        case Argument.FIELD if not _IDENTIFIER.fullmatch(word):
            return f"`{word}` is no name of a field"
        case _ if kind in _WORDS and word not in kind.value.split("|"):
            *others, last = kind.value.split("|")
            return f"`{word}` is none of {', '.join(others)} and {last}" if others else f"`{word}` is not {last}"
        case _:
            pass
    return None


def _lacks(owner: t.Named | None, name: str, universe: Universe) -> bool:
    """Whether a type surely has no method of a name: all that it embeds is in reach."""
    found = universe.select(owner, name)
    if found is not None:
        return not found.is_method
    return owner is not None and _is_known(owner, universe, set())


def _is_known(type_: t.Type, universe: Universe, seen: set[t.Type]) -> bool:
    bare = universe.resolve(t.strip_pointers(universe.resolve(type_)))
    if bare is None or bare in seen:
        return True
    seen.add(bare)
    if not universe.in_reach(bare):
        return False
    match universe.underlying(bare):
        case t.Struct(fields):
            return all(_is_known(f.type, universe, seen) for f in fields if f.embedded)
        case t.Interface(_, embedded):
            return all(_is_known(e, universe, seen) for e in embedded)
        case t.Named(package):
            return package == t.UNIVERSE
        case _:
            return True


def _shown(directive: Directive) -> str:
    return f"`{' '.join((directive.name, *directive.arguments))}`"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
