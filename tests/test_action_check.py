"""The action from its inputs to its outcome, with its real scripts on this checkout."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from filetree import git_repository, write_tree
from githubrunner import SHA, Job, use_action
from gosource import BROKEN, CLEAN, LEAK, LEAK_PLACE

GO_MOD = "module example.com/m\n\ngo 1.21\n"
WARNING = LEAK.replace("return nil, err\n\t\t}", "rows.Close()\n\t\t\treturn nil, err\n\t\t}").replace("names", "late")
LINE = LEAK_PLACE.partition(":")[0]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job with an empty repository; rowsclose is installed for it where these tests run."""
    (tmp_path / "temp").mkdir()
    ready = {"python": {"python-path": sys.executable}, "install": {"python": sys.executable}}
    return Job(git_repository(tmp_path / "workspace"), tmp_path / "temp", ready_outputs=ready)


def test_findings_are_uploaded_and_fail_the_job(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "store/a.go": LEAK, "b.go": CLEAN})
    outcome = use_action(job)
    assert outcome.failed
    assert outcome.outputs == {"findings": "1", "sarif-file": outcome.uploaded, "exit-status": "1"}
    assert outcome.uploaded is not None
    run = json.loads(Path(outcome.uploaded).read_text())["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["rows-not-closed"]
    assert run["automationDetails"]["id"] == "rowsclose/"
    assert outcome.commands == [("error", "1 error")]
    assert "1. rows is acquired here" in outcome.log
    assert (
        f"[<code>store&#47;a&#46;go&#58;{LINE}</code>](<https://github.com/octo/shop/blob/{SHA}/store/a.go#L{LINE}>)"
        in outcome.summary
    )


def test_nothing_to_report_passes(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": CLEAN})
    outcome = use_action(job)
    assert (outcome.failed, outcome.commands) == (False, [])
    assert outcome.outputs == {"findings": "0", "sarif-file": outcome.uploaded, "exit-status": "0"}
    assert outcome.summary == "### rowsclose: no findings\n\n"


@pytest.mark.parametrize(
    ("upload", "upload_outcome", "annotations", "annotated"),
    [
        ("auto", "success", "auto", False),
        ("auto", "failure", "auto", True),
        ("false", "success", "auto", True),
        ("true", "success", "auto", False),
        ("auto", "success", "true", True),
        ("auto", "failure", "false", False),
        ("false", "success", "false", False),
    ],
)
def test_annotations_stand_in_for_code_scanning(
    job: Job, upload: str, upload_outcome: str, annotations: str, annotated: bool
) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "store/a.go": LEAK})
    job.upload_outcome = upload_outcome
    outcome = use_action(job, upload=upload, annotations=annotations, fail_on="never")
    assert (outcome.failed, outcome.uploaded is None) == (False, upload == "false")
    assert [name for name, _ in outcome.commands] == ["error"] * annotated
    assert (f"::error file=store/a.go,line={LINE}," in outcome.log) is annotated


def test_upload_that_was_insisted_on_fails_the_job_and_the_rest_is_still_said(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": LEAK})
    job.upload_outcome = "failure"
    outcome = use_action(job, upload="true", fail_on="never")
    assert outcome.failed
    assert [name for name, _ in outcome.commands] == ["error"]
    assert outcome.outputs["findings"] == "1"


@pytest.mark.parametrize(
    ("fail_on", "source", "failed"),
    [
        ("warning", LEAK, True),
        ("warning", WARNING, True),
        ("error", LEAK, True),
        ("error", WARNING, False),
        ("never", LEAK, False),
    ],
)
def test_level_that_fails_the_job(job: Job, fail_on: str, source: str, failed: bool) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": source})
    outcome = use_action(job, fail_on=fail_on)
    status = "1" if failed else "0"
    assert (outcome.failed, outcome.outputs["findings"], outcome.outputs["exit-status"]) == (failed, "1", status)


def test_notes_fail_the_job_where_they_are_to(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a_test.go": WARNING})
    assert not use_action(job).failed
    outcome = use_action(job, fail_on="note")
    assert (outcome.failed, outcome.commands) == (True, [("error", "1 note")])


def test_configuration_says_what_fails_the_job_unless_the_input_does(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": WARNING, ".rowsclose.toml": 'fail-on = "error"\n'})
    assert not use_action(job).failed
    assert use_action(job, fail_on="warning").failed


def test_what_could_not_be_analysed_fails_the_job_after_the_upload(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": LEAK})
    outcome = use_action(job, patterns="./... ./nosuch", fail_on="never")
    assert (outcome.failed, outcome.outputs["exit-status"], outcome.outputs["findings"]) == (True, "2", "1")
    assert outcome.uploaded is not None
    assert "exit status 2" in outcome.commands[-1][1]
    assert "no such file or directory" in outcome.summary


def test_run_without_a_report_uploads_nothing_and_fails(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": LEAK})
    outcome = use_action(job, args="--nosuch")
    assert (outcome.failed, outcome.uploaded) == (True, None)
    assert outcome.outputs == {"findings": "", "sarif-file": "", "exit-status": "2"}
    assert outcome.summary.startswith("### rowsclose could not run\n")
    assert "No such option" in outcome.log


def test_syntax_error_is_said_and_does_not_fail(job: Job) -> None:
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": BROKEN})
    outcome = use_action(job, fail_on="never")
    assert not outcome.failed
    assert "#### Not analysed, or only in part" in outcome.summary
    assert "a&#46;go&#58;" in outcome.summary


def test_patterns_and_options_are_words_of_a_shell_and_nothing_more(job: Job) -> None:
    files = {"a b/x.go": LEAK, "-o.go": LEAK, "$(touch ran).go": LEAK, "a_test.go": LEAK, "c/c.go": LEAK}
    write_tree(job.workspace, {"go.mod": GO_MOD, **files})
    outcome = use_action(
        job, patterns="""'a b/...' -o.go\n "$(touch ran).go" a_test.go""", args="--no-tests --min-confidence 'high'"
    )
    assert outcome.outputs["findings"] == "3"
    assert sorted(path.name for path in job.workspace.iterdir()) == [
        *("$(touch ran).go", "-o.go", ".git", "a b", "a_test.go", "c", "go.mod")
    ]


def test_working_directory_counts_and_links_lead_from_the_root(job: Job) -> None:
    write_tree(job.workspace, {"a.go": LEAK, "sub dir/go.mod": GO_MOD, "sub dir/b#1.go": LEAK})
    outcome = use_action(job, working_directory="sub dir", category="sub", upload="false", annotations="true")
    assert outcome.outputs["findings"] == "1"
    assert f"/blob/{SHA}/sub%20dir/b%231.go#L{LINE}>" in outcome.summary
    assert f"::error file=sub dir/b#1.go,line={LINE}," in outcome.log
    assert json.loads(Path(outcome.outputs["sarif-file"]).read_text())["runs"][0]["automationDetails"]["id"] == "sub/"


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"fail_on": "errors"}, "fail-on: must be one of error, warning, note, never, and is 'errors'"),
        ({"upload": "yes"}, "upload: must be one of auto, true, false, and is 'yes'"),
        ({"annotations": "%0A"}, "annotations: must be one of auto, true, false, and is '%250A'"),
        ({"patterns": "'./..."}, "patterns: cannot be split into words: no closing quotation"),
        ({"working_directory": "gone"}, "working-directory: there is no folder 'gone' in the workspace"),
    ],
)
def test_input_without_sense_is_named(job: Job, inputs: dict[str, str], message: str) -> None:
    outcome = use_action(job, **inputs)
    assert (outcome.failed, outcome.uploaded, outcome.commands) == (True, None, [("error", message)])


def test_source_and_file_names_give_the_runner_no_commands(job: Job) -> None:
    spelled = LEAK.replace("SELECT", "##[error]SELECT")
    names = ("a.go", "::error::.go", "##[error]x.go", "x\n::error::y.go")
    write_tree(job.workspace, {"go.mod": GO_MOD, **dict.fromkeys(names, spelled)})
    outcome = use_action(job, patterns="./... '::error::nosuch'", fail_on="never", annotations="false")
    assert "[error]SELECT" in outcome.log
    assert "##[error]SELECT" not in outcome.log
    assert [data.partition(":")[0] for _, data in outcome.commands] == ["something could not be analysed"]


def test_nothing_of_the_analysed_tree_runs(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = job.temp / "ran"
    decoy = f"open({str(ran)!r}, 'w')\n"
    names = (
        "json",
        "click",
        "rowsclose",
        "runner",
        "shlex",
        "sitecustomize",
        "step_summary",
        "tempfile",
        "usercustomize",
    )
    write_tree(job.workspace, {"go.mod": GO_MOD, "a.go": LEAK, **{f"{name}.py": decoy for name in names}})
    monkeypatch.setenv("PYTHONPATH", ".")  # as a job for Python code may set it
    outcome = use_action(job)
    assert outcome.outputs["findings"] == "1"
    assert not ran.exists()
