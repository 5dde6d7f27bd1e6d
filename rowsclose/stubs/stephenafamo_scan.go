// Each opens its rows at once and closes them when it is ranged over: one that nobody ranges over is not modelled.

package scan // import "github.com/stephenafamo/scan"

import (
	"context"
	"io"
)

type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (Rows, error)
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	Scan(...any) error
	Columns() ([]string, error)
	//rowsclose:closes-when-false
	Next() bool
	Close() error
	//rowsclose:checks-error
	Err() error
}

//rowsclose:resource rows
//rowsclose:must-call Close
type ICursor[T any] interface {
	Close() error
	//rowsclose:closes-when-false
	Next() bool
	Get() (T, error)
	//rowsclose:checks-error
	Err() error
}

type Mapper[T any] func(context.Context, cols) (before BeforeFunc, after func(any) (T, error))

func Debug(q Queryer, w io.Writer) Queryer
func One[T any](ctx context.Context, exec Queryer, m Mapper[T], query string, args ...any) (T, error)

//rowsclose:borrows rows
func OneFromRows[T any](ctx context.Context, m Mapper[T], rows Rows) (T, error)
func All[T any](ctx context.Context, exec Queryer, m Mapper[T], query string, args ...any) ([]T, error)

//rowsclose:closes-when-nil rows
func AllFromRows[T any](ctx context.Context, m Mapper[T], rows Rows) ([]T, error)
func Cursor[T any](ctx context.Context, exec Queryer, m Mapper[T], query string, args ...any) (ICursor[T], error)
func Each[T any](ctx context.Context, exec Queryer, m Mapper[T], query string, args ...any) func(func(T, error) bool)

//rowsclose:alias 0 rows
func CursorFromRows[T any](ctx context.Context, m Mapper[T], rows Rows) (ICursor[T], error)
