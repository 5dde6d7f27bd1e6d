"""Expressions and types that grow: ``{hole}`` is where the next one stands, ``{i}`` a number of its own."""

from __future__ import annotations

VALUES = {
    "parentheses": ("({hole})", "s.n"),
    "sum": ("{hole} + s.n", "s.n"),
    "sum to the right": ("s.n + ({hole})", "s.n"),
    "negated": ("-({hole})", "s.n"),
    "nested call": ("number({hole})", "s.n"),
    "chained call": ("{hole}.self()", "s"),
    "chained field": ("{hole}.next", "s"),
    "index": ("s.numbers[{hole}]", "s.n"),
    "literal in literal": ('Row{{Name: "{i}", Inner: []Row{{{hole}}}}}', '{Name: "x"}'),
    "pointer": ("*({hole})", "s"),
    "function in function": ("func() any {{ return {hole} }}", "rows"),
    "called in called": ("func() any {{ return {hole} }}()", "rows"),
    "concatenation": ('"{i}" + {hole}', '"SELECT 1"'),
    "conversion": ("int({hole})", "s.n"),
}
"""By name: the step, and what stands innermost; assigned to ``_``."""

CONDITIONS = {
    "and": ("{hole} && ask({i})", "ask(0)"),
    "or": ("{hole} || ask({i})", "ask(0)"),
    "and, or": ("({hole} && ask({i})) || ask(-{i})", "ask(0)"),
    "not": ("!({hole})", "ask(0)"),
    "error and": ("{hole} && work({i}) == nil", "err == nil"),
    "error or": ("{hole} || work({i}) != nil", "err != nil"),
}
"""By name: a condition of an ``if`` in which ``rows`` is closed."""

TYPES = {
    "pointers": ("*{hole}", "sql.Rows"),
    "slices": ("[]{hole}", "*sql.Rows"),
    "maps": ("map[int]{hole}", "*sql.Rows"),
    "channels": ("chan {hole}", "*sql.Rows"),
    "structs": ("struct {{ F{i} {hole} }}", "*sql.Rows"),
    "functions": ("func() {hole}", "*sql.Rows"),
    "interfaces": ("interface {{ M{i}() {hole} }}", "*sql.Rows"),
    "type arguments": ("Box[{hole}]", "*sql.Rows"),
}
"""By name: the type of a variable that gets a result set."""

LISTED = {
    "rows of a table": ("for _, c := range []Row{\n", '{{"n{i}", {i}, nil}},\n', "} {\nlook(rows, c.Value)\n}"),
    "literals in a table": ("for _, f := range []func(){\n", "func() {{ rows.Next() }},\n", "} {\nf()\n}"),
    "closing literals": ("for _, f := range []func(){\n", "func() {{ rows.Close() }},\n", "} {\nf()\n}"),
    "arguments": ("log.Print(\n", "rows, {i},\n", ")"),
    "cases": ("switch s.n {\n", "case {i}:\nlog.Print({i})\n", "}"),
    "closing cases": ("switch s.n {\n", "case {i}:\nrows.Close()\n", "}"),
    "type cases": ("switch x := s.any.(type) {\n", "case [{i}]int:\nlog.Print(x)\n", "}"),
    "values of a case": ("switch s.n {\ncase -1", ", {i}", ":\nrows.Close()\n}"),
    "communications": ("select {\n", "case <-s.done:\nlog.Print({i})\n", "}"),
    "numbers of a statement": ('rows.Close()\nr, _ := s.db.Query("SELECT 1 WHERE n IN (0', ", {i}", ')")\nr.Close()'),
}
"""By name: what stands before, one element, and what stands behind."""

SQL = {
    "parentheses": ("SELECT ", "(", "1"),
    "closed parentheses": ("SELECT ", "(1)", ""),
    "sub-selects": ("SELECT ", "(SELECT ", "1"),
    "comments": ("SELECT 1 ", "/* {i} */ ", ""),
    "open comments": ("SELECT 1 ", "/* ", ""),
    "line comments": ("SELECT 1 ", "-- {i}\n", ""),
    "quotes": ("SELECT ", "''", ""),
    "open quotes": ("SELECT ", "' \"", ""),
    "dollars": ("SELECT ", "$a{i}$ ", ""),
    "statements": ("", "SELECT {i}; ", ""),
    "insertions": ("", "INSERT INTO t VALUES ({i}); ", ""),
    "tables": ("WITH ", "t{i} AS (SELECT {i}), ", "x AS (SELECT 1) SELECT 2"),
    "unions": ("SELECT 0 ", "UNION SELECT {i} ", ""),
    "cases": ("SELECT ", "CASE WHEN {i} = 1 THEN ", "1"),
    "joins": ("SELECT 1 FROM t ", "JOIN t{i} ON a.b = c.d ", ""),
    "blanks": ("SELECT ", "         ", "1"),
    "semicolons": ("SELECT 1 ", ";", ""),
}
"""By name: how a statement begins, what is repeated within, and how it ends."""

TOKENS = (
    *(
        "(",
        "[",
        "{",
        ")",
        "]",
        "}",
        '"',
        "`",
        "'",
        "/*",
        "//",
        "<-",
        "=",
        ":=",
        ",",
        ";",
        ".",
        "...",
        "\0",
        "\x0b",
        "\r",
    ),
    *(
        "func(",
        "func f() {",
        "if x {",
        "for {",
        "switch {",
        "case 1:",
        "select {",
        "go ",
        "defer ",
        "return ",
        "type T ",
    ),
    *(
        "var x = ",
        "import ",
        "package p;",
        "struct {",
        "interface {",
        "map[",
        "chan ",
        "new(",
        "goto l;",
        "l: ",
        "~",
        "!",
    ),
    *(
        "db.Query(",
        ".Query(",
        "rows.Close()",
        "*",
        "&",
        "-",
        "|",
        "`a`",
        '"a"',
        "\\",
        "é",
        "\ufeff",
        "_ ",
        "a.b",
        "a b ",
    ),
    *(
        "//nolint ",
        "//rowsclose:ignore ",
        "// Code generated ",
        "//rowsclose:",
        "/**/",
        "//line a:1\n",
        "{{.A}}",
        "const (",
    ),
)
"""What stands in a file any number of times, whether Go takes it or not."""
