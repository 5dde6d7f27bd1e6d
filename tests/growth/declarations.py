"""Declarations that lead to each other: the first is used with a result set, the last of them is ``end``.

``{i}`` is a declaration's number, ``{next}`` that of the one it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chain:
    """``step`` is one declaration, ``end`` the last; ``use`` are statements after ``rows, err := s.db.Query(…)``."""

    step: str
    end: str
    use: str


CHAINS = {
    "helpers": Chain(
        "func h{i}(rows *sql.Rows) {{ h{next}(rows) }}",
        "func h{i}(rows *sql.Rows) {{ rows.Close() }}",
        "h0(rows)",
    ),
    "helpers that may fail": Chain(
        "func h{i}(rows *sql.Rows) error {{\nif ask({i}) {{\nreturn nil\n}}\nreturn h{next}(rows)\n}}",
        "func h{i}(rows *sql.Rows) error {{ return rows.Close() }}",
        "if err := h0(rows); err != nil {\nreturn err\n}",
    ),
    "helpers in a circle": Chain(
        "func h{i}(rows *sql.Rows) {{ h{next}(rows) }}",
        "func h{i}(rows *sql.Rows) {{\nif ask(1) {{\nrows.Close()\nreturn\n}}\nh0(rows)\n}}",
        "h0(rows)",
    ),
    "helpers that call twice": Chain(
        "func h{i}(rows *sql.Rows) {{\nh{next}(rows)\nif ask({i}) {{\nh{next}(rows)\n}}\n}}",
        "func h{i}(rows *sql.Rows) {{ rows.Close() }}",
        "h0(rows)",
    ),
    "wrappers": Chain(
        "func q{i}(db *sql.DB) (*sql.Rows, error) {{ return q{next}(db) }}",
        'func q{i}(db *sql.DB) (*sql.Rows, error) {{ return db.Query("SELECT 1") }}',
        "r, err := q0(s.db)\nif err != nil {\nreturn err\n}\nr.Next()",
    ),
    "wrappers that look": Chain(
        "func q{i}(db *sql.DB) (*sql.Rows, error) {{\nr, err := q{next}(db)\n"
        "if err != nil {{\nreturn nil, err\n}}\nreturn r, nil\n}}",
        'func q{i}(db *sql.DB) (*sql.Rows, error) {{ return db.Query("SELECT 1") }}',
        "r, err := q0(s.db)\nif err != nil {\nreturn err\n}\nr.Next()",
    ),
    "functions that end": Chain(
        "func must{i}(err error) {{ must{next}(err) }}",
        "func must{i}(err error) {{\nif err != nil {{\npanic(err)\n}}\n}}",
        "must0(err)",
    ),
    "aliases": Chain("type A{i} = A{next}", "type A{i} = *sql.Rows", "var r A0 = rows\nr.Next()"),
    "named types": Chain(
        "type N{i} N{next}", "type N{i} struct {{ rows *sql.Rows }}", "x := N0{rows: rows}\nx.rows.Next()"
    ),
    "embedded": Chain(
        "type E{i} struct {{ E{next} }}",
        "type E{i} struct {{ rows *sql.Rows }}",
        "var x E0\nx.rows = rows\nx.rows.Next()",
    ),
    "embedded twice": Chain(
        "type E{i} struct {{\nE{next}\nother *E{next}\n}}",
        "type E{i} struct {{ rows *sql.Rows }}",
        "var x E0\nx.rows = rows\nx.rows.Next()",
    ),
    "owners": Chain(
        "type O{i} struct {{ o *O{next} }}\nfunc (o *O{i}) Close() error {{ return o.o.Close() }}",
        "type O{i} struct {{ rows *sql.Rows }}\nfunc (o *O{i}) Close() error {{ return o.rows.Close() }}",
        "x := &O0{}\nx.Close()",
    ),
    "constructors": Chain(
        "type O{i} struct {{ o *O{next} }}\nfunc (o *O{i}) Close() error {{ return o.o.Close() }}\n"
        "func open{i}(db *sql.DB) *O{i} {{ return &O{i}{{o: open{next}(db)}} }}",
        "type O{i} struct {{ rows *sql.Rows }}\nfunc (o *O{i}) Close() error {{ return o.rows.Close() }}\n"
        'func open{i}(db *sql.DB) *O{i} {{\nr, _ := db.Query("SELECT 1")\nreturn &O{i}{{rows: r}}\n}}',
        "x := open0(s.db)\nx.Close()",
    ),
    "interfaces": Chain(
        "type I{i} interface {{\nI{next}\nM{i}()\n}}",
        "type I{i} interface {{ Close() error }}",
        "var x I0 = s.any.(I0)\nx.Close()",
    ),
    "constants": Chain('const c{i} = c{next} + "x"', 'const c{i} = "SELECT 1"', "r, _ := s.db.Query(c0)\nr.Close()"),
    "constants that double": Chain(
        "const c{i} = c{next} + c{next}", 'const c{i} = "SELECT 1"', "r, _ := s.db.Query(c0)\nr.Close()"
    ),
    "variables": Chain("var v{i} = v{next}", "var v{i} = open()", "r, _ := v0.Query(``)\nr.Next()"),
    "generic": Chain(
        "type G{i}[T any] struct {{ g *G{next}[T] }}",
        "type G{i}[T any] struct {{ value T }}",
        "var g G0[*sql.Rows]\n_ = g",
    ),
    "generic, doubling": Chain(
        "type G{i}[T any] struct {{ g *G{next}[Pair[T, T]] }}",
        "type G{i}[T any] struct {{ value T }}",
        "var g G0[*sql.Rows]\n_ = g",
    ),
    "generic aliases": Chain(
        "type G{i}[T any] = G{next}[Pair[T, T]]", "type G{i}[T any] = Box[T]", "var g G0[*sql.Rows]\n_ = g"
    ),
    "growing generics": Chain(
        "type N{i}[T any] struct {{ *N{i}[N{i}[T]] }}",
        "type N{i}[T any] struct {{ *N{i}[N{i}[T]] }}",
        "var g N0[*sql.Rows]\ng.Close()",
    ),
    "closures that return closures": Chain(
        "func f{i}(rows *sql.Rows) func() {{ return f{next}(rows) }}",
        "func f{i}(rows *sql.Rows) func() {{ return func() {{ rows.Close() }} }}",
        "defer f0(rows)()",
    ),
}


@dataclass(frozen=True)
class Used:
    """``n`` declarations, and ``n`` statements that use them; ``once`` stands beside."""

    once: str
    each: str
    use: str


USED = {
    "implementations, called": Used(
        "type C interface{{ C(rows *sql.Rows) }}",
        "type T{i} struct{{ n int }}\nfunc (t *T{i}) C(rows *sql.Rows) {{ rows.Next() }}",
        "s.any.(C).C(rows)",
    ),
    "wide interface": Used(
        "type Base struct{{}}\ntype C interface {{\nC(rows *sql.Rows)\n{all}\n}}",
        "func (b Base) M{i}() {{}}\ntype T{i} struct{{ Base }}\nfunc (t *T{i}) C(rows *sql.Rows) {{ rows.Next() }}",
        "s.any.(C).C(rows)",
    ),
    "constants to a helper": Used("func h(rows *sql.Rows, k int) {{\nswitch k {{\n{all}\n}}\n}}", "", "h(rows, {i})"),
    "flags to a helper": Used(
        "func h(rows *sql.Rows, {all}) {{\nif a0 {{\nrows.Close()\n}}\n}}", "", "if a{i} {{\nlog.Print({i})\n}}"
    ),
    "alias of a parameter": Used("", "type A{i} = A{next}\nfunc k{i}(rows A0) {{ rows.Next() }}", "k{i}(rows)"),
    "named type of a parameter": Used(
        "", "type N{i} N{next}\nfunc k{i}(n N0) {{ n.rows.Next() }}", "k{i}(N0{{rows: rows}})"
    ),
    "alias, used": Used("", "type A{i} = A{next}", "var x{i} A0 = rows\nx{i}.Next()"),
    "named types, used": Used("", "type N{i} N{next}", "x{i} := N0{{rows: rows}}\nx{i}.rows.Next()"),
    "embedded chain, used": Used(
        "", "type E{i} struct {{\nE{next}\nf{i} int\n}}", "log.Print(E0{{}}.f{i})\nlook(rows, E0{{}}.f{i})"
    ),
    "embedded side by side": Used(
        "type E struct {{\n{all}\n}}",
        "type E{i} struct {{ r{i} *sql.Rows }}\nfunc (e E{i}) M{i}(rows *sql.Rows) {{ rows.Next() }}",
        "E{{}}.M{i}(rows)",
    ),
    "embedded diamond": Used(
        "", "type E{i} struct {{\nE{next}\nD{i}\n}}\ntype D{i} struct {{\nE{next}\n}}", "var x{i} E0\nx{i}.look(rows)"
    ),
    "embedded interfaces": Used(
        "",
        "type I{i} interface {{\nI{next}\nJ{i}\n}}\ntype J{i} interface {{\nI{next}\nM{i}(rows *sql.Rows)\n}}",
        "s.any.(I0).M{i}(rows)",
    ),
    "constants, used": Used("", 'const c{i} = c{next} + "x"', "r{i}, _ := s.db.Query(c{i})\nr{i}.Close()"),
    "methods, called": Used("", "func (s *Store) m{i}(rows *sql.Rows) {{ rows.Next() }}", "s.m{i}(rows)"),
    "helpers, called": Used("", "func h{i}(rows *sql.Rows) {{ rows.Next() }}", "h{i}(rows)"),
    "helpers that end, called": Used(
        "", "func must{i}(err error) {{\nif err != nil {{\npanic(err)\n}}\n}}", "must{i}(err)"
    ),
    "wrappers, called": Used(
        "",
        'func q{i}(db *sql.DB) (*sql.Rows, error) {{ return db.Query("SELECT {i}") }}',
        "r{i}, _ := q{i}(s.db)\nr{i}.Close()",
    ),
    "generic function": Used("func id[T any](x T) T {{ return x }}", "type B{i} Box[*sql.Rows]", "look(id(rows), {i})"),
    "constraint": Used(
        "type K interface {{\nLook(*sql.Rows)\n{all}\n}}\nfunc g[T K](x T, rows *sql.Rows) {{ x.Look(rows) }}",
        "type T{i} struct{{ n int }}",
        "g(T{i}{{}}, rows)",
    ),
    "directives": Used("{all}\nfunc h(rows *sql.Rows) {{ rows.Next() }}", "", "h(rows)"),
    "package variables": Used("", "var v{i} = func(rows *sql.Rows) {{ rows.Next() }}", "v{i}(rows)"),
    "variables that hold": Used("", "var r{i} *sql.Rows", "r{i} = rows"),
    "comments that silence": Used(
        "",
        "//rowsclose:ignore rows-not-closed -- {i}",
        'r{i}, _ := s.db.Query("") //nolint:rowsclose,a{i}\nr{i}.Next()',
    ),
    "parameters": Used("func h({all}, rows *sql.Rows) {{ rows.Close() }}", "", "look(rows, {i})"),
    "results": Used("func h() ({all}) {{ return }}", "", "look(rows, {i})"),
    "type parameters": Used("type P[{all}] struct{{ r *sql.Rows }}", "", "look(rows, {i})"),
}
ALL = {
    "wide interface": "M{i}()",
    "constants to a helper": "case {i}:\nrows.Close()",
    "flags to a helper": "a{i} bool",
    "embedded side by side": "E{i}",
    "constraint": "M{i}()",
    "directives": "//rowsclose:borrows rows{i}",
    "parameters": "a{i} int",
    "results": "a{i} *sql.Rows",
    "type parameters": "T{i} any",
}
"""What of those that name all declarations in one stands there for each."""
LAST = {
    **dict.fromkeys(("alias of a parameter", "alias, used"), "type A{i} = *sql.Rows"),
    **dict.fromkeys(("named type of a parameter", "named types, used"), "type N{i} struct {{ rows *sql.Rows }}"),
    "embedded chain, used": "type E{i} struct {{ rows *sql.Rows }}",
    "embedded diamond": "type E{i} struct {{ rows *sql.Rows }}",
    "embedded interfaces": "type I{i} interface {{ Close() error }}",
    "constants, used": 'const c{i} = "SELECT 1"',
}
"""What those that lead from one declaration to the next end with."""
JOINED = {"flags to a helper": ", ", "parameters": ", ", "results": ", ", "type parameters": ", "}


@dataclass(frozen=True)
class Web:
    """Declarations of several kinds, ``n`` of each; every one may lead to every other (``all`` is joined from ``each``)."""

    one: str
    each: str
    use: str


WEBS = {
    "functions that call each other": Web(
        "func h{i}(rows *sql.Rows) {{\nif ask({i}) {{\nrows.Close()\nreturn\n}}\n{all}\n}}", "h{j}(rows)", "h0(rows)"
    ),
    "functions that return each other": Web(
        "func q{i}(db *sql.DB) *sql.Rows {{\nif ask({i}) {{\n"
        'r, _ := db.Query("SELECT 1")\nreturn r\n}}\n{all}\nreturn nil\n}}',
        "if ask({j}) {{\nreturn q{j}(db)\n}}",
        "r := q0(s.db)\nr.Next()",
    ),
    "types that hold each other": Web(
        "type W{i} struct {{\nrows *sql.Rows\n{all}\n}}\nfunc (w *W{i}) Close() error {{ return w.rows.Close() }}",
        "w{j} *W{j}",
        "w := &W0{rows: rows}\nw.Close()",
    ),
    "implementations": Web(
        "type T{i} struct {{ rows *sql.Rows }}\nfunc (t *T{i}) Look(rows *sql.Rows) {{ rows.Next() }}",
        "",
        "s.looker.Look(rows)",
    ),
    "interfaces and implementations": Web(
        "type L{i} interface {{ Look{i}(rows *sql.Rows) }}\ntype T{i} struct {{}}\n"
        "func (t *T{i}) Look{i}(rows *sql.Rows) {{ rows.Next() }}\n"
        "func use{i}(l L{i}, rows *sql.Rows) {{ l.Look{i}(rows) }}",
        "",
        "use0(&T0{}, rows)",
    ),
    "queries, each in a function": Web(
        'func (s *Store) list{i}() error {{\nrows, err := s.db.Query("SELECT {i}")\nif err != nil {{\nreturn err\n}}\n'
        "for rows.Next() {{\nif err := rows.Scan(&s.n); err != nil {{\nreturn err\n}}\n}}\nreturn rows.Err()\n}}",
        "",
        "rows.Close()",
    ),
    "table of composite literals": Web('var row{i} = Row{{Name: "{i}", Value: {i}}}', "", "rows.Close()"),
    "methods": Web("func (s *Store) m{i}(rows *sql.Rows) {{ rows.Next() }}", "", "s.m0(rows)"),
    "fields": Web("type F{i} struct {{ rows *sql.Rows; n{i} int }}", "", "f := F0{rows: rows}\nf.rows.Next()"),
}
