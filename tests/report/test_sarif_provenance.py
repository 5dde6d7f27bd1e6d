"""Repository uris without credentials, and nothing where the remote is this machine's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfc3986_validator import validate_rfc3986  # type: ignore[import-untyped]

from rowsclose.report.context import Checkout
from rowsclose.report.remote import repository_uri

from .samples import EMPTY_RUN, rendered


@pytest.mark.parametrize(
    ("remote", "uri"),
    [
        ("https://example.com/a/b.git", "https://example.com/a/b.git"),
        ("https://me:secret@example.com:8443/a/b?token=secret#secret", "https://example.com:8443/a/b"),
        ("https://secret@Example.COM/a b/\u00e9%20.git", "https://example.com/a%20b/%C3%A9%20.git"),
        ("ssh://git@example.com:22/a/b", "ssh://example.com:22/a/b"),
        ("git@example.com:a/b.git", "ssh://example.com/a/b.git"),
        ("me:secret@example.com:a/b.git", "ssh://example.com/a/b.git"),
        ("example.com:b", "ssh://example.com/b"),
    ],
)
def test_uri_of_a_remote(remote: str, uri: str) -> None:
    assert repository_uri(remote) == uri


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/home/me/repo",
        "../repo",
        "./a:b",
        "file:///home/me/repo",
        "file://host/home/me/repo",
        "C:/Users/me/repo",
        "ext::sh -c touch% pwned",
        "https:///home/me/repo",
        "https://me:sec/ret@example.com/a",
        "https://me:1/ret@example.com/a",
        "me:sec/ret@example.com:a",
        "https://[::1/a",
        "https://exa\nmple.com\x1b/a",
        "https://h\udcff.com/a",
        "https://example.com:port/a",
    ],
)
def test_no_uri_where_the_remote_names_no_public_place(remote: str) -> None:
    assert repository_uri(remote) is None


@given(st.text(st.sampled_from("aé /\\:@?#[]%\n\x1b\udcff\ud800.-"), max_size=30))
def test_any_remote_gives_a_uri_or_none(remote: str) -> None:
    uri = repository_uri(f"https://example.com{remote}")
    if uri is not None:
        assert validate_rfc3986(uri, rule="URI")


def provenance(checkout: Checkout | None) -> Any:
    log = json.loads(rendered("sarif", EMPTY_RUN, checkout=lambda: checkout))
    return log["runs"][0].get("versionControlProvenance")


def test_checkout_is_mapped_to_the_root() -> None:
    assert provenance(Checkout("git@example.com:a/b.git", "0123abc", "main")) == [
        {
            "repositoryUri": "ssh://example.com/a/b.git",
            "revisionId": "0123abc",
            "branch": "main",
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }
    ]


def test_detached_head_has_no_branch_and_a_remote_of_this_machine_no_provenance() -> None:
    (found,) = provenance(Checkout("https://example.com/a", "0123abc", ""))
    assert "branch" not in found
    assert provenance(Checkout("/home/me/a", "0123abc", "main")) is None
    assert provenance(None) is None
