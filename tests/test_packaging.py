"""What is published: its metadata, and that the README works without the repository around it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from rowsclose import __version__

PROJECT = Path(__file__).parent.parent
SETTINGS: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
README = (PROJECT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)]+)\)")
WORKFLOW = PROJECT / ".github" / "workflows" / "release.yml"


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


def test_the_release_workflow_names_actions_by_commit_and_has_no_more_rights_than_it_needs() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write"}
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) for name in used)
