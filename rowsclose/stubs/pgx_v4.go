package pgx // import "github.com/jackc/pgx/v4"

import (
	"context"

	"github.com/jackc/pgconn"
	"github.com/jackc/pgconn/stmtcache"
	pgproto3 "github.com/jackc/pgproto3/v2"
	"github.com/jackc/pgtype"
)

type Conn struct{}

func (c *Conn) Close(ctx context.Context) error
func (c *Conn) Prepare(ctx context.Context, name, sql string) (sd *pgconn.StatementDescription, err error)
func (c *Conn) Deallocate(ctx context.Context, name string) error
func (c *Conn) WaitForNotification(ctx context.Context) (*pgconn.Notification, error)
func (c *Conn) IsClosed() bool
func (c *Conn) Ping(ctx context.Context) error

//rowsclose:not-acquired
func (c *Conn) PgConn() *pgconn.PgConn
func (c *Conn) StatementCache() stmtcache.Cache
func (c *Conn) ConnInfo() *pgtype.ConnInfo
func (c *Conn) Config() *ConnConfig
func (c *Conn) Exec(ctx context.Context, sql string, arguments ...interface{}) (pgconn.CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) Query(ctx context.Context, sql string, args ...interface{}) (Rows, error)

//rowsclose:busies
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...interface{}) Row

func (c *Conn) QueryFunc(ctx context.Context, sql string, args []interface{}, scans []interface{}, f func(QueryFuncRow) error) (pgconn.CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) SendBatch(ctx context.Context, b *Batch) BatchResults
func (c *Conn) CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error)

//rowsclose:bounded-by conn
func (c *Conn) Begin(ctx context.Context) (Tx, error)

//rowsclose:bounded-by conn
func (c *Conn) BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)

func (c *Conn) BeginFunc(ctx context.Context, f func(Tx) error) (err error)

func (c *Conn) BeginTxFunc(ctx context.Context, txOptions TxOptions, f func(Tx) error) (err error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx interface {
	//rowsclose:bounded-by tx
	Begin(ctx context.Context) (Tx, error)
	BeginFunc(ctx context.Context, f func(Tx) error) (err error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	CopyFrom(ctx context.Context, tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int64, error)
	//rowsclose:busies
	//rowsclose:bounded-by tx
	SendBatch(ctx context.Context, b *Batch) BatchResults
	LargeObjects() LargeObjects
	Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error)
	Exec(ctx context.Context, sql string, arguments ...interface{}) (commandTag pgconn.CommandTag, err error)
	//rowsclose:busies
	//rowsclose:bounded-by tx
	Query(ctx context.Context, sql string, args ...interface{}) (Rows, error)
	//rowsclose:bounded-by tx
	//rowsclose:busies
	QueryRow(ctx context.Context, sql string, args ...interface{}) Row
	QueryFunc(ctx context.Context, sql string, args []interface{}, scans []interface{}, f func(QueryFuncRow) error) (pgconn.CommandTag, error)
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
	FieldDescriptions() []pgproto3.FieldDescription
	//rowsclose:closes-when-false
	Next() bool
	//rowsclose:closes-when-error
	Scan(dest ...interface{}) error
	//rowsclose:closes-when-error
	Values() ([]interface{}, error)
	RawValues() [][]byte
}

//rowsclose:resource row
//rowsclose:must-call Scan
type Row interface {
	Scan(dest ...interface{}) error
}

type QueryFuncRow interface {
	FieldDescriptions() []pgproto3.FieldDescription
	RawValues() [][]byte
}

type Batch struct{}

func (b *Batch) Queue(query string, arguments ...interface{})
func (b *Batch) Len() int

//rowsclose:resource rows
//rowsclose:must-call Close
type BatchResults interface {
	Exec() (pgconn.CommandTag, error)
	//rowsclose:bounded-by batch
	Query() (Rows, error)
	//rowsclose:not-acquired
	QueryRow() Row
	QueryFunc(scans []interface{}, f func(QueryFuncRow) error) (pgconn.CommandTag, error)
	Close() error
}

type TxOptions struct{}

type Identifier []string

func (ident Identifier) Sanitize() string

type CopyFromSource interface {
	Next() bool
	Values() ([]interface{}, error)
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

//rowsclose:acquires pool Close
func Connect(ctx context.Context, connString string) (*Conn, error)

//rowsclose:acquires pool Close
func ConnectConfig(ctx context.Context, connConfig *ConnConfig) (*Conn, error)
