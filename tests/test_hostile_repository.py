"""A tree that would have git run a program or hide files: on a real git, with a program that leaves a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filetree import as_nobody, git, git_repository, write_tree

from rowsclose.discovery import discover
from rowsclose.discovery.git import checkout_of
from rowsclose.finding import NoticeKind

NO_OBJECT = "1" * 40
LISTED = ("ls-files", "--others", "--cached", "--exclude-standard")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a trace beside it."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\n: >'{tmp_path}/started'\nexit 1\n")
    path.chmod(0o755)
    return path


def was_started(program: Path) -> bool:
    """Whether the program has run since this was asked last."""
    trace = program.parent / "started"
    started = trace.exists()
    trace.unlink(missing_ok=True)
    return started


def configure(repository: Path, settings: dict[str, str]) -> None:
    for name, setting in settings.items():
        git(repository, "config", name, setting)


def fetching(program: Path) -> dict[str, str]:
    """Settings under which git fetches an object that is missing, by the program."""
    return {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": str(program.parent),
        "remote.evil.promisor": "true",
        "remote.evil.uploadPack": str(program),
    }


def lack_ignore_file(repository: Path) -> Path:
    """Give the repository an ignore file that is only in its index, and whose content is missing; the repository."""
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{NO_OBJECT},.gitignore")
    git(repository, "update-index", "--skip-worktree", ".gitignore")
    return repository


def look(*folders: Path, patterns: tuple[str, ...] = ("./...",)) -> list[str]:
    """All that asks git: the files of each folder, and its checkout."""
    for folder in folders:
        checkout_of(str(folder))
    return [file.path for folder in folders for file in discover(patterns, os.path.realpath(folder)).files]


@pytest.fixture(params=["this", "older"])
def any_git(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The git of this machine, and the same as it was before it could tell a bare repository or not fetch."""
    if request.param == "older":
        git_script = write_tree(tmp_path, {"older/git": OLDER_GIT.format(git=shutil.which("git"))}) / "older" / "git"
        git_script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{git_script.parent}:{os.environ['PATH']}")


OLDER_GIT = """#!/bin/sh
for word; do
    shift
    test "$word" = safe.bareRepository=explicit && word=safe.unknown=x
    set -- "$@" "$word"
done
unset GIT_NO_LAZY_FETCH
exec {git} "$@"
"""


def plain_git(folder: Path, *arguments: str) -> None:
    """What a git command does that nobody has thought about, whatever it comes to."""
    command = ["git", "-c", "safe.bareRepository=all", *(arguments or LISTED)]
    subprocess.run(command, cwd=folder, env=as_nobody(), capture_output=True, check=False)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A tree with a repository that lacks an object and says how to get it (the program still has to be said)."""
    tree = write_tree(git_repository(tmp_path / "tree"), ["a.go", "sub/b.go"])
    git(tree, "remote", "add", "origin", "https://example.com/a/b.git")
    git(tree, "add", "a.go")
    git(tree, "commit", "--quiet", "-m", "first")
    return lack_ignore_file(tree)


# What names a program in a repository's configuration; the first four are started by a plain `git ls-files`.
STARTED = {
    "fsmonitor": {"core.fsmonitor": "{program}"},
    "upload-pack": {},
    "ssh": {"remote.evil.url": "ssh://example.com/x", "core.sshCommand": "{program}"},
    "fsmonitor of a version": {"core.fsmonitor": "{program}", "core.fsmonitorHookVersion": "1"},
}
NOT_STARTED_BY_LISTING = {
    "a remote's helper": {"remote.evil.vcs": "ext", "remote.evil.url": "ext::{program}"},
    "ext": {"remote.evil.url": "ext::{program}", "protocol.ext.allow": "always", "protocol.allow": "always"},
    "gitProxy": {"remote.evil.url": "git://example.com/x", "core.gitProxy": "{program}"},
    "askPass": {"remote.evil.url": "https://localhost:9/x", "core.askPass": "{program}"},
    "credential helper": {"remote.evil.url": "https://localhost:9/x", "credential.helper": "!{program}"},
    "hooks": {"core.hooksPath": "{hooks}"},
    "pager": {"core.pager": "{program}", "pager.ls-files": "{program}", "pager.config": "{program}"},
    "editor": {"core.editor": "{program}", "sequence.editor": "{program}"},
    "alias": {f"alias.{name}": "!{program}" for name in ("ls-files", "check-ignore", "config", "rev-parse")},
    "filter": {f"filter.evil.{name}": "{program}" for name in ("clean", "smudge", "process")},
    "diff": {"diff.external": "{program}", "diff.evil.textconv": "{program}", "diff.evil.command": "{program}"},
    "merge": {"merge.evil.driver": "{program}", "mergetool.evil.cmd": "{program}"},
    "alternates": {"core.alternateRefsCommand": "{program}"},
    "signatures": {"gpg.program": "{program}", "log.showSignature": "true"},
    "submodule": {"submodule.recurse": "true", "submodule.evil.update": "!{program}", "submodule.evil.url": "x"},
    "pack objects": {"uploadpack.packObjectsHook": "{program}"},
    "hook of the configuration": {"hook.evil.event": "post-index-change", "hook.evil.command": "{program}"},
    "tracing": {"trace2.eventTarget": "{program}", "trace2.normalTarget": "{program}"},
    "maintenance": {"gc.auto": "1", "maintenance.auto": "true", "fetch.writeCommitGraph": "true"},
    "index": {"core.splitIndex": "true", "core.untrackedCache": "true", "index.threads": "1", "index.sparse": "true"},
    "work tree": {"core.worktree": "/", "core.fsmonitor": "{program}"},
    "bare": {"core.bare": "true", "core.fsmonitor": "{program}"},
}


@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize("name", [*STARTED, *NOT_STARTED_BY_LISTING])
def test_configuration_starts_no_program(hostile: Path, program: Path, name: str) -> None:
    hooks = program.parent / "hooks"
    for hook in ("post-index-change", "pre-command", "post-command", "reference-transaction", "fsmonitor-watchman"):
        write_tree(hooks, {hook: program.read_text()})
        (hooks / hook).chmod(0o755)
    settings = fetching(program) | (STARTED | NOT_STARTED_BY_LISTING)[name]
    if "remote.evil.url" in (STARTED | NOT_STARTED_BY_LISTING)[name]:
        del settings["remote.evil.uploadPack"]
    write_tree(hostile, {".gitattributes": "* filter=evil diff=evil merge=evil\n"})
    configure(hostile, {k: v.format(program=program, hooks=hooks) for k, v in settings.items()})
    if name in STARTED:
        plain_git(hostile)
        assert was_started(program)
    assert look(hostile) == ["a.go", "sub/b.go"]
    assert look(hostile, patterns=("./sub/...", "./sub", "a.go")) == ["a.go", "sub/b.go"]
    assert not was_started(program)


def test_included_and_per_worktree_configuration_starts_no_program(hostile: Path, program: Path) -> None:
    text = f"[core]\n\tfsmonitor = {program}\n"
    git(hostile, "config", "extensions.worktreeConfig", "true")
    git(hostile, "config", "include.path", "../included")
    git(hostile, "config", f"includeIf.gitdir:{hostile}/.path", "../sub/included")
    for name in ("included", "sub/included", ".git/config.worktree"):
        write_tree(hostile, {name: text})
        plain_git(hostile)
        assert was_started(program)
        assert look(hostile) == ["a.go", "sub/b.go"]
        assert not was_started(program)
        (hostile / name).unlink()


def test_folders_of_a_sparse_index_are_not_fetched(tmp_path: Path, program: Path) -> None:
    tree = write_tree(git_repository(tmp_path / "tree"), ["in/a.go", "out/deep/b.go"])
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "-m", "first")
    git(tree, "sparse-checkout", "set", "--cone", "--sparse-index", "in")
    missing = git(tree, "rev-parse", "HEAD:out").strip()
    (tree / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    configure(tree, fetching(program))
    plain_git(tree)
    assert was_started(program)
    assert look(tree) == ["in/a.go"]
    assert not was_started(program)


@pytest.fixture
def adopted(tmp_path: Path, program: Path) -> Path:
    """A repository with a folder that is one too, though a bare one, as a clone may bring it along."""
    tree = write_tree(git_repository(tmp_path / "tree"), ["a.go"])
    inner = tree / "svc"
    git(tree, "init", "--quiet", "--bare", "svc")
    write_tree(inner, ["leak.go", "deep/leak.go"])
    configure(inner, fetching(program) | {"core.bare": "false", "core.worktree": "."})
    return lack_ignore_file(inner)


@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize(
    ("at", "pattern"), [("", "./..."), ("", "./svc/..."), ("svc", "./..."), ("svc/deep", "../...")]
)
def test_folder_that_looks_like_a_repository_is_a_folder(adopted: Path, program: Path, at: str, pattern: str) -> None:
    plain_git(adopted)
    assert was_started(program)
    found = look(adopted.parent / at, patterns=(pattern,))
    assert [os.path.basename(path) for path in found if "leak" in path] == ["leak.go", "leak.go"]
    assert not was_started(program)


@pytest.mark.usefixtures("any_git")
def test_rules_of_a_folder_that_looks_like_a_repository_hide_nothing(adopted: Path) -> None:
    write_tree(adopted, {"info/exclude": "*.go\n"})
    for name in ("index", "description"):
        (adopted / name).unlink()
    assert look(adopted) == ["deep/leak.go", "leak.go"]
    assert look(adopted.parent, patterns=("./svc/...",)) == ["svc/deep/leak.go", "svc/leak.go"]


@pytest.mark.parametrize("form", ["file", "link", "common folder", "submodule"])
def test_repository_that_lies_elsewhere_starts_no_program(hostile: Path, program: Path, form: str) -> None:
    configure(hostile, fetching(program))
    tree = write_tree(hostile.parent / "other", ["a.go", "sub/b.go"])
    if form == "file":
        (tree / ".git").write_text(f"gitdir: {hostile}/.git\n")
    elif form == "link":
        (tree / ".git").symlink_to(hostile / ".git")
    elif form == "common folder":
        shutil.rmtree(tree)
        git(hostile, "worktree", "add", "--quiet", "--no-checkout", str(tree))
        lack_ignore_file(write_tree(tree, ["a.go", "sub/b.go"]))
    else:
        (hostile / ".git").rename(hostile.parent / "moved")
        write_tree(tree, {".git": "gitdir: ../moved\n"})
        git(tree, "config", "core.worktree", "../other")
    was_started(program)
    plain_git(tree)
    assert was_started(program)
    assert look(tree) == ["a.go", "sub/b.go"]
    assert not was_started(program)


def test_repository_inside_starts_no_program(hostile: Path, program: Path) -> None:
    configure(hostile, fetching(program) | {"core.fsmonitor": str(program)})
    outer = write_tree(git_repository(hostile.parent), ["z.go"])
    assert look(outer) == ["tree/a.go", "tree/sub/b.go", "z.go"]
    assert not was_started(program)


@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "{program}"},
        {"GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='{program}'"},
        {"GIT_DIR": "{bare}", "GIT_WORK_TREE": "{bare}"},
        {"GIT_DIR": "{bare}", "GIT_INDEX_FILE": "{bare}/index", "GIT_PREFIX": "sub/"},
        {"GIT_COMMON_DIR": "{bare}"},
        {"GIT_EXEC_PATH": "{bare}"},
        {"GIT_OBJECT_DIRECTORY": "{bare}", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{bare}"},
        {"GIT_TRACE": "{program}.trace", "GIT_TRACE2": "{program}.trace", "GIT_REDIRECT_STDERR": "{program}.trace"},
        {"GIT_LITERAL_PATHSPECS": "1", "GIT_GLOB_PATHSPECS": "1"},
        {
            "GIT_SSH_COMMAND": "{program}",
            "GIT_ASKPASS": "{program}",
            "GIT_PAGER": "{program}",
            "GIT_ALLOW_PROTOCOL": "ssh",
        },
        {"GIT_CONFIG": "{bare}/config", "GIT_NAMESPACE": "x"},
    ],
)
def test_environment_of_a_hook_is_not_believed(
    hostile: Path, program: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    bare = hostile.parent / "bare"
    git(hostile, "init", "--quiet", "--bare", str(bare))
    configure(bare, fetching(program) | {"core.fsmonitor": str(program), "core.bare": "false"})
    configure(hostile, fetching(program))
    before = checkout_of(str(hostile))
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(program=program, bare=bare))
    assert look(hostile) == ["a.go", "sub/b.go"]
    assert checkout_of(str(hostile)) == before
    assert not was_started(program)
    assert not Path(f"{program}.trace").exists()


@pytest.mark.parametrize("path", ["", ".", ":/nowhere", "bin", "./bin:../bin"])
def test_git_of_the_tree_is_not_started(
    hostile: Path, program: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for place in ("git", "bin/git", "../bin/git"):
        (hostile / place).parent.mkdir(exist_ok=True)
        shutil.copy(program, hostile / place)
    monkeypatch.chdir(hostile)
    monkeypatch.setenv("PATH", path)
    notices = discover(["./..."], os.path.realpath(hostile)).notices
    assert [notice.message.partition(";")[0] for notice in notices] == ["git cannot be started"]
    assert not was_started(program)


# What must go on working -----------------------------------------------------------------------------------------------


def test_linked_work_tree_with_a_configuration_of_its_own_is_listed(tmp_path: Path) -> None:
    main = write_tree(git_repository(tmp_path / "main"), {"a.go": "", "b.go": "", ".gitignore": "c.go\n"})
    git(main, "add", ".")
    git(main, "commit", "--quiet", "-m", "first")
    git(main, "config", "extensions.worktreeConfig", "true")
    linked = tmp_path / "linked"
    git(main, "worktree", "add", "--quiet", str(linked))
    git(linked, "config", "--worktree", "core.excludesFile", str(tmp_path / "more"))
    write_tree(tmp_path, {"more": "d.go\n"})
    write_tree(linked, ["c.go", "d.go", "e.go"])
    assert discover(["./..."], os.path.realpath(linked)).notices == ()
    assert look(linked) == ["a.go", "b.go", "e.go"]


def test_work_tree_of_a_bare_repository_is_listed(tmp_path: Path) -> None:
    source = write_tree(git_repository(tmp_path / "source"), ["a.go"])
    git(source, "add", ".")
    git(source, "commit", "--quiet", "-m", "first")
    git(tmp_path, "clone", "--quiet", "--bare", str(source), "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert look(tmp_path / "linked") == ["a.go"]
    assert discover(["./..."], os.path.realpath(tmp_path / "linked")).notices == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to another user")
@pytest.mark.parametrize("given", ["tree", "tree/.git", "moved"])
def test_repository_of_another_user_is_refused_as_by_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    tree = write_tree(git_repository(tmp_path / "tree"), {"a.go": "", "b.go": "", ".gitignore": "b.go\n"})
    git(tree, "add", "--force", ".")
    if given == "moved":
        (tree / ".git").rename(tmp_path / "moved")
        write_tree(tree, {".git": "gitdir: ../moved\n"})
    os.chown(tmp_path / given, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    discovered = discover(["./..."], str(tree))
    assert [file.path for file in discovered.files] == ["a.go"]
    assert [notice.kind for notice in discovered.notices] == [NoticeKind.UNLISTED]
    assert "belongs to another user" in discovered.notices[0].message
    git(tmp_path, "config", "--file", str(tmp_path / ".gitconfig"), "safe.directory", str(tree))
    assert look(tree) == ["a.go", "b.go"]
    assert discover(["./..."], str(tree)).notices == ()
