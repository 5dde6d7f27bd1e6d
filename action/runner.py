"""What GitHub's runner reads: workflow commands on standard output, and the files it names in the environment.

Values that came from outside can neither start a command nor end the one that they stand in.

    actions/toolkit  packages/core/src/command.ts, file-command.ts
    actions/runner   src/Runner.Common/ActionCommand.cs, src/Runner.Worker/FileCommandManager.cs
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn


def error(message: str) -> None:
    """Show an error in the log and on the job's page."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::error title=rowsclose::{escaped}", flush=True)


def fail(message: str) -> NoReturn:
    """Show an error and end the step with it."""
    error(message)
    sys.exit(1)


@contextmanager
def commands_stopped() -> Iterator[None]:
    """Whatever is printed within is text: source code may hold what the runner takes for a command."""
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    try:
        yield
    finally:
        print(f"\n::{token}::", flush=True)


def set_outputs(outputs: Mapping[str, str]) -> None:
    """Set outputs of the step; a value may have any text in it."""
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8", errors="backslashreplace") as file:
        for name, value in outputs.items():
            # No value can foresee it, so none can end early and go on as another output.
            delimiter = f"end-{secrets.token_hex(16)}"
            file.write(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")
