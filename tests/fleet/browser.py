"""A headless Chromium that reaches nothing but what it is given."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from needs import need_chromium

pytest.importorskip("selenium")

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1200,1400",
)


@contextmanager
def browser(profile: Path) -> Iterator[Chrome]:
    """The browser, with a profile in a new folder; the test is skipped where there is none, and says so."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        need_chromium("chromium and chromedriver are not installed: Debian's chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = program or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = Chrome(options, ChromeService(driver))
    try:
        yield started
    finally:
        started.quit()
