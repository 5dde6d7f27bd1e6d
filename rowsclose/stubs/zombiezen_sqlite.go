package sqlite // import "zombiezen.com/go/sqlite"

import (
	"bytes"
	"io"
	"time"
)

type Conn struct{}

func (c *Conn) SetAuthorizer(auth Authorizer) error
func (c *Conn) OpenBlob(dbn, table, column string, row int64, write bool) (*Blob, error)
func (c *Conn) CreateFunction(name string, impl *FunctionImpl) error
func (c *Conn) SetCollation(name string, compare CollatingFunc) error
func (c *Conn) CreateSession(db string) (*Session, error)
func (c *Conn) ApplyChangeset(r io.Reader, filterFn func(tableName string) bool, conflictFn ConflictHandler) error
func (c *Conn) ApplyInverseChangeset(r io.Reader, filterFn func(tableName string) bool, conflictFn ConflictHandler) error
func (c *Conn) Close() error
func (c *Conn) AutocommitEnabled() bool
func (c *Conn) CheckReset() string
func (c *Conn) SetInterrupt(doneCh <-chan struct{}) (oldDoneCh <-chan struct{})
func (c *Conn) SetBusyTimeout(d time.Duration)
func (c *Conn) SetBlockOnBusy()

//rowsclose:not-acquired
func (c *Conn) Prep(query string) *Stmt

//rowsclose:not-acquired
func (c *Conn) Prepare(query string) (*Stmt, error)
func (c *Conn) PrepareTransient(query string) (stmt *Stmt, trailingBytes int, err error)
func (c *Conn) Changes() int
func (c *Conn) LastInsertRowID() int64
func (c *Conn) Serialize(dbName string) ([]byte, error)
func (c *Conn) Deserialize(dbName string, data []byte) error
func (c *Conn) Limit(id Limit, value int32) int32
func (c *Conn) SetDefensive(enabled bool) error
func (c *Conn) SetModule(name string, module *Module) error

//rowsclose:resource stmt
//rowsclose:must-call Finalize
type Stmt struct{}

func (stmt *Stmt) Finalize() error
func (stmt *Stmt) Reset() error
func (stmt *Stmt) ClearBindings() error
func (stmt *Stmt) Step() (rowReturned bool, err error)
func (stmt *Stmt) DataCount() int
func (stmt *Stmt) ColumnCount() int
func (stmt *Stmt) ColumnName(col int) string
func (stmt *Stmt) BindParamCount() int
func (stmt *Stmt) BindParamName(i int) string
func (stmt *Stmt) BindInt64(param int, value int64)
func (stmt *Stmt) BindBool(param int, value bool)
func (stmt *Stmt) BindBytes(param int, value []byte)
func (stmt *Stmt) BindText(param int, value string)
func (stmt *Stmt) BindFloat(param int, value float64)
func (stmt *Stmt) BindNull(param int)
func (stmt *Stmt) BindZeroBlob(param int, len int64)
func (stmt *Stmt) SetInt64(param string, value int64)
func (stmt *Stmt) SetBool(param string, value bool)
func (stmt *Stmt) SetBytes(param string, value []byte)
func (stmt *Stmt) SetText(param string, value string)
func (stmt *Stmt) SetFloat(param string, value float64)
func (stmt *Stmt) SetNull(param string)
func (stmt *Stmt) SetZeroBlob(param string, len int64)
func (stmt *Stmt) ColumnInt(col int) int
func (stmt *Stmt) ColumnInt32(col int) int32
func (stmt *Stmt) ColumnInt64(col int) int64
func (stmt *Stmt) ColumnBool(col int) bool
func (stmt *Stmt) ColumnBytes(col int, buf []byte) int
func (stmt *Stmt) ColumnReader(col int) *bytes.Reader
func (stmt *Stmt) ColumnType(col int) ColumnType
func (stmt *Stmt) ColumnIsNull(col int) bool
func (stmt *Stmt) ColumnText(col int) string
func (stmt *Stmt) ColumnFloat(col int) float64
func (stmt *Stmt) ColumnLen(col int) int
func (stmt *Stmt) ColumnDatabaseName(col int) string
func (stmt *Stmt) ColumnTableName(col int) string
func (stmt *Stmt) ColumnIndex(colName string) int
func (stmt *Stmt) GetInt64(colName string) int64
func (stmt *Stmt) GetBool(colName string) bool
func (stmt *Stmt) GetBytes(colName string, buf []byte) int
func (stmt *Stmt) GetReader(colName string) *bytes.Reader
func (stmt *Stmt) GetText(colName string) string
func (stmt *Stmt) GetFloat(colName string) float64
func (stmt *Stmt) GetLen(colName string) int
func (stmt *Stmt) IsNull(colName string) bool

type OpenFlags uint

func (flags OpenFlags) String() string
func NewBackup(dst *Conn, dstName string, src *Conn, srcName string) (*Backup, error)
func OpenConn(path string, flags ...OpenFlags) (*Conn, error)
