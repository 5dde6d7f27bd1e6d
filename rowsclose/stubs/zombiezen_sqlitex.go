package sqlitex // import "zombiezen.com/go/sqlite/sqlitex"

import (
	"context"
	"io/fs"

	"zombiezen.com/go/sqlite"
)

type Pool struct{}

//rowsclose:acquires conn Put
func (p *Pool) Get(ctx context.Context) *sqlite.Conn

//rowsclose:acquires conn Put
func (p *Pool) Take(ctx context.Context) (*sqlite.Conn, error)

//rowsclose:closes conn
func (p *Pool) Put(conn *sqlite.Conn)
func (p *Pool) Close() (err error)

type PoolOptions struct{}

type ExecOptions struct {
	Args       []any
	Named      map[string]any
	ResultFunc func(stmt *sqlite.Stmt) error
}

func Exec(conn *sqlite.Conn, query string, resultFn func(stmt *sqlite.Stmt) error, args ...any) error
func Execute(conn *sqlite.Conn, query string, opts *ExecOptions) error
func ExecFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) error
func ExecuteFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) error

func ExecTransient(conn *sqlite.Conn, query string, resultFn func(stmt *sqlite.Stmt) error, args ...any) (err error)
func ExecuteTransient(conn *sqlite.Conn, query string, opts *ExecOptions) (err error)
func ExecTransientFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) error
func ExecuteTransientFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) error
func PrepareTransientFS(conn *sqlite.Conn, fsys fs.FS, filename string) (*sqlite.Stmt, error)
func ExecScript(conn *sqlite.Conn, queries string) (err error)
func ExecuteScript(conn *sqlite.Conn, queries string, opts *ExecOptions) (err error)
func ExecScriptFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) (err error)
func ExecuteScriptFS(conn *sqlite.Conn, fsys fs.FS, filename string, opts *ExecOptions) (err error)
func Open(uri string, flags sqlite.OpenFlags, poolSize int) (pool *Pool, err error)
func NewPool(uri string, opts PoolOptions) (pool *Pool, err error)
func ResultBool(stmt *sqlite.Stmt) (bool, error)
func ResultInt(stmt *sqlite.Stmt) (int, error)
func ResultInt64(stmt *sqlite.Stmt) (int64, error)
func ResultText(stmt *sqlite.Stmt) (string, error)
func ResultFloat(stmt *sqlite.Stmt) (float64, error)
func ResultBytes(stmt *sqlite.Stmt, buf []byte) (int, error)
func InsertRandID(stmt *sqlite.Stmt, param string, min, max int64) (int64, error)
func Save(conn *sqlite.Conn) (releaseFn func(*error))
func Transaction(conn *sqlite.Conn) (endFn func(*error))
func ImmediateTransaction(conn *sqlite.Conn) (endFn func(*error), err error)
func ExclusiveTransaction(conn *sqlite.Conn) (endFn func(*error), err error)
