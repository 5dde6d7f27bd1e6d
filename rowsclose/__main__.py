"""``python -m rowsclose``: the same as the command ``rowsclose``."""

from rowsclose.cli import main

main()
