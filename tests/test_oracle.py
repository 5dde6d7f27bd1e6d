"""The labels of the fixtures against what their functions do when they run: see ``fixtures/oracle/README.md``.

Skipped where there is no Go, or where its modules cannot be had: see ``tests/needs.py``. All that needs the fixtures'
runs is in one test, so that they run once, whatever the number of workers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from checking import checked_patterns
from expectations import expectations
from needs import need_oracle
from oracle import FIXTURES, Function, Leak, go_modules, run_oracle

from rowsclose.finding import Finding, StepKind
from rowsclose.source import SourceFile

KINDS = {
    "rows-not-closed": "rows",
    "rows-overwritten": "rows",
    "rows-discarded": "rows",
    "rows-close-not-deferred": "rows",
    "stmt-not-closed": "stmt",
    "conn-not-closed": "conn",
    "tx-not-finished": "tx",
}
EXCEPTIONAL = {"panic", "goexit", "failed test", "injected panic"}
# A failed test has come to its end, by an ordinary return behind `t.Error`, or past an assertion that did not hold.
ORDINARY = {"return", "failed test"}
RAN = re.compile(r"return|panic|goexit|failed test|injected panic|os\.Exit")
CLOSES_NIL = {"close of nil", "runtime error"}
# What does not compile, what takes a gigabyte, what is no fixture, and what leaks in silence on purpose.
MODULES = ("busy_connection/many_statements/", "busy_connection/several_drivers/")  # with a go.mod of their own
LEFT_OUT = ("_broken/", *MODULES, "libraries/", "oracle/", "suppressions/")
UNRUNNABLE = re.compile(r"^(.*)// unrunnable: \S")
FUNCTION = re.compile(r"^func (?!init\()")

# Where the analysis says another thing than the runs, and why: each line goes when that is settled.
UNSETTLED = {
    "escape/returned.go:13": "a literal that a function returns keeps the rows, and its caller does not call it to the end",
    "exceptional_exits/meter_test.go:156": "the test fails, since the query that should fail did not; labelled clean",
}


class Labels:
    """The rules that fixtures name, by line (``file.go:1``), and what of the fixtures cannot be run."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.rules: dict[str, set[str]] = {}
        self.deferred: set[str] = set()
        self.goroutines: set[str] = set()
        self.early_defers: set[str] = set()
        self.spurious: set[str] = set()
        self.unrunnable: set[str] = set()
        self.functions: set[str] = set()
        for path, text in texts.items():
            self._read(path, text)

    def _read(self, path: str, text: str) -> None:
        lines = text.splitlines()
        whole = covered = False
        for number, line in enumerate(lines, 1):
            place = f"{path}:{number}"
            said = UNRUNNABLE.match(line)
            if said and not said.group(1):
                covered = True
            elif line.startswith("package "):
                whole, covered = covered, False
            elif FUNCTION.match(line):
                self.functions.add(place)
                inside = covered
                covered = False
                if inside:
                    self.unrunnable.add(place)
            if said or whole:
                self.unrunnable.add(place)
            if line.lstrip().startswith("defer "):
                self.deferred.add(place)
            if line.lstrip().startswith("go "):
                self.goroutines.add(place)
        for label in expectations(path, text):
            if label.rule_id == "defer-before-error-check" and label.verb != "spurious":
                self.early_defers.add(f"{path}:{label.line}")
            if label.verb == "spurious":
                self.spurious.add(f"{path}:{label.line}")
            if label.rule_id in KINDS and label.verb != "spurious":
                self.rules.setdefault(f"{path}:{label.line}", set()).add(label.rule_id)

    def of(self, leak: Leak, function: Function) -> dict[str, set[str]]:
        """The rules on the lines where the leak was acquired, by line.

        A call that is itself deferred runs at the exit, whose line its frame has.
        """
        deferred = {f"{function.path}:{line}" for line in function.lines} & self.deferred
        return {place: self.rules[place] for place in {*leak.places, *deferred} if place in self.rules}


def judged(functions: Iterable[Function], labels: Labels, excused: Iterable[str] = ()) -> list[str]:
    """Where the runs and the labels disagree, but for some lines."""
    passed_over = labels.unrunnable.union(excused)
    said = []
    shown: set[tuple[str, str]] = set()  # lines and rules
    for function in functions:
        for leak in (one for one in function.leaks if one.way == "return" or one.way in EXCEPTIONAL):
            there = labels.of(leak, function)
            fitting = {
                (place, rule)
                for place, rules in there.items()
                for rule in rules
                if KINDS[rule] == leak.kind
                and leak.way in (EXCEPTIONAL if rule == "rows-close-not-deferred" else ORDINARY)
            }
            shown |= fitting
            # A rule about ordinary paths covers the others, too; other kinds have no rule about those.
            covered = any(KINDS[rule] == leak.kind for rules in there.values() for rule in rules)
            if leak.way == "return":
                explained = bool(fitting)
            else:
                explained = covered or leak.kind != "rows" or leak.way not in ("panic", "goexit")
            if not explained and not {*leak.places} & passed_over:
                said.append(f"{leak.places[0]}: {leak.kind} left open by {leak.way} of {function.name} ({leak.script})")
    for place, rules in labels.rules.items():
        if place not in passed_over:
            said += (f"{place}: no run shows {rule}" for rule in rules if (place, rule) not in shown)
    return sorted(said)


def not_run(functions: Iterable[Function], labels: Labels) -> list[str]:
    """Functions of which no run counts, and which do not say why."""
    ran = {f"{f.path}:{f.lines[0]}" for f in functions if any(RAN.match(way) for way in f.ways)}
    return sorted(labels.functions - ran - labels.unrunnable)


def unseen_exits(findings: Iterable[Finding], functions: Iterable[Function], labels: Labels) -> list[str]:
    """Findings whose witness ends on a line that did not run while the resource was open.

    A call that is itself a goroutine is left out: it may run after the exit. So is what ends with the close, where nothing
    is open any more, and what a label calls a false alarm.
    """
    leaks: dict[tuple[str, str], list[tuple[Leak, Function]]] = {}
    for function in functions:
        for leak in function.leaks:
            for place in labels.of(leak, function):
                leaks.setdefault((place, leak.kind), []).append((leak, function))
    said = []
    for finding in findings:
        kind = KINDS.get(finding.rule_id)
        place = place_of(finding.path, finding.span.start)
        if (
            kind is None
            or place in labels.unrunnable | labels.goroutines | labels.spurious | UNSETTLED.keys()
            or finding.witness[-1].message == "closed here"
            or finding.witness[-1].kind is not StepKind.EXIT
        ):
            continue
        end = place_of(finding.witness[-1].path, finding.witness[-1].span.start)
        exceptional = finding.rule_id == "rows-close-not-deferred"
        seen = (
            leak for leak, _ in leaks.get((place, kind), []) if leak.way in (EXCEPTIONAL if exceptional else ORDINARY)
        )
        if not any(end in leak.meanwhile or end in leak.places for leak in seen):
            said.append(f"{place}: {finding.rule_id}: no run left it open by way of {end}")
    return sorted(said)


def harmless_defers(functions: Iterable[Function], labels: Labels) -> list[str]:
    """Labels of a defer before the error check in functions of which no run closes nil.

    Where Close is promoted from an embedded handle (sqlx), the defer itself fails, as it evaluates the receiver.
    """
    said = []
    for place in labels.early_defers - labels.unrunnable:
        path, _, line = place.partition(":")
        around = [f for f in functions if f.path == path and int(line) in f.lines]
        if not any(CLOSES_NIL & f.ways.keys() for f in around):
            said.append(f"{place}: no run closes nil")
    return sorted(said)


def place_of(path: str, offset: int) -> str:
    return f"{path}:{SourceFile(path, (FIXTURES / path).read_bytes()).position(offset).line}"


def fixture_texts() -> dict[str, str]:
    found = {}
    for file in FIXTURES.rglob("*.go"):
        path = file.relative_to(FIXTURES).as_posix()
        if not path.startswith(LEFT_OUT):
            found[path] = file.read_text(encoding="utf-8")
    return found


def test_labels_are_what_the_oracle_sees(tmp_path: Path) -> None:
    go = shutil.which("go") or ""
    need_oracle(go_modules(go) if go else "no go command on this machine")
    functions = [f for f in run_oracle(go, tmp_path) if not f.path.startswith(LEFT_OUT)]
    labels = Labels(fixture_texts())
    findings = [f for f in checked_patterns(["./..."], FIXTURES).findings if not f.path.startswith(LEFT_OUT)]
    assert judged(functions, labels, UNSETTLED) == []
    unsettled = judged(functions, labels)
    assert [place for place in UNSETTLED if not any(said.startswith(f"{place}:") for said in unsettled)] == []
    assert not_run(functions, labels) == []
    assert unseen_exits(findings, functions, labels) == []
    assert harmless_defers(functions, labels) == []
    assert len(labels.functions & labels.unrunnable) * 10 <= len(labels.functions)


QUERIED, READ, RETURNED = "p.go:4", "p.go:5", "p.go:6"
TEXT = """\
package p

func f(db *sql.DB) {
	rows, err := db.Query("SELECT 1"){label}
	rows.Next()
	return
}
"""


def labels_of(label: str = "", text: str = TEXT) -> Labels:
    return Labels({"p.go": text.replace("{label}", label)})


def ran(*leaks: Leak, **ways: int) -> list[Function]:
    return [Function("p.f", "p.go", range(3, 8), ways or {"return": 1}, leaks)]


def leak(way: str = "return", kind: str = "rows", place: str = QUERIED) -> Leak:
    return Leak("p.f", kind, way, False, (place,), frozenset({READ, RETURNED}), "next=1")


def test_leak_where_no_label_stands_is_a_disagreement() -> None:
    assert judged(ran(leak()), labels_of()) == ["p.go:4: rows left open by return of p.f (next=1)"]
    assert judged(ran(leak()), labels_of(' // want "stmt-not-closed"')) != []


def test_label_that_no_run_shows_is_a_disagreement() -> None:
    said = ["p.go:4: no run shows rows-not-closed"]
    assert judged(ran(), labels_of(' // want "rows-not-closed"')) == said
    assert judged(ran(leak("os.Exit(1)")), labels_of(' // want "rows-not-closed"')) == said
    assert judged(ran(), labels_of(' // miss "rows-not-closed"')) == said


@pytest.mark.parametrize("label", ["", ' // spurious "rows-not-closed"'])
def test_no_leak_and_no_label_agree(label: str) -> None:
    assert judged(ran(), labels_of(label)) == []


def test_label_and_leak_agree() -> None:
    assert judged(ran(leak()), labels_of(' // want "rows-not-closed"')) == []
    assert judged(ran(leak(kind="tx")), labels_of(' // want "tx-not-finished"')) == []


def test_rule_on_panics_needs_a_panic_and_no_return() -> None:
    label = ' // want "rows-close-not-deferred"'
    assert judged(ran(leak("injected panic")), labels_of(label)) == []
    assert judged(ran(leak("goexit")), labels_of(label)) == []
    assert judged(ran(leak("goexit"), leak()), labels_of(label)) != []


def test_panic_of_the_fixture_counts_for_rows_only() -> None:
    assert judged(ran(leak("panic")), labels_of()) != []
    assert judged(ran(leak("panic", "tx")), labels_of()) == []
    assert judged(ran(leak("injected panic")), labels_of()) == []


def test_deferred_call_is_known_by_the_line_of_its_defer() -> None:
    text = TEXT.replace("rows, err := db", "defer db")
    assert judged(ran(leak(place=RETURNED)), labels_of(' // want "rows-discarded"', text)) == []


def test_function_that_does_not_run_has_to_say_why() -> None:
    crashed = [Function("p.f", "p.go", range(3, 8), {"runtime error": 9}, ())]
    assert not_run(crashed, labels_of()) == ["p.go:3"]
    assert not_run([], labels_of()) == ["p.go:3"]
    assert not_run([], labels_of(text=TEXT.replace("func", "// unrunnable: why\nfunc"))) == []
    assert not_run([], labels_of(text="// unrunnable: why\n\n" + TEXT)) == []


def test_exit_that_the_witness_names_must_have_been_seen() -> None:
    [finding] = checked_patterns(["./early_return/scan_error.go"], FIXTURES).findings[:1]
    place = place_of(finding.path, finding.span.start)
    end = place_of(finding.path, finding.witness[-1].span.start)
    labels = Labels({finding.path: (FIXTURES / finding.path).read_text(encoding="utf-8")})
    one = Leak("f", "rows", "return", False, (place,), frozenset({end}), "")
    other = Leak("f", "rows", "return", False, (place,), frozenset({place}), "")
    seen = [Function("f", finding.path, range(1, 20), {"return": 1}, (one,))]
    unseen = [Function("f", finding.path, range(1, 20), {"return": 1}, (other,))]
    assert unseen_exits([finding], seen, labels) == []
    assert unseen_exits([finding], unseen, labels) == [f"{place}: rows-not-closed: no run left it open by way of {end}"]
