"""Go programs laid out otherwise: comments, line ends and semicolons wherever Go takes them."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

COMMENTS = ("/* x */", "/* ) */", '/* " */', "/* } ` ( */", f"/* {'long ' * 60} */", "/**/ /***/")
LINES = ("\n", "\n\n", "// x\n", '// ) " {\n', "// the end.\n// Or not.\n", '/* \n) \n} " */', "\r\n")
_TOKEN = re.compile(
    r"//[^\n]*|/\*[\s\S]*?\*/|\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|[\w.]*\d\.\d*\w*|\w+"
    r"|<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|[-+*/%&|^<>:!=]=|<<|>>|&\^|[^\w\s]|[ \t\r]+|\n+"
)
_ENDS_STATEMENT = re.compile(
    r"(?!(?:package|import|func|type|interface|struct|map|chan|if|else|for|range|switch|case|default|select|go|defer|var"
    r"|const|goto)\Z)[\w.]*\w|[\"`'].*|[)\]}]|\+\+|--",
    re.DOTALL,
)


def laid_out(program: str, chance: random.Random) -> str:
    """A program with comments, line ends and semicolons wherever Go takes them."""
    return "".join(_pieces(program, chance))


def _pieces(program: str, chance: random.Random) -> Iterator[str]:
    tokens = [t for t in _TOKEN.findall(program) if t.strip(" \t\r") and not t.startswith(("//", "/*"))]
    for token, follower in itertools.zip_longest(tokens, tokens[1:]):
        if token.startswith("\n"):  # ends what stands before it, where that can end
            continue
        yield token
        may_end = _ENDS_STATEMENT.fullmatch(token) is not None
        if follower is not None and follower.startswith("\n"):
            yield _at_line_end(may_end, chance)
        elif chance.random() < 0.3:
            yield f" {chance.choice(COMMENTS if may_end else COMMENTS + LINES)} "
        else:
            yield " "


def _at_line_end(may_end: bool, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "\n"
    if not may_end:
        return f" {chance.choice(COMMENTS + LINES)} "
    return chance.choice(
        [f"; {c} " for c in COMMENTS] + [f" {c}\n" for c in COMMENTS] + [" // x }\n", ";\n\n", "\n\t// x.\n"]
    )
