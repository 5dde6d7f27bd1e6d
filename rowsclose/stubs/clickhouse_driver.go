package driver // import "github.com/ClickHouse/clickhouse-go/v2/lib/driver"

import (
	"context"
	"io"
	"reflect"

	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
)

type Conn interface {
	Contributors() []string
	ServerVersion() (*ServerVersion, error)
	Select(ctx context.Context, dest any, query string, args ...any) error
	Query(ctx context.Context, query string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, query string, args ...any) Row
	PrepareBatch(ctx context.Context, query string, opts ...PrepareBatchOption) (Batch, error)
	Exec(ctx context.Context, query string, args ...any) error
	//rowsclose:acquires rows Close
	QueryFormat(ctx context.Context, format string, query string, args ...any) (io.ReadCloser, error)
	InsertFormat(ctx context.Context, format string, query string, data io.Reader) error
	AsyncInsert(ctx context.Context, query string, wait bool, args ...any) error
	Ping(context.Context) error
	Stats() Stats
	Close() error
}

type Row interface {
	Err() error
	Scan(dest ...any) error
	ScanStruct(dest any) error
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	//rowsclose:closes-when-false
	Next() bool
	Scan(dest ...any) error
	ScanStruct(dest any) error
	ColumnTypes() []ColumnType
	Totals(dest ...any) error
	Columns() []string
	Close() error
	//rowsclose:checks-error
	Err() error
	HasData() bool
}

//rowsclose:resource stmt
//rowsclose:must-call Send|Abort|Close
type Batch interface {
	Abort() error
	//rowsclose:closes-when-error
	Append(v ...any) error
	AppendStruct(v any) error
	Column(int) BatchColumn
	Flush() error
	Send() error
	IsSent() bool
	Rows() int
	Columns() []column.Interface
	Close() error
}

type BatchColumn interface {
	Append(any) error
	AppendRow(any) error
}

type ColumnType interface {
	Name() string
	Nullable() bool
	ScanType() reflect.Type
	DatabaseTypeName() string
}

type PrepareBatchOption func(options *PrepareBatchOptions)

func WithReleaseConnection() PrepareBatchOption
func WithCloseOnFlush() PrepareBatchOption
