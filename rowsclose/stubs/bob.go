package bob // import "github.com/stephenafamo/bob"

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"

	"github.com/stephenafamo/scan"
)

type Executor interface {
	scan.Queryer
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}

type Transactor[Tx Transaction] interface {
	Executor
	Begin(context.Context) (Tx, error)
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Transaction interface {
	Executor
	Commit(context.Context) error
	Rollback(context.Context) error
}

type Query interface {
	Expression
	WriteQuery(ctx context.Context, w io.Writer, start int) (args []any, err error)
	Type() QueryType
}

type BaseQuery[E Expression] struct {
	Expression E
	Dialect    Dialect
	QueryType  QueryType
}

func (b BaseQuery[E]) Exec(ctx context.Context, exec Executor) (sql.Result, error)

type BoundQuery[Arg any] struct {
	Query
}

func (b BoundQuery[E]) Exec(ctx context.Context, exec Executor) (sql.Result, error)

type DB struct {
	*sql.DB
}

func (d DB) PrepareContext(ctx context.Context, query string) (StdPrepared, error)

//rowsclose:bounded-by ctx
func (d DB) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)

//rowsclose:bounded-by ctx
func (d DB) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
func (d DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)

//rowsclose:lends-tx fn
func (d DB) RunInTx(ctx context.Context, txOptions *sql.TxOptions, fn func(context.Context, Executor) error) error

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct {
	*sql.Tx
}

//rowsclose:bounded-by tx
func (t Tx) PrepareContext(ctx context.Context, query string) (StdPrepared, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (t Tx) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)
func (t Tx) Commit(_ context.Context) error
func (t Tx) Rollback(_ context.Context) error

//rowsclose:not-acquired
func (tx Tx) StmtContext(ctx context.Context, stmt StdPrepared) StdPrepared

//rowsclose:resource conn
//rowsclose:must-call Close
type Conn struct {
	*sql.Conn
}

func (d Conn) PrepareContext(ctx context.Context, query string) (StdPrepared, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (d Conn) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (d Conn) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (d Conn) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)

//rowsclose:resource stmt
//rowsclose:must-call Close
type StdPrepared struct {
	*sql.Stmt
}

//rowsclose:bounded-by ctx
func (s StdPrepared) QueryContext(ctx context.Context, args ...any) (scan.Rows, error)

type Preparer[P PreparedExecutor] interface {
	Executor
	PrepareContext(ctx context.Context, query string) (P, error)
}

//rowsclose:resource stmt
//rowsclose:must-call Close
type PreparedExecutor interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (scan.Rows, error)
	Close() error
}

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt[Arg any] struct{}

func (s Stmt[Arg]) Close() error
func (s Stmt[Arg]) Exec(ctx context.Context, arg Arg) (sql.Result, error)
func (s Stmt[Arg]) NamedArgs() []string

//rowsclose:resource stmt
//rowsclose:must-call Close
type QueryStmt[Arg, T any, Ts ~[]T] struct {
	Stmt[Arg]
}

func (s QueryStmt[Arg, T, Ts]) One(ctx context.Context, arg Arg) (T, error)
func (s QueryStmt[Arg, T, Ts]) All(ctx context.Context, arg Arg) (Ts, error)
func (s QueryStmt[Arg, T, Ts]) Cursor(ctx context.Context, arg Arg) (scan.ICursor[T], error)

type txForStmt[Stmt PreparedExecutor] interface {
	Executor
	StmtContext(context.Context, Stmt) Stmt
}

func Open(driverName, dataSource string) (DB, error)
func OpenDB(c driver.Connector) DB
func NewDB(db *sql.DB) DB

//rowsclose:alias 0 tx
func NewTx(tx *sql.Tx) Tx

//rowsclose:alias 0 conn
func NewConn(conn *sql.Conn) Conn
func Debug(exec Executor) Executor
func DebugToWriter(exec Executor, w io.Writer) Executor
func DebugToPrinter(exec Executor, w DebugPrinter) Executor
func Exec(ctx context.Context, exec Executor, q Query) (sql.Result, error)
func One[T any](ctx context.Context, exec Executor, q Query, m scan.Mapper[T]) (T, error)
func All[T any](ctx context.Context, exec Executor, q Query, m scan.Mapper[T]) ([]T, error)
func Allx[Tr Transformer[T, V], T, V any](ctx context.Context, exec Executor, q Query, m scan.Mapper[T]) (V, error)
func Cursor[T any](ctx context.Context, exec Executor, q Query, m scan.Mapper[T]) (scan.ICursor[T], error)
func Prepare[Arg any, P PreparedExecutor](ctx context.Context, exec Preparer[P], q Query) (Stmt[Arg], error)
func PrepareQuery[Arg any, P PreparedExecutor, T any](ctx context.Context, exec Preparer[P], q Query, m scan.Mapper[T]) (QueryStmt[Arg, T, []T], error)
func PrepareQueryx[Arg any, P PreparedExecutor, T any, Ts ~[]T](ctx context.Context, exec Preparer[P], q Query, m scan.Mapper[T]) (QueryStmt[Arg, T, Ts], error)

//rowsclose:not-acquired
func InTx[Arg any, S PreparedExecutor](ctx context.Context, s Stmt[Arg], tx txForStmt[S]) Stmt[Arg]
