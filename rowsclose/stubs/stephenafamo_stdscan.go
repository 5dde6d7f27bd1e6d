package stdscan // import "github.com/stephenafamo/scan/stdscan"

import (
	"context"
	"database/sql"

	"github.com/stephenafamo/scan"
)

type Queryer interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func One[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) (T, error)
func All[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) ([]T, error)

//rowsclose:bounded-by ctx
func Cursor[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) (scan.ICursor[T], error)
func Each[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], query string, args ...any) func(func(T, error) bool)
