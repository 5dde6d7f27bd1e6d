package core // import "xorm.io/xorm/core"

import (
	"context"
	"database/sql"

	"xorm.io/xorm/contexts"
)

type DB struct {
	*sql.DB
}

func (db *DB) NeedLogSQL(ctx context.Context) bool

//rowsclose:bounded-by ctx
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)
func (db *DB) Query(query string, args ...any) (*Rows, error)
func (db *DB) QueryMapContext(ctx context.Context, query string, mp any) (*Rows, error)
func (db *DB) QueryMap(query string, mp any) (*Rows, error)
func (db *DB) QueryStructContext(ctx context.Context, query string, st any) (*Rows, error)
func (db *DB) QueryStruct(query string, st any) (*Rows, error)
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...any) *Row
func (db *DB) QueryRow(query string, args ...any) *Row
func (db *DB) QueryRowMapContext(ctx context.Context, query string, mp any) *Row
func (db *DB) QueryRowMap(query string, mp any) *Row
func (db *DB) QueryRowStructContext(ctx context.Context, query string, st any) *Row
func (db *DB) QueryRowStruct(query string, st any) *Row
func (db *DB) ExecMapContext(ctx context.Context, query string, mp any) (sql.Result, error)
func (db *DB) ExecMap(query string, mp any) (sql.Result, error)
func (db *DB) ExecStructContext(ctx context.Context, query string, st any) (sql.Result, error)
func (db *DB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
func (db *DB) ExecStruct(query string, st any) (sql.Result, error)
func (db *DB) AddHook(h ...contexts.Hook)
func (db *DB) PrepareContext(ctx context.Context, query string) (*Stmt, error)
func (db *DB) Prepare(query string) (*Stmt, error)

//rowsclose:bounded-by ctx
func (db *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)
func (db *DB) Begin() (*Tx, error)

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct {
	*sql.Rows
}

func (rs *Rows) ToMapString() ([]map[string]string, error)
func (rs *Rows) ScanStructByIndex(dest ...any) error
func (rs *Rows) ScanStructByName(dest any) error
func (rs *Rows) ScanSlice(dest any) error
func (rs *Rows) ScanMap(dest any) error

type Row struct{}

func (row *Row) Columns() ([]string, error)
func (row *Row) Scan(dest ...any) error
func (row *Row) ScanStructByName(dest any) error
func (row *Row) ScanStructByIndex(dest any) error
func (row *Row) ScanSlice(dest any) error
func (row *Row) ScanMap(dest any) error
func (row *Row) ToMapString() (map[string]string, error)

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt struct {
	*sql.Stmt
}

func (s *Stmt) ExecMapContext(ctx context.Context, mp any) (sql.Result, error)
func (s *Stmt) ExecMap(mp any) (sql.Result, error)
func (s *Stmt) ExecStructContext(ctx context.Context, st any) (sql.Result, error)
func (s *Stmt) ExecStruct(st any) (sql.Result, error)
func (s *Stmt) ExecContext(ctx context.Context, args ...any) (sql.Result, error)

//rowsclose:bounded-by ctx
func (s *Stmt) QueryContext(ctx context.Context, args ...any) (*Rows, error)
func (s *Stmt) Query(args ...any) (*Rows, error)
func (s *Stmt) QueryMapContext(ctx context.Context, mp any) (*Rows, error)
func (s *Stmt) QueryMap(mp any) (*Rows, error)
func (s *Stmt) QueryStructContext(ctx context.Context, st any) (*Rows, error)
func (s *Stmt) QueryStruct(st any) (*Rows, error)
func (s *Stmt) QueryRowContext(ctx context.Context, args ...any) *Row
func (s *Stmt) QueryRow(args ...any) *Row
func (s *Stmt) QueryRowMapContext(ctx context.Context, mp any) *Row
func (s *Stmt) QueryRowMap(mp any) *Row
func (s *Stmt) QueryRowStructContext(ctx context.Context, st any) *Row
func (s *Stmt) QueryRowStruct(st any) *Row

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct {
	*sql.Tx
}

func (tx *Tx) Commit() error
func (tx *Tx) Rollback() error

//rowsclose:bounded-by tx
func (tx *Tx) PrepareContext(ctx context.Context, query string) (*Stmt, error)

//rowsclose:bounded-by tx
func (tx *Tx) Prepare(query string) (*Stmt, error)

//rowsclose:not-acquired
func (tx *Tx) StmtContext(ctx context.Context, stmt *Stmt) *Stmt

//rowsclose:not-acquired
func (tx *Tx) Stmt(stmt *Stmt) *Stmt
func (tx *Tx) ExecMapContext(ctx context.Context, query string, mp any) (sql.Result, error)
func (tx *Tx) ExecMap(query string, mp any) (sql.Result, error)
func (tx *Tx) ExecStructContext(ctx context.Context, query string, st any) (sql.Result, error)
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
func (tx *Tx) ExecStruct(query string, st any) (sql.Result, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) Query(query string, args ...any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) QueryMapContext(ctx context.Context, query string, mp any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) QueryMap(query string, mp any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) QueryStructContext(ctx context.Context, query string, st any) (*Rows, error)

//rowsclose:bounded-by tx
func (tx *Tx) QueryStruct(query string, st any) (*Rows, error)
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *Row
func (tx *Tx) QueryRow(query string, args ...any) *Row
func (tx *Tx) QueryRowMapContext(ctx context.Context, query string, mp any) *Row
func (tx *Tx) QueryRowMap(query string, mp any) *Row
func (tx *Tx) QueryRowStructContext(ctx context.Context, query string, st any) *Row
func (tx *Tx) QueryRowStruct(query string, st any) *Row

type Queryer interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...any) (*Rows, error)
}

type Executer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type QueryExecuter interface {
	Queryer
	Executer
}

func Open(driverName, dataSourceName string) (*DB, error)
func FromDB(db *sql.DB) *DB
func ErrorRow(err error) *Row

//rowsclose:takes rows
func NewRow(rows *Rows, err error) *Row
