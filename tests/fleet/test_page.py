"""The page: it shows what there is, loads nothing, and nothing in it is anybody's but ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filetree import write_tree
from gosource import LEAK
from selenium.webdriver import Chrome
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from fleet.browser import browser
from fleet.fleets import MODULE, checkouts, fleet

HOSTILE = (
    "</script><script>document.title='run'</script>",
    '"><img src=x onerror="document.title=1">',
    "{{ 7 * 142857 }}{% for x in y %}",
    "'--><svg onload=alert(1)>",
    "\x1b[31m\u202egnp.exe",
)
PAGE = Path("rowsclose-fleet/summary.html")


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile_name(text: str) -> str:
    return text.replace("/", "\u2215")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of checkouts whose names and sources are hostile."""
    monkeypatch.chdir(tmp_path)
    checkouts(tmp_path / "trees")
    for number, text in enumerate(HOSTILE):
        name = hostile_name(text)
        source = LEAK.replace("SELECT name FROM users", text.replace('"', "`").replace("\x1b", "\u200e"))
        write_tree(tmp_path / "trees" / name, {"go.mod": MODULE, f"{name}.go": source, "x/x_test.go": LEAK})
        write_tree(tmp_path / "trees" / f"broken{number}{name}", {"go.mod": MODULE, ".rowsclose.toml": f"{name} = 1\n"})
    fleet("trees", "-j", "1")
    return PAGE.read_text(encoding="utf-8")


def test_what_the_page_may_do_is_its_own_style_and_script_alone(page: str) -> None:
    (policy,) = (a["content"] for tag, a in Tags(page).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert allowed[f"{tag}-src"] == f"'sha256-{digest}'"
    assert {allowed[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}


def test_nothing_hostile_becomes_markup(page: str) -> None:
    found = Tags(page).found
    known = (
        "html head meta title style body header h1 p span main section h2 div table thead tr th tbody td a button form",
        "fieldset legend label input select option output noscript details summary code ol li pre mark footer script",
    )
    assert {tag for tag, _ in found} == set(" ".join(known).split())
    attributes = {name for _, attrs in found for name in attrs}
    assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
    links = [attrs["href"] for tag, attrs in found if tag == "a"]
    assert len(links) == 3 + len(HOSTILE)
    assert all(link is not None and re.fullmatch(r"sarif/[\w%+@=,.~-]+\.sarif", link) for link in links)
    assert "999999" not in re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-\S+", "", page, flags=re.DOTALL)
    assert not set(page) & {"\x1b", "\u202e", "\u200e"}


@pytest.fixture
def opened(page: str, tmp_path: Path) -> Iterator[Chrome]:
    with browser(tmp_path / "profile") as chrome:
        chrome.get(PAGE.resolve().as_uri())
        yield chrome
        # A load or a script that the policy forbids is said there.
        assert chrome.get_log("browser") == []  # type: ignore[no-untyped-call]


def shown(chrome: Chrome) -> list[str]:
    return [each.text for each in chrome.find_elements("css selector", ".finding:not([hidden]) > summary")]


def wait_for(chrome: Chrome, findings: int) -> list[str]:
    """The findings that are shown, once there are so many."""
    WebDriverWait(chrome, 20).until(lambda _: len(shown(chrome)) == findings)
    return shown(chrome)


def count(chrome: Chrome) -> str:
    return chrome.find_element("id", "shown").text


def test_in_a_browser_the_filters_hide_what_is_not_asked_for(opened: Chrome, tmp_path: Path) -> None:
    findings = 3 + 2 * len(HOSTILE)
    assert opened.title == "rowsclose: 13 repositories"
    assert (len(shown(opened)), count(opened)) == (findings, f"{findings} of {findings} shown")
    opened.find_element("name", "tests").click()
    wait_for(opened, 3 + len(HOSTILE))
    opened.find_element("css selector", "button[type=reset]").click()
    wait_for(opened, findings)
    opened.find_element("css selector", "input[value=error]").click()
    assert all(text.startswith("warning") for text in wait_for(opened, len(HOSTILE)))
    opened.find_element("css selector", "button[type=reset]").click()
    Select(opened.find_element("name", "repository")).select_by_visible_text("bad")
    wait_for(opened, 2)
    opened.find_element("name", "text").send_keys("STORE more")
    (only,) = wait_for(opened, 1)
    assert "bad: store/leak.go:22 in more" in only
    opened.find_element("css selector", ".finding:not([hidden]) > summary").click()
    marked = opened.find_elements("css selector", ".finding:not([hidden]) mark")
    assert marked[0].text == "db.Query"
    assert all(mark.is_displayed() for mark in marked)
    opened.save_screenshot(str(tmp_path / "page.png"))
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


def test_in_a_browser_a_repository_leads_to_its_findings_and_hostile_names_are_text(opened: Chrome) -> None:
    names = [button.text for button in opened.find_elements("class name", "repository")]
    for text in HOSTILE[:4]:
        name = hostile_name(text)
        assert name in names
        opened.find_elements("class name", "repository")[names.index(name)].click()
        assert all(name in each for each in wait_for(opened, 2))
    assert opened.find_elements("tag name", "img") == opened.find_elements("tag name", "svg") == []
    assert opened.title == "rowsclose: 13 repositories"
