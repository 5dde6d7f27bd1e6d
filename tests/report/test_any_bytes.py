"""Any bytes as source, any spans, any names: every format renders, and nothing reaches the terminal raw."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from rfc3986_validator import validate_rfc3986  # type: ignore[import-untyped]

from rowsclose.finding import Circumstance, Confidence, Finding, Level, Lowered, Notice, NoticeKind, Run, Step, StepKind
from rowsclose.levels import LOW_CONFIDENCE
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.summary import notice_line
from rowsclose.source import SourceFile, Span

from .samples import rendered
from .test_github_report import read_command

NASTY = b"\t\r\n\x00\x1b[2J \xef\xbb\xbf\xe2\x80\xae\xe4\xb8\x96\xff\xf0\x9f\x98\x80\xcc\x81\xc2\x9bab"
WORDS = st.one_of(
    st.text(st.characters(codec=None), max_size=8),
    st.lists(
        st.sampled_from(
            [
                "]]>",
                "<![CDATA[",
                "&#0;",
                "::error::",
                "##[error]",
                "%0A",
                "\n",
                "\r",
                "\x1b[2J",
                "\ufffe",
                "{0}",
                "[a](1)",
            ]
        ),
        max_size=4,
    ).map("".join),
)
REASONS = st.sampled_from([LOW_CONFIDENCE, *(circumstance.value for circumstance in Circumstance)])
SOURCES = st.one_of(
    st.binary(max_size=80),
    st.lists(st.sampled_from([NASTY[at : at + 3] for at in range(len(NASTY))]), max_size=120).map(b"".join),
)


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, SourceFile]:
    file = SourceFile(draw(WORDS), draw(SOURCES))
    offsets = st.integers(0, len(file.text))
    spans = st.tuples(offsets, offsets).map(lambda ends: Span(min(ends), max(ends)))
    steps = st.builds(Step, st.sampled_from(StepKind), st.just(file.path), spans, WORDS)
    finding = st.builds(
        Finding,
        st.just("rows-not-closed"),
        st.sampled_from(Level),
        WORDS,
        st.just(file.path),
        spans,
        WORDS,
        st.sampled_from(Confidence),
        st.lists(steps, max_size=4).map(tuple),
        WORDS,
        st.lists(st.sampled_from(Circumstance), unique=True).map(tuple),
        st.booleans(),
        st.none() | st.builds(Lowered, st.sampled_from(Level), st.lists(REASONS, min_size=1).map(tuple)),
    )
    notice = st.builds(
        Notice, st.just(file.path), st.integers(0, 9), st.integers(0, 99), st.sampled_from(NoticeKind), WORDS
    )
    findings = tuple(draw(st.lists(finding, min_size=1, max_size=2)))
    return Run(findings, tuple(draw(st.lists(notice, max_size=2))), 1), file


def assert_links_and_uris_lead_somewhere(log: Any) -> None:
    (run,) = log["runs"]
    for result in run["results"]:
        related = result.get("relatedLocations", [])
        ids = [str(place["id"]) for place in related]
        text = result["message"]["text"]
        assert sorted(re.findall(r"(?<!\\)(?:\\\\)*\]\((.*?)\)", text)) == sorted(ids)
        messages = [text, *(place["message"]["text"] for place in related)]
        assert not any(re.search(r"\{\d+\}", message) for message in messages)
        assert not any("](" in message for message in messages[1:])
    for uri in re.findall(r'"uri": "(.*?)"', json.dumps(run)):
        assert validate_rfc3986(uri, rule="URI_reference")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_every_format_renders_and_no_control_character_escapes(sample: tuple[Run, SourceFile]) -> None:
    run, file = sample
    shown = {name: rendered(name, run, file, notes=True) for name in FORMAT_NAMES}
    shown["notices"] = "".join(f"{notice_line(notice)}\n" for notice in run.notices)
    for name, text in shown.items():
        text.encode()
        raw = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert raw <= {"\n", *("\t" if name == "junit" else "")}  # that one is indented by tabs
    assert shown["concise"].count("\n") == len(run.findings)
    for name in ("json", "gitlab", "gitlab-sast", "rdjson", "sonar"):
        json.loads(shown[name])
    assert_links_and_uris_lead_somewhere(json.loads(shown["sarif"]))
    lines = [json.loads(line)["type"] for line in shown["jsonl"].splitlines()]
    assert lines == ["run", *["finding"] * len(run.findings), *["notice"] * len(run.notices), "counts"]
    commands = [read_command(line) for line in shown["github"].removesuffix("\n").split("\n")]
    assert len(commands) == len(run.findings) + len(run.notices)
    assert None not in commands
    checkstyle = ElementTree.fromstring(shown["checkstyle"].encode())
    assert len(checkstyle.findall("file/error")) == len(run.findings) + len(run.notices)
    (suite,) = JUnitXml.fromstring(shown["junit"].encode())
    assert len(list(suite)) == len(run.findings) + len(run.notices)
