"""What a configuration file may say, and the check of one against it.

    extends                 another file, whose keys count where this one does not say them
    any option of check     as on the command line; lists for what is given more than once
    exclude                 patterns of files that no wildcard finds
    [rules.ID] level        error, warning or note
    lower                   the circumstances that lower a finding: all where it is left out, none where it is empty
    [per-file-ignores]      pattern = rules that are not asked for there
    models                  stub files of libraries, or folders of them
    require-suppression-reason

Everything else is an error with its line; of several the first that is come upon is said.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NoReturn, TypeVar

from rowsclose.configuration.find import shown_path
from rowsclose.configuration.models import fixed_part, go_files
from rowsclose.configuration.settings import Configuration, Document, Known, Option, PerFileIgnores, Selection, Takes
from rowsclose.configuration.toml import MOST_BYTES, Key, line_of, parse
from rowsclose.discovery.git_names import is_in_git
from rowsclose.discovery.gitignore import MOST_WILD, PathPatterns, is_rule, wild_among
from rowsclose.discovery.gofile import GoFile
from rowsclose.discovery.tree import is_within
from rowsclose.errors import ConfigError, did_you_mean
from rowsclose.finding import Circumstance, Level
from rowsclose.levels import Levels
from rowsclose.report.terminal import visible
from rowsclose.source import read_regular

_MOST_EXTENDED = 100
_MOST_SHOWN = 100  # characters of a pattern
OWN_KEYS = ("extends", "exclude", "rules", "lower", "per-file-ignores", "models", "require-suppression-reason")
ALL = "all"

# Where one file says a word, the word of the file that it extends is not meant any more.
_OTHER_WORD = {"quiet": "verbose", "verbose": "quiet", "exit-zero": "fail-on", "fail-on": "exit-zero"}

T = TypeVar("T")

_NAMES: dict[type, str] = {bool: "true or false", int: "a whole number", str: "a string", dict: "a table"}


def read_configuration(
    path: str, root: str, options: Sequence[Option], rule_ids: Sequence[str], known: Known | None = None
) -> Configuration:
    """What the file at an absolute path says, on top of what it extends.

    ``root`` bounds the files that it may name: the repository, or else the file's own folder where it lies outside.
    ``known`` keeps what files say from one call to the next, for many may extend the same one.

    Raises:
        ConfigError: a file cannot be read or is no TOML, or something in it does not fit.
    """
    folder = os.path.dirname(path)
    bound = root if is_within(folder, root) else folder
    known = {} if known is None else known
    readers: list[tuple[str, _Reader]] = []
    read: set[str] = set()
    following: str | None = path
    while following is not None and (following, bound) not in known:
        real = os.path.realpath(following)
        if real in read:
            readers[-1][1].wrong(("extends",), f"{shown_path(following)} extends this file in turn")
        if len(read) == _MOST_EXTENDED:
            readers[-1][1].wrong(("extends",), f"more than {_MOST_EXTENDED} files that extend each other")
        read.add(real)
        readers.append((following, _reader(following, bound, options, rule_ids)))
        following = readers[-1][1].extended()
    configuration = known[following, bound] if following is not None else Configuration()
    for at, reader in reversed(readers):
        configuration = known[at, bound] = reader.on_top_of(configuration)
    return configuration


def _reader(path: str, bound: str, options: Sequence[Option], rule_ids: Sequence[str]) -> _Reader:
    shown = shown_path(path)
    try:
        text, tables = parse(read_regular(path, MOST_BYTES), shown)
    except OSError as error:
        raise ConfigError((error.strerror or "cannot be read").lower(), shown) from error
    return _Reader(os.path.dirname(path), bound, Document(shown, text, frozenset(tables)), tables, options, rule_ids)


class _Reader:
    def __init__(  # noqa: PLR0913 - what one document is read with
        self,
        folder: str,
        bound: str,
        document: Document,
        tables: Mapping[str, Any],
        options: Sequence[Option],
        rule_ids: Sequence[str],
    ) -> None:
        self._folder = folder
        self._bound = bound
        self._document = document
        self._tables = tables
        self._options = options
        self._rule_ids = rule_ids

    def extended(self) -> str | None:
        """The absolute path of the file that this one extends."""
        if "extends" not in self._tables:
            return None
        key = ("extends",)
        path = self._inside(key, self._absolute(key, self._typed(key, self._tables["extends"], str) or "\0"))
        if not os.path.isfile(path):
            self.wrong(key, f"{shown_path(path)} is no file")
        return path

    def on_top_of(self, base: Configuration) -> Configuration:
        """What this file says, and where it says nothing, what the one that it extends says."""
        tables = self._tables
        self._only((), tables, [*(o.name for o in self._options), *OWN_KEYS])
        given = {o.name: self._option(o, tables[o.name]) for o in self._options if o.name in tables}
        if given.get("quiet") and given.get("verbose"):
            self.wrong(("verbose",), "quiet and verbose exclude each other")
        if given.get("exit-zero") and given.get("fail-on", "never") != "never":
            self.wrong(("fail-on",), f"exit-zero and a fail-on of {given['fail-on']} exclude each other")
        of_rules = {o.name for o in self._options if o.takes is Takes.RULES}
        reason = "require-suppression-reason"
        return Configuration(
            path=self._document.path,
            options={
                **{name: said for name, said in base.options.items() if not given.get(_OTHER_WORD.get(name, ""))},
                **{name: said for name, said in given.items() if name not in of_rules},
            },
            selections=(*base.selections, *self._selections(given)),
            exclude=(*base.exclude, *self._exclude()),
            levels=self._levels_on_top_of(base.levels),
            per_file_ignores=(*base.per_file_ignores, *self._per_file_ignores(tables.get("per-file-ignores", {}))),
            models=tuple(dict.fromkeys((*base.models, *self._models(tables.get("models", []))))),
            require_suppression_reason=self._flag(reason) if reason in tables else base.require_suppression_reason,
            documents=(*base.documents, self._document),
        )

    def _selections(self, given: Mapping[str, object]) -> tuple[Selection, ...]:
        lists = [given.get(name, ()) for name in ("select", "extend-select", "ignore")]
        return (Selection(*(tuple(each) for each in lists if isinstance(each, Sequence))),) if any(lists) else ()

    def _exclude(self) -> tuple[PathPatterns, ...]:
        patterns = self._patterns(("exclude",), self._tables.get("exclude", []))
        return (PathPatterns(self._folder, patterns),) if patterns else ()

    # Options --------------------------------------------------------------------------------------

    def _option(self, option: Option, value: object) -> object:
        key = (option.name,)
        match option.takes:
            case Takes.FLAG:
                return self._typed(key, value, bool)
            case Takes.NUMBER:
                return self._number(option, self._typed(key, value, int))
            case Takes.RULES:
                rules = self._rules(key, value)
                if option.name == "select" and not rules:
                    self.wrong(key, "names no rule")
                return rules
            case _ if option.several:
                return [self._word(option, text) for text in self._strings(key, value)]
            case _:
                return self._word(option, self._typed(key, value, str))

    def _number(self, option: Option, number: int) -> int:
        if option.most is not None and number > option.most:
            self.wrong((option.name,), f"must be at most {option.most:,}: only the command line may say more")
        return number

    def _word(self, option: Option, text: str) -> str:
        key = (option.name,)
        name, equals, file = text.partition("=") if option.takes is Takes.FORMATS else (text, "", "")
        if option.choices:
            self._one_of(key, name, option.choices)
        if equals:
            return f"{name}={self._file(key, file)}"
        return self._file(key, text) if option.takes is Takes.FILE else text

    def _file(self, key: Key, text: str) -> str:
        """A path in the file as one from the working folder: a repository may not have things written elsewhere."""
        return os.path.relpath(self._inside(key, self._absolute(key, text or "\0")))

    def _absolute(self, key: Key, text: str) -> str:
        if "\0" in text:
            self.wrong(key, "is no name of a file")
        return os.path.normpath(os.path.join(self._folder, text))

    def _inside(self, key: Key, absolute: str) -> str:
        inside = os.path.relpath(os.path.realpath(absolute), os.path.realpath(self._bound))
        if inside.split(os.sep)[0] == os.pardir or is_in_git(absolute):
            self.wrong(key, f"{shown_path(absolute)} lies outside of the repository")
        return absolute

    # Tables ---------------------------------------------------------------------------------------

    def _levels_on_top_of(self, base: Levels) -> Levels:
        of_rules = {**base.of_rules, **self._levels(self._tables.get("rules", {}))}
        return Levels(of_rules, self._lower() if "lower" in self._tables else base.lower)

    def _levels(self, tables: object) -> dict[str, Level]:
        levels: dict[str, Level] = {}
        for rule_id, settings in self._table(("rules",), tables).items():
            key = ("rules", rule_id)
            self._rule(key, rule_id)
            given = self._table(key, settings)
            self._only(key, given, ["level"])
            if "level" in given:
                levels[rule_id] = self._level((*key, "level"), given["level"])
        return levels

    def _level(self, key: Key, value: object) -> Level:
        word = self._typed(key, value, str)
        known = [level.value for level in Level]
        if word == "off":
            self.wrong(key, f'a rule is turned off by ignore = ["{key[1]}"]')
        self._one_of(key, word, known)
        return Level(word)

    def _lower(self) -> frozenset[Circumstance]:
        key = ("lower",)
        known = [circumstance.value for circumstance in Circumstance]
        words = self._strings(key, self._tables["lower"])
        for word in words:
            self._one_of(key, word, known)
        return frozenset(Circumstance(word) for word in words)

    def _per_file_ignores(self, table: object) -> tuple[PerFileIgnores, ...]:
        found = []
        patterns_and_rules = self._table(("per-file-ignores",), table)
        if len(patterns_and_rules) > MOST_WILD:
            self.wrong(("per-file-ignores",), f"more than {MOST_WILD:,} patterns")
        for pattern, rules in patterns_and_rules.items():
            key = ("per-file-ignores", pattern)
            if pattern.startswith("!"):
                self.wrong(key, "a pattern that takes files back in means nothing here")
            patterns = PathPatterns(self._folder, self._patterns(key, [pattern]))
            named = self._rules(key, rules)
            found.append(PerFileIgnores(patterns, frozenset(self._rule_ids if ALL in named else named)))
        return tuple(found)

    def _patterns(self, key: Key, value: object) -> tuple[str, ...]:
        lines = tuple(self._strings(key, value))
        for line in lines:
            if not is_rule(line):
                shown = line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}..."
                self.wrong(key, f"the pattern {visible(shown)!r} matches nothing")
        if len(lines) > MOST_WILD and wild_among(lines) > MOST_WILD:
            self.wrong(key, f"more than {MOST_WILD:,} patterns with wildcards")
        return lines

    def _models(self, value: object) -> tuple[GoFile, ...]:
        key = ("models",)
        found: dict[str, GoFile] = {}
        for text in self._strings(key, value):
            fixed = fixed_part(text)
            start = self._inside(key, self._absolute(key, fixed))
            files = go_files(start, text.removeprefix(fixed), partial(self._inside, key))
            if not files:
                self.wrong(key, f"{visible(text)!r} is no Go file, and no folder or pattern with one")
            for file in files:
                found.setdefault(file, GoFile(os.path.relpath(self._inside(key, file)), file))
        return tuple(found.values())

    # Values ---------------------------------------------------------------------------------------

    def _one_of(self, key: Key, word: str, known: Sequence[str]) -> None:
        if word not in known:
            self.wrong(key, f"{visible(word)} is none of {', '.join(known)}{did_you_mean(word, known)}")

    def _flag(self, name: str) -> bool:
        return self._typed((name,), self._tables[name], bool)

    def _rules(self, key: Key, value: object) -> list[str]:
        """Ids of rules, or ``all``: a list of them, or what the command line takes."""
        ids = [name.strip() for text in self._strings(key, value) for name in text.split(",")]
        for rule_id in ids:
            if rule_id != ALL:
                self._rule(key, rule_id)
        return ids

    def _rule(self, key: Key, rule_id: str) -> None:
        if rule_id not in self._rule_ids:
            self.wrong(key, f"no such rule: {visible(rule_id)}{did_you_mean(rule_id, self._rule_ids)}")

    def _strings(self, key: Key, value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(key, "must be a string or a list of strings")
        return value

    def _table(self, key: Key, value: object) -> dict[str, object]:
        return self._typed(key, value, dict)

    def _typed(self, key: Key, value: object, wanted: type[T]) -> T:
        # Not isinstance: to Python, true is a number.
        if type(value) is not wanted:
            self.wrong(key, f"must be {_NAMES[wanted]}")
        return value

    def _only(self, key: Key, table: Mapping[str, object], known: Sequence[str]) -> None:
        for name in table:
            if name not in known:
                self.wrong((*key, name), f"no such key{did_you_mean(name, known)}")

    def wrong(self, key: Key, said: str) -> NoReturn:
        """Say what is wrong with a key, and where it stands."""
        raise ConfigError(f"{visible('.'.join(key))}: {said}", self._document.path, line_of(self._document.text, key))
