"""The words and brackets of Go source, as bytes."""

from __future__ import annotations

import re

WORD = re.compile(rb"[\w\x80-\xff]+")

# Brackets and ends of statements; comments and strings are matched, so that what stands in them is not. One that does not
# end goes on to the end of its line or of the text: what has been gone over is never gone over again.
TOKEN = re.compile(
    rb"//[^\n]*|/\*.*?(?:\*/|\Z)|`[^`]*`?|\"(?:[^\"\\\n]|\\[^\n])*\"?|'(?:[^'\\\n]|\\[^\n])*'?|[()\[\]{}\n;]",
    re.DOTALL,
)
