"""Statements that are repeated, nested and crossed within one function: each has something to do with a result set.

``{i}`` stands for a number of its own, ``{hole}`` for what is nested within.
"""

from __future__ import annotations

FLAT = {
    "guard": "if err := work({i}); err != nil {{\nreturn err\n}}",
    "the same guard": "if err != nil {{\nreturn err\n}}",
    "unknown question": "if ask({i}) {{\nlog.Print({i})\n}}",
    "flag": "if s.flags[{i}] {{\nlog.Print({i})\n}}",
    "named flag": "var a{i} = ask({i})\nif a{i} {{\nlog.Print({i})\n}}\nif !a{i} {{\nlog.Print(-{i})\n}}",
    "open": 'rows{i}, err := s.db.Query("SELECT {i}")\nif err != nil {{\nreturn err\n}}\nrows{i}.Next()',
    "left open": 'rows{i}, err := s.db.Query("SELECT {i}")\nif err == nil {{\nrows{i}.Next()\n}}',
    "deferred": 'rows{i}, err := s.db.Query("SELECT {i}")\nif err != nil {{\nreturn err\n}}\ndefer rows{i}.Close()',
    "closed": 'rows{i}, err := s.db.Query("SELECT {i}")\nif err != nil {{\nreturn err\n}}\nrows{i}.Close()',
    "assigned again": 'rows, err = s.db.Query("SELECT {i}")\nif err != nil {{\nreturn err\n}}',
    "conditional close": "if ask({i}) {{\nrows.Close()\n}}",
    "conditional defer": "if ask({i}) {{\ndefer rows.Close()\n}}",
    "conditional deferred literal": (
        "a{i}, b{i} := ask({i}), ask(-{i})\nif a{i} {{\ndefer func() {{\nif b{i} {{\nrows.Close()\n}}\n}}()\n}}"
    ),
    "deferred literal": "defer func() {{\nif ask({i}) {{\nrows.Close()\n}}\n}}()",
    "deferred log": "defer log.Print({i})",
    "deferred helper": "defer look(rows, {i})",
    "alias": "x{i} := rows\nx{i}.Next()",
    "conditional alias": "var x{i} *sql.Rows\nif ask({i}) {{\nx{i} = rows\n}}\nx{i}.Next()",
    "owner": "t{i} := &Store{{rows: rows}}\nt{i}.look()",
    "appended": "s.list = append(s.list, rows)",
    "mapped": "s.named[{i}] = rows",
    "error joined": "err = errors.Join(err, rows.Err())",
    "error copied": "err{i} := err\nif err{i} != nil {{\nreturn err{i}\n}}",
    "helper": "look(rows, {i})",
    "helper that may close": "if close{i} := maybe(rows, {i}); close{i} != nil {{\nreturn close{i}\n}}",
    "closure": "f{i} := func() {{ rows.Close() }}\nif ask({i}) {{\nf{i}()\n}}",
    "closure that asks": (
        "f{i} := func() error {{\nif ask({i}) {{\nreturn rows.Err()\n}}\nreturn nil\n}}\n"
        "if f{i}() != nil {{\nreturn nil\n}}"
    ),
    "registered": "s.t.Cleanup(func() {{ rows.Close() }})",
    "asserted": "if s.value({i}) == nil {{\ns.t.Fatal({i})\n}}",
    "panic": "if ask({i}) {{\npanic({i})\n}}",
    "label": "goto l{i}\nl{i}:\nlog.Print({i})",
    "nil check": "if rows != nil {{\nlog.Print({i})\n}}",
    "read on": "if rows.Next() {{\nlog.Print({i})\n}}",
    "loop": "for rows.Next() {{\nif err := rows.Scan(&s.n); err != nil {{\nbreak\n}}\n}}",
    "range": "for _, n := range s.numbers {{\nlog.Print(n, {i})\n}}",
    "row": 'var n{i} int\nif err := s.db.QueryRow("SELECT {i}").Scan(&n{i}); err != nil {{\nreturn err\n}}',
    "transaction": (
        "tx{i}, err := s.db.Begin()\nif err != nil {{\nreturn err\n}}\nif ask({i}) {{\ntx{i}.Rollback()\nreturn nil\n}}"
    ),
    "assertion": "if r{i}, ok := s.any.(*sql.Rows); ok {{\nr{i}.Close()\n}}",
    "literal that queries": (
        's.each(func() {{\nr, err := s.db.Query("SELECT {i}")\nif err != nil {{\nreturn\n}}\nr.Next()\n}})'
    ),
    "sub-test": 's.run("{i}", func(t *T) {{\nif ask({i}) {{\nt.Fatal({i})\n}}\n}})',
    "sent": "select {{\ncase s.channel <- rows:\ncase <-s.done:\n}}",
    "table": '_ = []Row{{{{Name: "{i}", Value: {i}}}, {{Name: "x", Value: {i}}}}}',
}
"""By name; each stands alone, after ``rows, err := s.db.Query(…)``."""

NESTED = {
    "if": "if ask({i}) {{\n{hole}\n}}",
    "else": "if ask({i}) {{\nlog.Print({i})\n}} else {{\n{hole}\n}}",
    "else if": "if ask({i}) {{\nlog.Print({i})\n}} else {hole}",
    "error chain": "if err := work({i}); err == nil {{\n{hole}\n}}",
    "for": "for ask({i}) {{\n{hole}\n}}",
    "rows loop": "for rows.Next() {{\n{hole}\n}}",
    "range loop": "for range s.numbers {{\n{hole}\n}}",
    "switch": "switch s.n {{\ncase {i}:\n{hole}\ndefault:\nlog.Print({i})\n}}",
    "select statement": "select {{\ncase <-s.done:\n{hole}\ndefault:\n}}",
    "block": "{{\n{hole}\n}}",
    "called literal": "func() {{\n{hole}\n}}()",
    "deferred literals": "defer func() {{\n{hole}\n}}()",
    "goroutine": "go func() {{\n{hole}\n}}()",
    "passed literal": "s.each(func() {{\n{hole}\n}})",
    "query in query": 'if r{i}, err := s.db.Query("SELECT {i}"); err == nil {{\n{hole}\nr{i}.Close()\n}}',
}
"""By name; the innermost hole holds a conditional close."""

TWICE = {
    "flags that live on": ("a{i} := ask({i})", "if a{i} {{\nlog.Print({i})\n}}"),
    "errors that live on": ("err{i} := work({i})", "if err{i} != nil {{\nreturn err{i}\n}}"),
    "aliases that live on": ("x{i} := rows", "x{i}.Next()"),
    "closures that live on": ("f{i} := func() {{ rows.Next() }}", "f{i}()"),
    "closures that call the next": ("var f{i} func()", "f{i} = func() {{\nif ask({i}) {{\nf{next}()\n}}\n}}"),
    "closures that call the next twice": (
        "var f{i} = func(g func()) {{\nif ask({i}) {{\ng()\n}}\ng()\n}}",
        "f{i}(func() {{ rows.Next() }})",
    ),
    "method values": ("c{i} := rows.Close", "if ask({i}) {{\ndefer c{i}()\n}}"),
    "closers in a map": ("closers[{i}] = rows.Close", "if f, ok := closers[{i}]; ok {{\nf()\n}}"),
    "owners that live on": ("o{i} := &Store{{rows: rows}}", "o{i}.look()\no{i}.rows.Close()"),
    "jumps ahead": ("if ask({i}) {{\ngoto l{i}\n}}", "l{i}:\nlog.Print({i})"),
    "jumps back": ("l{i}:\nlog.Print({i})", "if ask({i}) {{\ngoto l{i}\n}}"),
    "channels that live on": ("c{i} := make(chan *sql.Rows, 1)", "c{i} <- rows"),
    "acquired, then closed": ('r{i}, _ := s.db.Query("SELECT {i}")', "r{i}.Close()"),
    "transactions, then ended": ("tx{i}, _ := s.db.Begin()", "if ask({i}) {{\ntx{i}.Rollback()\n}}"),
    "deferred, then looked at": ("defer func() {{ rows.Close() }}()", "if rows.Err() != nil {{\nreturn rows.Err()\n}}"),
}
"""By name: what stands n times, and what stands n times behind all of it, about the same."""

INNERMOST = "if ask(0) {\nrows.Close()\n}"
