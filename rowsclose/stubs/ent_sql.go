// Rows of a context made by WithVar also hold a pinned connection, which only Close returns: for those Next is not enough.

package sql // import "entgo.io/ent/dialect/sql"

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"entgo.io/ent/dialect"
)

type Driver struct {
	Conn
}

func (d Driver) DB() *sql.DB
func (d Driver) Dialect() string

//rowsclose:bounded-by ctx
func (d *Driver) Tx(ctx context.Context) (dialect.Tx, error)

//rowsclose:bounded-by ctx
func (d *Driver) BeginTx(ctx context.Context, opts *TxOptions) (dialect.Tx, error)
func (d *Driver) Close() error

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct {
	Conn
	driver.Tx
}

type Conn struct {
	ExecQuerier
}

func (c Conn) Exec(ctx context.Context, query string, args, v any) (rerr error)

//rowsclose:acquires-into v
func (c Conn) Query(ctx context.Context, query string, args, v any) error

type ExecQuerier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct {
	ColumnScanner
}

//rowsclose:resource rows
//rowsclose:must-call Close
type ColumnScanner interface {
	Close() error
	ColumnTypes() ([]*sql.ColumnType, error)
	Columns() ([]string, error)
	//rowsclose:checks-error
	Err() error
	//rowsclose:closes-when-false unless NextResultSet
	Next() bool
	//rowsclose:closes-when-false
	NextResultSet() bool
	Scan(dest ...any) error
}

func NewDriver(dialect string, c Conn) *Driver
func Open(dialect, source string) (*Driver, error)
func OpenDB(dialect string, db *sql.DB) *Driver

//rowsclose:borrows rows
func ScanOne(rows ColumnScanner, v any) error

//rowsclose:borrows rows
func ScanInt64(rows ColumnScanner) (int64, error)

//rowsclose:borrows rows
func ScanInt(rows ColumnScanner) (int, error)

//rowsclose:borrows rows
func ScanBool(rows ColumnScanner) (bool, error)

//rowsclose:borrows rows
func ScanString(rows ColumnScanner) (string, error)

//rowsclose:borrows rows
func ScanValue(rows ColumnScanner) (driver.Value, error)

//rowsclose:borrows rows
func ScanSlice(rows ColumnScanner, v any) error

//rowsclose:borrows rows
func ScanTypeOf(rows *Rows, i int) any
