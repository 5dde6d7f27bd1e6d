package pg // import "github.com/go-pg/pg/v9"

import (
	"context"
	"io"
	"time"

	"github.com/go-pg/pg/v9/orm"
)

type DB struct {
	*baseDB
}

func (db *DB) String() string
func (db *DB) Options() *Options
func (db *DB) Context() context.Context
func (db *DB) WithContext(ctx context.Context) *DB
func (db *DB) WithTimeout(d time.Duration) *DB
func (db *DB) WithParam(param string, value interface{}) *DB
func (db *DB) Listen(channels ...string) *Listener
func (db *DB) Conn() *Conn

//rowsclose:resource conn
//rowsclose:must-call Close
type Conn struct {
	*baseDB
}

func (db *Conn) Context() context.Context

//rowsclose:alias 0 db
func (db *Conn) WithContext(ctx context.Context) *Conn

//rowsclose:alias 0 db
func (db *Conn) WithTimeout(d time.Duration) *Conn

//rowsclose:alias 0 db
func (db *Conn) WithParam(param string, value interface{}) *Conn

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|Close
type Tx struct{}

func (tx *Tx) Context() context.Context

//rowsclose:alias 0 tx
func (tx *Tx) Begin() (*Tx, error)

//rowsclose:closes
func (tx *Tx) RunInTransaction(fn func(*Tx) error) error

//rowsclose:not-acquired
func (tx *Tx) Stmt(stmt *Stmt) *Stmt

//rowsclose:bounded-by tx
func (tx *Tx) Prepare(q string) (*Stmt, error)
func (tx *Tx) Exec(query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) ExecContext(c context.Context, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) ExecOne(query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) ExecOneContext(c context.Context, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) Query(model interface{}, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) QueryContext(c context.Context, model interface{}, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) QueryOne(model interface{}, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) QueryOneContext(c context.Context, model interface{}, query interface{}, params ...interface{}) (Result, error)
func (tx *Tx) Model(model ...interface{}) *orm.Query
func (tx *Tx) ModelContext(c context.Context, model ...interface{}) *orm.Query
func (tx *Tx) Select(model interface{}) error
func (tx *Tx) Insert(model ...interface{}) error
func (tx *Tx) Update(model interface{}) error
func (tx *Tx) Delete(model interface{}) error
func (tx *Tx) ForceDelete(model interface{}) error
func (tx *Tx) CreateTable(model interface{}, opt *orm.CreateTableOptions) error
func (tx *Tx) DropTable(model interface{}, opt *orm.DropTableOptions) error
func (tx *Tx) CopyFrom(r io.Reader, query interface{}, params ...interface{}) (res Result, err error)
func (tx *Tx) CopyTo(w io.Writer, query interface{}, params ...interface{}) (res Result, err error)
func (tx *Tx) Formatter() orm.QueryFormatter
func (tx *Tx) Commit() error
func (tx *Tx) Rollback() error
func (tx *Tx) Close() error

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt struct{}

func (stmt *Stmt) Exec(params ...interface{}) (Result, error)
func (stmt *Stmt) ExecContext(c context.Context, params ...interface{}) (Result, error)
func (stmt *Stmt) ExecOne(params ...interface{}) (Result, error)
func (stmt *Stmt) ExecOneContext(c context.Context, params ...interface{}) (Result, error)
func (stmt *Stmt) Query(model interface{}, params ...interface{}) (Result, error)
func (stmt *Stmt) QueryContext(c context.Context, model interface{}, params ...interface{}) (Result, error)
func (stmt *Stmt) QueryOne(model interface{}, params ...interface{}) (Result, error)
func (stmt *Stmt) QueryOneContext(c context.Context, model interface{}, params ...interface{}) (Result, error)
func (stmt *Stmt) Close() error

type Listener struct{}

func (ln *Listener) String() string
func (ln *Listener) Close() error
func (ln *Listener) Listen(channels ...string) error
func (ln *Listener) Receive() (channel string, payload string, err error)
func (ln *Listener) ReceiveTimeout(timeout time.Duration) (channel, payload string, err error)
func (ln *Listener) Channel() <-chan *Notification
func (ln *Listener) ChannelSize(size int) <-chan *Notification

type baseDB struct{}

func (db *baseDB) PoolStats() *PoolStats
func (db *baseDB) WithTimeout(d time.Duration) *baseDB
func (db *baseDB) WithParam(param string, value interface{}) *baseDB
func (db *baseDB) Param(param string) interface{}
func (db *baseDB) Close() error
func (db *baseDB) Exec(query interface{}, params ...interface{}) (res Result, err error)
func (db *baseDB) ExecContext(c context.Context, query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) ExecOne(query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) ExecOneContext(c context.Context, query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) Query(model, query interface{}, params ...interface{}) (res Result, err error)
func (db *baseDB) QueryContext(c context.Context, model, query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) QueryOne(model, query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) QueryOneContext(c context.Context, model, query interface{}, params ...interface{}) (Result, error)
func (db *baseDB) CopyFrom(r io.Reader, query interface{}, params ...interface{}) (res Result, err error)
func (db *baseDB) CopyTo(w io.Writer, query interface{}, params ...interface{}) (res Result, err error)
func (db *baseDB) Model(model ...interface{}) *orm.Query
func (db *baseDB) ModelContext(c context.Context, model ...interface{}) *orm.Query
func (db *baseDB) Select(model interface{}) error
func (db *baseDB) Insert(model ...interface{}) error
func (db *baseDB) Update(model interface{}) error
func (db *baseDB) Delete(model interface{}) error
func (db *baseDB) ForceDelete(model interface{}) error
func (db *baseDB) CreateTable(model interface{}, opt *orm.CreateTableOptions) error
func (db *baseDB) DropTable(model interface{}, opt *orm.DropTableOptions) error
func (db *baseDB) CreateComposite(model interface{}, opt *orm.CreateCompositeOptions) error
func (db *baseDB) DropComposite(model interface{}, opt *orm.DropCompositeOptions) error
func (db *baseDB) Formatter() orm.QueryFormatter
func (db *baseDB) Prepare(q string) (*Stmt, error)
func (db *baseDB) AddQueryHook(hook QueryHook)
func (db *baseDB) Begin() (*Tx, error)

func (db *baseDB) RunInTransaction(fn func(*Tx) error) error
func Connect(opt *Options) *DB
