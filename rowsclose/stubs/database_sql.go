package sql // import "database/sql"

import (
	"context"
	"database/sql/driver"
	"time"
)

type DB struct{}

func (db *DB) PingContext(ctx context.Context) error
func (db *DB) Ping() error
func (db *DB) Close() error
func (db *DB) SetMaxIdleConns(n int)
func (db *DB) SetMaxOpenConns(n int)
func (db *DB) SetConnMaxLifetime(d time.Duration)
func (db *DB) SetConnMaxIdleTime(d time.Duration)
func (db *DB) Stats() DBStats
func (db *DB) PrepareContext(ctx context.Context, query string) (*Stmt, error)
func (db *DB) Prepare(query string) (*Stmt, error)
func (db *DB) ExecContext(ctx context.Context, query string, args ...any) (Result, error)
func (db *DB) Exec(query string, args ...any) (Result, error)

//rowsclose:bounded-by ctx
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)
func (db *DB) Query(query string, args ...any) (*Rows, error)

//rowsclose:bounded-by ctx
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...any) *Row
func (db *DB) QueryRow(query string, args ...any) *Row

//rowsclose:bounded-by ctx
func (db *DB) BeginTx(ctx context.Context, opts *TxOptions) (*Tx, error)
func (db *DB) Begin() (*Tx, error)
func (db *DB) Driver() driver.Driver
func (db *DB) Conn(ctx context.Context) (*Conn, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct{}

func (tx *Tx) Commit() error
func (tx *Tx) Rollback() error

//rowsclose:bounded-by tx
func (tx *Tx) PrepareContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:bounded-by tx
func (tx *Tx) Prepare(query string) (*Stmt, error)

//rowsclose:not-acquired
//rowsclose:bounded-by tx
func (tx *Tx) StmtContext(ctx context.Context, stmt *Stmt) *Stmt

//rowsclose:not-acquired
//rowsclose:bounded-by tx
func (tx *Tx) Stmt(stmt *Stmt) *Stmt
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (Result, error)
func (tx *Tx) Exec(query string, args ...any) (Result, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) Query(query string, args ...any) (*Rows, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *Row

//rowsclose:bounded-by tx
func (tx *Tx) QueryRow(query string, args ...any) *Row

//rowsclose:resource conn
//rowsclose:must-call Close
type Conn struct{}

func (c *Conn) PingContext(ctx context.Context) error
func (c *Conn) ExecContext(ctx context.Context, query string, args ...any) (Result, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c *Conn) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c *Conn) QueryRowContext(ctx context.Context, query string, args ...any) *Row
func (c *Conn) PrepareContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:closes-when-returned f database/sql/driver.ErrBadConn
func (c *Conn) Raw(f func(driverConn any) error) (err error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c *Conn) BeginTx(ctx context.Context, opts *TxOptions) (*Tx, error)
func (c *Conn) Close() error

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt struct{}

func (s *Stmt) ExecContext(ctx context.Context, args ...any) (Result, error)
func (s *Stmt) Exec(args ...any) (Result, error)

//rowsclose:bounded-by ctx
func (s *Stmt) QueryContext(ctx context.Context, args ...any) (*Rows, error)
func (s *Stmt) Query(args ...any) (*Rows, error)

//rowsclose:bounded-by ctx
func (s *Stmt) QueryRowContext(ctx context.Context, args ...any) *Row
func (s *Stmt) QueryRow(args ...any) *Row
func (s *Stmt) Close() error

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct{}

//rowsclose:closes-when-false unless NextResultSet
func (rs *Rows) Next() bool

//rowsclose:closes-when-false
func (rs *Rows) NextResultSet() bool

//rowsclose:checks-error
//rowsclose:closes-when-error
func (rs *Rows) Err() error

//rowsclose:closes-when-error
func (rs *Rows) Columns() ([]string, error)

//rowsclose:closes-when-error
func (rs *Rows) ColumnTypes() ([]*ColumnType, error)
func (rs *Rows) Scan(dest ...any) error
func (rs *Rows) Close() error

//rowsclose:resource row
//rowsclose:must-call Scan
type Row struct{}

func (r *Row) Scan(dest ...any) error

//rowsclose:closes-when-error
func (r *Row) Err() error

type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

type ColumnType struct{}

func (ci *ColumnType) Name() string

type TxOptions struct{}

type Scanner interface {
	Scan(src any) error
}

type RawBytes []byte

//rowsclose:acquires pool Close
func OpenDB(c driver.Connector) *DB

//rowsclose:acquires pool Close
func Open(driverName, dataSourceName string) (*DB, error)
