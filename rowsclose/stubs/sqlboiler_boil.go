package boil // import "github.com/aarondl/sqlboiler/v4/boil", "github.com/volatiletech/sqlboiler/v4/boil"

import (
	"context"
	"database/sql"
)

type Executor interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
}

type ContextExecutor interface {
	Executor
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Transactor interface {
	Commit() error
	Rollback() error
	Executor
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type ContextTransactor interface {
	Commit() error
	Rollback() error
	ContextExecutor
}

type Beginner interface {
	Begin() (*sql.Tx, error)
}

type ContextBeginner interface {
	//rowsclose:bounded-by ctx
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}

func Begin() (Transactor, error)

//rowsclose:bounded-by ctx
func BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
func SetDB(db Executor)
func GetDB() Executor
func GetContextDB() ContextExecutor
