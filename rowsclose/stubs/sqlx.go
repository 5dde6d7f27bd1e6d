package sqlx // import "github.com/jmoiron/sqlx"

import (
	"context"
	"database/sql"
)

type ColScanner interface {
	Columns() ([]string, error)
	Scan(dest ...interface{}) error
	Err() error
}

type Queryer interface {
	Query(query string, args ...interface{}) (*sql.Rows, error)
	Queryx(query string, args ...interface{}) (*Rows, error)
	QueryRowx(query string, args ...interface{}) *Row
}

type Execer interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
}

type Ext interface {
	binder
	Queryer
	Execer
}

type Preparer interface {
	Prepare(query string) (*sql.Stmt, error)
}

type QueryerContext interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	//rowsclose:bounded-by ctx
	QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error)
	QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row
}

type PreparerContext interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
}

type ExtContext interface {
	binder
	QueryerContext
	ExecerContext
}

type binder interface {
	DriverName() string
	Rebind(string) string
	BindNamed(string, interface{}) (string, []interface{}, error)
}

type rowsi interface {
	Close() error
	Columns() ([]string, error)
	Err() error
	Next() bool
	Scan(...interface{}) error
}

type DB struct {
	*sql.DB
}

func (db *DB) DriverName() string
func (db *DB) MapperFunc(mf func(string) string)
func (db *DB) Rebind(query string) string
func (db *DB) Unsafe() *DB
func (db *DB) BindNamed(query string, arg interface{}) (string, []interface{}, error)
func (db *DB) NamedQuery(query string, arg interface{}) (*Rows, error)
func (db *DB) NamedExec(query string, arg interface{}) (sql.Result, error)
func (db *DB) Select(dest interface{}, query string, args ...interface{}) error
func (db *DB) Get(dest interface{}, query string, args ...interface{}) error
func (db *DB) MustBegin() *Tx
func (db *DB) Beginx() (*Tx, error)
func (db *DB) Queryx(query string, args ...interface{}) (*Rows, error)
func (db *DB) QueryRowx(query string, args ...interface{}) *Row
func (db *DB) MustExec(query string, args ...interface{}) sql.Result
func (db *DB) Preparex(query string) (*Stmt, error)
func (db *DB) PrepareNamed(query string) (*NamedStmt, error)
func (db *DB) PrepareNamedContext(ctx context.Context, query string) (*NamedStmt, error)

//rowsclose:bounded-by ctx
func (db *DB) NamedQueryContext(ctx context.Context, query string, arg interface{}) (*Rows, error)
func (db *DB) NamedExecContext(ctx context.Context, query string, arg interface{}) (sql.Result, error)
func (db *DB) SelectContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error
func (db *DB) GetContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error
func (db *DB) PreparexContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:bounded-by ctx
func (db *DB) QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error)

//rowsclose:bounded-by ctx
func (db *DB) QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row

//rowsclose:bounded-by ctx
func (db *DB) MustBeginTx(ctx context.Context, opts *sql.TxOptions) *Tx
func (db *DB) MustExecContext(ctx context.Context, query string, args ...interface{}) sql.Result

//rowsclose:bounded-by ctx
func (db *DB) BeginTxx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)
func (db *DB) Connx(ctx context.Context) (*Conn, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct {
	*sql.Tx
}

func (tx *Tx) DriverName() string
func (tx *Tx) Rebind(query string) string

//rowsclose:alias 0 tx
func (tx *Tx) Unsafe() *Tx
func (tx *Tx) BindNamed(query string, arg interface{}) (string, []interface{}, error)

//rowsclose:bounded-by tx
func (tx *Tx) NamedQuery(query string, arg interface{}) (*Rows, error)
func (tx *Tx) NamedExec(query string, arg interface{}) (sql.Result, error)
func (tx *Tx) Select(dest interface{}, query string, args ...interface{}) error

//rowsclose:bounded-by tx
func (tx *Tx) Queryx(query string, args ...interface{}) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) QueryRowx(query string, args ...interface{}) *Row
func (tx *Tx) Get(dest interface{}, query string, args ...interface{}) error
func (tx *Tx) MustExec(query string, args ...interface{}) sql.Result

//rowsclose:bounded-by tx
func (tx *Tx) Preparex(query string) (*Stmt, error)

//rowsclose:not-acquired
func (tx *Tx) Stmtx(stmt interface{}) *Stmt

//rowsclose:not-acquired
func (tx *Tx) NamedStmt(stmt *NamedStmt) *NamedStmt

//rowsclose:bounded-by tx
func (tx *Tx) PrepareNamed(query string) (*NamedStmt, error)

//rowsclose:not-acquired
func (tx *Tx) StmtxContext(ctx context.Context, stmt interface{}) *Stmt

//rowsclose:not-acquired
func (tx *Tx) NamedStmtContext(ctx context.Context, stmt *NamedStmt) *NamedStmt

//rowsclose:bounded-by tx
func (tx *Tx) PreparexContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:bounded-by tx
func (tx *Tx) PrepareNamedContext(ctx context.Context, query string) (*NamedStmt, error)
func (tx *Tx) MustExecContext(ctx context.Context, query string, args ...interface{}) sql.Result

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error)
func (tx *Tx) SelectContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error
func (tx *Tx) GetContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row
func (tx *Tx) NamedExecContext(ctx context.Context, query string, arg interface{}) (sql.Result, error)

//rowsclose:resource conn
//rowsclose:must-call Close
type Conn struct {
	*sql.Conn
}

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c *Conn) BeginTxx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)
func (c *Conn) SelectContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error
func (c *Conn) GetContext(ctx context.Context, dest interface{}, query string, args ...interface{}) error
func (c *Conn) PreparexContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c *Conn) QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error)

//rowsclose:bounded-by ctx
func (c *Conn) QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row
func (c *Conn) Rebind(query string) string

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt struct {
	*sql.Stmt
}

//rowsclose:alias 0 s
func (s *Stmt) Unsafe() *Stmt
func (s *Stmt) Select(dest interface{}, args ...interface{}) error
func (s *Stmt) Get(dest interface{}, args ...interface{}) error
func (s *Stmt) MustExec(args ...interface{}) sql.Result
func (s *Stmt) QueryRowx(args ...interface{}) *Row
func (s *Stmt) Queryx(args ...interface{}) (*Rows, error)
func (s *Stmt) SelectContext(ctx context.Context, dest interface{}, args ...interface{}) error
func (s *Stmt) GetContext(ctx context.Context, dest interface{}, args ...interface{}) error
func (s *Stmt) MustExecContext(ctx context.Context, args ...interface{}) sql.Result

//rowsclose:bounded-by ctx
func (s *Stmt) QueryRowxContext(ctx context.Context, args ...interface{}) *Row

//rowsclose:bounded-by ctx
func (s *Stmt) QueryxContext(ctx context.Context, args ...interface{}) (*Rows, error)

//rowsclose:resource stmt
//rowsclose:must-call Close
type NamedStmt struct {
	Params      []string
	QueryString string
	Stmt        *Stmt
}

func (n *NamedStmt) Close() error
func (n *NamedStmt) Exec(arg interface{}) (sql.Result, error)
func (n *NamedStmt) Query(arg interface{}) (*sql.Rows, error)
func (n *NamedStmt) QueryRow(arg interface{}) *Row
func (n *NamedStmt) MustExec(arg interface{}) sql.Result
func (n *NamedStmt) Queryx(arg interface{}) (*Rows, error)
func (n *NamedStmt) QueryRowx(arg interface{}) *Row
func (n *NamedStmt) Select(dest interface{}, arg interface{}) error
func (n *NamedStmt) Get(dest interface{}, arg interface{}) error

//rowsclose:alias 0 n
func (n *NamedStmt) Unsafe() *NamedStmt
func (n *NamedStmt) ExecContext(ctx context.Context, arg interface{}) (sql.Result, error)

//rowsclose:bounded-by ctx
func (n *NamedStmt) QueryContext(ctx context.Context, arg interface{}) (*sql.Rows, error)

//rowsclose:bounded-by ctx
func (n *NamedStmt) QueryRowContext(ctx context.Context, arg interface{}) *Row
func (n *NamedStmt) MustExecContext(ctx context.Context, arg interface{}) sql.Result

//rowsclose:bounded-by ctx
func (n *NamedStmt) QueryxContext(ctx context.Context, arg interface{}) (*Rows, error)

//rowsclose:bounded-by ctx
func (n *NamedStmt) QueryRowxContext(ctx context.Context, arg interface{}) *Row
func (n *NamedStmt) SelectContext(ctx context.Context, dest interface{}, arg interface{}) error
func (n *NamedStmt) GetContext(ctx context.Context, dest interface{}, arg interface{}) error

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct {
	*sql.Rows
}

func (r *Rows) SliceScan() ([]interface{}, error)
func (r *Rows) MapScan(dest map[string]interface{}) error
func (r *Rows) StructScan(dest interface{}) error

//rowsclose:resource row
//rowsclose:must-call Scan|StructScan|MapScan|SliceScan
type Row struct{}

func (r *Row) Scan(dest ...interface{}) error
func (r *Row) Columns() ([]string, error)

//rowsclose:closes-when-error
func (r *Row) Err() error
func (r *Row) SliceScan() ([]interface{}, error)
func (r *Row) MapScan(dest map[string]interface{}) error
func (r *Row) StructScan(dest interface{}) error
func NamedQuery(e Ext, query string, arg interface{}) (*Rows, error)
func NamedExec(e Ext, query string, arg interface{}) (sql.Result, error)

//rowsclose:bounded-by ctx
func NamedQueryContext(ctx context.Context, e ExtContext, query string, arg interface{}) (*Rows, error)
func NamedExecContext(ctx context.Context, e ExtContext, query string, arg interface{}) (sql.Result, error)

//rowsclose:alias 0 db
func NewDb(db *sql.DB, driverName string) *DB

//rowsclose:acquires pool Close
func Open(driverName, dataSourceName string) (*DB, error)

//rowsclose:acquires pool Close
func MustOpen(driverName, dataSourceName string) *DB

//rowsclose:acquires pool Close
func Connect(driverName, dataSourceName string) (*DB, error)

//rowsclose:acquires pool Close
func MustConnect(driverName, dataSourceName string) *DB
func Preparex(p Preparer, query string) (*Stmt, error)
func Select(q Queryer, dest interface{}, query string, args ...interface{}) error
func Get(q Queryer, dest interface{}, query string, args ...interface{}) error
func LoadFile(e Execer, path string) (*sql.Result, error)
func MustExec(e Execer, query string, args ...interface{}) sql.Result

//rowsclose:borrows r
func SliceScan(r ColScanner) ([]interface{}, error)

//rowsclose:borrows r
func MapScan(r ColScanner, dest map[string]interface{}) error

//rowsclose:closes-when-nil rows
func StructScan(rows rowsi, dest interface{}) error

//rowsclose:acquires pool Close
func ConnectContext(ctx context.Context, driverName, dataSourceName string) (*DB, error)
func SelectContext(ctx context.Context, q QueryerContext, dest interface{}, query string, args ...interface{}) error
func PreparexContext(ctx context.Context, p PreparerContext, query string) (*Stmt, error)
func GetContext(ctx context.Context, q QueryerContext, dest interface{}, query string, args ...interface{}) error
func LoadFileContext(ctx context.Context, e ExecerContext, path string) (*sql.Result, error)
func MustExecContext(ctx context.Context, e ExecerContext, query string, args ...interface{}) sql.Result
