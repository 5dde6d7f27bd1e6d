"""Random edits of Go files, and which of the functions before is which after.

Each function carries a comment with its number, which no fingerprint sees: it tells functions apart however they move.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from checking import NOWHERE, OPTIONS

from rowsclose.baseline.fingerprint import Fingerprint, Fingerprints
from rowsclose.baseline.functions import Declared, FunctionText, FunctionTexts
from rowsclose.baseline.matching import Matched, Present, match
from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import check
from rowsclose.finding import Finding, Run
from rowsclose.go.declarations import read_declarations
from rowsclose.source import SourceFile, Span
from rowsclose.syntax.parser import parse

Files = dict[str, bytes]
Edit = Callable[[Files, random.Random], None]
_NUMBER = re.compile(rb"//number:(\d+)\b")


def numbered(files: Mapping[str, bytes]) -> Files:
    """The files with a number in each function."""
    found: Files = {}
    number = 0
    for name in sorted(files):
        text = files[name]
        for function in reversed(bodies(text)):
            text = text[: function.start] + b"\n//number:%d\n" % number + text[function.start :]
            number += 1
        found[name] = text
    return found


def checked(files: Files) -> Run:
    """A check of files that are on no disk."""
    listed = tuple(GoFile(name, f"{NOWHERE}/{name}") for name in sorted(files))
    return check(Discovered(listed, (), NOWHERE), OPTIONS, {f"{NOWHERE}/{n}": text for n, text in files.items()})


def present(files: Files, findings: tuple[Finding, ...]) -> list[Present]:
    return Fingerprints(lambda path: SourceFile(path, files[path]), lambda path: path).of(findings)


def held(recorded: Counter[Fingerprint], files: Files, findings: tuple[Finding, ...]) -> Matched:
    return match(recorded, present(files, findings), Declared(files.get))


def alike(files: Files, findings: Iterator[Finding] | tuple[Finding, ...]) -> Counter[tuple[str, str, str]]:
    """How many findings there are of a rule and a call in a function, by its number."""
    found: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        text = files[finding.path]
        functions = FunctionTexts(SourceFile(finding.path, text))
        around = functions.around(finding.span)
        assert around is not None
        number = _NUMBER.search(text, around.span.start, around.span.end)
        where = number.group(1).decode() if number else around.name
        found[where, finding.rule_id, functions.call_at(finding.span)] += 1
    return found


def bodies(text: bytes) -> list[Span]:
    """What stands between the braces of each function that goes over several lines."""
    declared = read_declarations(SourceFile("x.go", text), parse(text).root, "", lambda _: None)
    found = [Span(f.body.start + 1, f.body.end - 1) for f in declared.functions if f.body is not None]
    return [body for body in found if text.startswith(b"\n", body.start)]


def _some_file(files: Files, rng: random.Random) -> str:
    return rng.choice(sorted(files))


def _functions(text: bytes) -> list[FunctionText]:
    functions = FunctionTexts(SourceFile("x.go", text)).all
    return [f for f in functions if _NUMBER.search(text, f.span.start, f.span.end)]


def rename_file(files: Files, rng: random.Random) -> None:
    name = _some_file(files, rng)
    test = "_test" if name.endswith("_test.go") else ""
    files[f"{name.rpartition('/')[0]}/renamed{rng.randrange(10**6)}{test}.go"] = files.pop(name)


def rename_folder(files: Files, rng: random.Random) -> None:
    to = f"elsewhere{rng.randrange(10**6)}"
    for name in sorted(files):
        files[f"{to}/{name.rpartition('/')[2]}"] = files.pop(name)


def move_function(files: Files, rng: random.Random) -> None:
    """To a new file with the same imports, or to the end of its own."""
    name = _some_file(files, rng)
    text = files[name]
    functions = _functions(text)
    if not functions:
        return
    function = rng.choice(functions)
    cut = text[function.span.start : function.span.end]
    files[name] = text[: function.span.start] + text[function.span.end :]
    if rng.random() < 0.3:
        files[name] += b"\n" + cut + b"\n"
        return
    test = "_test" if name.endswith("_test.go") else ""
    heads = [n for n in parse(text).root.named_children if n.type in ("package_clause", "import_declaration")]
    head = b"\n".join(text[node.start_byte : node.end_byte] for node in heads)
    files[f"{name.rpartition('/')[0]}/moved{rng.randrange(10**6)}{test}.go"] = head + b"\n\n" + cut + b"\n"


def rename_function(files: Files, rng: random.Random) -> None:
    """With all that call it; what it is called by within its own body, too."""
    name = _some_file(files, rng)
    functions = [f for f in _functions(files[name]) if f.name.isidentifier() and f.name not in ("main", "init")]
    if not functions:
        return
    old = rng.choice(functions).name.encode()
    if any(re.search(rb"\b%s\b" % old, _without(text, old)) for text in files.values()):
        return  # it is called, or something else has its name: a call in a function is a part of that one
    new = b"renamed%d" % rng.randrange(10**6)
    for each in files:
        files[each] = re.sub(rb"\b%s\b" % old, new, files[each])


def _without(text: bytes, name: bytes) -> bytes:
    return re.sub(rb"(?m)^func %s\b|^//.*$" % name, b"", text)


def insert_above(files: Files, rng: random.Random) -> None:
    name = _some_file(files, rng)
    function = next(iter(FunctionTexts(SourceFile("x.go", files[name])).all), None)
    if function is None or not files[name].startswith(b"func", function.span.start):
        return
    number = rng.randrange(10**6)
    at = files[name].rfind(b"\n\n", 0, function.span.start) + 1
    added = b"\n// added%d does nothing.\nfunc added%d() {\n\t_ = %d\n}\n" % (number, number, number)
    files[name] = files[name][:at] + added + files[name][at:]


def edit_beside(files: Files, rng: random.Random) -> None:
    """A statement more at the beginning of a function."""
    _insert_in_body(files, rng, b"\n\t_ = %d\n" % rng.randrange(10**6))


def comment(files: Files, rng: random.Random) -> None:
    _insert_in_body(files, rng, b" // why %d\n" % rng.randrange(10**6))


def _insert_in_body(files: Files, rng: random.Random, added: bytes) -> None:
    name = _some_file(files, rng)
    starts = [body.start for body in bodies(files[name])]
    if starts:
        at = rng.choice(starts)
        files[name] = files[name][:at] + added + files[name][at:]


def reformat(files: Files, rng: random.Random) -> None:
    """Blanks in place of tabs, other line ends, empty lines, calls that go over several lines."""
    name = _some_file(files, rng)
    text = files[name]
    match rng.randrange(4):
        case 0:
            text = text.replace(b"\t", b"  ")
        case 1:
            text = text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        case 2:
            text = text.replace(b"\n", b"\n\n")
        case _:
            text = re.sub(rb"\b(Query\w*)\((.*[^(,])\)(\s*(?://.*)?\n)", rb"\1(\n\t\t\2, // the statement\n\t)\3", text)
    if len(FunctionTexts(SourceFile("x.go", text)).all) == len(FunctionTexts(SourceFile("x.go", files[name])).all):
        files[name] = text


def query_beside(files: Files, rng: random.Random) -> None:
    """The call of a finding once more, in the same function: a leak more, wherever it stands."""
    findings = [f for f in checked(files).findings if f.rule_id == "rows-not-closed"]
    if not findings:
        return
    finding = rng.choice(findings)
    text = files[finding.path]
    start = text.rfind(b"\n", 0, finding.span.start) + 1
    line = text[start : text.find(b"\n", start) + 1]
    call = re.fullmatch(rb"(\s*)\w+, \w+ :?= (.*\))\s*(?://.*)?\n", line)
    if call is None:
        return
    number = rng.randrange(10**6)
    added = b"%sif beside%d, err%d := %s; err%d == nil {\n\t_ = beside%d\n}\n"
    added %= (call.group(1), number, number, call.group(2), number, number)
    files[finding.path] = text[:start] + added + text[start:]


# Edits that leave what a function does as it is.
MOVES: tuple[Edit, ...] = (rename_file, rename_folder, move_function, insert_above, comment, reformat)
# A function that gets another name is known by its tokens, and one whose tokens change by its name.
RENAMES = (*MOVES, rename_function)
EDITS = (*MOVES, edit_beside, query_beside)
