"""From import paths to folders and back: ``go.mod``, ``go.work``, ``replace``, ``vendor`` and the module cache.

Nothing is downloaded and no Go is needed; what is not on the machine is out of reach. ``go.mod`` is read the way
https://go.dev/ref/mod#go-mod-file describes it, in as much as paths go.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rowsclose.files import Files, Overlay
from rowsclose.go.bounds import Bounds, Trust, is_within
from rowsclose.go.imports import GO_LIBRARY, unquoted
from rowsclose.source import read_regular
from rowsclose.values import value

_VERBS = frozenset({"module", "replace", "require", "use"})
_UPPER = re.compile(r"[A-Z]")
_IMPORTED = re.compile(r'"([a-z0-9.-]+\.[a-z]+/[^"\s]+)"')
_WORD = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|`[^`]*`?|[^\s\"`]+")
_PREFIX_LENGTHS = (3, 2)  # host, owner, repository; or a host of its own and a name
_FILES_READ = 400
_HEAD_CHARACTERS = 4_000
_SKIPPED = frozenset({"vendor", "node_modules", "testdata"})


@value
class Module:
    """One ``go.mod``: its folder, its path, required versions and local replacements by module path."""

    folder: str
    path: str
    requires: tuple[tuple[str, str], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()  # module path -> absolute folder


class Modules:
    """The modules in view of one run; ``root`` bounds the search for them."""

    def __init__(self, root: str, overlay: Overlay | None = None, trust: Trust = Trust.INSIDE) -> None:
        """``overlay`` has texts that stand in for files; ``trust`` says where modules may lead."""
        self.root = root
        self._on_disk = Files(overlay or {})
        self._by_folder: dict[str, Module | None] = {}
        self._known: dict[str, Module] = {}  # by folder
        self._versions: dict[str, dict[str, str]] = {}  # by module folder, then by module path
        self._led_outside: dict[str, int] = {}  # by the absolute path of a file
        self._searched = False
        self._assumed_module: Module | None = None
        self._cache = None if trust is Trust.ALONE else _module_cache()
        self.bounds = Bounds(root, self._cache, trust)

    def of(self, folder: str) -> Module | None:
        """The module a folder lies in: the nearest ``go.mod`` upward, never above ``root``."""
        if folder in self._by_folder:
            return self._by_folder[folder]
        found = self._read(folder)
        if found is None and folder != self.root and os.path.dirname(folder) != folder:
            found = self.of(os.path.dirname(folder))
        self._by_folder[folder] = found
        return found

    def bring(self, folders: Iterable[str]) -> None:
        """Bring the modules of folders into view, in this order; where two have one path, the first goes first."""
        for folder in folders:
            self.of(folder)

    def led_outside(self) -> dict[str, int]:
        """How many folders each ``go.mod`` or ``go.work`` in view names that may not be read, by its absolute path."""
        found = dict(self._led_outside)
        for module in self._known.values():
            out = [f for _, f in module.replaced if not self.bounds.admit(f, module.folder)]
            if out and not self._is_dependency(module):
                found[os.path.join(module.folder, "go.mod")] = len(out)
        return found

    def namesake_in_front(self, folder: str) -> str | None:
        """Let the imports of a folder mean its own module where others in view have the same path.

        The folder of that module; None where there is no such other.
        """
        module = self.of(folder)
        if module is None or sum(other.path == module.path for other in self._known.values()) == 1:
            return None
        self._known = {module.folder: module, **self._known}
        return module.folder

    @property
    def have_namesakes(self) -> bool:
        """Whether two modules in view have the same path: what an import means depends on who imports then."""
        return len({module.path for module in self._known.values()}) < len(self._known)

    def in_cache(self, folder: str) -> str | None:
        """A folder of the module cache, relative to it; None for any other."""
        if self._cache is None or not is_within(folder, self._cache):
            return None
        return os.path.relpath(folder, self._cache)

    def versions(self) -> list[list[str]]:
        """The versions that the modules in view require, and those that these require, each with whether it is there."""
        waiting = [required for module in self._known.values() for required in module.requires]
        found: dict[tuple[str, str], bool] = {}
        while waiting:
            path, version = required = waiting.pop()
            if required not in found:
                folder = os.path.join(self._cache or "", f"{_escaped(path)}@{_escaped(version)}")
                found[required] = os.path.isdir(folder)
                text = _text(os.path.join(folder, "go.mod")) if found[required] else None
                waiting += _parse(text, folder).requires if text is not None else ()
        chosen = [[module.path, *map(" ".join, module.requires)] for module in self._known.values()]
        return [*sorted(chosen), *([*required, str(there)] for required, there in sorted(found.items()))]

    def import_path(self, folder: str) -> str:
        """The import path of the package in a folder; without a module, one that no import can name."""
        module = self.of(folder) or self._assumed()
        inside = os.path.relpath(folder, module.folder).replace(os.sep, "/")
        if inside == ".":
            return module.path
        # The standard library's own module is called std, and its import paths leave that out.
        return inside if module.path == "std" else f"{module.path}/{inside}"

    def _assumed(self) -> Module:
        """The module that a repository without ``go.mod`` would be: older code lived in a GOPATH.

        Its path is the prefix under which its files import most of the folders that it has.
        """
        if self._assumed_module is None:
            path = _own_prefix(self.root) or "."
            self._assumed_module = Module(self.root, path)
            self._known.setdefault(self.root, self._assumed_module)
        return self._assumed_module

    def folder_of(self, path: str) -> str | None:
        """The folder an import path of the repository's own modules stands for.

        A package of Go's own library is none of theirs, whatever they call themselves; but for the library itself.
        """
        if path in GO_LIBRARY and not self._is_go_itself():
            return None
        return self._in_modules(path) or self._elsewhere(path)

    def _is_go_itself(self) -> bool:
        tops = (self.root, os.path.join(self.root, "src"))
        return any(m.path == "std" and m.folder in tops for m in self._known.values())

    def dependency_folder_of(self, path: str) -> str | None:
        """The folder of a package of somebody else's, if it is on the machine: vendored, or in the module cache."""
        return self._in_vendor(path) or self._in_cache(path)

    def _in_modules(self, path: str) -> str | None:
        for module in list(self._known.values()):
            if self._is_dependency(module):
                continue
            for prefix, folder in ((module.path, module.folder), *module.replaced):
                found = self._below(path, prefix, folder)
                if found is not None and self.bounds.admit(found, module.folder):
                    return found
            if module.path == "std":
                candidate = os.path.join(module.folder, path)
                if self._on_disk.is_folder(candidate):
                    return candidate
        return None

    def _is_dependency(self, module: Module) -> bool:
        """Whether a module is in view only because one of its packages was looked up in the module cache."""
        cache = self._cache
        return cache is not None and is_within(module.folder, cache) and not is_within(self.root, cache)

    def _in_vendor(self, path: str) -> str | None:
        for module in self._known.values():
            candidate = os.path.join(module.folder, "vendor", path)
            if os.path.isdir(candidate) and self.bounds.admit(candidate, module.folder):
                return candidate
        return None

    def _in_cache(self, path: str) -> str | None:
        cache = self._cache
        if cache is None:
            return None
        prefixes = list(_prefixes_of(path))
        for module in self._known.values():
            versions = self._versions_in(module)
            for prefix in prefixes:
                version = versions.get(prefix)
                if version is not None:
                    found = self._below(path, prefix, os.path.join(cache, f"{_escaped(prefix)}@{_escaped(version)}"))
                    if found is not None:
                        return found
        return None

    def _versions_in(self, module: Module) -> dict[str, str]:
        if module.folder not in self._versions:
            self._versions[module.folder] = dict(reversed(module.requires))
        return self._versions[module.folder]

    def _elsewhere(self, path: str) -> str | None:
        """A module of the same repository that no analysed folder has brought into view yet."""
        if self._searched or "." not in path.split("/")[0]:
            return None
        self._searched = True
        for folder, folders, files in os.walk(self.root):
            folders[:] = [f for f in folders if f not in _SKIPPED and not f.startswith((".", "_"))]
            if "go.mod" in files or "go.work" in files:
                self._read(folder)
        return self._in_modules(path)

    def _read(self, folder: str) -> Module | None:
        """The module of a folder, and in view those of its workspace: of theirs only ``go.mod`` counts, as for Go."""
        if folder not in self._known:
            used = self._uses(folder)
            inside = [u for u in used if self.bounds.admit(u, folder)]
            if len(inside) < len(used):
                self._led_outside[os.path.join(folder, "go.work")] = len(used) - len(inside)
            for each in inside:
                self._read_module(each)
        return self._read_module(folder)

    def _read_module(self, folder: str) -> Module | None:
        if folder in self._known:
            return self._known[folder]
        text = self._text(os.path.join(folder, "go.mod"))
        if text is None:
            return None
        module = _parse(text, folder)
        self._known[folder] = module
        return module

    def _uses(self, folder: str) -> list[str]:
        text = self._text(os.path.join(folder, "go.work"))
        used = [words[0] for verb, rest in _directives(text or "") if verb == "use" and (words := _words(rest))]
        return [os.path.normpath(os.path.join(folder, u)) for u in used]

    def _below(self, path: str, prefix: str, folder: str) -> str | None:
        if path != prefix and not path.startswith(prefix + "/"):
            return None
        candidate = os.path.join(folder, path[len(prefix) :].lstrip("/")).rstrip("/")
        return candidate if self._on_disk.is_folder(candidate) else None

    def _text(self, path: str) -> str | None:
        try:
            return self._on_disk.read(path).decode("utf-8", "replace")
        except OSError:
            return None


def _prefixes_of(path: str) -> Iterator[str]:
    """An import path and those above it: the longest module path that fits is the one that has the package."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def module_root(folder: str) -> str:
    """The folder that bounds the search for modules: a repository's own, else the outermost one upward with a ``go.mod``."""
    if os.path.exists(os.path.join(folder, ".git")):
        return folder
    found, at = folder, folder
    while os.path.dirname(at) != at:
        at = os.path.dirname(at)
        if any(os.path.exists(os.path.join(at, name)) for name in ("go.mod", "go.work")):
            found = at
    return found


def _own_prefix(root: str) -> str:
    seen: Counter[str] = Counter()
    read = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in _SKIPPED and not f.startswith((".", "_")))
        for name in files:
            if not name.endswith(".go") or read >= _FILES_READ:
                continue
            read += 1
            text = _text(os.path.join(folder, name)) or ""
            for path in set(_IMPORTED.findall(text[:_HEAD_CHARACTERS])):
                elements = path.split("/")
                for count in _PREFIX_LENGTHS:
                    if len(elements) > count and os.path.isdir(os.path.join(root, *elements[count:])):
                        seen["/".join(elements[:count])] += 1
        if read >= _FILES_READ:
            break
    return seen.most_common(1)[0][0] if seen else ""


def _text(path: str) -> str | None:
    try:
        return read_regular(path).decode("utf-8", "replace")
    except OSError:
        return None


def _directives(text: str) -> list[tuple[str, str]]:
    """The lines of a ``go.mod`` or ``go.work`` as (verb, rest), blocks in parentheses taken apart.

    One with a NUL is passed over, for no path holds one.
    """
    found: list[tuple[str, str]] = []
    block = ""
    for raw in text.split("\n"):  # what else may end a line elsewhere does not in these files
        line = raw.split("//", 1)[0].strip()
        if "\0" in line:
            continue
        if block:
            if line == ")":
                block = ""
            elif line:
                found.append((block, line))
            continue
        opens = line.endswith("(")  # with a blank before it or not
        verb, _, rest = " ".join((f"{line[:-1]} (" if opens else line).split(maxsplit=1)).partition(" ")
        if verb in _VERBS and rest == "(":
            block = verb
        elif verb in _VERBS and rest:
            found.append((verb, rest))
    return found


def _words(line: str) -> list[str]:
    return [unquoted(word.encode()).decode("utf-8", "replace") for word in _WORD.findall(line)]


def _parse(text: str, folder: str) -> Module:
    path, requires, replaced = "", [], []
    for verb, rest in _directives(text):
        words = _words(rest)
        if verb == "module" and words:
            path = words[0]
        elif verb == "require" and len(words) >= 2:
            requires.append((words[0], words[1]))
        elif verb == "replace" and "=>" in words:
            old, new = words[0], words[words.index("=>") + 1 :]
            if new and new[0].startswith((".", "/")):
                replaced.append((old, os.path.normpath(os.path.join(folder, new[0]))))
            elif len(new) == 2:
                requires = [(m, v) for m, v in requires if m != old]
                requires.append((new[0], new[1]))
    return Module(folder, path or "./", tuple(requires), tuple(replaced))


def _module_cache() -> str | None:
    named = os.environ.get("GOMODCACHE")
    if named:
        return named if os.path.isdir(named) else None
    gopath = os.environ.get("GOPATH", os.path.join(os.path.expanduser("~"), "go")).split(os.pathsep)[0]
    cache = os.path.join(gopath, "pkg", "mod")
    return cache if os.path.isdir(cache) else None


def _escaped(path: str) -> str:
    """The module cache's spelling: an upper-case letter is ``!`` and its lower case (https://go.dev/ref/mod)."""
    return _UPPER.sub(lambda m: "!" + m.group().lower(), path)
