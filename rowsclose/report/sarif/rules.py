"""Rules and notices as SARIF's reporting descriptors, with what GitHub reads from their properties."""

from __future__ import annotations

from typing import Any, assert_never

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.finding import Level, NoticeKind
from rowsclose.report.rule_page import capital_sentence, help_url, lead, page_markdown, page_text
from rowsclose.report.severity import security_severity
from rowsclose.rules.rule import Rule

LEFT_OUT_ID = "results-left-out"


def rule_descriptor(rule: Rule, worst: Level) -> Any:
    """One element of ``tool.driver.rules``; ``worst`` is the level that its security score is for."""
    return om.ReportingDescriptor(
        id=rule.id,
        name=pascal_case(rule.id),
        short_description=om.MultiformatMessageString(text=capital_sentence(rule.summary)),
        full_description=om.MultiformatMessageString(text=capital_sentence(lead(rule))),
        help=om.MultiformatMessageString(text=page_text(rule), markdown=page_markdown(rule)),
        help_uri=help_url(rule),
        default_configuration=om.ReportingConfiguration(level=rule.level.value, enabled=rule.on_by_default),
        properties=_properties(rule, worst),
    )


def pascal_case(name: str) -> str:
    """``rows-not-closed`` as ``RowsNotClosed``."""
    return "".join(word.capitalize() for word in name.split("-"))


def _properties(rule: Rule, worst: Level) -> dict[str, object]:
    tags = list(rule.tags)
    found: dict[str, object] = {
        "tags": tags,
        "precision": rule.precision,
        "problem.severity": _problem_severity(rule.level),
    }
    score = security_severity(rule, worst)
    if score is not None:
        found["security-severity"] = score
        if "security" not in tags:  # GitHub reads the score only beside this tag
            tags.append("security")
    return found


def _problem_severity(level: Level) -> str:
    match level:
        case Level.ERROR:
            return "error"
        case Level.WARNING:
            return "warning"
        case Level.NOTE:
            return "recommendation"
        case _:
            assert_never(level)


def notice_descriptor(kind: NoticeKind) -> Any:
    """The element of ``tool.driver.notifications`` for a kind of notice."""
    return _notification_descriptor(kind.value, notice_level(kind), *_notice_words(kind))


def left_out_descriptor() -> Any:
    """The element of ``tool.driver.notifications`` for results beyond GitHub's limits."""
    meaning = "There are more findings than a log may have."
    return _notification_descriptor(LEFT_OUT_ID, "warning", meaning, "Check parts of the repository one by one.")


def _notification_descriptor(name: str, level: str, meaning: str, remedy: str) -> Any:
    return om.ReportingDescriptor(
        id=name,
        name=f"{pascal_case(name)}Notice",  # a name must be more than the id in another case
        short_description=om.MultiformatMessageString(text=meaning),
        full_description=om.MultiformatMessageString(text=meaning),
        help=om.MultiformatMessageString(text=remedy),
        default_configuration=om.ReportingConfiguration(level=level),
    )


def notice_level(kind: NoticeKind) -> str:
    """``error`` where the run fails, else ``warning``."""
    return "error" if kind.fails_the_run else "warning"


def _notice_words(kind: NoticeKind) -> tuple[str, str]:
    """What a kind of notice means, and what to do about it."""
    match kind:
        case NoticeKind.SYNTAX:
            return (
                "A syntax error: the functions it touches were not analysed.",
                "Mend the syntax; if Go compiles the file, report it to the authors of rowsclose.",
            )
        case NoticeKind.UNREADABLE:
            return "A file that was asked for could not be read.", "Check that the file exists and can be read."
        case NoticeKind.FAILURE:
            return (
                "The analyser itself failed on this file.",
                "Report it to the authors of rowsclose; the other files were analysed.",
            )
        case NoticeKind.BUDGET:
            return (
                "A function was not analysed, for it takes too many steps.",
                "Split the function, or raise the limit: `--max-steps`.",
            )
        case NoticeKind.PATTERN:
            return "A pattern matched no Go file.", "Check the pattern and the working folder."
        case NoticeKind.UNLISTED:
            return (
                "git did not list a repository: tracked files that .gitignore files match were left out.",
                "Install git, or let it trust the repository: `git config --global --add safe.directory FOLDER`.",
            )
        case NoticeKind.OUTSIDE:
            return (
                "Modules or links lead out of the tree, and were not followed.",
                "Where the tree is your own, let rowsclose follow modules: `--trust`.",
            )
        case NoticeKind.DIRECTIVE:
            return (
                "A rowsclose directive in the source cannot be meant and was not heeded.",
                "Mend the comment line; the message says what is wrong with it.",
            )
        case NoticeKind.MODEL:
            return (
                "A stub file that the configuration names cannot be used, or only in part.",
                "Mend the file; the message says what is wrong with it.",
            )
        case NoticeKind.EMPTY:
            return (
                "A folder that was named outright has no Go file.",
                "Check the folder and the working folder; `FOLDER/...` looks below it too.",
            )
        case _:
            assert_never(kind)
