package dialect // import "entgo.io/ent/dialect"

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

type ExecQuerier interface {
	Exec(ctx context.Context, query string, args, v any) error
	//rowsclose:acquires-into v
	Query(ctx context.Context, query string, args, v any) error
}

type Driver interface {
	ExecQuerier
	Tx(context.Context) (Tx, error)
	Close() error
	Dialect() string
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx interface {
	ExecQuerier
	driver.Tx
}

type DebugDriver struct {
	Driver
}

func (d *DebugDriver) Exec(ctx context.Context, query string, args, v any) error
func (d *DebugDriver) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:acquires-into v
func (d *DebugDriver) Query(ctx context.Context, query string, args, v any) error

//rowsclose:bounded-by ctx
func (d *DebugDriver) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
func (d *DebugDriver) Tx(ctx context.Context) (Tx, error)

//rowsclose:bounded-by ctx
func (d *DebugDriver) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type DebugTx struct {
	Tx
}

func (d *DebugTx) Exec(ctx context.Context, query string, args, v any) error
func (d *DebugTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:acquires-into v
//rowsclose:bounded-by tx
func (d *DebugTx) Query(ctx context.Context, query string, args, v any) error

//rowsclose:bounded-by ctx
func (d *DebugTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
func (d *DebugTx) Commit() error
func (d *DebugTx) Rollback() error

//rowsclose:not-acquired
func NopTx(d Driver) Tx
func Debug(d Driver, logger ...func(...any)) Driver
func DebugWithContext(d Driver, logger func(context.Context, ...any)) Driver
