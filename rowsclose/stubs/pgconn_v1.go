package pgconn // import "github.com/jackc/pgconn"

import (
	"context"
	"io"
	"net"

	pgproto3 "github.com/jackc/pgproto3/v2"
)

type PgConn struct{}

func (pgConn *PgConn) SendBytes(ctx context.Context, buf []byte) error
func (pgConn *PgConn) ReceiveMessage(ctx context.Context) (pgproto3.BackendMessage, error)
func (pgConn *PgConn) Conn() net.Conn
func (pgConn *PgConn) PID() uint32
func (pgConn *PgConn) TxStatus() byte
func (pgConn *PgConn) SecretKey() uint32
func (pgConn *PgConn) Close(ctx context.Context) error
func (pgConn *PgConn) CleanupDone() chan (struct{})
func (pgConn *PgConn) IsClosed() bool
func (pgConn *PgConn) IsBusy() bool
func (pgConn *PgConn) ParameterStatus(key string) string
func (pgConn *PgConn) Prepare(ctx context.Context, name, sql string, paramOIDs []uint32) (*StatementDescription, error)
func (pgConn *PgConn) CancelRequest(ctx context.Context) error
func (pgConn *PgConn) WaitForNotification(ctx context.Context) error

//rowsclose:bounded-by conn
func (pgConn *PgConn) Exec(ctx context.Context, sql string) *MultiResultReader
func (pgConn *PgConn) ReceiveResults(ctx context.Context) *MultiResultReader

//rowsclose:bounded-by conn
func (pgConn *PgConn) ExecParams(ctx context.Context, sql string, paramValues [][]byte, paramOIDs []uint32, paramFormats []int16, resultFormats []int16) *ResultReader

//rowsclose:bounded-by conn
func (pgConn *PgConn) ExecPrepared(ctx context.Context, stmtName string, paramValues [][]byte, paramFormats []int16, resultFormats []int16) *ResultReader
func (pgConn *PgConn) CopyTo(ctx context.Context, w io.Writer, sql string) (CommandTag, error)
func (pgConn *PgConn) CopyFrom(ctx context.Context, r io.Reader, sql string) (CommandTag, error)

//rowsclose:bounded-by conn
func (pgConn *PgConn) ExecBatch(ctx context.Context, batch *Batch) *MultiResultReader
func (pgConn *PgConn) EscapeString(s string) (string, error)

//rowsclose:closes
func (pgConn *PgConn) Hijack() (*HijackedConn, error)

//rowsclose:resource rows
//rowsclose:must-call Close
type ResultReader struct{}

//rowsclose:closes
func (rr *ResultReader) Read() *Result
func (rr *ResultReader) NextRow() bool
func (rr *ResultReader) FieldDescriptions() []pgproto3.FieldDescription
func (rr *ResultReader) Values() [][]byte
func (rr *ResultReader) Close() (CommandTag, error)

//rowsclose:resource rows
//rowsclose:must-call Close
type MultiResultReader struct{}

//rowsclose:closes
func (mrr *MultiResultReader) ReadAll() ([]*Result, error)
func (mrr *MultiResultReader) NextResult() bool

//rowsclose:not-acquired
func (mrr *MultiResultReader) ResultReader() *ResultReader
func (mrr *MultiResultReader) Close() error

type Batch struct{}

func (batch *Batch) ExecParams(sql string, paramValues [][]byte, paramOIDs []uint32, paramFormats []int16, resultFormats []int16)
func (batch *Batch) ExecPrepared(stmtName string, paramValues [][]byte, paramFormats []int16, resultFormats []int16)

type Result struct{}

type CommandTag []byte

func (ct CommandTag) RowsAffected() int64
func (ct CommandTag) String() string

type StatementDescription struct{}

type HijackedConn struct{}

type Config struct{}

func (c *Config) Copy() *Config
func ParseConfig(connString string) (*Config, error)
func ParseConfigWithOptions(connString string, options ParseConfigOptions) (*Config, error)
func ValidateConnectTargetSessionAttrsReadWrite(ctx context.Context, pgConn *PgConn) error
func ValidateConnectTargetSessionAttrsReadOnly(ctx context.Context, pgConn *PgConn) error
func ValidateConnectTargetSessionAttrsStandby(ctx context.Context, pgConn *PgConn) error
func ValidateConnectTargetSessionAttrsPrimary(ctx context.Context, pgConn *PgConn) error
func ValidateConnectTargetSessionAttrsPreferStandby(ctx context.Context, pgConn *PgConn) error

//rowsclose:acquires pool Close
func Connect(ctx context.Context, connString string) (*PgConn, error)

//rowsclose:acquires pool Close
func ConnectWithOptions(ctx context.Context, connString string, parseConfigOptions ParseConfigOptions) (*PgConn, error)

//rowsclose:acquires pool Close
func ConnectConfig(octx context.Context, config *Config) (pgConn *PgConn, err error)
func Construct(hc *HijackedConn) (*PgConn, error)
