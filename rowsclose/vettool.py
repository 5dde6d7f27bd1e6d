"""The command ``rowsclose-vet``: ``rowsclose vet`` as one path, for ``go vet -vettool=``.

go starts it once for each package that anything imports. Most of those have to say their facts only, and the command line is
not loaded for them.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from rowsclose.process import run


def main() -> NoReturn:
    """Answer go's question and exit."""
    run(_status)


def _status() -> int:
    words = sys.argv[1:]
    if words and words[-1].endswith(".cfg"):
        from rowsclose.errors import RowscloseError
        from rowsclose.vet.facts import facts
        from rowsclose.vet.protocol import read_unit

        try:
            unit = read_unit(words[-1])
            if unit.facts_only:
                with open(unit.facts_file, "wb") as file:
                    file.write(facts(unit))
                return 0
        except (RowscloseError, OSError):
            pass  # the command line says what is wrong
    from rowsclose.cli import status

    return status(["vet", *words])


if __name__ == "__main__":
    main()
