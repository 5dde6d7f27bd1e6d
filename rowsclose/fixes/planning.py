"""From a finding to the fixes that may mend it, the best first: one planner for each action of a remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rowsclose.finding import Finding
from rowsclose.fixes import deferring, executing, keeping, looking, releasing, rounds
from rowsclose.fixes.aligning import aligned
from rowsclose.fixes.case import Case, case_of
from rowsclose.fixes.lines import TAKES_A_PERSON, UnfixableError
from rowsclose.fixes.page import Page
from rowsclose.remedy import Action, Fix
from rowsclose.values import value

Planner = Callable[[Case], Iterator[Fix]]

_PLANNERS: dict[Action, Planner] = {
    Action.DEFER: deferring.defer_behind_call,
    Action.DEFER_CHECKED: deferring.defer_behind_check,
    Action.CHECK_AND_DEFER: deferring.check_and_defer,
    Action.MOVE_DEFER: deferring.move_defer,
    Action.CHECK_AND_MOVE: deferring.check_before_defer,
    Action.RELEASE_BEFORE: releasing.release_before_exits,
    Action.RELEASE_FIRST: releasing.release_first,
    Action.LEAVE_TO_CALLER: releasing.leave_to_caller,
    Action.END_ROUND: rounds.end_round,
    Action.LOOK: looking.look_behind_reading,
    Action.EXECUTE: executing.execute,
    Action.KEEP: keeping.keep,
    Action.KEEP_IF_ANY: keeping.keep,
    Action.SCAN: keeping.scan,
    Action.DEFER_NOT_NIL: deferring.defer_where_not_nil,
    Action.GUARD_DEFER: deferring.guard_defer,
    Action.ROLL_BACK: deferring.end_what_nothing_ends,
    Action.DEFER_IN_GOROUTINE: deferring.defer_in_goroutine,
}


@value
class Plan:
    """The fixes that may mend a finding; ``reason`` is why there are none, or no more."""

    fixes: tuple[Fix, ...]
    reason: str = ""


def plan(page: Page, finding: Finding) -> Plan:
    """What may mend a finding in the file that it was found in."""
    if finding.remedy is None:
        return Plan((), TAKES_A_PERSON)
    fixes: list[Fix] = []
    try:
        case = case_of(page, finding)
        found = _PLANNERS[finding.remedy.action](case)
        fixes.extend(aligned(page, fix) for fix in found)  # those before a failure are kept
    except UnfixableError as error:
        return Plan(tuple(fixes), str(error))
    return Plan(tuple(dict.fromkeys(fixes)), "" if fixes else "no place for it is found")
