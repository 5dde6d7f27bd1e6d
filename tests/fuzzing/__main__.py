"""Coverage-guided fuzzing by hand: atheris changes inputs, and keeps those that reach code which none has reached.

    make fuzz                          each target for a minute
    make fuzz TARGET=go SECONDS=3600   one of them for an hour

What is kept lies below ``.fuzzing``, by target; an input that fails is written there too, and named at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from fuzzing.seeds import seeds, words

_KEPT = Path(".fuzzing")
_LONGEST = 6_000
_MOST_SECONDS_EACH, _MOST_MEGABYTES = 30, 2_048


@click.command()
@click.option("--target", default="", help="The target; all where it is left out.")
@click.option("--seconds", default=60, show_default=True, help="How long each target is run.")
@click.option("--within", is_flag=True, hidden=True, help="Run the target in this process.")
def main(target: str, seconds: int, within: bool) -> None:
    """Look for bytes that a reader of a tree cannot take."""
    from fuzzing.targets import TARGETS

    if within:
        _run(target, seconds)
        return
    failed = []
    for name in [target] if target else TARGETS:
        command = [sys.executable, "-m", "fuzzing", "--within", "--target", name, "--seconds", str(seconds)]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    click.echo(f"failed: {', '.join(failed)}" if failed else "no target failed")
    sys.exit(bool(failed))


def _run(target: str, seconds: int) -> None:
    """Fuzz one target; the process ends with it."""
    import atheris  # which has wheels for Linux alone

    from fuzzing.targets import TARGETS

    folder = _KEPT / target
    folder.mkdir(parents=True, exist_ok=True)
    first = _KEPT / "seeds" / target
    first.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (first / str(number)).write_bytes(seed)
    dictionary = _KEPT / "words"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words()))
    sys.setrecursionlimit(12_000)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_MOST_SECONDS_EACH}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}{os.sep}",
        "-print_final_stats=1",
        "-verbosity=0",
        str(folder),
        str(first),
    ]
    atheris.Setup(arguments, TARGETS[target])
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    if "--within" in sys.argv:
        import atheris

        # What is loaded later, where it is used, is not followed.
        with atheris.instrument_imports(include=["rowsclose", "sqlparse", "tomllib"]):
            import fuzzing.targets

            fuzzing.targets.load_all()
    main()
