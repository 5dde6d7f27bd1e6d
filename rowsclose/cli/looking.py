"""How ``fleet`` looks at one checkout: as ``check ./...`` does in its folder, and at nothing out of it.

The configuration in the checkout says what it says of files. What it says of the run is not asked: the output, the
baseline and the like are those of whoever works in it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from rowsclose import __version__
from rowsclose.cache.fingerprint import code_digest
from rowsclose.cache.graph import digest_of
from rowsclose.cli.asking import Arguments, parts_of, rules_of
from rowsclose.cli.configured import Configurations, configurations_in
from rowsclose.cli.reading import reader
from rowsclose.discovery import Discovered, discover
from rowsclose.driver import Means
from rowsclose.driver import check as check_files
from rowsclose.finding import Run
from rowsclose.go.bounds import Trust
from rowsclose.report.context import ReportContext
from rowsclose.source import read_regular
from rowsclose.triage import merged
from rowsclose.values import replace, value

_EVERYTHING = ("./...",)


@value
class Looking:
    """What is asked of every checkout.

    ``options`` are those of ``check`` by name, ``told`` the names of those that the command line gives; ``configuration``
    is the absolute path of the file of --config; ``cache`` the folder of what runs have found out, None for none.
    """

    options: Mapping[str, object]
    told: frozenset[str]
    configuration: str | None
    isolated: bool
    cache: str | None

    @property
    def identity(self) -> bytes:
        """See ``Look``."""
        asked = sorted((name, repr(self.options[name]), name in self.told) for name in self.options)
        named = self._configurations(os.sep).run if self.configuration else None
        files = [self.configuration or "", *(model.absolute for model in named.models)] if named else []
        texts = [document.text.encode() for document in named.documents] if named else []
        return digest_of(
            (code_digest(), repr((asked, self.isolated)).encode(), *texts, *(read_regular(file) for file in files))
        )

    def files(self, folder: str) -> Discovered:
        """See ``Look``."""
        found = discover(_EVERYTHING, folder, exclude=self._configurations(folder).exclude)
        return replace(found, root=folder)

    def check(self, discovered: Discovered) -> tuple[Run, ReportContext]:
        """See ``Look``."""
        root = discovered.root
        parts = parts_of(discovered.files, self._arguments(root))
        means = Means(1, self.cache)
        run = merged(
            [
                check_files(Discovered(part.files, (), root), replace(part.options, trust=Trust.ALONE), {}, means=means)
                for part in parts
            ]
        )
        run = replace(run, notices=tuple(sorted({*run.notices, *discovered.notices})))
        read = reader(discovered.files, {}, run)
        return run, ReportContext(read, rules_of(parts), __version__, root, root)

    def _arguments(self, folder: str) -> Arguments:
        options = {**self.options, "configuration": self._configurations(folder), "told": self.told}
        return Arguments(patterns=_EVERYTHING, quiet=True, verbose=False, **options)  # type: ignore[arg-type]

    def _configurations(self, folder: str) -> Configurations:
        from rowsclose.cli.commands import check

        if self.isolated:
            return Configurations(lambda _: (), folder)
        return configurations_in(folder, folder, check, self.configuration)
