"""From directives to what they mean: every verb has one reader, and means exactly what is written here."""

from __future__ import annotations

import pytest

from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import Global, Input, IsNil, IsTrue, Output, Place
from rowsclose.ownership.facts.claims import Claim, Implication
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.models.language import VERBS, Head, Where, input_named
from rowsclose.ownership.models.model import (
    SILENT,
    Acquires,
    ArgumentRule,
    Assertion,
    CallModel,
    Exit,
    OnArgument,
    ReceiverModel,
    TypeModel,
)
from rowsclose.ownership.models.parsing import CALL_READERS, TYPE_VERBS, call_model, type_model
from rowsclose.values import replace

SIGNATURE = t.Signature(
    (t.Parameter("ctx", t.ERROR), t.Parameter("rows", t.ERROR), t.Parameter("err", t.ERROR)),
    (t.Parameter("", t.ERROR),),
)
FUNCTION = Head("f", Where.FUNCTION, SIGNATURE)
METHOD = Head("(*S).f", Where.METHOD, SIGNATURE, "s", t.Named("p", "S"))
UNNAMED = Head("f", Where.FUNCTION, t.Signature((t.Parameter("", t.ERROR), t.Parameter("_", t.ERROR)), ()))
RESULT = Place(Output(0))
ERR, ERR_OF_METHOD = Place(Input(2)), Place(Input(3))


def said(*words: str) -> Directive:
    return Directive(words[0], words[1:], 1, 1)


def test_every_verb_is_read_in_one_place_and_nothing_else_is_read() -> None:
    of_types = {verb.name for verb in VERBS if verb.where is Where.TYPE}
    of_calls = {verb.name for verb in VERBS if verb.where is not Where.TYPE}
    assert set(CALL_READERS) == of_calls
    assert of_types == TYPE_VERBS


def test_every_verb_changes_what_is_known() -> None:
    # A verb whose reader does nothing is documented, accepted and without effect.
    heard_only = CallModel(says_nothing=False, receiver=ReceiverModel(says_nothing=False))
    words = {"PARAM": "rows", "RESULT": "0", "METHOD": "Next", "METHOD[|METHOD]": "End", "VARIABLE": "p.Stop"}
    for verb in VERBS:
        arguments = [words.get(a.value, a.value.split("|")[0]) for a in verb.required]
        directive = said(verb.name, *arguments)
        if verb.where is Where.TYPE:
            continue
        head = METHOD if verb.where is Where.METHOD else FUNCTION
        assert call_model((directive,), head) != heard_only, verb.usage


def test_without_directives_nothing_is_said() -> None:
    assert call_model((), FUNCTION) is SILENT
    assert SILENT.says_nothing
    assert SILENT.receiver.says_nothing


def test_an_unknown_verb_says_something_and_means_nothing() -> None:
    assert call_model((said("nonsense"),), FUNCTION) == CallModel(
        says_nothing=False, receiver=ReceiverModel(says_nothing=False)
    )


# Verbs of functions and methods -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "means"),
    [
        (("closes", "rows"), {"arguments": (OnArgument.CLOSES, 1, 0)}),
        (("closes-when-nil", "rows"), {"arguments": (OnArgument.CLOSES_WHEN_NIL, 1, 0)}),
        (("takes", "ctx"), {"arguments": (OnArgument.TAKES, 0, 0)}),
        (("borrows", "err"), {"arguments": (OnArgument.BORROWS, 2, 0)}),
        (("alias", "0", "rows"), {"arguments": (OnArgument.RETURNS, 1, 0)}),
        (("alias", "1", "0"), {"arguments": (OnArgument.RETURNS, 0, 1)}),
    ],
)
def test_verb_about_an_input(words: tuple[str, ...], means: dict[str, tuple[OnArgument, int, int]]) -> None:
    directive = said(*words)
    does, index, output = means["arguments"]
    for head, shift in ((FUNCTION, 0), (METHOD, 1)):
        model = call_model((directive,), head)
        assert model == heard(arguments=(ArgumentRule(index + shift, does, directive, output),))


def heard(receiver: ReceiverModel | None = None, **fields: object) -> CallModel:
    """The model of a callee at which some directive stands."""
    silent = CallModel(says_nothing=False, receiver=receiver or ReceiverModel(says_nothing=False))
    return replace(silent, **fields)


D = said("x")


@pytest.mark.parametrize(
    ("words", "means"),
    [
        (("acquires", "tx", "Commit|Rollback"), {"acquires": (ResourceKind.TRANSACTION, {"Commit", "Rollback"}, "")}),
        (("acquires", "rows", "End", "unless", "Err"), {"acquires": (ResourceKind.ROWS, {"End"}, "Err")}),
        (("acquires", "stmt", "Close"), {"acquires": (ResourceKind.STATEMENT, {"Close"}, "")}),
        (("acquires", "conn", "Close"), {"acquires": (ResourceKind.CONNECTION, {"Close"}, "")}),
    ],
)
def test_acquires(words: tuple[str, ...], means: dict[str, tuple[ResourceKind, set[str], str]]) -> None:
    kind, releases, failed_by = means["acquires"]
    directive = said(*words)
    assert call_model((directive,), FUNCTION) == heard(
        acquires=Acquires(kind, frozenset(releases), failed_by, directive)
    )


@pytest.mark.parametrize(
    ("words", "means"),
    [
        (("acquires-into", "rows"), {"fills": 1}),
        (("bounded-by", "ctx"), {"bounds": (Bound.CONTEXT,)}),
        (("bounded-by", "session"), {"bounds": (Bound.SESSION,)}),
        (("blocks", "conn"), {"blocks": Bound.CONNECTION}),
        (("defers", "ctx"), {"runs_at_end": True}),
        (("asserts",), {"asserts": True}),
        (("fails-test",), {"fails_test": True}),
        (("never-nil",), {"never_nil": True}),
        (("nil-when-nil", "err"), {"carries_nilness": (2,)}),
        (("not-nil-when-true", "err"), {"tells_by_result": True, "finds": 2}),
    ],
)
def test_verb_of_a_function(words: tuple[str, ...], means: dict[str, object]) -> None:
    assert call_model((said(*words),), FUNCTION) == replace(heard(), **means)


def test_not_acquired_keeps_the_directive_that_says_so() -> None:
    directive = said("not-acquired")
    model = call_model((directive,), FUNCTION)
    assert model == heard(not_acquired=directive)
    assert model.gives_another_name
    assert call_model((said("alias", "0", "rows"),), FUNCTION).gives_another_name
    assert not call_model((said("closes", "rows"),), FUNCTION).gives_another_name


@pytest.mark.parametrize(("word", "ending"), [("process", Ending.PROCESS), ("goroutine", Ending.GOROUTINE)])
def test_ends_and_may_end(word: str, ending: Ending) -> None:
    ends, may = said("no-return", word), said("may-exit", word)
    assert call_model((ends,), FUNCTION) == heard(ends=Exit(ending, ends))
    assert call_model((may,), FUNCTION) == heard(may_exit=(Exit(ending, may),))
    assert call_model((may,), FUNCTION).may_end_goroutine is (ending is Ending.GOROUTINE)


@pytest.mark.parametrize(
    ("verb", "question", "answer", "is_exact"),
    [
        ("returns-when-nil", IsNil, True, True),
        ("returns-when-not-nil", IsNil, False, True),
        ("not-nil-when-returns", IsNil, False, False),
        ("returns-when-true", IsTrue, True, True),
        ("returns-when-false", IsTrue, False, True),
    ],
)
def test_assertion(verb: str, question: type[IsNil | IsTrue], answer: bool, is_exact: bool) -> None:
    directive = said(verb, "err")
    for head, place in ((FUNCTION, ERR), (METHOD, ERR_OF_METHOD)):
        expected = Assertion(Claim(question(place), answer), is_exact, directive)
        assert call_model((directive,), head) == heard(assertion=expected)


@pytest.mark.parametrize(
    ("verb", "question", "answer"),
    [
        ("true-when-nil", IsNil, True),
        ("true-when-not-nil", IsNil, False),
        ("true-when-true", IsTrue, True),
        ("true-when-false", IsTrue, False),
    ],
)
def test_predicate_answers_both_ways(verb: str, question: type[IsNil | IsTrue], answer: bool) -> None:
    for head, place in ((FUNCTION, ERR), (METHOD, ERR_OF_METHOD)):
        assert call_model((said(verb, "err"),), head) == heard(
            tells_by_result=True,
            implied=(
                Implication(Claim(IsTrue(RESULT), True), Claim(question(place), answer)),
                Implication(Claim(IsTrue(RESULT), False), Claim(question(place), not answer)),
            ),
        )


# Verbs of methods ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "means"),
    [
        (("closes-when-false",), {"closes_when_false": True}),
        (
            ("closes-when-false", "unless", "NextResultSet"),
            {"closes_when_false": True, "closes_when_false_unless": "NextResultSet"},
        ),
        (("closes-at-end",), {"closes_when_false": True}),
        (("closes-when-error",), {"closes_when_error": True}),
        (("nil-safe",), {"nil_safe": True}),
        (("checks-error",), {"checks_error": True}),
    ],
)
def test_verb_about_the_receiver(words: tuple[str, ...], means: dict[str, object]) -> None:
    expected = replace(ReceiverModel(says_nothing=False), **means)
    assert call_model((said(*words),), METHOD) == heard(expected)


@pytest.mark.parametrize(
    ("verb", "does", "field"),
    [("closes", OnArgument.CLOSES, "closes"), ("closes-when-nil", OnArgument.CLOSES_WHEN_NIL, "closes_when_nil")],
)
def test_without_an_argument_a_verb_about_an_input_is_about_the_receiver(
    verb: str, does: OnArgument, field: str
) -> None:
    directive = said(verb)
    receiver = replace(ReceiverModel(says_nothing=False), **{field: True})
    assert call_model((directive,), METHOD) == heard(receiver, arguments=(ArgumentRule(0, does, directive),))
    # A function has no receiver that could be an input.
    assert call_model((directive,), FUNCTION).arguments == ()


def test_closes_when_returned_names_a_variable_of_a_package() -> None:
    first, second = (
        said("closes-when-returned", "err", "example.com/x/y.Stop"),
        said("closes-when-returned", "0", "z.E"),
    )
    receiver = ReceiverModel(
        says_nothing=False, closes_when_returned=((3, Global("example.com/x/y", "Stop")), (1, Global("z", "E")))
    )
    assert call_model((first, second), METHOD) == heard(receiver)


# Several, and inputs ------------------------------------------------------------------------------


def test_rules_about_inputs_stand_in_the_order_of_their_directives() -> None:
    closes, takes = said("closes", "rows"), said("takes", "ctx")
    model = call_model((closes, takes), FUNCTION)
    assert [rule.does for rule in model.arguments] == [OnArgument.CLOSES, OnArgument.TAKES]
    assert model.on_inputs(frozenset({0, 1})) == model.arguments[0]
    assert model.on_inputs(frozenset({0})) == model.arguments[1]
    assert model.on_inputs(frozenset({2})) is None


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (("acquires", "tx", "Commit"), ("acquires", "rows", "Close"), "acquires"),
        (("acquires-into", "0"), ("acquires-into", "1"), "fills"),
        (("no-return", "process"), ("no-return", "goroutine"), "ends"),
        (("returns-when-nil", "err"), ("returns-when-true", "ctx"), "assertion"),
        (("not-nil-when-true", "0"), ("not-nil-when-true", "1"), "finds"),
    ],
)
def test_of_what_can_be_said_once_the_first_counts(first: tuple[str, ...], second: tuple[str, ...], field: str) -> None:
    one, other = said(*first), said(*second)
    found = getattr(call_model((one, other), FUNCTION), field)
    assert found == getattr(call_model((one,), FUNCTION), field)
    assert found != getattr(call_model((other,), FUNCTION), field)


def test_what_can_be_said_several_times_adds_up() -> None:
    bounds = (said("bounded-by", "ctx"), said("bounded-by", "tx"))
    assert call_model(bounds, FUNCTION).bounds == (Bound.CONTEXT, Bound.TRANSACTION)
    exits = (said("may-exit", "process"), said("may-exit", "goroutine"))
    assert [e.ending for e in call_model(exits, FUNCTION).may_exit] == [Ending.PROCESS, Ending.GOROUTINE]
    told = (said("true-when-nil", "err"), said("true-when-true", "ctx"))
    assert len(call_model(told, FUNCTION).implied) == 4
    assert call_model((said("nil-when-nil", "0"), said("nil-when-nil", "2")), FUNCTION).carries_nilness == (0, 2)


@pytest.mark.parametrize(
    ("word", "head", "index"),
    [
        ("rows", FUNCTION, 1),
        ("rows", METHOD, 2),
        ("s", METHOD, 0),
        ("s", FUNCTION, None),
        ("0", FUNCTION, 0),
        ("0", METHOD, 1),
        ("2", METHOD, 3),
        ("3", FUNCTION, None),
        ("0", UNNAMED, 0),
        ("1", UNNAMED, 1),
        ("2", UNNAMED, None),
        ("_", UNNAMED, None),
        ("", UNNAMED, None),
        ("-1", FUNCTION, None),
        ("nobody", METHOD, None),
        ("0", Head("T", Where.TYPE), None),
    ],
)
def test_inputs_are_named_by_parameter_receiver_or_index(word: str, head: Head, index: int | None) -> None:
    assert input_named(word, head) == index


@pytest.mark.parametrize(
    "words",
    [
        ("closes", "nobody"),
        ("alias", "0", "9"),
        ("acquires-into", "nobody"),
        ("returns-when-nil", "nobody"),
        ("nil-when-nil", "nobody"),
        ("may-exit", "nowhere"),
        ("bounded-by", "nothing"),
        ("blocks", "nothing"),
        ("acquires", "tx"),
    ],
)
def test_what_cannot_be_meant_has_no_effect(words: tuple[str, ...]) -> None:
    assert call_model((said(*words),), FUNCTION) == heard()


# Types --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("directives", "means"),
    [
        ((), TypeModel()),
        ((said("must-call", "Close"),), TypeModel(ResourceKind.ROWS, frozenset({"Close"}))),
        ((said("must-call", "Commit|Rollback"),), TypeModel(ResourceKind.ROWS, frozenset({"Commit", "Rollback"}))),
        ((said("must-call", "A"), said("must-call", "B")), TypeModel(ResourceKind.ROWS, frozenset({"A", "B"}))),
        ((said("resource", "tx"), said("must-call", "End")), TypeModel(ResourceKind.TRANSACTION, frozenset({"End"}))),
        ((said("begins-at-use"),), TypeModel(begins_at_use=True)),
        ((said("resource", "stmt"),), TypeModel(ResourceKind.STATEMENT)),
        ((said("resource", "conn"),), TypeModel(ResourceKind.CONNECTION)),
        ((said("resource", "nonsense"),), TypeModel()),
        ((said("resource"), said("must-call")), TypeModel()),
        ((said("closes", "Close"),), TypeModel()),
    ],
)
def test_type(directives: tuple[Directive, ...], means: TypeModel) -> None:
    assert type_model(directives) == means
