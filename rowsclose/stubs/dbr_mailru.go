package dbr // import "github.com/mailru/dbr"

import (
	"context"
	"database/sql"
	"time"
)

type Connection struct {
	DBConn
	EventReceiver
}

func (conn *Connection) NewSession(log EventReceiver) *Session
func (conn *Connection) NewSessionContext(ctx context.Context, log EventReceiver) *Session

type DBConn interface {
	runner
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
	Begin() (*sql.Tx, error)
	PingContext(ctx context.Context) error
	Ping() error
	Stats() sql.DBStats
	Close() error
}

type runner interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

type Session struct {
	*Connection
	EventReceiver
}

func (sess *Session) NewSession(log EventReceiver) *Session
func (sess *Session) Exec(query string, args ...interface{}) (sql.Result, error)
func (sess *Session) Query(query string, args ...interface{}) (*sql.Rows, error)
func (sess *Session) DeleteFrom(table string) DeleteBuilder
func (sess *Session) DeleteBySql(query string, value ...interface{}) DeleteBuilder
func (sess *Session) InsertInto(table string) InsertBuilder
func (sess *Session) InsertBySql(query string, value ...interface{}) InsertBuilder
func (sess *Session) Select(column ...string) SelectBuilder
func (sess *Session) SelectBySql(query string, value ...interface{}) SelectBuilder
func (sess *Session) Begin() (*Tx, error)
func (sess *Session) BeginWithOpts(opts *sql.TxOptions) (*Tx, error)
func (sess *Session) Update(table string) UpdateBuilder
func (sess *Session) UpdateBySql(query string, value ...interface{}) UpdateBuilder

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|RollbackUnlessCommitted
type Tx struct {
	EventReceiver
	*sql.Tx
}

func (tx *Tx) Exec(query string, args ...interface{}) (sql.Result, error)

//rowsclose:bounded-by tx
func (tx *Tx) Query(query string, args ...interface{}) (*sql.Rows, error)
func (tx *Tx) DeleteFrom(table string) DeleteBuilder
func (tx *Tx) DeleteBySql(query string, value ...interface{}) DeleteBuilder
func (tx *Tx) InsertInto(table string) InsertBuilder
func (tx *Tx) InsertBySql(query string, value ...interface{}) InsertBuilder
func (tx *Tx) Select(column ...string) SelectBuilder
func (tx *Tx) SelectBySql(query string, value ...interface{}) SelectBuilder
func (tx *Tx) Commit() error
func (tx *Tx) Rollback() error
func (tx *Tx) RollbackUnlessCommitted()
func (tx *Tx) Update(table string) UpdateBuilder
func (tx *Tx) UpdateBySql(query string, value ...interface{}) UpdateBuilder

type SessionRunner interface {
	Select(column ...string) SelectBuilder
	SelectBySql(query string, value ...interface{}) SelectBuilder
	InsertInto(table string) InsertBuilder
	InsertBySql(query string, value ...interface{}) InsertBuilder
	Update(table string) UpdateBuilder
	UpdateBySql(query string, value ...interface{}) UpdateBuilder
	DeleteFrom(table string) DeleteBuilder
	DeleteBySql(query string, value ...interface{}) DeleteBuilder
}

type SelectBuilder interface {
	Builder
	EventReceiver
	loader
	typesLoader
	As(alias string) Builder
	Comment(text string) SelectBuilder
	Distinct() SelectBuilder
	ForUpdate() SelectBuilder
	From(table interface{}) SelectBuilder
	FullJoin(table, on interface{}) SelectBuilder
	GroupBy(col ...string) SelectBuilder
	Having(query interface{}, value ...interface{}) SelectBuilder
	InTimezone(loc *time.Location) SelectBuilder
	Join(table, on interface{}) SelectBuilder
	LeftJoin(table, on interface{}) SelectBuilder
	Limit(n uint64) SelectBuilder
	Offset(n uint64) SelectBuilder
	OrderAsc(col string) SelectBuilder
	OrderBy(col string) SelectBuilder
	OrderDesc(col string) SelectBuilder
	OrderDir(col string, isAsc bool) SelectBuilder
	Paginate(page, perPage uint64) SelectBuilder
	Prewhere(query interface{}, value ...interface{}) SelectBuilder
	RightJoin(table, on interface{}) SelectBuilder
	SkipLocked() SelectBuilder
	Where(query interface{}, value ...interface{}) SelectBuilder
	GetRows() (*sql.Rows, error)
	//rowsclose:bounded-by ctx
	GetRowsContext(context.Context) (*sql.Rows, error)
}

type SelectStmt interface {
	Builder
	From(table interface{}) SelectStmt
	Distinct() SelectStmt
	Prewhere(query interface{}, value ...interface{}) SelectStmt
	Where(query interface{}, value ...interface{}) SelectStmt
	Having(query interface{}, value ...interface{}) SelectStmt
	GroupBy(col ...string) SelectStmt
	OrderAsc(col string) SelectStmt
	OrderDesc(col string) SelectStmt
	Limit(n uint64) SelectStmt
	Offset(n uint64) SelectStmt
	ForUpdate() SelectStmt
	SkipLocked() SelectStmt
	Join(table, on interface{}) SelectStmt
	LeftJoin(table, on interface{}) SelectStmt
	RightJoin(table, on interface{}) SelectStmt
	FullJoin(table, on interface{}) SelectStmt
	AddComment(text string) SelectStmt
	As(alias string) Builder
}

func Open(driver, dsn string, log EventReceiver) (*Connection, error)

//rowsclose:closes rows
func Load(rows *sql.Rows, value interface{}) (int, error)
func Select(column ...interface{}) SelectStmt
func SelectBySql(query string, value ...interface{}) SelectStmt
