"""The action's last step: annotations where they are due, and the job's failure where there is one."""

from __future__ import annotations

import os
import sys

from runner import fail


def main() -> None:
    """Print what annotates, then end with the verdict of the check."""
    annotations_file = os.environ["ANNOTATIONS_FILE"]
    if annotations_file and _are_due():
        with open(annotations_file, encoding="utf-8") as file:
            sys.stdout.write(file.read())
    if failure := os.environ["FAILURE"]:
        fail(failure)


def _are_due() -> bool:
    wanted = os.environ["INPUT_ANNOTATIONS"].strip()
    # Code scanning annotates the findings that it is given: twice is once too often.
    return wanted == "true" or (wanted == "auto" and os.environ["UPLOAD_OUTCOME"] != "success")


if __name__ == "__main__":
    main()
