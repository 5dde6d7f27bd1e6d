package exec // import "github.com/doug-martin/goqu/v9/exec"

import (
	"context"
	"database/sql"
	gsql "database/sql"

	"github.com/doug-martin/goqu/v9/internal/sb"
)

type QueryExecutor struct{}

func (q QueryExecutor) ToSQL() (sql string, args []interface{}, err error)
func (q QueryExecutor) Exec() (gsql.Result, error)
func (q QueryExecutor) ExecContext(ctx context.Context) (gsql.Result, error)
func (q QueryExecutor) Query() (*gsql.Rows, error)

//rowsclose:bounded-by ctx
func (q QueryExecutor) QueryContext(ctx context.Context) (*gsql.Rows, error)
func (q QueryExecutor) ScanStructs(i interface{}) error
func (q QueryExecutor) ScanStructsContext(ctx context.Context, i interface{}) error
func (q QueryExecutor) ScanStruct(i interface{}) (bool, error)
func (q QueryExecutor) ScanStructContext(ctx context.Context, i interface{}) (bool, error)
func (q QueryExecutor) ScanVals(i interface{}) error
func (q QueryExecutor) ScanValsContext(ctx context.Context, i interface{}) error
func (q QueryExecutor) ScanVal(i interface{}) (bool, error)
func (q QueryExecutor) ScanValContext(ctx context.Context, i interface{}) (bool, error)
func (q QueryExecutor) Scanner() (Scanner, error)

//rowsclose:bounded-by ctx
func (q QueryExecutor) ScannerContext(ctx context.Context) (Scanner, error)

type QueryFactory interface {
	FromSQL(sql string, args ...interface{}) QueryExecutor
	FromSQLBuilder(b sb.SQLBuilder) QueryExecutor
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Scanner interface {
	//rowsclose:closes-when-false
	Next() bool
	ScanStruct(i interface{}) error
	//rowsclose:closes-when-nil
	ScanStructs(i interface{}) error
	ScanVal(i interface{}) error
	//rowsclose:closes-when-nil
	ScanVals(i interface{}) error
	Close() error
	//rowsclose:checks-error
	Err() error
}

type DbExecutor interface {
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
}

func NewQueryFactory(de DbExecutor) QueryFactory

//rowsclose:alias 0 rows
func NewScanner(rows *sql.Rows) Scanner
