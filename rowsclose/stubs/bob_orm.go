package orm // import "github.com/stephenafamo/bob/orm"

import (
	"context"

	"github.com/stephenafamo/bob"
	"github.com/stephenafamo/scan"
)

type ExecQuery[Q bob.Expression] struct {
	bob.BaseQuery[Q]
}

func (q ExecQuery[Q]) Exec(ctx context.Context, exec bob.Executor) (int64, error)

type Query[Q bob.Expression, T, Ts any, Tr bob.Transformer[T, Ts]] struct {
	ExecQuery[Q]
}

func (q Query[Q, T, Ts, Tr]) One(ctx context.Context, exec bob.Executor) (T, error)
func (q Query[Q, T, Ts, Tr]) All(ctx context.Context, exec bob.Executor) (Ts, error)
func (q Query[Q, T, Ts, Tr]) Cursor(ctx context.Context, exec bob.Executor) (scan.ICursor[T], error)
