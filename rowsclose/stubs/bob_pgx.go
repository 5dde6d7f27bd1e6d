// A transaction rolls itself back when its context ends.

package pgx // import "github.com/stephenafamo/bob/drivers/pgx"

import (
	"context"
	"database/sql"

	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stephenafamo/scan"
)

type Pool struct {
	*pgxpool.Pool
}

func (p Pool) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
func (p Pool) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)

//rowsclose:bounded-by ctx
func (p Pool) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
func (p Pool) BeginTx(ctx context.Context, opts pgx.TxOptions) (Tx, error)
func (p Pool) Acquire(ctx context.Context) (PoolConn, error)
func (p *Pool) AcquireFunc(ctx context.Context, f func(PoolConn) error) error

//rowsclose:resource conn
//rowsclose:must-call Release|Hijack
type PoolConn struct {
	*pgxpool.Conn
}

func (c PoolConn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:bounded-by conn
func (c PoolConn) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by conn
func (c PoolConn) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by conn
func (c PoolConn) BeginTx(ctx context.Context, opts pgx.TxOptions) (Tx, error)

type Conn struct {
	*pgx.Conn
}

func (c Conn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
func (c Conn) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)

//rowsclose:bounded-by ctx
func (c Conn) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
func (c Conn) BeginTx(ctx context.Context, opts pgx.TxOptions) (Tx, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct{}

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (t Tx) Begin(ctx context.Context) (pgx.Tx, error)

//rowsclose:not-acquired
func (t Tx) Conn() *pgx.Conn
func (t Tx) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error)
func (t Tx) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)

//rowsclose:bounded-by tx
func (t Tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
func (t Tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row

//rowsclose:bounded-by tx
func (t Tx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
func (t Tx) Commit(ctx context.Context) error
func (t Tx) Rollback(ctx context.Context) error
func (t Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:bounded-by tx
func (t Tx) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error)
func New(ctx context.Context, dsn string) (Pool, error)
func NewWithConfig(ctx context.Context, config *pgxpool.Config) (Pool, error)
func NewPool(pool *pgxpool.Pool) Pool

//rowsclose:alias 0 conn
func NewPoolConn(conn *pgxpool.Conn) PoolConn
func NewConn(conn *pgx.Conn) Conn

//rowsclose:alias 0 tx
func NewTx(tx pgx.Tx, cancel context.CancelFunc) Tx
