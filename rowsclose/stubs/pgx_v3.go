package pgx // import "github.com/jackc/pgx"

import (
	"context"
	"io"
	"net"

	"github.com/jackc/pgx/pgtype"
)

type Conn struct{}

//rowsclose:bounded-by conn
func (c *Conn) BeginBatch() *Batch
func (c *Conn) PID() uint32
func (c *Conn) LocalAddr() (net.Addr, error)
func (c *Conn) Close() (err error)
func (c *Conn) Prepare(name, sql string) (ps *PreparedStatement, err error)
func (c *Conn) PrepareEx(ctx context.Context, name, sql string, opts *PrepareExOptions) (ps *PreparedStatement, err error)
func (c *Conn) Deallocate(name string) error
func (c *Conn) Listen(channel string) error
func (c *Conn) Unlisten(channel string) error
func (c *Conn) WaitForNotification(ctx context.Context) (notification *Notification, err error)
func (c *Conn) IsAlive() bool
func (c *Conn) CauseOfDeath() error
func (c *Conn) Exec(sql string, arguments ...interface{}) (commandTag CommandTag, err error)
func (c *Conn) SetLogger(logger Logger) Logger
func (c *Conn) SetLogLevel(lvl LogLevel) (LogLevel, error)
func (c *Conn) Ping(ctx context.Context) error
func (c *Conn) ExecEx(ctx context.Context, sql string, options *QueryExOptions, arguments ...interface{}) (CommandTag, error)
func (c *Conn) WaitUntilReady(ctx context.Context) error
func (c *Conn) LastStmtSent() bool
func (c *Conn) CopyFrom(tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int, error)
func (c *Conn) CopyFromReader(r io.Reader, sql string) (CommandTag, error)
func (c *Conn) CopyToWriter(w io.Writer, sql string, args ...interface{}) (CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) Query(sql string, args ...interface{}) (*Rows, error)

//rowsclose:busies
func (c *Conn) QueryRow(sql string, args ...interface{}) *Row

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) QueryEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) (rows *Rows, err error)

//rowsclose:busies
func (c *Conn) QueryRowEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) *Row

//rowsclose:bounded-by conn
func (c *Conn) Begin() (*Tx, error)

//rowsclose:bounded-by conn
func (c *Conn) BeginEx(ctx context.Context, txOptions *TxOptions) (*Tx, error)

type ConnPool struct{}

func (p *ConnPool) Acquire() (*Conn, error)
func (p *ConnPool) AcquireEx(ctx context.Context) (*Conn, error)

//rowsclose:closes conn
func (p *ConnPool) Release(conn *Conn)
func (p *ConnPool) Close()
func (p *ConnPool) Reset()
func (p *ConnPool) Stat() (s ConnPoolStat)
func (p *ConnPool) Exec(sql string, arguments ...interface{}) (commandTag CommandTag, err error)
func (p *ConnPool) ExecEx(ctx context.Context, sql string, options *QueryExOptions, arguments ...interface{}) (commandTag CommandTag, err error)
func (p *ConnPool) Query(sql string, args ...interface{}) (*Rows, error)
func (p *ConnPool) QueryEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) (*Rows, error)
func (p *ConnPool) QueryRow(sql string, args ...interface{}) *Row
func (p *ConnPool) QueryRowEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) *Row
func (p *ConnPool) Begin() (*Tx, error)
func (p *ConnPool) Prepare(name, sql string) (*PreparedStatement, error)
func (p *ConnPool) PrepareEx(ctx context.Context, name, sql string, opts *PrepareExOptions) (*PreparedStatement, error)
func (p *ConnPool) Deallocate(name string) (err error)
func (p *ConnPool) BeginEx(ctx context.Context, txOptions *TxOptions) (*Tx, error)
func (p *ConnPool) CopyFrom(tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int, error)
func (p *ConnPool) CopyFromReader(r io.Reader, sql string) (CommandTag, error)
func (p *ConnPool) CopyToWriter(w io.Writer, sql string, args ...interface{}) (CommandTag, error)
func (p *ConnPool) BeginBatch() *Batch

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|CommitEx|RollbackEx
type Tx struct{}

//rowsclose:bounded-by tx
func (tx *Tx) BeginBatch() *Batch
func (tx *Tx) LargeObjects() (*LargeObjects, error)
func (tx *Tx) Commit() error
func (tx *Tx) CommitEx(ctx context.Context) error
func (tx *Tx) Rollback() error
func (tx *Tx) RollbackEx(ctx context.Context) error
func (tx *Tx) Exec(sql string, arguments ...interface{}) (commandTag CommandTag, err error)
func (tx *Tx) ExecEx(ctx context.Context, sql string, options *QueryExOptions, arguments ...interface{}) (commandTag CommandTag, err error)
func (tx *Tx) Prepare(name, sql string) (*PreparedStatement, error)
func (tx *Tx) PrepareEx(ctx context.Context, name, sql string, opts *PrepareExOptions) (*PreparedStatement, error)

//rowsclose:busies
//rowsclose:bounded-by tx
func (tx *Tx) Query(sql string, args ...interface{}) (*Rows, error)

//rowsclose:busies
//rowsclose:bounded-by tx
func (tx *Tx) QueryEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) (*Rows, error)

//rowsclose:bounded-by tx
//rowsclose:busies
func (tx *Tx) QueryRow(sql string, args ...interface{}) *Row

//rowsclose:bounded-by tx
//rowsclose:busies
func (tx *Tx) QueryRowEx(ctx context.Context, sql string, options *QueryExOptions, args ...interface{}) *Row
func (tx *Tx) CopyFrom(tableName Identifier, columnNames []string, rowSrc CopyFromSource) (int, error)
func (tx *Tx) CopyFromReader(r io.Reader, sql string) (commandTag CommandTag, err error)
func (tx *Tx) CopyToWriter(w io.Writer, sql string, args ...interface{}) (commandTag CommandTag, err error)
func (tx *Tx) Status() int8
func (tx *Tx) Err() error

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct{}

func (rows *Rows) FieldDescriptions() []FieldDescription

//rowsclose:nil-safe
func (rows *Rows) Close()

//rowsclose:checks-error
//rowsclose:closes-when-error
func (rows *Rows) Err() error

//rowsclose:closes-when-false
func (rows *Rows) Next() bool

//rowsclose:closes-when-error
func (rows *Rows) Scan(dest ...interface{}) (err error)

//rowsclose:closes-when-error
func (rows *Rows) Values() ([]interface{}, error)

type Row Rows

func (r *Row) Scan(dest ...interface{}) (err error)

//rowsclose:resource rows
//rowsclose:must-call Close
type Batch struct{}

//rowsclose:not-acquired
func (b *Batch) Conn() *Conn
func (b *Batch) Queue(query string, arguments []interface{}, parameterOIDs []pgtype.OID, resultFormatCodes []int16)
func (b *Batch) Send(ctx context.Context, txOptions *TxOptions) error
func (b *Batch) ExecResults() (CommandTag, error)

//rowsclose:bounded-by batch
func (b *Batch) QueryResults() (*Rows, error)

//rowsclose:not-acquired
func (b *Batch) QueryRowResults() *Row
func (b *Batch) Close() (err error)

type PreparedStatement struct{}

type TxOptions struct{}

type QueryExOptions struct{}

type Identifier []string

func (ident Identifier) Sanitize() string

type CopyFromSource interface {
	Next() bool
	Values() ([]interface{}, error)
	Err() error
}

type ReplicationConn struct {
	*Conn
}

func (rc *ReplicationConn) SendStandbyStatus(k *StandbyStatus) (err error)
func (rc *ReplicationConn) GetConnInfo() *pgtype.ConnInfo
func (rc *ReplicationConn) WaitForReplicationMessage(ctx context.Context) (*ReplicationMessage, error)
func (rc *ReplicationConn) IdentifySystem() (r *Rows, err error)
func (rc *ReplicationConn) TimelineHistory(timeline int) (r *Rows, err error)
func (rc *ReplicationConn) StartReplication(slotName string, startLsn uint64, timeline int64, pluginArguments ...string) (err error)
func (rc *ReplicationConn) CreateReplicationSlot(slotName, outputPlugin string) (err error)
func (rc *ReplicationConn) CreateReplicationSlotEx(slotName, outputPlugin string) (consistentPoint string, snapshotName string, err error)
func (rc *ReplicationConn) DropReplicationSlot(slotName string) (err error)

type LargeObjects struct{}

func (o *LargeObjects) Create(id pgtype.OID) (pgtype.OID, error)
func (o *LargeObjects) Open(oid pgtype.OID, mode LargeObjectMode) (*LargeObject, error)
func (o *LargeObjects) Unlink(oid pgtype.OID) error

type LargeObject struct{}

func (o *LargeObject) Write(p []byte) (int, error)
func (o *LargeObject) Read(p []byte) (int, error)
func (o *LargeObject) Close() error

//rowsclose:acquires pool Close
func Connect(config ConnConfig) (c *Conn, err error)
func NewConnPool(config ConnPoolConfig) (p *ConnPool, err error)
func ReplicationConnect(config ConnConfig) (r *ReplicationConn, err error)
