"""The words and brackets of Go source, as bytes."""

from __future__ import annotations

import re

WORD = rb"[\w\x80-\xff]+"

# Brackets and ends of statements; comments and strings are matched, so that what stands in them is not.
TOKEN = re.compile(rb"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'|[()\[\]{}\n;]", re.DOTALL)
