"""What is published: its metadata, and that the README works without the repository around it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from rowsclose import __version__

PROJECT = Path(__file__).parent.parent
SETTINGS: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
README = (PROJECT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)]+)\)")
WORKFLOWS = PROJECT / ".github" / "workflows"


def published(text: str) -> str:
    """The README as the package index shows it."""
    hook = SETTINGS["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    for each in hook["substitutions"]:
        text = re.sub(each["pattern"], each["replacement"], text)
    return text


def test_every_link_of_the_published_readme_leads_somewhere() -> None:
    before, after = LINK.findall(README), LINK.findall(published(README))
    assert len(before) == len(after) > 10
    for link, address in zip(before, after, strict=True):
        if link.startswith(("https://", "#")):
            assert address == link
        else:
            assert (PROJECT / link.partition("#")[0]).exists(), link
            assert address.startswith(("https://github.com/", "https://raw.githubusercontent.com/"))
            assert address.endswith(f"/HEAD/{link}")


def test_pictures_are_raw_files() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", published(README))
    assert pictures
    assert all(address.startswith("https://raw.githubusercontent.com/") for address in pictures)


def test_metadata_says_where_the_project_lives_and_who_makes_it() -> None:
    project = SETTINGS["project"]
    assert {"Homepage", "Documentation", "Changelog", "Issues", "Source"} <= set(project["urls"])
    assert project["authors"]
    minor = {int(found[1]) for c in project["classifiers"] if (found := re.search(r"Python :: 3\.(\d+)$", c))}
    assert minor == set(range(11, max(minor) + 1))


def test_every_dependency_has_a_lower_bound() -> None:
    project = SETTINGS["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    assert [name for name in (*project["dependencies"], *extras) if ">=" not in name] == []


def test_what_builds_is_pinned_for_the_action_and_the_image() -> None:
    pins = (PROJECT / "action" / "build-requirements.txt").read_text(encoding="utf-8")
    names = [re.split(r"[>=<]", name)[0] for name in SETTINGS["build-system"]["requires"]]
    assert all(re.search(rf"(?m)^{re.escape(name)}==", pins) for name in names)


def test_the_version_has_its_place_in_the_changelog() -> None:
    assert f"## [{__version__}]" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("name", sorted(path.name for path in WORKFLOWS.iterdir()))
def test_a_workflow_names_actions_by_commit_and_gives_rights_to_jobs_alone(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    steps = [step for job in workflow(name)["jobs"].values() for step in job.get("steps", ())]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each) for each in used)


def test_a_release_is_tested_first_and_attested_before_it_is_published() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert (jobs["tests"]["uses"], jobs["release"]["needs"]) == ("$/.github/workflows/tests.yml", "tests")
    assert jobs["tests"]["permissions"] == {"contents": "read"}
    assert jobs["release"]["permissions"] == {"attestations": "write", "contents": "write", "id-token": "write"}
    named = [step.get("name") for step in jobs["release"]["steps"]]
    assert named[-3:] == ["Build and check", "Attest", "Publish"]


def test_the_tests_run_under_each_python_that_the_package_is_for() -> None:
    pythons = workflow("tests.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    named = [c.rpartition(" ")[2] for c in SETTINGS["project"]["classifiers"] if re.search(r"Python :: 3\.\d+$", c)]
    assert pythons == named
