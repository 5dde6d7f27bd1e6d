"""A suppression comment silences no finding, or names a rule that there is not.

What it once silenced is mended, or has moved away from it. A comment that stays behind tells its readers of a leak that is
not there, and silences the next one that comes to stand in its place.

Each name in a ``//rowsclose:ignore`` or ``//rowsclose:ignore-file`` is looked at by itself, and ``//nolint:rowsclose``
as well. With ``require-suppression-reason = true`` in the configuration, which turns this rule on, a comment that gives
no reason is reported too: ``-- reason`` behind the rules, or ``// reason`` behind ``//nolint``.

Silent about names of other linters, and about ``//nolint`` without any: they may be there for somebody else. A name
whose rule is not run, or not in this file, is not looked at; what silences every rule is where all rules that are on by
default run. ``//rowsclose:ignore unused-suppression`` beside the others in one comment keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence, Finding, Level
from rowsclose.rules.rule import Example, Rule

if TYPE_CHECKING:
    from rowsclose.suppressions.applied import Applied

ID = "unused-suppression"


def check_suppression(applied: Applied) -> Iterator[Finding]:
    """One finding for a comment with something wrong."""
    said = [f"there is no rule `{word}`{near}" for word, near in applied.unknown]
    help_ = "delete what silences nothing; a comment works on a line of the call's statement, or alone above it"
    if applied.is_late:
        said.append("`ignore-file` works only before the package clause")
        help_ = "move the comment above the package clause"
    elif applied.idle:
        names = " and ".join(f"`{word}`" if word else "this comment" for word in applied.idle)
        said.append(f"{names} silence{'s' if len(applied.idle) == 1 else ''} nothing")
    if applied.lacks_reason:
        said.append("no reason is given")
        help_ = help_ if len(said) > 1 else "write `-- reason` behind the rules, or `// reason` behind `//nolint`"
    if said:
        span = applied.suppression.span
        yield Finding(ID, Level.WARNING, "; ".join(said), applied.path, span, "", Confidence.HIGH, (), help_)


_GOOD = """package store

import "database/sql"

func names(db *sql.DB) error {
	//rowsclose:ignore rows-not-closed -- a tool that runs once: it ends right here
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="a suppression comment silences nothing, or names a rule that there is not",
    page=__doc__ or "",
    check=None,
    bad=(
        Example("the leak is mended", _GOOD.replace("\tif rows.Next", "\tdefer rows.Close()\n\tif rows.Next")),
        Example("a rule that there is not", _GOOD.replace("rows-not-closed", "rows-not-closed,rows-no-close")),
    ),
    good=(Example("it silences a finding", _GOOD),),
    on_by_default=False,
    precision="very-high",
    tags=("database", "maintainability"),
    check_suppression=check_suppression,
)
