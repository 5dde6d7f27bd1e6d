package dbr // import "github.com/gocraft/dbr/v2", "github.com/gocraft/dbr"

import (
	"context"
	"database/sql"
	"time"
)

type Connection struct {
	*sql.DB
	Dialect
	EventReceiver
}

func (conn *Connection) NewSession(log EventReceiver) *Session

type Session struct {
	*Connection
	EventReceiver
}

func (sess *Session) GetTimeout() time.Duration
func (sess *Session) DeleteFrom(table string) *DeleteStmt
func (sess *Session) DeleteBySql(query string, value ...interface{}) *DeleteStmt
func (sess *Session) InsertInto(table string) *InsertStmt
func (sess *Session) InsertBySql(query string, value ...interface{}) *InsertStmt
func (sess *Session) Select(column ...string) *SelectStmt
func (sess *Session) SelectBySql(query string, value ...interface{}) *SelectStmt

//rowsclose:bounded-by ctx
func (sess *Session) BeginTx(ctx context.Context, opts *sql.TxOptions) (*Tx, error)
func (sess *Session) Begin() (*Tx, error)
func (sess *Session) Update(table string) *UpdateStmt
func (sess *Session) UpdateBySql(query string, value ...interface{}) *UpdateStmt

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|RollbackUnlessCommitted
type Tx struct {
	EventReceiver
	Dialect
	*sql.Tx
}

func (tx *Tx) DeleteFrom(table string) *DeleteStmt
func (tx *Tx) DeleteBySql(query string, value ...interface{}) *DeleteStmt
func (tx *Tx) InsertInto(table string) *InsertStmt
func (tx *Tx) InsertBySql(query string, value ...interface{}) *InsertStmt
func (tx *Tx) Select(column ...string) *SelectStmt
func (tx *Tx) SelectBySql(query string, value ...interface{}) *SelectStmt
func (tx *Tx) GetTimeout() time.Duration
func (tx *Tx) Commit() error
func (tx *Tx) Rollback() error
func (tx *Tx) RollbackUnlessCommitted()
func (tx *Tx) Update(table string) *UpdateStmt
func (tx *Tx) UpdateBySql(query string, value ...interface{}) *UpdateStmt

type SessionRunner interface {
	Select(column ...string) *SelectBuilder
	SelectBySql(query string, value ...interface{}) *SelectBuilder
	InsertInto(table string) *InsertBuilder
	InsertBySql(query string, value ...interface{}) *InsertBuilder
	Update(table string) *UpdateBuilder
	UpdateBySql(query string, value ...interface{}) *UpdateBuilder
	DeleteFrom(table string) *DeleteBuilder
	DeleteBySql(query string, value ...interface{}) *DeleteBuilder
}

type Runner interface {
	GetTimeout() time.Duration
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
}

type SelectStmt struct {
	Runner
	EventReceiver
	Dialect
	raw
}

func (b *SelectStmt) Build(d Dialect, buf Buffer) error
func (b *SelectStmt) From(table interface{}) *SelectStmt
func (b *SelectStmt) Distinct() *SelectStmt
func (b *SelectStmt) Where(query interface{}, value ...interface{}) *SelectStmt
func (b *SelectStmt) Having(query interface{}, value ...interface{}) *SelectStmt
func (b *SelectStmt) GroupBy(col ...string) *SelectStmt
func (b *SelectStmt) OrderAsc(col string) *SelectStmt
func (b *SelectStmt) OrderDesc(col string) *SelectStmt
func (b *SelectStmt) OrderBy(col string) *SelectStmt
func (b *SelectStmt) Limit(n uint64) *SelectStmt
func (b *SelectStmt) Offset(n uint64) *SelectStmt
func (b *SelectStmt) Suffix(suffix string, value ...interface{}) *SelectStmt
func (b *SelectStmt) Paginate(page, perPage uint64) *SelectStmt
func (b *SelectStmt) OrderDir(col string, isAsc bool) *SelectStmt
func (b *SelectStmt) Comment(comment string) *SelectStmt
func (b *SelectStmt) Join(table, on interface{}, indexHints ...Builder) *SelectStmt
func (b *SelectStmt) LeftJoin(table, on interface{}, indexHints ...Builder) *SelectStmt
func (b *SelectStmt) RightJoin(table, on interface{}, indexHints ...Builder) *SelectStmt
func (b *SelectStmt) FullJoin(table, on interface{}, indexHints ...Builder) *SelectStmt
func (b *SelectStmt) As(alias string) Builder
func (b *SelectStmt) Rows() (*sql.Rows, error)

//rowsclose:bounded-by ctx
func (b *SelectStmt) RowsContext(ctx context.Context) (*sql.Rows, error)
func (b *SelectStmt) LoadOneContext(ctx context.Context, value interface{}) error
func (b *SelectStmt) LoadOne(value interface{}) error
func (b *SelectStmt) LoadContext(ctx context.Context, value interface{}) (int, error)
func (b *SelectStmt) Load(value interface{}) (int, error)
func (b *SelectStmt) Iterate() (Iterator, error)

//rowsclose:bounded-by ctx
func (b *SelectStmt) IterateContext(ctx context.Context) (Iterator, error)
func (b *SelectStmt) IndexHint(hints ...interface{}) *SelectStmt
func (b *SelectStmt) ReturnInt64() (int64, error)
func (b *SelectStmt) ReturnInt64Context(ctx context.Context) (int64, error)
func (b *SelectStmt) ReturnInt64s() ([]int64, error)
func (b *SelectStmt) ReturnInt64sContext(ctx context.Context) ([]int64, error)
func (b *SelectStmt) ReturnUint64() (uint64, error)
func (b *SelectStmt) ReturnUint64Context(ctx context.Context) (uint64, error)
func (b *SelectStmt) ReturnUint64s() ([]uint64, error)
func (b *SelectStmt) ReturnUint64sContext(ctx context.Context) ([]uint64, error)
func (b *SelectStmt) ReturnString() (string, error)
func (b *SelectStmt) ReturnStringContext(ctx context.Context) (string, error)
func (b *SelectStmt) ReturnStrings() ([]string, error)
func (b *SelectStmt) ReturnStringsContext(ctx context.Context) ([]string, error)

type SelectBuilder = SelectStmt

//rowsclose:resource rows
//rowsclose:must-call Close
type Iterator interface {
	//rowsclose:closes-when-false
	Next() bool
	Scan(interface{}) error
	Close() error
	//rowsclose:checks-error
	Err() error
}

func Open(driver, dsn string, log EventReceiver) (*Connection, error)

//rowsclose:closes rows
func Load(rows *sql.Rows, value interface{}) (int, error)
func Select(column ...interface{}) *SelectStmt
func SelectBySql(query string, value ...interface{}) *SelectStmt
