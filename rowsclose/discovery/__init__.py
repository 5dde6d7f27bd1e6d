"""From what the command line names to Go files.

    discover(["./...", "store/rows.go"], cwd)  ->  Discovered
      files      GoFile, GoFile, ...   sorted by path, each once
      notices    what was asked for and is not there
      root       the folder that reports are relative to

    find.py         all patterns together: each file once, in order
    gofile.py       GoFile, Discovered: plain values
    pattern.py      one PATTERN: a file, a folder, or a folder with a wildcard below it
    tree.py         the Go files below a folder that a wildcard matches
    git.py          ... as git lists them, where there is a work tree
    git_process.py  one command of git that starts no program and comes to an end
    revision.py     a repository as it was at a revision, from git's objects
    git_names.py    what a file system takes for .git
    walk.py         ... as the .gitignore files alone say, where there is none
    gitignore.py    rules as those files have them
    wildmatch.py    the wildcards in such a rule
    generated.py    whether a file says that it is generated

File contents are not read here: whether a file is generated is asked by the driver, which reads it anyway.
"""

from __future__ import annotations

from rowsclose.discovery.find import discover, stdin_path
from rowsclose.discovery.gofile import Discovered, GoFile

__all__ = ["Discovered", "GoFile", "discover", "stdin_path"]
