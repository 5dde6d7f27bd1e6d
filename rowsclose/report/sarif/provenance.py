"""Where the analysed tree comes from, as ``versionControlProvenance``.

    https://me:secret@example.com/a/b.git?token=x    ->   https://example.com/a/b.git
    git@example.com:a/b.git                          ->   ssh://example.com/a/b.git
    ../b, file:///home/me/b, ext::sh -c ...          ->   nothing: only this machine knows what that is

The remote is text from a repository's configuration: whatever is not plainly a host and a path is left out.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.report.context import Checkout
from rowsclose.report.sarif.places import SOURCE_ROOT

_SCHEMES = ("https", "http", "ssh", "git")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT_IN_PATHS = "/%:!$&'()*+,;=~"


def version_control(checkout: Checkout | None) -> list[Any] | None:
    """The element of ``versionControlProvenance``; None where no repository can be named."""
    uri = repository_uri(checkout.remote) if checkout is not None else None
    if checkout is None or uri is None:
        return None
    details = om.VersionControlDetails(
        repository_uri=uri,
        revision_id=checkout.revision or None,
        branch=checkout.branch or None,
        mapped_to=om.ArtifactLocation(uri_base_id=SOURCE_ROOT),
    )
    return [details]


def repository_uri(remote: str) -> str | None:
    """The absolute uri of a remote, without user, password, query or fragment; None where it has none."""
    if "://" not in remote:
        return _of_ssh_shorthand(remote)
    try:
        parts = urlsplit(remote)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    return _uri(parts.scheme, parts.hostname or "", port, parts.path) if parts.scheme in _SCHEMES else None


def _of_ssh_shorthand(remote: str) -> str | None:
    """Of ``user@host:path``; what has a slash before the colon is a path of this machine."""
    first, slash, rest = remote.partition("/")
    host, colon, path = first.rpartition("@")[2].partition(":")
    return _uri("ssh", host, "", f"/{path}{slash}{rest}") if colon and path[:1] != ":" else None


def _uri(scheme: str, host: str, port: str, path: str) -> str | None:
    # An @ in the path may be what follows a password with a slash in it.
    if not _HOST.fullmatch(host) or "@" in path:
        return None
    quoted = quote(path, safe=_KEPT_IN_PATHS, errors="replace")
    return f"{scheme}://{host}{port}{_STRAY_PERCENT.sub('%25', quoted)}"
