package pgx // import "github.com/jackc/pgx/v5"

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

type Conn struct{}

func (c *Conn) Close(ctx context.Context) error
func (c *Conn) Prepare(ctx context.Context, name, sql string) (sd *pgconn.StatementDescription, err error)
func (c *Conn) Deallocate(ctx context.Context, name string) error
func (c *Conn) DeallocateAll(ctx context.Context) error
func (c *Conn) WaitForNotification(ctx context.Context) (*pgconn.Notification, error)
func (c *Conn) IsClosed() bool
func (c *Conn) Ping(ctx context.Context) error

//rowsclose:not-acquired
func (c *Conn) PgConn() *pgconn.PgConn
func (c *Conn) TypeMap() *pgtype.Map
func (c *Conn) Config() *ConnConfig
func (c *Conn) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error)

//rowsclose:busies
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) Row

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) SendBatch(ctx context.Context, b *Batch) BatchResults
func (c *Conn) LoadType(ctx context.Context, typeName string) (*pgtype.Type, error)
func (c *Conn) CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error)
func (c *Conn) LoadTypes(ctx context.Context, typeNames []string) ([]*pgtype.Type, error)

//rowsclose:bounded-by conn
func (c *Conn) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by conn
func (c *Conn) BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx interface {
	//rowsclose:bounded-by tx
	Begin(ctx context.Context) (Tx, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error)
	//rowsclose:busies
	//rowsclose:bounded-by tx
	SendBatch(ctx context.Context, b *Batch) BatchResults
	LargeObjects() LargeObjects
	Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error)
	Exec(ctx context.Context, sql string, arguments ...any) (commandTag pgconn.CommandTag, err error)
	//rowsclose:busies
	//rowsclose:bounded-by tx
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
	//rowsclose:bounded-by tx
	//rowsclose:busies
	QueryRow(ctx context.Context, sql string, args ...any) Row
	//rowsclose:not-acquired
	Conn() *Conn
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	//rowsclose:nil-safe
	Close()
	//rowsclose:checks-error
	//rowsclose:closes-when-error
	Err() error
	CommandTag() pgconn.CommandTag
	FieldDescriptions() []pgconn.FieldDescription
	//rowsclose:closes-when-false
	Next() bool
	//rowsclose:closes-when-error
	Scan(dest ...any) error
	//rowsclose:closes-when-error
	Values() ([]any, error)
	RawValues() [][]byte
	//rowsclose:not-acquired
	Conn() *Conn
	TypeMap() *pgtype.Map
}

//rowsclose:resource row
//rowsclose:must-call Scan
type Row interface {
	Scan(dest ...any) error
}

type RowScanner interface {
	ScanRow(rows Rows) error
}

type CollectableRow interface {
	FieldDescriptions() []pgconn.FieldDescription
	Scan(dest ...any) error
	Values() ([]any, error)
	RawValues() [][]byte
}

type RowToFunc[T any] func(row CollectableRow) (T, error)

type Batch struct{}

func (b *Batch) BeginTx(txOptions TxOptions)
func (b *Batch) Queue(query string, arguments ...any) *QueuedQuery
func (b *Batch) Len() int

//rowsclose:resource rows
//rowsclose:must-call Close
type BatchResults interface {
	Exec() (pgconn.CommandTag, error)
	//rowsclose:bounded-by batch
	Query() (Rows, error)
	//rowsclose:not-acquired
	QueryRow() Row
	Close() error
	//rowsclose:not-acquired
	Tx() Tx
}

type QueuedQuery struct{}

func (qq *QueuedQuery) Query(fn func(rows Rows) error)
func (qq *QueuedQuery) QueryRow(fn func(row Row) error)
func (qq *QueuedQuery) Exec(fn func(ct pgconn.CommandTag) error)

type TxOptions struct{}

type Identifier []string

func (ident Identifier) Sanitize() string

type CopyFromSource interface {
	Next() bool
	Values() ([]any, error)
	Err() error
}

type LargeObjects struct{}

func (o *LargeObjects) Create(ctx context.Context, oid uint32) (uint32, error)
func (o *LargeObjects) Open(ctx context.Context, oid uint32, mode LargeObjectMode) (*LargeObject, error)
func (o *LargeObjects) Unlink(ctx context.Context, oid uint32) error

type LargeObject struct{}

func (o *LargeObject) Write(p []byte) (int, error)
func (o *LargeObject) Read(p []byte) (int, error)
func (o *LargeObject) Close() error

//rowsclose:not-acquired
func FailedBatchResults(b *Batch, err error) BatchResults

//rowsclose:acquires pool Close
func Connect(ctx context.Context, connString string) (*Conn, error)

//rowsclose:acquires pool Close
func ConnectWithOptions(ctx context.Context, connString string, options ParseConfigOptions) (*Conn, error)

//rowsclose:acquires pool Close
func ConnectConfig(ctx context.Context, connConfig *ConnConfig) (*Conn, error)

//rowsclose:alias 0 resultReader
func RowsFromResultReader(typeMap *pgtype.Map, resultReader *pgconn.ResultReader) Rows

//rowsclose:closes rows
func ForEachRow(rows Rows, scans []any, fn func() error) (pgconn.CommandTag, error)

//rowsclose:closes rows
func AppendRows[T any, S ~[]T](slice S, rows Rows, fn RowToFunc[T]) (S, error)

//rowsclose:closes rows
func CollectRows[T any](rows Rows, fn RowToFunc[T]) ([]T, error)

//rowsclose:closes rows
func CollectOneRow[T any](rows Rows, fn RowToFunc[T]) (T, error)

//rowsclose:closes rows
func CollectExactlyOneRow[T any](rows Rows, fn RowToFunc[T]) (T, error)
func RowTo[T any](row CollectableRow) (T, error)
func RowToAddrOf[T any](row CollectableRow) (*T, error)
func RowToMap(row CollectableRow) (map[string]any, error)
func RowToStructByPos[T any](row CollectableRow) (T, error)
func RowToAddrOfStructByPos[T any](row CollectableRow) (*T, error)
func RowToStructByName[T any](row CollectableRow) (T, error)
func RowToAddrOfStructByName[T any](row CollectableRow) (*T, error)
func RowToStructByNameLax[T any](row CollectableRow) (T, error)
func RowToAddrOfStructByNameLax[T any](row CollectableRow) (*T, error)

func BeginFunc(ctx context.Context, db interface {
	Begin(ctx context.Context) (Tx, error)
}, fn func(Tx) error) (err error)

func BeginTxFunc(ctx context.Context, db interface {
	BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)
}, txOptions TxOptions, fn func(Tx) error) (err error)
