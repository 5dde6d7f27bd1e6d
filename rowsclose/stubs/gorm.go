package gorm // import "gorm.io/gorm"

import (
	"context"
	"database/sql"

	"gorm.io/gorm/clause"
)

type DB struct {
	*Config
	Error        error
	RowsAffected int64
	Statement    *Statement
}

func (db *DB) Association(column string) *Association
func (db *DB) Model(value interface{}) (tx *DB)
func (db *DB) Clauses(conds ...clause.Expression) (tx *DB)
func (db *DB) Table(name string, args ...interface{}) (tx *DB)
func (db *DB) Distinct(args ...interface{}) (tx *DB)
func (db *DB) Select(query interface{}, args ...interface{}) (tx *DB)
func (db *DB) Omit(columns ...string) (tx *DB)
func (db *DB) MapColumns(m map[string]string) (tx *DB)
func (db *DB) Where(query interface{}, args ...interface{}) (tx *DB)
func (db *DB) Not(query interface{}, args ...interface{}) (tx *DB)
func (db *DB) Or(query interface{}, args ...interface{}) (tx *DB)
func (db *DB) Joins(query string, args ...interface{}) (tx *DB)
func (db *DB) InnerJoins(query string, args ...interface{}) (tx *DB)
func (db *DB) Group(name string) (tx *DB)
func (db *DB) Having(query interface{}, args ...interface{}) (tx *DB)
func (db *DB) Order(value interface{}) (tx *DB)
func (db *DB) Limit(limit int) (tx *DB)
func (db *DB) Offset(offset int) (tx *DB)
func (db *DB) Scopes(funcs ...func(*DB) *DB) (tx *DB)
func (db *DB) Preload(query string, args ...interface{}) (tx *DB)
func (db *DB) Attrs(attrs ...interface{}) (tx *DB)
func (db *DB) Assign(attrs ...interface{}) (tx *DB)
func (db *DB) Unscoped() (tx *DB)
func (db *DB) Raw(sql string, values ...interface{}) (tx *DB)
func (db *DB) Create(value interface{}) (tx *DB)
func (db *DB) CreateInBatches(value interface{}, batchSize int) (tx *DB)
func (db *DB) Save(value interface{}) (tx *DB)
func (db *DB) First(dest interface{}, conds ...interface{}) (tx *DB)
func (db *DB) Take(dest interface{}, conds ...interface{}) (tx *DB)
func (db *DB) Last(dest interface{}, conds ...interface{}) (tx *DB)
func (db *DB) Find(dest interface{}, conds ...interface{}) (tx *DB)

func (db *DB) FindInBatches(dest interface{}, batchSize int, fc func(tx *DB, batch int) error) *DB
func (db *DB) FirstOrInit(dest interface{}, conds ...interface{}) (tx *DB)
func (db *DB) FirstOrCreate(dest interface{}, conds ...interface{}) (tx *DB)
func (db *DB) Update(column string, value interface{}) (tx *DB)
func (db *DB) Updates(values interface{}) (tx *DB)
func (db *DB) UpdateColumn(column string, value interface{}) (tx *DB)
func (db *DB) UpdateColumns(values interface{}) (tx *DB)
func (db *DB) Delete(value interface{}, conds ...interface{}) (tx *DB)
func (db *DB) Count(count *int64) (tx *DB)
func (db *DB) Row() *sql.Row
func (db *DB) Rows() (*sql.Rows, error)
func (db *DB) Scan(dest interface{}) (tx *DB)
func (db *DB) Pluck(column string, dest interface{}) (tx *DB)

//rowsclose:borrows rows
func (db *DB) ScanRows(rows *sql.Rows, dest interface{}) error

func (db *DB) Connection(fc func(tx *DB) error) (err error)

//rowsclose:lends-tx fc
func (db *DB) Transaction(fc func(tx *DB) error, opts ...*sql.TxOptions) (err error)

//rowsclose:acquires tx Commit|Rollback unless Error
func (db *DB) Begin(opts ...*sql.TxOptions) *DB
func (db *DB) Commit() *DB
func (db *DB) Rollback() *DB
func (db *DB) SavePoint(name string) *DB
func (db *DB) RollbackTo(name string) *DB
func (db *DB) Exec(sql string, values ...interface{}) (tx *DB)
func (db *DB) Session(config *Session) *DB
func (db *DB) WithContext(ctx context.Context) *DB
func (db *DB) Debug() (tx *DB)
func (db *DB) Set(key string, value interface{}) *DB
func (db *DB) Get(key string) (interface{}, bool)
func (db *DB) InstanceSet(key string, value interface{}) *DB
func (db *DB) InstanceGet(key string) (interface{}, bool)
func (db *DB) Callback() *callbacks
func (db *DB) AddError(err error) error
func (db *DB) DB() (*sql.DB, error)
func (db *DB) SetupJoinTable(model interface{}, field string, joinTable interface{}) error
func (db *DB) Use(plugin Plugin) error

func (db *DB) ToSQL(queryFn func(tx *DB) *DB) string
func (db *DB) Migrator() Migrator
func (db *DB) AutoMigrate(dst ...interface{}) error

type Config struct {
	ConnPool ConnPool
	Dialector
}

func (c *Config) Apply(config *Config) error
func (c *Config) AfterInitialize(db *DB) error

type Statement struct {
	*DB
	ConnPool ConnPool
	Context  context.Context
}

type Session struct{}

type Option interface {
	Apply(*Config) error
	AfterInitialize(*DB) error
}

type Dialector interface {
	Name() string
}

type ConnPool interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx interface {
	ConnPool
	TxCommitter
	//rowsclose:not-acquired
	StmtContext(ctx context.Context, stmt *sql.Stmt) *sql.Stmt
}

type TxBeginner interface {
	//rowsclose:bounded-by ctx
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

type ConnPoolBeginner interface {
	//rowsclose:bounded-by ctx
	BeginTx(ctx context.Context, opts *sql.TxOptions) (ConnPool, error)
}

type TxCommitter interface {
	Commit() error
	Rollback() error
}

type GetDBConnector interface {
	GetDBConn() (*sql.DB, error)
}

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	Columns() ([]string, error)
	ColumnTypes() ([]*sql.ColumnType, error)
	//rowsclose:closes-when-false unless NextResultSet
	Next() bool
	Scan(dest ...interface{}) error
	//rowsclose:checks-error
	Err() error
	Close() error
}

type ScanMode uint8

type PreparedStmtDB struct {
	ConnPool
}

func (db *PreparedStmtDB) GetDBConn() (*sql.DB, error)
func (db *PreparedStmtDB) Close()
func (db *PreparedStmtDB) Reset()
func (db *PreparedStmtDB) BeginTx(ctx context.Context, opt *sql.TxOptions) (ConnPool, error)
func (db *PreparedStmtDB) ExecContext(ctx context.Context, query string, args ...interface{}) (result sql.Result, err error)

//rowsclose:bounded-by ctx
func (db *PreparedStmtDB) QueryContext(ctx context.Context, query string, args ...interface{}) (rows *sql.Rows, err error)
func (db *PreparedStmtDB) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
func (db *PreparedStmtDB) Ping() error

type Interface[T any] interface {
	Raw(sql string, values ...interface{}) ExecInterface[T]
	Exec(ctx context.Context, sql string, values ...interface{}) error
	CreateInterface[T]
}

type CreateInterface[T any] interface {
	ExecInterface[T]
	Scopes(scopes ...func(db *Statement)) ChainInterface[T]
	Where(query interface{}, args ...interface{}) ChainInterface[T]
	Not(query interface{}, args ...interface{}) ChainInterface[T]
	Or(query interface{}, args ...interface{}) ChainInterface[T]
	Limit(offset int) ChainInterface[T]
	Offset(offset int) ChainInterface[T]
	Joins(query clause.JoinTarget, on func(db JoinBuilder, joinTable clause.Table, curTable clause.Table) error) ChainInterface[T]
	Preload(association string, query func(db PreloadBuilder) error) ChainInterface[T]
	Select(query string, args ...interface{}) CreateInterface[T]
	Omit(columns ...string) CreateInterface[T]
	MapColumns(m map[string]string) ChainInterface[T]
	Distinct(args ...interface{}) ChainInterface[T]
	Group(name string) ChainInterface[T]
	Having(query interface{}, args ...interface{}) ChainInterface[T]
	Order(value interface{}) ChainInterface[T]
	Build(builder clause.Builder)
	Delete(ctx context.Context) (rowsAffected int, err error)
	Update(ctx context.Context, name string, value any) (rowsAffected int, err error)
	Updates(ctx context.Context, t T) (rowsAffected int, err error)
	Count(ctx context.Context, column string) (result int64, err error)
	Table(name string, args ...interface{}) CreateInterface[T]
	Create(ctx context.Context, r *T) error
	CreateInBatches(ctx context.Context, r *[]T, batchSize int) error
	Set(assignments ...clause.Assigner) SetCreateOrUpdateInterface[T]
}

type ChainInterface[T any] interface {
	ExecInterface[T]
	Scopes(scopes ...func(db *Statement)) ChainInterface[T]
	Where(query interface{}, args ...interface{}) ChainInterface[T]
	Not(query interface{}, args ...interface{}) ChainInterface[T]
	Or(query interface{}, args ...interface{}) ChainInterface[T]
	Limit(offset int) ChainInterface[T]
	Offset(offset int) ChainInterface[T]
	Joins(query clause.JoinTarget, on func(db JoinBuilder, joinTable clause.Table, curTable clause.Table) error) ChainInterface[T]
	Preload(association string, query func(db PreloadBuilder) error) ChainInterface[T]
	Select(query string, args ...interface{}) ChainInterface[T]
	Omit(columns ...string) ChainInterface[T]
	MapColumns(m map[string]string) ChainInterface[T]
	Distinct(args ...interface{}) ChainInterface[T]
	Group(name string) ChainInterface[T]
	Having(query interface{}, args ...interface{}) ChainInterface[T]
	Order(value interface{}) ChainInterface[T]
	Set(assignments ...clause.Assigner) SetUpdateOnlyInterface[T]
	Build(builder clause.Builder)
	Table(name string, args ...interface{}) ChainInterface[T]
	Delete(ctx context.Context) (rowsAffected int, err error)
	Update(ctx context.Context, name string, value any) (rowsAffected int, err error)
	Updates(ctx context.Context, t T) (rowsAffected int, err error)
	Count(ctx context.Context, column string) (result int64, err error)
}

type SetUpdateOnlyInterface[T any] interface {
	Update(ctx context.Context) (rowsAffected int, err error)
}

type SetCreateOrUpdateInterface[T any] interface {
	Create(ctx context.Context) error
	Update(ctx context.Context) (rowsAffected int, err error)
}

type ExecInterface[T any] interface {
	Scan(ctx context.Context, r interface{}) error
	First(context.Context) (T, error)
	Last(ctx context.Context) (T, error)
	Take(context.Context) (T, error)
	Find(ctx context.Context) ([]T, error)
	FindInBatches(ctx context.Context, batchSize int, fc func(data []T, batch int) error) error
	Row(ctx context.Context) *sql.Row
	//rowsclose:bounded-by ctx
	Rows(ctx context.Context) (*sql.Rows, error)
}

type JoinBuilder interface {
	Select(...string) JoinBuilder
	Omit(...string) JoinBuilder
	Where(query interface{}, args ...interface{}) JoinBuilder
	Not(query interface{}, args ...interface{}) JoinBuilder
	Or(query interface{}, args ...interface{}) JoinBuilder
}

type PreloadBuilder interface {
	Select(...string) PreloadBuilder
	Omit(...string) PreloadBuilder
	Where(query interface{}, args ...interface{}) PreloadBuilder
	Not(query interface{}, args ...interface{}) PreloadBuilder
	Or(query interface{}, args ...interface{}) PreloadBuilder
	Limit(offset int) PreloadBuilder
	Offset(offset int) PreloadBuilder
	Order(value interface{}) PreloadBuilder
	LimitPerRecord(num int) PreloadBuilder
}

func G[T any](db *DB, opts ...clause.Expression) Interface[T]
func Open(dialector Dialector, opts ...Option) (db *DB, err error)

//rowsclose:borrows rows
func Scan(rows Rows, db *DB, mode ScanMode)
