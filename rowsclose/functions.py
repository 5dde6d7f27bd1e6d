"""The functions of a name in the discovered files, and what is inferred of them: for ``explain --function``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.engine import Engine, allow_deep_nesting
from rowsclose.finding import Notice, NoticeKind
from rowsclose.source import read_regular
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.inference.inferred import FunctionInference


@value
class FunctionsNamed:
    """The functions of a name, and where there is none, what methods of that last name there are."""

    functions: tuple[FunctionInference, ...]
    near: tuple[str, ...]
    notices: tuple[Notice, ...]


def functions_named(discovered: Discovered, name: str, models: tuple[GoFile, ...] = ()) -> FunctionsNamed:
    """What is inferred of the functions of a name in the discovered files: see ``inference.inference``."""
    from rowsclose.go.modules import Modules, module_root
    from rowsclose.inference.inference import goes_by, infer

    allow_deep_nesting()
    shown = {f.absolute: f.path for f in discovered.files}
    modules = Modules(module_root(discovered.root))
    engine = Engine(modules, lambda absolute: shown.get(absolute, absolute), {}, models)
    last = name.rpartition(".")[2].strip()
    found: list[FunctionInference] = []
    near: list[str] = []
    notices = [*discovered.notices, *engine.wrong_models()]
    for file in discovered.files:
        try:
            if last.encode("utf-8", "surrogateescape") not in read_regular(file.absolute):
                continue
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
            continue
        try:
            for package in engine.program.packages_in(os.path.dirname(file.absolute)):
                if file.path not in package.paths:
                    continue
                package.read(file.path)
                for declaration in engine.program.file(file.path).functions:
                    if goes_by(declaration, package, name):
                        found.append(infer(engine.analysis, declaration))
                        notices += engine.wrong_directives(file.path)
                    elif declaration.name == last:
                        near.append(declaration.shown_name)
        except Exception as error:
            if os.environ.get("ROWSCLOSE_DEBUG"):
                raise
            deep = isinstance(error, RecursionError)
            said = "nested too deeply to be analysed" if deep else f"{type(error).__name__}: {error}"
            notices.append(Notice(file.path, 0, 0, NoticeKind.FAILURE, said))
    return FunctionsNamed(tuple(found), tuple(dict.fromkeys(near)), tuple(sorted(set(notices))))
