package sqlitex // import "crawshaw.io/sqlite/sqlitex"

import (
	"context"

	"crawshaw.io/sqlite"
)

type Pool struct{}

//rowsclose:acquires conn Put
func (p *Pool) Get(ctx context.Context) *sqlite.Conn

//rowsclose:closes conn
func (p *Pool) Put(conn *sqlite.Conn)
func (p *Pool) Close() (err error)
func (p *Pool) GetSnapshot(ctx context.Context, schema string) (*sqlite.Snapshot, error)
func NewBuffer(conn *sqlite.Conn) (*Buffer, error)
func NewBufferSize(conn *sqlite.Conn, pageSize int) (*Buffer, error)

func Exec(conn *sqlite.Conn, query string, resultFn func(stmt *sqlite.Stmt) error, args ...interface{}) error

func ExecTransient(conn *sqlite.Conn, query string, resultFn func(stmt *sqlite.Stmt) error, args ...interface{}) (err error)
func ExecScript(conn *sqlite.Conn, queries string) (err error)
func NewFile(conn *sqlite.Conn) (*File, error)
func NewFileSize(conn *sqlite.Conn, initSize int) (*File, error)
func Open(uri string, flags sqlite.OpenFlags, poolSize int) (pool *Pool, err error)
func ResultInt(stmt *sqlite.Stmt) (int, error)
func ResultInt64(stmt *sqlite.Stmt) (int64, error)
func ResultText(stmt *sqlite.Stmt) (string, error)
func ResultFloat(stmt *sqlite.Stmt) (float64, error)
func InsertRandID(stmt *sqlite.Stmt, param string, min, max int64) (id int64, err error)
func Save(conn *sqlite.Conn) (releaseFn func(*error))
