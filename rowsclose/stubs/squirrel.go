package squirrel // import "github.com/Masterminds/squirrel", "gopkg.in/Masterminds/squirrel.v1"

import (
	"context"
	"database/sql"

	"github.com/lann/builder"
)

type Sqlizer interface {
	ToSql() (string, []interface{}, error)
}

type Execer interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
}

type Queryer interface {
	Query(query string, args ...interface{}) (*sql.Rows, error)
}

type QueryRower interface {
	QueryRow(query string, args ...interface{}) RowScanner
}

type BaseRunner interface {
	Execer
	Queryer
}

type Runner interface {
	Execer
	Queryer
	QueryRower
}

type StdSql interface {
	Query(string, ...interface{}) (*sql.Rows, error)
	QueryRow(string, ...interface{}) *sql.Row
	Exec(string, ...interface{}) (sql.Result, error)
}

type StdSqlCtx interface {
	StdSql
	//rowsclose:bounded-by ctx
	QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
}

type QueryerContext interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
}

type QueryRowerContext interface {
	QueryRowContext(ctx context.Context, query string, args ...interface{}) RowScanner
}

type RunnerContext interface {
	Runner
	QueryerContext
	QueryRowerContext
	ExecerContext
}

type Preparer interface {
	Prepare(query string) (*sql.Stmt, error)
}

type PreparerContext interface {
	Preparer
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

type DBProxy interface {
	Execer
	Queryer
	QueryRower
	Preparer
}

type DBProxyBeginner interface {
	DBProxy
	Begin() (*sql.Tx, error)
}

type DBProxyContext interface {
	Execer
	Queryer
	QueryRower
	PreparerContext
}

type StmtCache struct{}

//rowsclose:not-acquired
func (sc *StmtCache) Prepare(query string) (*sql.Stmt, error)
func (sc *StmtCache) Exec(query string, args ...interface{}) (res sql.Result, err error)
func (sc *StmtCache) Query(query string, args ...interface{}) (rows *sql.Rows, err error)
func (sc *StmtCache) QueryRow(query string, args ...interface{}) RowScanner
func (sc *StmtCache) Clear() (err error)

//rowsclose:not-acquired
func (sc *StmtCache) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
func (sc *StmtCache) ExecContext(ctx context.Context, query string, args ...interface{}) (res sql.Result, err error)

//rowsclose:bounded-by ctx
func (sc *StmtCache) QueryContext(ctx context.Context, query string, args ...interface{}) (rows *sql.Rows, err error)
func (sc *StmtCache) QueryRowContext(ctx context.Context, query string, args ...interface{}) RowScanner

type RowScanner interface {
	Scan(...interface{}) error
}

type Row struct {
	RowScanner
}

func (r *Row) Scan(dest ...interface{}) error

type PlaceholderFormat interface {
	ReplacePlaceholders(sql string) (string, error)
}

type StatementBuilderType builder.Builder

func (b StatementBuilderType) Select(columns ...string) SelectBuilder
func (b StatementBuilderType) Insert(into string) InsertBuilder
func (b StatementBuilderType) Replace(into string) InsertBuilder
func (b StatementBuilderType) Update(table string) UpdateBuilder
func (b StatementBuilderType) Delete(from string) DeleteBuilder
func (b StatementBuilderType) PlaceholderFormat(f PlaceholderFormat) StatementBuilderType
//rowsclose:runs-on runner
func (b StatementBuilderType) RunWith(runner BaseRunner) StatementBuilderType
func (b StatementBuilderType) Where(pred interface{}, args ...interface{}) StatementBuilderType

type SelectBuilder builder.Builder

func (b SelectBuilder) PlaceholderFormat(f PlaceholderFormat) SelectBuilder
//rowsclose:runs-on runner
func (b SelectBuilder) RunWith(runner BaseRunner) SelectBuilder
func (b SelectBuilder) Exec() (sql.Result, error)
func (b SelectBuilder) Query() (*sql.Rows, error)
func (b SelectBuilder) QueryRow() RowScanner
func (b SelectBuilder) Scan(dest ...interface{}) error
func (b SelectBuilder) ToSql() (string, []interface{}, error)
func (b SelectBuilder) MustSql() (string, []interface{})
func (b SelectBuilder) Prefix(sql string, args ...interface{}) SelectBuilder
func (b SelectBuilder) PrefixExpr(expr Sqlizer) SelectBuilder
func (b SelectBuilder) Distinct() SelectBuilder
func (b SelectBuilder) Options(options ...string) SelectBuilder
func (b SelectBuilder) Columns(columns ...string) SelectBuilder
func (b SelectBuilder) RemoveColumns() SelectBuilder
func (b SelectBuilder) Column(column interface{}, args ...interface{}) SelectBuilder
func (b SelectBuilder) From(from string) SelectBuilder
func (b SelectBuilder) FromSelect(from SelectBuilder, alias string) SelectBuilder
func (b SelectBuilder) JoinClause(pred interface{}, args ...interface{}) SelectBuilder
func (b SelectBuilder) Join(join string, rest ...interface{}) SelectBuilder
func (b SelectBuilder) LeftJoin(join string, rest ...interface{}) SelectBuilder
func (b SelectBuilder) RightJoin(join string, rest ...interface{}) SelectBuilder
func (b SelectBuilder) InnerJoin(join string, rest ...interface{}) SelectBuilder
func (b SelectBuilder) CrossJoin(join string, rest ...interface{}) SelectBuilder
func (b SelectBuilder) Where(pred interface{}, args ...interface{}) SelectBuilder
func (b SelectBuilder) GroupBy(groupBys ...string) SelectBuilder
func (b SelectBuilder) Having(pred interface{}, rest ...interface{}) SelectBuilder
func (b SelectBuilder) OrderByClause(pred interface{}, args ...interface{}) SelectBuilder
func (b SelectBuilder) OrderBy(orderBys ...string) SelectBuilder
func (b SelectBuilder) Limit(limit uint64) SelectBuilder
func (b SelectBuilder) RemoveLimit() SelectBuilder
func (b SelectBuilder) Offset(offset uint64) SelectBuilder
func (b SelectBuilder) RemoveOffset() SelectBuilder
func (b SelectBuilder) Suffix(sql string, args ...interface{}) SelectBuilder
func (b SelectBuilder) SuffixExpr(expr Sqlizer) SelectBuilder
func (b SelectBuilder) ExecContext(ctx context.Context) (sql.Result, error)

//rowsclose:bounded-by ctx
func (b SelectBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)
func (b SelectBuilder) QueryRowContext(ctx context.Context) RowScanner
func (b SelectBuilder) ScanContext(ctx context.Context, dest ...interface{}) error

type InsertBuilder builder.Builder

func (b InsertBuilder) PlaceholderFormat(f PlaceholderFormat) InsertBuilder
//rowsclose:runs-on runner
func (b InsertBuilder) RunWith(runner BaseRunner) InsertBuilder
func (b InsertBuilder) Exec() (sql.Result, error)
func (b InsertBuilder) Query() (*sql.Rows, error)
func (b InsertBuilder) QueryRow() RowScanner
func (b InsertBuilder) Scan(dest ...interface{}) error
func (b InsertBuilder) ToSql() (string, []interface{}, error)
func (b InsertBuilder) MustSql() (string, []interface{})
func (b InsertBuilder) Prefix(sql string, args ...interface{}) InsertBuilder
func (b InsertBuilder) PrefixExpr(expr Sqlizer) InsertBuilder
func (b InsertBuilder) Options(options ...string) InsertBuilder
func (b InsertBuilder) Into(from string) InsertBuilder
func (b InsertBuilder) Columns(columns ...string) InsertBuilder
func (b InsertBuilder) Values(values ...interface{}) InsertBuilder
func (b InsertBuilder) Suffix(sql string, args ...interface{}) InsertBuilder
func (b InsertBuilder) SuffixExpr(expr Sqlizer) InsertBuilder
func (b InsertBuilder) SetMap(clauses map[string]interface{}) InsertBuilder
func (b InsertBuilder) Select(sb SelectBuilder) InsertBuilder
func (b InsertBuilder) ExecContext(ctx context.Context) (sql.Result, error)

//rowsclose:bounded-by ctx
func (b InsertBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)
func (b InsertBuilder) QueryRowContext(ctx context.Context) RowScanner
func (b InsertBuilder) ScanContext(ctx context.Context, dest ...interface{}) error

type UpdateBuilder builder.Builder

func (b UpdateBuilder) PlaceholderFormat(f PlaceholderFormat) UpdateBuilder
//rowsclose:runs-on runner
func (b UpdateBuilder) RunWith(runner BaseRunner) UpdateBuilder
func (b UpdateBuilder) Exec() (sql.Result, error)
func (b UpdateBuilder) Query() (*sql.Rows, error)
func (b UpdateBuilder) QueryRow() RowScanner
func (b UpdateBuilder) Scan(dest ...interface{}) error
func (b UpdateBuilder) ToSql() (string, []interface{}, error)
func (b UpdateBuilder) MustSql() (string, []interface{})
func (b UpdateBuilder) Prefix(sql string, args ...interface{}) UpdateBuilder
func (b UpdateBuilder) PrefixExpr(expr Sqlizer) UpdateBuilder
func (b UpdateBuilder) Table(table string) UpdateBuilder
func (b UpdateBuilder) Set(column string, value interface{}) UpdateBuilder
func (b UpdateBuilder) SetMap(clauses map[string]interface{}) UpdateBuilder
func (b UpdateBuilder) From(from string) UpdateBuilder
func (b UpdateBuilder) FromSelect(from SelectBuilder, alias string) UpdateBuilder
func (b UpdateBuilder) Where(pred interface{}, args ...interface{}) UpdateBuilder
func (b UpdateBuilder) OrderBy(orderBys ...string) UpdateBuilder
func (b UpdateBuilder) Limit(limit uint64) UpdateBuilder
func (b UpdateBuilder) Offset(offset uint64) UpdateBuilder
func (b UpdateBuilder) Suffix(sql string, args ...interface{}) UpdateBuilder
func (b UpdateBuilder) SuffixExpr(expr Sqlizer) UpdateBuilder
func (b UpdateBuilder) ExecContext(ctx context.Context) (sql.Result, error)

//rowsclose:bounded-by ctx
func (b UpdateBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)
func (b UpdateBuilder) QueryRowContext(ctx context.Context) RowScanner
func (b UpdateBuilder) ScanContext(ctx context.Context, dest ...interface{}) error

type DeleteBuilder builder.Builder

func (b DeleteBuilder) PlaceholderFormat(f PlaceholderFormat) DeleteBuilder
//rowsclose:runs-on runner
func (b DeleteBuilder) RunWith(runner BaseRunner) DeleteBuilder
func (b DeleteBuilder) Exec() (sql.Result, error)
func (b DeleteBuilder) ToSql() (string, []interface{}, error)
func (b DeleteBuilder) MustSql() (string, []interface{})
func (b DeleteBuilder) Prefix(sql string, args ...interface{}) DeleteBuilder
func (b DeleteBuilder) PrefixExpr(expr Sqlizer) DeleteBuilder
func (b DeleteBuilder) From(from string) DeleteBuilder
func (b DeleteBuilder) Where(pred interface{}, args ...interface{}) DeleteBuilder
func (b DeleteBuilder) OrderBy(orderBys ...string) DeleteBuilder
func (b DeleteBuilder) Limit(limit uint64) DeleteBuilder
func (b DeleteBuilder) Offset(offset uint64) DeleteBuilder
func (b DeleteBuilder) Suffix(sql string, args ...interface{}) DeleteBuilder
func (b DeleteBuilder) SuffixExpr(expr Sqlizer) DeleteBuilder
func (b DeleteBuilder) Query() (*sql.Rows, error)
func (b DeleteBuilder) ExecContext(ctx context.Context) (sql.Result, error)

//rowsclose:bounded-by ctx
func (b DeleteBuilder) QueryContext(ctx context.Context) (*sql.Rows, error)
func (b DeleteBuilder) QueryRowContext(ctx context.Context) RowScanner
func (b DeleteBuilder) ScanContext(ctx context.Context, dest ...interface{}) error

type CaseBuilder builder.Builder

func (b CaseBuilder) ToSql() (string, []interface{}, error)
func (b CaseBuilder) MustSql() (string, []interface{})
func (b CaseBuilder) When(when interface{}, then interface{}) CaseBuilder
func (b CaseBuilder) Else(expr interface{}) CaseBuilder
func Expr(sql string, args ...interface{}) Sqlizer
func Alias(expr Sqlizer, alias string) aliasExpr
func WrapStdSql(stdSql StdSql) Runner
func ExecWith(db Execer, s Sqlizer) (res sql.Result, err error)
//rowsclose:runs-on db
func QueryWith(db Queryer, s Sqlizer) (rows *sql.Rows, err error)
//rowsclose:runs-on db
func QueryRowWith(db QueryRower, s Sqlizer) RowScanner
func DebugSqlizer(s Sqlizer) string
func WrapStdSqlCtx(stdSqlCtx StdSqlCtx) RunnerContext
func ExecContextWith(ctx context.Context, db ExecerContext, s Sqlizer) (res sql.Result, err error)

//rowsclose:bounded-by ctx
//rowsclose:runs-on db
func QueryContextWith(ctx context.Context, db QueryerContext, s Sqlizer) (rows *sql.Rows, err error)
//rowsclose:runs-on db
func QueryRowContextWith(ctx context.Context, db QueryRowerContext, s Sqlizer) RowScanner
func Select(columns ...string) SelectBuilder
func Insert(into string) InsertBuilder
func Replace(into string) InsertBuilder
func Update(table string) UpdateBuilder
func Delete(from string) DeleteBuilder
func Case(what ...interface{}) CaseBuilder
func NewStmtCacheProxy(db *sql.DB) DBProxyBeginner
func NewStmtCache(prep PreparerContext) *StmtCache
func NewStmtCacher(prep PreparerContext) DBProxyContext

var StatementBuilder StatementBuilderType

var Question questionFormat

var Dollar dollarFormat

var Colon colonFormat

var AtP atpFormat
