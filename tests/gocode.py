"""Go programs from text, as the analysis sees them: lowered functions, typed packages, graphs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from filetree import write_tree

from rowsclose.flow.builder import build
from rowsclose.flow.graph import Cfg, Ending
from rowsclose.go.ir import Call, Direct, Function, Instruction, Variable
from rowsclose.go.modules import Modules
from rowsclose.go.packages import Package
from rowsclose.go.program import Program
from rowsclose.go.typing import Typing
from rowsclose.go.walk import functions_within, instructions_of, targets_of
from rowsclose.stubs.loader import Stubs

NOWHERE = "/nowhere"


def program_of(files: Mapping[str, str], root: Path | None = None) -> Program:
    """A program of these files: below ``root``, or in memory alone, where there are no modules."""
    if root is None:
        overlay = {os.path.join(NOWHERE, name): text.encode() for name, text in files.items()}
        return Program(Modules(NOWHERE), Stubs().load, lambda path: os.path.relpath(path, NOWHERE), overlay)
    write_tree(root, files)
    return Program(Modules(str(root)), Stubs().load, lambda path: os.path.relpath(path, root), {})


def package_of(program: Program, folder: str = NOWHERE) -> Package:
    """The first package of a folder, all of its files read."""
    package = program.packages_in(folder)[0]
    for path in package.paths:
        package.read(path)
    return package


def lowered(program: Program, name: str = "f", folder: str = NOWHERE) -> Function:
    """The lowered body of the function or method of that name."""
    package = package_of(program, folder)
    found = next((f for p in package.paths for f in program.file(p).functions if f.name == name), None)
    assert found is not None
    function = program.body(found)
    assert function is not None
    return function


def function_of(body: str, head: str = "", signature: str = "f()") -> Function:
    """The lowered body of one function in a package with the declarations in ``head``."""
    return lowered(program_of({"p.go": f"package p\n{head}\nfunc {signature} {{\n{body}\n}}\n"}))


def graph_of(body: str, signature: str = "f()") -> Cfg:
    """The graph of a function in which ``exit()`` ends the process and ``panic`` the goroutine."""
    return build(function_of(body, signature=signature), ending_of)


def ending_of(call: Call) -> Ending | None:
    """What the calls with a meaning of their own do."""
    return {"exit": Ending.PROCESS, "panic": Ending.GOROUTINE}.get(called(call) or "")


def called(instruction: Instruction) -> str | None:
    """The name of a package-level function that an instruction calls."""
    if isinstance(instruction, Call) and isinstance(instruction.callee, Direct):
        return instruction.callee.name.name
    return None


def variables_named(function: Function, name: str) -> list[Variable]:
    """The distinct variables of that name that a function or its literals assign to, in source order."""
    found = dict.fromkeys(
        place.root
        for inner in functions_within(function)
        for instruction in instructions_of(inner)
        for place in targets_of(instruction)
        if isinstance(place.root, Variable) and place.root.name == name
    )
    return list(found)


def typed(files: Mapping[str, str], name: str = "f", root: Path | None = None) -> tuple[Function, Typing]:
    """A lowered function and the types in it."""
    program = program_of(files, root)
    function = lowered(program, name, NOWHERE if root is None else str(root))
    return function, program.typing(function)
