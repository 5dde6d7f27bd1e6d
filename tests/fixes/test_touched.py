# ruff: noqa: E501  (Go, as it is written)
"""What is looked at again after an edit: the functions it touches, those that call them, and in the end the whole file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checking import NOWHERE, OPTIONS

from fixes.mended import go_file
from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import check
from rowsclose.finding import Finding
from rowsclose.fixes.folder import Looks, Task, Texts, mend_folder
from rowsclose.fixes.mending import Bench, Mended, mend_parts
from rowsclose.fixes.page import read_page
from rowsclose.fixes.run import strict
from rowsclose.fixes.touched import functions_touched
from rowsclose.fixes.verification import Version, carried, key_of
from rowsclose.prefilter.candidates import FunctionsAt
from rowsclose.remedy import Edit, Safety
from rowsclose.source import Span
from rowsclose.values import replace

LEAK = "func {name}(db *sql.DB, q string) error {{\n\trows, err := db.Query(q)\n\tif err != nil {{\n\t\treturn err\n\t}}\n\tif rows.Next() {{\n\t\treturn nil\n\t}}\n\treturn rows.Err()\n}}\n\n"
THREE = go_file("".join(LEAK.format(name=name) for name in ("one", "two", "three"))).encode()
OPENER = go_file(
    "func open(db *sql.DB, q string) (*sql.Rows, error) {\n\trows, err := db.Query(q)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n"
    "\tif len(q) > 9 {\n\t\treturn nil, sql.ErrNoRows\n\t}\n\treturn rows, nil\n}\n\n"
    + LEAK.format(name="use").replace("db.Query(q)", "open(db, q)")
).encode()


def analysed(text: bytes, offsets: tuple[int, ...] | None) -> Version:
    file = GoFile("p.go", f"{NOWHERE}/p.go")
    candidates = FunctionsAt(offsets) if offsets is not None else None
    run = check(Discovered((file,), (), NOWHERE), strict(OPTIONS), {file.absolute: text}, candidates)
    return Version(text, run.findings, Counter(notice.message for notice in run.notices))


class Bystander:
    """Looks at texts, and takes down which functions were asked for; ``hidden`` is seen when all of a new text is."""

    def __init__(self, old: bytes, hidden: bool = False) -> None:
        self.asked: list[tuple[bytes, ...] | None] = []
        self._old = old
        self._hidden = hidden

    def look(self, text: bytes, offsets: tuple[int, ...] | None) -> Version:
        names = (text[at:].removeprefix(b"func ").split(b"(", 1)[0] for at in offsets or ())
        self.asked.append(tuple(names) if offsets is not None else None)
        seen = analysed(text, offsets)
        if self._hidden and offsets is None and text != self._old:
            first = analysed(self._old, None).findings[0]
            came = replace(first, rule_id="elsewhere", span=Span(0, 0), function="other")
            return replace(seen, findings=(came, *seen.findings))
        return seen

    def whole(self, _: Sequence[GoFile], texts: Texts) -> dict[str, Version]:
        (text,) = texts.values()
        return {"p.go": self.look(text, None)}

    def mended(self) -> Mended:
        found = analysed(self._old, None)
        task = Task(GoFile("p.go", f"{NOWHERE}/p.go"), found, frozenset(key_of(f) for f in found.findings))
        looks = Looks(self.whole, lambda _: Bench(self.look, lambda: ()))
        ((_, mended),) = mend_folder([task], looks, Safety.SAFE)
        return mended


def test_only_what_is_touched_is_looked_at_until_the_end() -> None:
    bystander = Bystander(THREE)
    assert len(bystander.mended().fixed) == 3
    assert bystander.asked == [None, (b"one", b"two", b"three"), None]


def test_where_nothing_can_be_tried_nothing_is_looked_at() -> None:
    person = b"\tdb.Begin()\n\treturn nil\n}\n"
    bystander = Bystander(go_file("func run(db *sql.DB, q string) error {\n").encode() + person)
    assert [refused.reason for refused in bystander.mended().refused] == ["it takes a person to decide what is right"]
    assert bystander.asked == []


def test_who_calls_an_edited_function_is_looked_at_too() -> None:
    bystander = Bystander(OPENER)
    assert len(bystander.mended().fixed) == 2
    assert bystander.asked == [None, (b"open", b"use"), None]


def test_what_the_whole_file_shows_in_the_end_counts() -> None:
    bystander = Bystander(THREE, hidden=True)
    mended = bystander.mended()
    assert mended.new == THREE
    assert {refused.reason for refused in mended.refused} == {"elsewhere would come in its place"}


def test_an_edit_outside_of_functions_may_touch_everything() -> None:
    page = read_page(OPENER, lambda: ())
    inside = OPENER.index(b"\tif len(q)")
    (opened, used) = functions_touched(page, (Edit(Span(inside, inside), b"\tprintln()\n"),)) or ()
    assert OPENER[opened.start : opened.end].startswith(b"func open(")
    assert OPENER[used.start : used.end].startswith(b"func use(")
    assert functions_touched(page, (Edit(Span(0, 0), b"// so\n"),)) is None


def test_a_finding_is_carried_past_edits_with_the_places_of_its_remedy() -> None:
    edit = Edit(Span(0, 0), b"// so\n")
    before, after = (analysed(text, None).findings for text in (OPENER, b"// so\n" + OPENER))

    def places(finding: Finding) -> object:
        return finding.span, finding.function, finding.remedy

    assert [places(carried(f, (edit,))) for f in before] == [places(f) for f in after]


def test_what_was_left_may_go_along_with_another_fix() -> None:
    text = THREE.replace(b"\tif rows.Next()", b"\tdb.Begin()\n\tif rows.Next()", 1)

    def look(now: bytes, offsets: tuple[int, ...] | None) -> Version:
        seen = analysed(now, offsets)
        return seen if now == text else replace(seen, findings=tuple(f for f in seen.findings if f.remedy is not None))

    before = look(text, None)
    targets = frozenset(key_of(f) for f in before.findings)
    mended = mend_parts(before, Bench(look, lambda: ()), targets, Safety.SAFE).mended
    assert (len(targets), len(mended.fixed), mended.refused) == (4, 4, ())
