"""The command ``rowsclose``, and ``python -m rowsclose``: whatever happens from the first import on ends in a status."""

from __future__ import annotations

from typing import NoReturn

from rowsclose.process import run


def main() -> NoReturn:
    """Run the command line of this process and exit with its status."""
    run(_status)


def _status() -> int:
    from rowsclose.cli import status

    return status()


if __name__ == "__main__":
    main()
