package sqlite // import "crawshaw.io/sqlite"

import (
	"bytes"
	"io"
	"time"
)

type Conn struct{}

func (conn *Conn) SetAuthorizer(auth Authorizer) error
func (src *Conn) BackupToDB(srcDB, dstPath string) (dst *Conn, err error)
func (src *Conn) BackupInit(srcDB, dstDB string, dst *Conn) (*Backup, error)
func (conn *Conn) OpenBlob(dbn, table, column string, row int64, write bool) (*Blob, error)
func (conn *Conn) EnableLoadExtension(on bool) error
func (conn *Conn) LoadExtension(ext, entry string) error
func (conn *Conn) CreateFunction(name string, deterministic bool, numArgs int, xFunc, xStep func(Context, ...Value), xFinal func(Context)) error
func (conn *Conn) CreateSession(db string) (*Session, error)
func (conn *Conn) ChangesetApply(r io.Reader, filterFn func(tableName string) bool, conflictFn func(ConflictType, ChangesetIter) ConflictAction) error
func (conn *Conn) ChangesetApplyInverse(r io.Reader, filterFn func(tableName string) bool, conflictFn func(ConflictType, ChangesetIter) ConflictAction) error
func (conn *Conn) GetSnapshot(schema string) (*Snapshot, func(), error)
func (conn *Conn) StartSnapshotRead(s *Snapshot) (endRead func(), err error)
func (conn *Conn) Close() error
func (conn *Conn) GetAutocommit() bool
func (conn *Conn) EnableDoubleQuotedStringLiterals(dml, ddl bool) error
func (conn *Conn) CheckReset() string
func (conn *Conn) Tracer() Tracer
func (conn *Conn) SetTracer(tracer Tracer)
func (conn *Conn) SetInterrupt(doneCh <-chan struct{}) (oldDoneCh <-chan struct{})
func (conn *Conn) SetBusyTimeout(d time.Duration)

//rowsclose:not-acquired
func (conn *Conn) Prep(query string) *Stmt

//rowsclose:not-acquired
func (conn *Conn) Prepare(query string) (*Stmt, error)
func (conn *Conn) PrepareTransient(query string) (stmt *Stmt, trailingBytes int, err error)
func (conn *Conn) Changes() int
func (conn *Conn) LastInsertRowID() int64
func (conn *Conn) Limit(id Limit, value int) int

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
func (stmt *Stmt) ColumnBytes(col int, buf []byte) int
func (stmt *Stmt) ColumnReader(col int) *bytes.Reader
func (stmt *Stmt) ColumnType(col int) ColumnType
func (stmt *Stmt) ColumnText(col int) string
func (stmt *Stmt) ColumnFloat(col int) float64
func (stmt *Stmt) ColumnLen(col int) int
func (stmt *Stmt) ColumnDatabaseName(col int) string
func (stmt *Stmt) ColumnTableName(col int) string
func (stmt *Stmt) ColumnIndex(colName string) int
func (stmt *Stmt) GetInt64(colName string) int64
func (stmt *Stmt) GetBytes(colName string, buf []byte) int
func (stmt *Stmt) GetReader(colName string) *bytes.Reader
func (stmt *Stmt) GetText(colName string) string
func (stmt *Stmt) GetFloat(colName string) float64
func (stmt *Stmt) GetLen(colName string) int

type OpenFlags int

func OpenConn(path string, flags OpenFlags) (*Conn, error)
