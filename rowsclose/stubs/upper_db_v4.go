package db // import "github.com/upper/db/v4"

import (
	"context"
	"database/sql"
	"fmt"
)

type Session interface {
	ConnectionURL() ConnectionURL
	Name() string
	Ping() error
	Collection(name string) Collection
	Collections() ([]Collection, error)
	Save(record Record) error
	Get(record Record, cond interface{}) error
	Delete(record Record) error
	Reset()
	Close() error
	Driver() interface{}
	SQL() SQL
	Tx(fn func(sess Session) error) error
	TxContext(ctx context.Context, fn func(sess Session) error, opts *sql.TxOptions) error
	Context() context.Context
	WithContext(ctx context.Context) Session
	Settings
}

type SQL interface {
	Select(columns ...interface{}) Selector
	SelectFrom(table ...interface{}) Selector
	InsertInto(table string) Inserter
	DeleteFrom(table string) Deleter
	Update(table string) Updater
	Exec(query interface{}, args ...interface{}) (sql.Result, error)
	ExecContext(ctx context.Context, query interface{}, args ...interface{}) (sql.Result, error)
	Prepare(query interface{}) (*sql.Stmt, error)
	PrepareContext(ctx context.Context, query interface{}) (*sql.Stmt, error)
	Query(query interface{}, args ...interface{}) (*sql.Rows, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query interface{}, args ...interface{}) (*sql.Rows, error)
	QueryRow(query interface{}, args ...interface{}) (*sql.Row, error)
	QueryRowContext(ctx context.Context, query interface{}, args ...interface{}) (*sql.Row, error)
	Iterator(query interface{}, args ...interface{}) Iterator
	//rowsclose:bounded-by ctx
	IteratorContext(ctx context.Context, query interface{}, args ...interface{}) Iterator
	//rowsclose:alias 0 rows
	NewIterator(rows *sql.Rows) Iterator
	//rowsclose:alias 0 rows
	NewIteratorContext(ctx context.Context, rows *sql.Rows) Iterator
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Iterator interface {
	//rowsclose:closes
	All(destSlice interface{}) error
	//rowsclose:closes
	One(dest interface{}) error
	Scan(dest ...interface{}) error
	NextScan(dest ...interface{}) error
	//rowsclose:closes
	ScanOne(dest ...interface{}) error
	//rowsclose:closes-when-false
	Next(dest ...interface{}) bool
	//rowsclose:checks-error
	Err() error
	Close() error
}

type ResultMapper interface {
	All(destSlice interface{}) error
	One(dest interface{}) error
}

type Result interface {
	String() string
	Limit(int) Result
	Offset(int) Result
	OrderBy(...interface{}) Result
	Select(...interface{}) Result
	And(...interface{}) Result
	GroupBy(...interface{}) Result
	Delete() error
	Update(interface{}) error
	Count() (uint64, error)
	Exists() (bool, error)
	Next(ptrToStruct interface{}) bool
	Err() error
	One(ptrToStruct interface{}) error
	All(sliceOfStructs interface{}) error
	Paginate(pageSize uint) Result
	Page(pageNumber uint) Result
	Cursor(cursorColumn string) Result
	NextPage(cursorValue interface{}) Result
	PrevPage(cursorValue interface{}) Result
	TotalPages() (uint, error)
	TotalEntries() (uint64, error)
	Close() error
}

type Collection interface {
	Name() string
	Session() Session
	Find(...interface{}) Result
	Count() (uint64, error)
	Insert(interface{}) (InsertResult, error)
	InsertReturning(interface{}) error
	UpdateReturning(interface{}) error
	Exists() (bool, error)
	Truncate() error
}

type Selector interface {
	Columns(columns ...interface{}) Selector
	From(tables ...interface{}) Selector
	Distinct(columns ...interface{}) Selector
	As(string) Selector
	Where(conds ...interface{}) Selector
	And(conds ...interface{}) Selector
	GroupBy(columns ...interface{}) Selector
	OrderBy(columns ...interface{}) Selector
	Join(table ...interface{}) Selector
	FullJoin(...interface{}) Selector
	CrossJoin(...interface{}) Selector
	RightJoin(...interface{}) Selector
	LeftJoin(...interface{}) Selector
	Using(...interface{}) Selector
	On(...interface{}) Selector
	Limit(int) Selector
	Offset(int) Selector
	Amend(func(queryIn string) (queryOut string)) Selector
	Paginate(uint) Paginator
	Iterator() Iterator
	//rowsclose:bounded-by ctx
	IteratorContext(ctx context.Context) Iterator
	SQLPreparer
	SQLGetter
	ResultMapper
	fmt.Stringer
	Arguments() []interface{}
}

type Paginator interface {
	Page(uint) Paginator
	Cursor(cursorColumn string) Paginator
	NextPage(cursorValue interface{}) Paginator
	PrevPage(cursorValue interface{}) Paginator
	TotalPages() (uint, error)
	TotalEntries() (uint64, error)
	SQLPreparer
	SQLGetter
	Iterator() Iterator
	//rowsclose:bounded-by ctx
	IteratorContext(ctx context.Context) Iterator
	ResultMapper
	fmt.Stringer
	Arguments() []interface{}
}

type SQLExecer interface {
	Exec() (sql.Result, error)
	ExecContext(context.Context) (sql.Result, error)
}

type SQLPreparer interface {
	Prepare() (*sql.Stmt, error)
	PrepareContext(context.Context) (*sql.Stmt, error)
}

type SQLGetter interface {
	Query() (*sql.Rows, error)
	//rowsclose:bounded-by ctx
	QueryContext(context.Context) (*sql.Rows, error)
	QueryRow() (*sql.Row, error)
	QueryRowContext(ctx context.Context) (*sql.Row, error)
}
