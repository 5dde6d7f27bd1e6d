package pgxscan // import "github.com/stephenafamo/scan/pgxscan"

import (
	"context"

	pgx "github.com/jackc/pgx/v5"
	"github.com/stephenafamo/scan"
)

type Queryer interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func One[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) (T, error)
func All[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) ([]T, error)
func Cursor[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], sql string, args ...any) (scan.ICursor[T], error)
func Each[T any](ctx context.Context, exec Queryer, m scan.Mapper[T], query string, args ...any) func(func(T, error) bool)
