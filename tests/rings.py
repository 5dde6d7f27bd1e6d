"""Generated Go in which functions call each other in rings, and what a sound and precise analysis says of it.

    func f0(rows *sql.Rows, n int) {        a bottom, where the recursion ends
        if n <= 0 {
            rows.Close()
            return
        }
        f1(rows, n-1)                       and steps to others
    }

What is expected is worked out on sets of states, as the least solution: a function that never comes to a bottom returns
in no state.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

HEAD = 'package p\n\nimport "database/sql"\n\n'
OPEN, SETTLED = "open", "settled"

_ACTIONS = {
    "": OPEN,
    "rows.Close()": SETTLED,
    "_ = rows.Close()": SETTLED,
    "rows.Columns()": OPEN,
    "defer rows.Close()": SETTLED,
    "kept = rows": SETTLED,
    "each(rows)": OPEN,
    "func() { rows.Close() }()": SETTLED,
}
"""What a function may do with the rows that it is given, and what has become of them then."""

_SHARED = """\
var kept *sql.Rows

type walker struct{ depth int }

func each(rows *sql.Rows) {
	for range 3 {
		rows.Columns()
	}
}
"""


@dataclass(frozen=True)
class Walk:
    """A function that gets rows, by its number: what it does at the bottom, before its step, and whom it calls in it."""

    number: int
    is_method: bool
    bottom: str | None  # None: it has none
    before: str
    steps: tuple[int, ...]
    form: int
    file: int


@dataclass(frozen=True)
class Ring:
    """Some functions that call each other."""

    walks: tuple[Walk, ...]

    def called(self, number: int, arguments: str) -> str:
        """A call of one of them, from within a method or a function."""
        return f"{'(&walker{}).' if self.walks[number].is_method else ''}f{number}({arguments})"

    def files(self) -> dict[str, str]:
        """The ring and its users, in up to three files."""
        texts = [HEAD, HEAD, HEAD]
        texts[0] += _SHARED + "\n"
        for walk in self.walks:
            texts[walk.file] += self._function(walk) + "\n"
            texts[(walk.file + walk.number) % 3] += self._user(walk) + "\n"
        return {f"{'abc'[i]}.go": text.rstrip("\n") + "\n" for i, text in enumerate(texts) if text != HEAD}

    def _function(self, walk: Walk) -> str:
        receiver = "(w *walker) " if walk.is_method else ""
        head = f"func {receiver}f{walk.number}(rows *sql.Rows, n int) {{"
        calls = [self.called(step, "rows, n-1") for step in walk.steps]
        before = [walk.before] if walk.before else []
        if walk.bottom is None:
            return _lines(head, *_deeper(before), *_deeper(calls), "}")
        bottom = [walk.bottom] if walk.bottom else []
        match walk.form:
            case 0:
                body = ["if n <= 0 {", *_deeper([*bottom, "return"]), "}", *before, *calls]
            case 1:
                body = ["if n > 0 {", *_deeper([*before, *calls, "return"]), "}", *bottom]
            case 2:
                body = ["switch {", "case n > 0:", *_deeper([*before, *calls]), "default:", *_deeper(bottom), "}"]
            case _:
                body = ["if n > 0 {", *_deeper([*before, *calls]), "} else {", *_deeper(bottom), "}"]
        return _lines(head, *_deeper(body), "}")

    def _user(self, walk: Walk) -> str:
        return _lines(
            f"func use{walk.number}(db *sql.DB) error {{",
            "\trows, err := db.Query(`SELECT 1`)",
            "\tif err != nil {",
            "\t\treturn err",
            "\t}",
            f"\t{self.called(walk.number, 'rows, 3')}",
            "\treturn nil",
            "}",
        )

    def leaking(self) -> frozenset[str]:
        """The users whose rows may stay open."""
        ends: dict[int, frozenset[str]] = {w.number: frozenset() for w in self.walks}
        while True:
            following = {w.number: self._ends(w, ends) for w in self.walks}
            if following == ends:
                return frozenset(f"use{number}" for number, found in ends.items() if OPEN in found)
            ends = following

    def _ends(self, walk: Walk, ends: dict[int, frozenset[str]]) -> frozenset[str]:
        """The states in which rows may be once a function has returned that got them open."""
        found: set[str] = set() if walk.bottom is None else {_ACTIONS[walk.bottom]}
        states = {_ACTIONS[walk.before]}
        is_deferred = walk.before.startswith("defer")
        if is_deferred:
            states = {OPEN}
        for step in walk.steps:
            states = {
                after for state in states for after in (ends[step] if state == OPEN else ends[step] and {SETTLED})
            }
        return frozenset(found | ({SETTLED} if is_deferred and states else states))


def _deeper(lines: list[str]) -> list[str]:
    return [f"\t{line}" for line in lines]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


@st.composite
def rings(draw: st.DrawFn) -> Ring:
    """Rings of one to four functions."""
    size = draw(st.integers(1, 4))
    actions = st.sampled_from(list(_ACTIONS))
    bottoms = st.one_of(st.none(), *([actions] * 4))
    steps = st.lists(st.integers(0, size - 1), min_size=1, max_size=2).map(tuple)
    one = st.builds(Walk, st.just(0), st.booleans(), bottoms, actions, steps, st.integers(0, 3), st.integers(0, 2))
    walks = draw(st.lists(one, min_size=size, max_size=size))
    return Ring(
        tuple(Walk(number, w.is_method, w.bottom, w.before, w.steps, w.form, w.file) for number, w in enumerate(walks))
    )


# Getters ------------------------------------------------------------------------------------------

_GETTERS = """\
type feed struct {
	db   *sql.DB
	rows *sql.Rows
}

func opened(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query(`SELECT 1`)
	return rows, err
}
"""
_SOURCES = {
    "return f.rows, nil": False,
    "return nil, nil": False,
    "return f.db.Query(`SELECT 1`)": True,
    "return opened(f.db)": True,
}
"""What a getter may give at the bottom, and whether that is acquired for its caller."""


@dataclass(frozen=True)
class Getter:
    """A function that gives rows: its own at the bottom, those of another one else."""

    source: str
    step: int
    has_variables: bool
    file: int


def getter_files(getters: tuple[Getter, ...]) -> dict[str, str]:
    """Getters that call each other and a user of each, in up to three files."""
    texts = [HEAD + _GETTERS + "\n", HEAD, HEAD]
    for number, getter in enumerate(getters):
        call = f"f.get{getter.step}(n - 1)"
        handed = [f"rows, err := {call}", "return rows, err"] if getter.has_variables else [f"return {call}"]
        body = ["if n <= 0 {", f"\t{getter.source}", "}", *handed]
        head = f"func (f *feed) get{number}(n int) (*sql.Rows, error) {{"
        texts[getter.file] += _lines(head, *_deeper(body), "}") + "\n"
        body = [f"rows, err := f.get{number}(2)", "if err == nil {", "\trows.Next()", "}"]
        texts[(getter.file + number) % 3] += _lines(f"func use{number}(f *feed) {{", *_deeper(body), "}") + "\n"
    return {f"{'abc'[i]}.go": text.rstrip("\n") + "\n" for i, text in enumerate(texts) if text != HEAD}


def leaking_getters(getters: tuple[Getter, ...]) -> frozenset[str]:
    """The users of those that come to rows which are acquired for them."""
    found = set()
    for number in range(len(getters)):
        seen, at = set[int](), number
        while at not in seen:
            seen.add(at)
            at = getters[at].step
        if any(_SOURCES[getters[n].source] for n in seen):
            found.add(f"use{number}")
    return frozenset(found)


def getters() -> st.SearchStrategy[tuple[Getter, ...]]:
    """One to four getters."""
    return st.integers(1, 4).flatmap(
        lambda size: st.tuples(
            *[
                st.builds(
                    Getter,
                    st.sampled_from(list(_SOURCES)),
                    st.integers(0, size - 1),
                    st.booleans(),
                    st.integers(0, 2),
                )
                for _ in range(size)
            ]
        )
    )


# Types that hold each other -----------------------------------------------------------------------

_ENDS = ("h.rows.Close()", "h.next.Close()", "h.next.rows.Close()", "")


@dataclass(frozen=True)
class Holder:
    """A struct with rows and a pointer to another one; ``ends`` is what its Close does."""

    holds: int
    has_rows: bool
    is_next_first: bool
    ends: str
    is_embedded: bool
    file: int


def holder_files(holders: tuple[Holder, ...]) -> dict[str, str]:
    """Types that hold each other, a constructor and two users of each, in up to three files."""
    texts = [HEAD, HEAD, HEAD]
    for number, holder in enumerate(holders):
        link = f"*t{holder.holds}" if holder.is_embedded else f"next *t{holder.holds}"
        fields = [link, "rows *sql.Rows"] if holder.has_rows else [link]
        fields = fields if holder.is_next_first else fields[::-1]
        ends = holder.ends.replace("next", f"t{holder.holds}") if holder.is_embedded else holder.ends
        close = [ends] if ends and (holder.has_rows or "h.rows" not in ends) else []
        filled = "h.rows, err = db.Query(`SELECT 1`)" if holder.has_rows else "_, err = db.Exec(`SELECT 1`)"
        texts[holder.file] += "\n".join(
            (
                _lines(f"type t{number} struct {{", *_deeper(fields), "}"),
                _lines(f"func (h *t{number}) Close() {{", *_deeper(close), "}"),
                _lines(
                    f"func open{number}(db *sql.DB) (h *t{number}, err error) {{",
                    *_deeper([f"h = &t{number}{{}}", filled, "return h, err"]),
                    "}",
                ),
                "",
            )
        )
        opens = [f"h, err := open{number}(db)", "if err != nil {", "\treturn", "}"]
        texts[(holder.file + number) % 3] += "\n".join(
            (
                _lines(f"func use{number}(db *sql.DB) {{", *_deeper([*opens, "_ = h"]), "}"),
                _lines(f"func end{number}(db *sql.DB) {{", *_deeper([*opens, "h.Close()"]), "}"),
                "",
            )
        )
    return {f"{'abc'[i]}.go": text.rstrip("\n") + "\n" for i, text in enumerate(texts) if text != HEAD}


def holders() -> st.SearchStrategy[tuple[Holder, ...]]:
    """One to four types."""
    return st.integers(1, 4).flatmap(
        lambda size: st.tuples(
            *[
                st.builds(
                    Holder,
                    st.integers(0, size - 1),
                    st.booleans(),
                    st.booleans(),
                    st.sampled_from(_ENDS),
                    st.booleans(),
                    st.integers(0, 2),
                )
                for _ in range(size)
            ]
        )
    )
