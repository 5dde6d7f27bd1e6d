"""Logs beyond GitHub's limits, and logs of many findings in little memory."""

from __future__ import annotations

import json
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from rowsclose.finding import Confidence, Finding, Level, Run, Step, StepKind
from rowsclose.report.formats import load_format
from rowsclose.report.sarif import limits
from rowsclose.rules import ALL_RULES
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_GO, context_of, list_finding, list_witness, rendered

IN_A_FILE = 100


def many(number: int) -> Run:
    """Findings of all levels and confidences, 100 a file, every tenth of them with a path."""
    chance = random.Random(1)
    levels, confidences = list(Level), list(Confidence)
    findings = []
    for at in range(number):
        path = f"store/file{at // IN_A_FILE:04}.go"
        span = Span(at % IN_A_FILE, at % IN_A_FILE + 1)
        level, confidence = chance.choice(levels), chance.choice(confidences)
        witness = () if at % 10 else list_witness(path)
        findings.append(replace(list_finding(path), level=level, confidence=confidence, span=span, witness=witness))
    return Run(tuple(findings), (), number // IN_A_FILE)


def pieces(run: Run) -> Iterator[str]:
    @lru_cache(maxsize=4)
    def read(path: str) -> SourceFile:
        return SourceFile(path, LIST_GO.encode())

    return load_format("sarif")(run, replace(context_of(), read=read))


def only_run(text: str) -> Any:
    (run,) = json.loads(text)["runs"]
    return run


def gzipped(text: str) -> int:
    compressor = zlib.compressobj(wbits=31)
    return len(compressor.compress(text.encode()) + compressor.flush())


def test_most_severe_of_30_000_findings_stay_in_the_order_of_their_places() -> None:
    run = many(30_000)
    text = "".join(pieces(run))
    shown = only_run(text)
    results = shown["results"]
    assert len(results) == limits.RESULTS == 25_000
    assert gzipped(text) < 10_000_000
    least = {Level.ERROR: 70, Level.WARNING: 40, Level.NOTE: 10}
    more = {Confidence.HIGH: 15, Confidence.MEDIUM: 10, Confidence.LOW: 5}
    expected = [
        (f.path, f.span.start, f.level.value, least[f.level] + more[f.confidence]) for f in most_severe(run, 25_000)
    ]
    assert [place_and_severity(result) for result in results] == sorted(expected)
    (notification,) = shown["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("5,000 of 30,000 findings are left out, the least severe: ")
    descriptors = shown["tool"]["driver"]["notifications"]
    assert descriptors[notification["descriptor"]["index"]]["id"] == notification["descriptor"]["id"]


def most_severe(run: Run, number: int) -> list[Finding]:
    def severity(finding: Finding) -> tuple[int, int]:
        return list(Level).index(finding.level), -finding.confidence

    return sorted(run.findings, key=severity)[:number]


def place_and_severity(result: Any) -> tuple[str, int, str, float]:
    physical = result["locations"][0]["physicalLocation"]
    region = physical["region"]
    start = sum(len(line) + 1 for line in LIST_GO.split("\n")[: region["startLine"] - 1]) + region["startColumn"] - 1
    return physical["artifactLocation"]["uri"], start, result["level"], result["rank"]


def test_log_that_would_be_too_large_has_fewer_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COMPRESSED_BYTES", 30_000)
    chance = random.Random(1)
    noise = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=100)) for _ in range(1000)]
    run = replace(many(1000), findings=tuple(map(_saying, many(1000).findings, noise)))
    text = "".join(pieces(run))
    assert 20_000 < gzipped(text) <= 30_000
    shown = only_run(text)
    messages = [result["message"]["text"].partition(".")[0] for result in shown["results"]]
    assert sorted(messages) == sorted(finding.message for finding in most_severe(run, len(messages)))
    assert len(shown["invocations"][0]["toolExecutionNotifications"]) == 1


def _saying(finding: Finding, message: str) -> Finding:
    return replace(finding, message=message)


def test_log_within_the_limits_has_all_findings() -> None:
    shown = only_run("".join(pieces(many(300))))
    assert len(shown["results"]) == 300
    assert shown["invocations"][0]["toolExecutionNotifications"] == []


def test_long_path_keeps_its_ends_and_the_last_related_places() -> None:
    steps = tuple(Step(StepKind.EXIT, LIST_FILE.path, Span(at % 50, at % 50 + 1), f"step {at}") for at in range(2000))
    text = rendered("sarif", Run((replace(list_finding(), witness=steps),), (), 1), LIST_FILE)
    (result,) = only_run(text)["results"]
    (flow,) = result["codeFlows"][0]["threadFlows"]
    assert [step["executionOrder"] for step in flow["locations"]] == [*range(1, 501), *range(1501, 2001)]
    assert [place["message"]["text"] for place in result["relatedLocations"]] == [
        f"step {at}." for at in range(1900, 2000)
    ]


def test_rules_have_no_more_tags_than_are_shown() -> None:
    rules = only_run(rendered("sarif", EMPTY_RUN, rules=ALL_RULES))["tool"]["driver"]["rules"]
    assert all(len(rule["properties"]["tags"]) <= 10 for rule in rules)


def test_many_findings_are_never_in_memory_as_a_whole() -> None:
    def peak(run: Run) -> tuple[int, int]:
        tracemalloc.start()
        length = sum(map(len, pieces(run)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most, length

    peak(many(IN_A_FILE))  # what is made once
    few, many_more = peak(many(400)), peak(many(4000))
    assert many_more[1] > 8 * few[1]
    assert many_more[0] - few[0] < (many_more[1] - few[1]) / 8
