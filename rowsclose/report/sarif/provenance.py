"""Where the analysed tree comes from, as ``versionControlProvenance``."""

from __future__ import annotations

from typing import Any

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.report.context import Checkout
from rowsclose.report.remote import repository_uri
from rowsclose.report.sarif.places import SOURCE_ROOT


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
