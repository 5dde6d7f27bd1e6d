package gorp // import "github.com/go-gorp/gorp/v3", "gopkg.in/gorp.v2", "github.com/go-gorp/gorp"

import (
	"context"
	"database/sql"
)

type DbMap struct {
	Db *sql.DB
}

func (m *DbMap) WithContext(ctx context.Context) SqlExecutor
func (m *DbMap) CreateTables() error
func (m *DbMap) CreateTablesIfNotExists() error
func (m *DbMap) DropTables() error
func (m *DbMap) DropTablesIfExists() error
func (m *DbMap) TruncateTables() error
func (m *DbMap) Insert(list ...interface{}) error
func (m *DbMap) Update(list ...interface{}) (int64, error)
func (m *DbMap) UpdateColumns(filter ColumnFilter, list ...interface{}) (int64, error)
func (m *DbMap) Delete(list ...interface{}) (int64, error)
func (m *DbMap) Get(i interface{}, keys ...interface{}) (interface{}, error)
func (m *DbMap) Select(i interface{}, query string, args ...interface{}) ([]interface{}, error)
func (m *DbMap) Exec(query string, args ...interface{}) (sql.Result, error)
func (m *DbMap) SelectInt(query string, args ...interface{}) (int64, error)
func (m *DbMap) SelectNullInt(query string, args ...interface{}) (sql.NullInt64, error)
func (m *DbMap) SelectFloat(query string, args ...interface{}) (float64, error)
func (m *DbMap) SelectNullFloat(query string, args ...interface{}) (sql.NullFloat64, error)
func (m *DbMap) SelectStr(query string, args ...interface{}) (string, error)
func (m *DbMap) SelectNullStr(query string, args ...interface{}) (sql.NullString, error)
func (m *DbMap) SelectOne(holder interface{}, query string, args ...interface{}) error
func (m *DbMap) Begin() (*Transaction, error)
func (m *DbMap) Prepare(query string) (*sql.Stmt, error)
func (m *DbMap) QueryRow(query string, args ...interface{}) *sql.Row
func (m *DbMap) Query(q string, args ...interface{}) (*sql.Rows, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Transaction struct{}

//rowsclose:alias 0 t
func (t *Transaction) WithContext(ctx context.Context) SqlExecutor
func (t *Transaction) Insert(list ...interface{}) error
func (t *Transaction) Update(list ...interface{}) (int64, error)
func (t *Transaction) UpdateColumns(filter ColumnFilter, list ...interface{}) (int64, error)
func (t *Transaction) Delete(list ...interface{}) (int64, error)
func (t *Transaction) Get(i interface{}, keys ...interface{}) (interface{}, error)
func (t *Transaction) Select(i interface{}, query string, args ...interface{}) ([]interface{}, error)
func (t *Transaction) Exec(query string, args ...interface{}) (sql.Result, error)
func (t *Transaction) SelectInt(query string, args ...interface{}) (int64, error)
func (t *Transaction) SelectNullInt(query string, args ...interface{}) (sql.NullInt64, error)
func (t *Transaction) SelectFloat(query string, args ...interface{}) (float64, error)
func (t *Transaction) SelectNullFloat(query string, args ...interface{}) (sql.NullFloat64, error)
func (t *Transaction) SelectStr(query string, args ...interface{}) (string, error)
func (t *Transaction) SelectNullStr(query string, args ...interface{}) (sql.NullString, error)
func (t *Transaction) SelectOne(holder interface{}, query string, args ...interface{}) error
func (t *Transaction) Commit() error
func (t *Transaction) Rollback() error
func (t *Transaction) Savepoint(name string) error
func (t *Transaction) RollbackToSavepoint(savepoint string) error
func (t *Transaction) ReleaseSavepoint(savepoint string) error

//rowsclose:bounded-by tx
func (t *Transaction) Prepare(query string) (*sql.Stmt, error)
func (t *Transaction) QueryRow(query string, args ...interface{}) *sql.Row

//rowsclose:bounded-by tx
func (t *Transaction) Query(q string, args ...interface{}) (*sql.Rows, error)

type SqlExecutor interface {
	WithContext(ctx context.Context) SqlExecutor
	Get(i interface{}, keys ...interface{}) (interface{}, error)
	Insert(list ...interface{}) error
	Update(list ...interface{}) (int64, error)
	Delete(list ...interface{}) (int64, error)
	Exec(query string, args ...interface{}) (sql.Result, error)
	Select(i interface{}, query string, args ...interface{}) ([]interface{}, error)
	SelectInt(query string, args ...interface{}) (int64, error)
	SelectNullInt(query string, args ...interface{}) (sql.NullInt64, error)
	SelectFloat(query string, args ...interface{}) (float64, error)
	SelectNullFloat(query string, args ...interface{}) (sql.NullFloat64, error)
	SelectStr(query string, args ...interface{}) (string, error)
	SelectNullStr(query string, args ...interface{}) (sql.NullString, error)
	SelectOne(holder interface{}, query string, args ...interface{}) error
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
}

func SelectInt(e SqlExecutor, query string, args ...interface{}) (int64, error)
func SelectNullInt(e SqlExecutor, query string, args ...interface{}) (sql.NullInt64, error)
func SelectFloat(e SqlExecutor, query string, args ...interface{}) (float64, error)
func SelectNullFloat(e SqlExecutor, query string, args ...interface{}) (sql.NullFloat64, error)
func SelectStr(e SqlExecutor, query string, args ...interface{}) (string, error)
func SelectNullStr(e SqlExecutor, query string, args ...interface{}) (sql.NullString, error)
func SelectOne(m *DbMap, e SqlExecutor, holder interface{}, query string, args ...interface{}) error
