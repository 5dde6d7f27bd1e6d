"""Lines of Go, some of which are known only later."""

from __future__ import annotations


class Slot:
    """A place for lines that turn out to be needed, a label or a use of a variable that nothing else uses."""

    def __init__(self, indent: int) -> None:
        self.indent = indent
        self.text = ""


class Code:
    """The lines of a function, indented as gofmt does."""

    def __init__(self) -> None:
        self.indent = 1
        self._lines: list[str | Slot] = []

    def put(self, text: str) -> None:
        self._lines.append("\t" * self.indent + text)

    def slot(self, outdent: int = 0) -> Slot:
        """A place here; ``outdent`` 1 is where gofmt puts labels."""
        slot = Slot(self.indent - outdent)
        self._lines.append(slot)
        return slot

    def ends_in_jump(self) -> bool:
        """Whether the last line is a statement that ends a function, for the compiler too."""
        last = self._lines[-1] if self._lines else ""
        return isinstance(last, str) and last.strip().startswith(("return", "panic("))

    def lines(self) -> list[str]:
        found = []
        for line in self._lines:
            if isinstance(line, str):
                found.append(line)
            elif line.text:
                found.append("\t" * line.indent + line.text)
        return found
