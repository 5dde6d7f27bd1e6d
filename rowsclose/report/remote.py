"""The remote of a repository as an address that may be shown.

    https://me:secret@example.com/a/b.git?token=x    ->   https://example.com/a/b.git
    git@example.com:a/b.git                          ->   ssh://example.com/a/b.git
    ../b, file:///home/me/b, ext::sh -c ...          ->   nothing: only this machine knows what that is

The remote is text from a repository's configuration: whatever is not plainly a host and a path is left out.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SCHEMES = ("https", "http", "ssh", "git")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT_IN_PATHS = "/%:!$&'()*+,;=~"


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
