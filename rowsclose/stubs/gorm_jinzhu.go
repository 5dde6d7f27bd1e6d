package gorm // import "github.com/jinzhu/gorm"

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

type DB struct {
	sync.RWMutex
	Value        interface{}
	Error        error
	RowsAffected int64
}

func (s *DB) New() *DB
func (s *DB) Close() error
func (s *DB) DB() *sql.DB
func (s *DB) CommonDB() SQLCommon
func (s *DB) Dialect() Dialect
func (s *DB) Callback() *Callback
func (s *DB) SetLogger(log logger)
func (s *DB) LogMode(enable bool) *DB
func (s *DB) SetNowFuncOverride(nowFuncOverride func() time.Time) *DB
func (s *DB) BlockGlobalUpdate(enable bool) *DB
func (s *DB) HasBlockGlobalUpdate() bool
func (s *DB) SingularTable(enable bool)
func (s *DB) NewScope(value interface{}) *Scope
func (s *DB) QueryExpr() *SqlExpr
func (s *DB) SubQuery() *SqlExpr
func (s *DB) Where(query interface{}, args ...interface{}) *DB
func (s *DB) Or(query interface{}, args ...interface{}) *DB
func (s *DB) Not(query interface{}, args ...interface{}) *DB
func (s *DB) Limit(limit interface{}) *DB
func (s *DB) Offset(offset interface{}) *DB
func (s *DB) Order(value interface{}, reorder ...bool) *DB
func (s *DB) Select(query interface{}, args ...interface{}) *DB
func (s *DB) Omit(columns ...string) *DB
func (s *DB) Group(query string) *DB
func (s *DB) Having(query interface{}, values ...interface{}) *DB
func (s *DB) Joins(query string, args ...interface{}) *DB
func (s *DB) Scopes(funcs ...func(*DB) *DB) *DB
func (s *DB) Unscoped() *DB
func (s *DB) Attrs(attrs ...interface{}) *DB
func (s *DB) Assign(attrs ...interface{}) *DB
func (s *DB) First(out interface{}, where ...interface{}) *DB
func (s *DB) Take(out interface{}, where ...interface{}) *DB
func (s *DB) Last(out interface{}, where ...interface{}) *DB
func (s *DB) Find(out interface{}, where ...interface{}) *DB
func (s *DB) Preloads(out interface{}) *DB
func (s *DB) Scan(dest interface{}) *DB
func (s *DB) Row() *sql.Row
func (s *DB) Rows() (*sql.Rows, error)

//rowsclose:borrows rows
func (s *DB) ScanRows(rows *sql.Rows, result interface{}) error
func (s *DB) Pluck(column string, value interface{}) *DB
func (s *DB) Count(value interface{}) *DB
func (s *DB) Related(value interface{}, foreignKeys ...string) *DB
func (s *DB) FirstOrInit(out interface{}, where ...interface{}) *DB
func (s *DB) FirstOrCreate(out interface{}, where ...interface{}) *DB
func (s *DB) Update(attrs ...interface{}) *DB
func (s *DB) Updates(values interface{}, ignoreProtectedAttrs ...bool) *DB
func (s *DB) UpdateColumn(attrs ...interface{}) *DB
func (s *DB) UpdateColumns(values interface{}) *DB
func (s *DB) Save(value interface{}) *DB
func (s *DB) Create(value interface{}) *DB
func (s *DB) Delete(value interface{}, where ...interface{}) *DB
func (s *DB) Raw(sql string, values ...interface{}) *DB
func (s *DB) Exec(sql string, values ...interface{}) *DB
func (s *DB) Model(value interface{}) *DB
func (s *DB) Table(name string) *DB
func (s *DB) Debug() *DB

//rowsclose:lends-tx fc
func (s *DB) Transaction(fc func(tx *DB) error) (err error)

//rowsclose:acquires tx Commit|Rollback|RollbackUnlessCommitted unless Error
func (s *DB) Begin() *DB

//rowsclose:acquires tx Commit|Rollback|RollbackUnlessCommitted unless Error
func (s *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) *DB
func (s *DB) Commit() *DB
func (s *DB) Rollback() *DB
func (s *DB) RollbackUnlessCommitted() *DB
func (s *DB) NewRecord(value interface{}) bool
func (s *DB) RecordNotFound() bool
func (s *DB) CreateTable(models ...interface{}) *DB
func (s *DB) DropTable(values ...interface{}) *DB
func (s *DB) DropTableIfExists(values ...interface{}) *DB
func (s *DB) HasTable(value interface{}) bool
func (s *DB) AutoMigrate(values ...interface{}) *DB
func (s *DB) ModifyColumn(column string, typ string) *DB
func (s *DB) DropColumn(column string) *DB
func (s *DB) AddIndex(indexName string, columns ...string) *DB
func (s *DB) AddUniqueIndex(indexName string, columns ...string) *DB
func (s *DB) RemoveIndex(indexName string) *DB
func (s *DB) AddForeignKey(field string, dest string, onDelete string, onUpdate string) *DB
func (s *DB) RemoveForeignKey(field string, dest string) *DB
func (s *DB) Association(column string) *Association
func (s *DB) Preload(column string, conditions ...interface{}) *DB
func (s *DB) Set(name string, value interface{}) *DB
func (s *DB) InstantSet(name string, value interface{}) *DB
func (s *DB) Get(name string) (value interface{}, ok bool)
func (s *DB) SetJoinTableHandler(source interface{}, column string, handler JoinTableHandlerInterface)
func (s *DB) AddError(err error) error
func (s *DB) GetErrors() []error

type SQLCommon interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
	Prepare(query string) (*sql.Stmt, error)
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
}

type sqlDb interface {
	Begin() (*sql.Tx, error)
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

type sqlTx interface {
	Commit() error
	Rollback() error
}

type Scope struct {
	Search *search
}

func (scope *Scope) New(value interface{}) *Scope
func (scope *Scope) DB() *DB
func (scope *Scope) NewDB() *DB
func (scope *Scope) SQLDB() SQLCommon
func (scope *Scope) Exec() *Scope

type Association struct{}

func (association *Association) Find(value interface{}) *Association
func (association *Association) Append(values ...interface{}) *Association
func (association *Association) Replace(values ...interface{}) *Association
func (association *Association) Delete(values ...interface{}) *Association
func (association *Association) Clear() *Association
func (association *Association) Count() int
func Open(dialect string, args ...interface{}) (db *DB, err error)
