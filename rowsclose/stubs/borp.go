package borp // import "github.com/letsencrypt/borp"

import (
	"context"
	"database/sql"
)

type DbMap struct {
	Db *sql.DB
}

func (m *DbMap) CreateTables(ctx context.Context) error
func (m *DbMap) CreateTablesIfNotExists(ctx context.Context) error
func (m *DbMap) DropTables(ctx context.Context) error
func (m *DbMap) DropTablesIfExists(ctx context.Context) error
func (m *DbMap) TruncateTables(ctx context.Context) error
func (m *DbMap) Insert(ctx context.Context, list ...interface{}) error
func (m *DbMap) Update(ctx context.Context, list ...interface{}) (int64, error)
func (m *DbMap) UpdateColumns(ctx context.Context, filter ColumnFilter, list ...interface{}) (int64, error)
func (m *DbMap) Delete(ctx context.Context, list ...interface{}) (int64, error)
func (m *DbMap) Get(ctx context.Context, i interface{}, keys ...interface{}) (interface{}, error)
func (m *DbMap) Select(ctx context.Context, i interface{}, query string, args ...interface{}) ([]interface{}, error)
func (m *DbMap) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
func (m *DbMap) SelectInt(ctx context.Context, query string, args ...interface{}) (int64, error)
func (m *DbMap) SelectNullInt(ctx context.Context, query string, args ...interface{}) (sql.NullInt64, error)
func (m *DbMap) SelectFloat(ctx context.Context, query string, args ...interface{}) (float64, error)
func (m *DbMap) SelectNullFloat(ctx context.Context, query string, args ...interface{}) (sql.NullFloat64, error)
func (m *DbMap) SelectStr(ctx context.Context, query string, args ...interface{}) (string, error)
func (m *DbMap) SelectNullStr(ctx context.Context, query string, args ...interface{}) (sql.NullString, error)
func (m *DbMap) SelectOne(ctx context.Context, holder interface{}, query string, args ...interface{}) error

//rowsclose:bounded-by ctx
func (m *DbMap) BeginTx(ctx context.Context) (*Transaction, error)
func (m *DbMap) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
func (m *DbMap) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row

//rowsclose:bounded-by ctx
func (m *DbMap) QueryContext(ctx context.Context, q string, args ...interface{}) (*sql.Rows, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Transaction struct{}

func (t *Transaction) Insert(ctx context.Context, list ...interface{}) error
func (t *Transaction) Update(ctx context.Context, list ...interface{}) (int64, error)
func (t *Transaction) UpdateColumns(ctx context.Context, filter ColumnFilter, list ...interface{}) (int64, error)
func (t *Transaction) Delete(ctx context.Context, list ...interface{}) (int64, error)
func (t *Transaction) Get(ctx context.Context, i interface{}, keys ...interface{}) (interface{}, error)
func (t *Transaction) Select(ctx context.Context, i interface{}, query string, args ...interface{}) ([]interface{}, error)
func (t *Transaction) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
func (t *Transaction) SelectInt(ctx context.Context, query string, args ...interface{}) (int64, error)
func (t *Transaction) SelectNullInt(ctx context.Context, query string, args ...interface{}) (sql.NullInt64, error)
func (t *Transaction) SelectFloat(ctx context.Context, query string, args ...interface{}) (float64, error)
func (t *Transaction) SelectNullFloat(ctx context.Context, query string, args ...interface{}) (sql.NullFloat64, error)
func (t *Transaction) SelectStr(ctx context.Context, query string, args ...interface{}) (string, error)
func (t *Transaction) SelectNullStr(ctx context.Context, query string, args ...interface{}) (sql.NullString, error)
func (t *Transaction) SelectOne(ctx context.Context, holder interface{}, query string, args ...interface{}) error
func (t *Transaction) Commit() error
func (t *Transaction) Rollback() error
func (t *Transaction) Savepoint(ctx context.Context, name string) error
func (t *Transaction) RollbackToSavepoint(ctx context.Context, savepoint string) error
func (t *Transaction) ReleaseSavepoint(ctx context.Context, savepoint string) error

//rowsclose:bounded-by tx
func (t *Transaction) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
func (t *Transaction) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (t *Transaction) QueryContext(ctx context.Context, q string, args ...interface{}) (*sql.Rows, error)

type SqlExecutor interface {
	Get(ctx context.Context, i interface{}, keys ...interface{}) (interface{}, error)
	Insert(ctx context.Context, list ...interface{}) error
	Update(ctx context.Context, list ...interface{}) (int64, error)
	Delete(ctx context.Context, list ...interface{}) (int64, error)
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	Select(ctx context.Context, i interface{}, query string, args ...interface{}) ([]interface{}, error)
	SelectInt(ctx context.Context, query string, args ...interface{}) (int64, error)
	SelectNullInt(ctx context.Context, query string, args ...interface{}) (sql.NullInt64, error)
	SelectFloat(ctx context.Context, query string, args ...interface{}) (float64, error)
	SelectNullFloat(ctx context.Context, query string, args ...interface{}) (sql.NullFloat64, error)
	SelectStr(ctx context.Context, query string, args ...interface{}) (string, error)
	SelectNullStr(ctx context.Context, query string, args ...interface{}) (sql.NullString, error)
	SelectOne(ctx context.Context, holder interface{}, query string, args ...interface{}) error
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

func SelectInt(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (int64, error)
func SelectNullInt(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (sql.NullInt64, error)
func SelectFloat(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (float64, error)
func SelectNullFloat(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (sql.NullFloat64, error)
func SelectStr(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (string, error)
func SelectNullStr(ctx context.Context, e SqlExecutor, query string, args ...interface{}) (sql.NullString, error)
func SelectOne(ctx context.Context, m *DbMap, e SqlExecutor, holder interface{}, query string, args ...interface{}) error
