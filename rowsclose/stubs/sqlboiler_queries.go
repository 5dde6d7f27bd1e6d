package queries // import "github.com/aarondl/sqlboiler/v4/queries", "github.com/volatiletech/sqlboiler/v4/queries"

import (
	"context"
	"database/sql"

	"github.com/aarondl/sqlboiler/v4/boil"
)

type Query struct{}

func (q *Query) Exec(exec boil.Executor) (sql.Result, error)
func (q *Query) QueryRowG() *sql.Row
func (q *Query) QueryRow(exec boil.Executor) *sql.Row
func (q *Query) Query(exec boil.Executor) (*sql.Rows, error)
func (q *Query) ExecContext(ctx context.Context, exec boil.ContextExecutor) (sql.Result, error)
func (q *Query) QueryRowContextG(ctx context.Context) *sql.Row
func (q *Query) QueryRowContext(ctx context.Context, exec boil.ContextExecutor) *sql.Row

//rowsclose:bounded-by ctx
func (q *Query) QueryContext(ctx context.Context, exec boil.ContextExecutor) (*sql.Rows, error)
func (q *Query) ExecG() (sql.Result, error)
func (q *Query) ExecP(exec boil.Executor) sql.Result
func (q *Query) ExecGP() sql.Result
func (q *Query) QueryG() (*sql.Rows, error)
func (q *Query) QueryP(exec boil.Executor) *sql.Rows
func (q *Query) QueryGP() *sql.Rows
func (q *Query) ExecContextG(ctx context.Context) (sql.Result, error)
func (q *Query) ExecContextP(ctx context.Context, exec boil.ContextExecutor) sql.Result
func (q *Query) ExecContextGP(ctx context.Context) sql.Result

//rowsclose:bounded-by ctx
func (q *Query) QueryContextG(ctx context.Context) (*sql.Rows, error)

//rowsclose:bounded-by ctx
func (q *Query) QueryContextP(ctx context.Context, exec boil.ContextExecutor) *sql.Rows

//rowsclose:bounded-by ctx
func (q *Query) QueryContextGP(ctx context.Context) *sql.Rows
func (q *Query) BindP(ctx context.Context, exec boil.Executor, obj interface{})
func (q *Query) BindG(ctx context.Context, obj interface{}) error
func (q *Query) BindGP(ctx context.Context, obj interface{})
func (q *Query) Bind(ctx context.Context, exec boil.Executor, obj interface{}) error
func Raw(query string, args ...interface{}) *Query
func RawG(query string, args ...interface{}) *Query

//rowsclose:borrows rows
func Bind(rows *sql.Rows, obj interface{}) error
