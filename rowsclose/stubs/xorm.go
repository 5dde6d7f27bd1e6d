package xorm // import "xorm.io/xorm"

import (
	"context"
	"database/sql"
	"io"
	"reflect"
	"strings"
	"time"

	"xorm.io/builder"
	"xorm.io/xorm/caches"
	"xorm.io/xorm/contexts"
	"xorm.io/xorm/core"
	"xorm.io/xorm/dialects"
	"xorm.io/xorm/internal/json"
	"xorm.io/xorm/log"
	"xorm.io/xorm/names"
	"xorm.io/xorm/schemas"
)

type Engine struct{}

func (engine *Engine) EnableSessionID(enable bool)
func (engine *Engine) SetCacher(tableName string, cacher caches.Cacher)
func (engine *Engine) GetCacher(tableName string) caches.Cacher
func (engine *Engine) SetQuotePolicy(quotePolicy dialects.QuotePolicy)
func (engine *Engine) BufferSize(size int) *Session
func (engine *Engine) ShowSQL(show ...bool)
func (engine *Engine) Logger() log.ContextLogger
func (engine *Engine) SetLogger(logger any)
func (engine *Engine) SetLogLevel(level log.LogLevel)
func (engine *Engine) SetDisableGlobalCache(disable bool)
func (engine *Engine) DriverName() string
func (engine *Engine) DataSourceName() string
func (engine *Engine) SetMapper(mapper names.Mapper)
func (engine *Engine) SetTableMapper(mapper names.Mapper)
func (engine *Engine) SetColumnMapper(mapper names.Mapper)
func (engine *Engine) SetTagIdentifier(tagIdentifier string)
func (engine *Engine) Quote(value string) string
func (engine *Engine) QuoteTo(buf *strings.Builder, value string)
func (engine *Engine) SQLType(c *schemas.Column) string
func (engine *Engine) SetConnMaxLifetime(d time.Duration)
func (engine *Engine) SetConnMaxIdleTime(d time.Duration)
func (engine *Engine) SetMaxOpenConns(conns int)
func (engine *Engine) SetMaxIdleConns(conns int)
func (engine *Engine) SetDefaultCacher(cacher caches.Cacher)
func (engine *Engine) GetDefaultCacher() caches.Cacher
func (engine *Engine) NoCache() *Session
func (engine *Engine) NoCascade() *Session
func (engine *Engine) MapCacher(bean any, cacher caches.Cacher) error
func (engine *Engine) NewDB() (*core.DB, error)
func (engine *Engine) DB() *core.DB
func (engine *Engine) Dialect() dialects.Dialect
func (engine *Engine) NewSession() *Session
func (engine *Engine) Close() error
func (engine *Engine) Ping() error
func (engine *Engine) SQL(query any, args ...any) *Session
func (engine *Engine) NoAutoTime() *Session
func (engine *Engine) NoAutoCondition(no ...bool) *Session
func (engine *Engine) DBMetas() ([]*schemas.Table, error)
func (engine *Engine) Cascade(trueOrFalse ...bool) *Session
func (engine *Engine) Where(query any, args ...any) *Session
func (engine *Engine) ID(id any) *Session
func (engine *Engine) Before(closures func(any)) *Session
func (engine *Engine) After(closures func(any)) *Session
func (engine *Engine) Charset(charset string) *Session
func (engine *Engine) StoreEngine(storeEngine string) *Session
func (engine *Engine) Distinct(columns ...string) *Session
func (engine *Engine) Select(str string) *Session
func (engine *Engine) Cols(columns ...string) *Session
func (engine *Engine) AllCols() *Session
func (engine *Engine) MustCols(columns ...string) *Session
func (engine *Engine) UseBool(columns ...string) *Session
func (engine *Engine) Omit(columns ...string) *Session
func (engine *Engine) Nullable(columns ...string) *Session
func (engine *Engine) In(column string, args ...any) *Session
func (engine *Engine) NotIn(column string, args ...any) *Session
func (engine *Engine) Incr(column string, arg ...any) *Session
func (engine *Engine) Decr(column string, arg ...any) *Session
func (engine *Engine) SetExpr(column string, expression any) *Session
func (engine *Engine) Table(tableNameOrBean any) *Session
func (engine *Engine) Alias(alias string) *Session
func (engine *Engine) Limit(limit int, start ...int) *Session
func (engine *Engine) Desc(colNames ...string) *Session
func (engine *Engine) Asc(colNames ...string) *Session
func (engine *Engine) OrderBy(order any, args ...any) *Session
func (engine *Engine) Prepare() *Session
func (engine *Engine) Join(joinOperator string, tablename, condition any, args ...any) *Session
func (engine *Engine) GroupBy(keys string) *Session
func (engine *Engine) Having(conditions string) *Session
func (engine *Engine) DBVersion() (*schemas.Version, error)
func (engine *Engine) TableInfo(bean any) (*schemas.Table, error)
func (engine *Engine) IsTableEmpty(bean any) (bool, error)
func (engine *Engine) IsTableExist(beanOrTableName any) (bool, error)
func (engine *Engine) TableName(bean any, includeSchema ...bool) string
func (engine *Engine) CreateIndexes(bean any) error
func (engine *Engine) CreateUniques(bean any) error
func (engine *Engine) ClearCacheBean(bean any, id string) error
func (engine *Engine) ClearCache(beans ...any) error
func (engine *Engine) UnMapType(t reflect.Type)
func (engine *Engine) CreateTables(beans ...any) error
func (engine *Engine) DropTables(beans ...any) error
func (engine *Engine) DropIndexes(bean any) error
func (engine *Engine) Exec(sqlOrArgs ...any) (sql.Result, error)
func (engine *Engine) Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error)
func (engine *Engine) QueryString(sqlOrArgs ...any) ([]map[string]string, error)
func (engine *Engine) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)
func (engine *Engine) Insert(beans ...any) (int64, error)
func (engine *Engine) InsertOne(bean any) (int64, error)
func (engine *Engine) Update(bean any, condiBeans ...any) (int64, error)
func (engine *Engine) Delete(beans ...any) (int64, error)
func (engine *Engine) Truncate(beans ...any) (int64, error)
func (engine *Engine) Get(beans ...any) (bool, error)
func (engine *Engine) Exist(bean ...any) (bool, error)
func (engine *Engine) Find(beans any, condiBeans ...any) error
func (engine *Engine) FindAndCount(rowsSlicePtr any, condiBean ...any) (int64, error)

func (engine *Engine) Iterate(bean any, fun IterFunc) error
func (engine *Engine) Rows(bean any) (*Rows, error)
func (engine *Engine) Count(bean ...any) (int64, error)
func (engine *Engine) Sum(bean any, colName string) (float64, error)
func (engine *Engine) SumInt(bean any, colName string) (int64, error)
func (engine *Engine) Sums(bean any, colNames ...string) ([]float64, error)
func (engine *Engine) SumsInt(bean any, colNames ...string) ([]int64, error)
func (engine *Engine) ImportFile(ddlPath string) ([]sql.Result, error)
func (engine *Engine) Import(r io.Reader) ([]sql.Result, error)
func (engine *Engine) GetColumnMapper() names.Mapper
func (engine *Engine) GetTableMapper() names.Mapper
func (engine *Engine) GetTZLocation() *time.Location
func (engine *Engine) SetTZLocation(tz *time.Location)
func (engine *Engine) GetTZDatabase() *time.Location
func (engine *Engine) SetTZDatabase(tz *time.Location)
func (engine *Engine) SetSchema(schema string)
func (engine *Engine) AddHook(hook contexts.Hook)
func (engine *Engine) Unscoped() *Session
func (engine *Engine) Context(ctx context.Context) *Session
func (engine *Engine) SetDefaultContext(ctx context.Context)
func (engine *Engine) SetDefaultTxOptions(opts *sql.TxOptions)
func (engine *Engine) PingContext(ctx context.Context) error

func (engine *Engine) Transaction(f func(*Session) (any, error)) (any, error)
func (engine *Engine) IndexHint(op, forType, indexerOrColName string) *Session
func (engine *Engine) ScanInterfaceMap(rows *core.Rows) (map[string]any, error)
func (engine *Engine) ScanInterfaceMaps(rows *core.Rows) (resultsSlice []map[string]any, err error)
func (engine *Engine) ScanStringMap(rows *core.Rows) (map[string]string, error)
func (engine *Engine) ScanStringMaps(rows *core.Rows) (resultsSlice []map[string]string, err error)
func (engine *Engine) ScanStringSlice(rows *core.Rows) ([]string, error)
func (engine *Engine) ScanStringSlices(rows *core.Rows) (resultsSlice [][]string, err error)
func (engine *Engine) Sync(beans ...any) error
func (engine *Engine) SyncWithOptions(opts SyncOptions, beans ...any) (*SyncResult, error)
func (engine *Engine) Sync2(beans ...any) error

type EngineGroup struct {
	*Engine
}

func (eg *EngineGroup) Close() error
func (eg *EngineGroup) Context(ctx context.Context) *Session
func (eg *EngineGroup) NewSession() *Session
func (eg *EngineGroup) Master() *Engine
func (eg *EngineGroup) Ping() error
func (eg *EngineGroup) SetColumnMapper(mapper names.Mapper)
func (eg *EngineGroup) SetConnMaxLifetime(d time.Duration)
func (eg *EngineGroup) SetDefaultCacher(cacher caches.Cacher)
func (eg *EngineGroup) SetLogger(logger any)
func (eg *EngineGroup) AddHook(hook contexts.Hook)
func (eg *EngineGroup) SetLogLevel(level log.LogLevel)
func (eg *EngineGroup) SetMapper(mapper names.Mapper)
func (eg *EngineGroup) SetTagIdentifier(tagIdentifier string)
func (eg *EngineGroup) SetMaxIdleConns(conns int)
func (eg *EngineGroup) SetMaxOpenConns(conns int)
func (eg *EngineGroup) SetPolicy(policy GroupPolicy) *EngineGroup
func (eg *EngineGroup) SetQuotePolicy(quotePolicy dialects.QuotePolicy)
func (eg *EngineGroup) SetTableMapper(mapper names.Mapper)
func (eg *EngineGroup) ShowSQL(show ...bool)
func (eg *EngineGroup) Slave() *Engine
func (eg *EngineGroup) Slaves() []*Engine
func (eg *EngineGroup) Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error)
func (eg *EngineGroup) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)
func (eg *EngineGroup) QueryString(sqlOrArgs ...any) ([]map[string]string, error)
func (eg *EngineGroup) Rows(bean any) (*Rows, error)

type Interface interface {
	AllCols() *Session
	Alias(alias string) *Session
	Asc(colNames ...string) *Session
	BufferSize(size int) *Session
	Cols(columns ...string) *Session
	Count(...any) (int64, error)
	CreateIndexes(bean any) error
	CreateUniques(bean any) error
	Decr(column string, arg ...any) *Session
	Desc(...string) *Session
	Delete(...any) (int64, error)
	Truncate(...any) (int64, error)
	Distinct(columns ...string) *Session
	DropIndexes(bean any) error
	Exec(sqlOrArgs ...any) (sql.Result, error)
	Exist(bean ...any) (bool, error)
	Find(any, ...any) error
	FindAndCount(any, ...any) (int64, error)
	Get(...any) (bool, error)
	GroupBy(keys string) *Session
	ID(any) *Session
	In(string, ...any) *Session
	Incr(column string, arg ...any) *Session
	Insert(...any) (int64, error)
	InsertOne(any) (int64, error)
	IsTableEmpty(bean any) (bool, error)
	IsTableExist(beanOrTableName any) (bool, error)
	Iterate(any, IterFunc) error
	Limit(int, ...int) *Session
	MustCols(columns ...string) *Session
	NoAutoCondition(...bool) *Session
	NotIn(string, ...any) *Session
	Nullable(...string) *Session
	Join(joinOperator string, tablename, condition any, args ...any) *Session
	Omit(columns ...string) *Session
	OrderBy(order any, args ...any) *Session
	Ping() error
	Query(sqlOrArgs ...any) (resultsSlice []map[string][]byte, err error)
	QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)
	QueryString(sqlOrArgs ...any) ([]map[string]string, error)
	Rows(bean any) (*Rows, error)
	SetExpr(string, any) *Session
	Select(string) *Session
	SQL(any, ...any) *Session
	Sum(bean any, colName string) (float64, error)
	SumInt(bean any, colName string) (int64, error)
	Sums(bean any, colNames ...string) ([]float64, error)
	SumsInt(bean any, colNames ...string) ([]int64, error)
	Table(tableNameOrBean any) *Session
	Unscoped() *Session
	Update(bean any, condiBeans ...any) (int64, error)
	UseBool(...string) *Session
	Where(any, ...any) *Session
}

type EngineInterface interface {
	Interface
	Before(func(any)) *Session
	After(func(any)) *Session
	Charset(charset string) *Session
	ClearCache(...any) error
	Context(context.Context) *Session
	CreateTables(...any) error
	DBMetas() ([]*schemas.Table, error)
	DBVersion() (*schemas.Version, error)
	Dialect() dialects.Dialect
	DriverName() string
	DropTables(...any) error
	DumpAllToFile(fp string, tp ...schemas.DBType) error
	GetCacher(string) caches.Cacher
	GetColumnMapper() names.Mapper
	GetDefaultCacher() caches.Cacher
	GetTableMapper() names.Mapper
	GetTZDatabase() *time.Location
	GetTZLocation() *time.Location
	ImportFile(fp string) ([]sql.Result, error)
	MapCacher(any, caches.Cacher) error
	NewSession() *Session
	NoAutoTime() *Session
	Prepare() *Session
	Quote(string) string
	SetCacher(string, caches.Cacher)
	SetConnMaxLifetime(time.Duration)
	SetColumnMapper(names.Mapper)
	SetTagIdentifier(string)
	SetDefaultCacher(caches.Cacher)
	SetLogger(logger any)
	SetLogLevel(log.LogLevel)
	SetMapper(names.Mapper)
	SetMaxOpenConns(int)
	SetMaxIdleConns(int)
	SetQuotePolicy(dialects.QuotePolicy)
	SetSchema(string)
	SetTableMapper(names.Mapper)
	SetTZDatabase(tz *time.Location)
	SetTZLocation(tz *time.Location)
	AddHook(hook contexts.Hook)
	ShowSQL(show ...bool)
	Sync(...any) error
	Sync2(...any) error
	SyncWithOptions(SyncOptions, ...any) (*SyncResult, error)
	StoreEngine(storeEngine string) *Session
	TableInfo(bean any) (*schemas.Table, error)
	TableName(any, ...bool) string
	UnMapType(reflect.Type)
	EnableSessionID(bool)
}

type Session struct{}

func (session *Session) Close() error
func (session *Session) Engine() *Engine

//rowsclose:not-acquired
func (session *Session) Tx() *core.Tx
func (session *Session) ContextCache(context contexts.ContextCache) *Session
func (session *Session) IsClosed() bool
func (session *Session) Prepare() *Session
func (session *Session) Before(closures func(any)) *Session
func (session *Session) After(closures func(any)) *Session
func (session *Session) Table(tableNameOrBean any) *Session
func (session *Session) Alias(alias string) *Session
func (session *Session) NoCascade() *Session
func (session *Session) ForUpdate() *Session
func (session *Session) NoAutoCondition(no ...bool) *Session
func (session *Session) Limit(limit int, start ...int) *Session
func (session *Session) OrderBy(order any, args ...any) *Session
func (session *Session) Desc(colNames ...string) *Session
func (session *Session) Asc(colNames ...string) *Session
func (session *Session) StoreEngine(storeEngine string) *Session
func (session *Session) Charset(charset string) *Session
func (session *Session) Cascade(trueOrFalse ...bool) *Session
func (session *Session) MustLogSQL(logs ...bool) *Session
func (session *Session) NoCache() *Session
func (session *Session) Join(joinOperator string, tablename, condition any, args ...any) *Session
func (session *Session) GroupBy(keys string) *Session
func (session *Session) Having(conditions string) *Session
func (session *Session) DB() *core.DB
func (session *Session) LastSQL() (string, []any)
func (session *Session) Unscoped() *Session
func (session *Session) Context(ctx context.Context) *Session
func (session *Session) PingContext(ctx context.Context) error
func (session *Session) NoVersionCheck() *Session
func (session *Session) Incr(column string, arg ...any) *Session
func (session *Session) Decr(column string, arg ...any) *Session
func (session *Session) SetExpr(column string, expression any) *Session
func (session *Session) Select(str string) *Session
func (session *Session) Cols(columns ...string) *Session
func (session *Session) AllCols() *Session
func (session *Session) MustCols(columns ...string) *Session
func (session *Session) UseBool(columns ...string) *Session
func (session *Session) Distinct(columns ...string) *Session
func (session *Session) Omit(columns ...string) *Session
func (session *Session) Nullable(columns ...string) *Session
func (session *Session) NoAutoTime() *Session
func (session *Session) SQL(query any, args ...any) *Session
func (session *Session) Where(query any, args ...any) *Session
func (session *Session) And(query any, args ...any) *Session
func (session *Session) Or(query any, args ...any) *Session
func (session *Session) ID(id any) *Session
func (session *Session) In(column string, args ...any) *Session
func (session *Session) NotIn(column string, args ...any) *Session
func (session *Session) Conds() builder.Cond
func (session *Session) Delete(beans ...any) (int64, error)
func (session *Session) Truncate(beans ...any) (int64, error)
func (session *Session) Exist(bean ...any) (bool, error)
func (session *Session) Find(rowsSlicePtr any, condiBean ...any) error
func (session *Session) FindAndCount(rowsSlicePtr any, condiBean ...any) (int64, error)
func (session *Session) Get(beans ...any) (bool, error)
func (session *Session) GetOrError(beans ...any) error
func (session *Session) Insert(beans ...any) (int64, error)
func (session *Session) InsertMulti(rowsSlicePtr any) (int64, error)
func (session *Session) InsertOne(bean any) (int64, error)
func (session *Session) Rows(bean any) (*Rows, error)

func (session *Session) Iterate(bean any, fun IterFunc) error
func (session *Session) BufferSize(size int) *Session
func (session *Session) Query(sqlOrArgs ...any) ([]map[string][]byte, error)
func (session *Session) QueryString(sqlOrArgs ...any) ([]map[string]string, error)
func (session *Session) QuerySliceString(sqlOrArgs ...any) ([][]string, error)
func (session *Session) QueryInterface(sqlOrArgs ...any) ([]map[string]any, error)
func (session *Session) Exec(sqlOrArgs ...any) (sql.Result, error)
func (session *Session) Ping() error
func (session *Session) CreateIndexes(bean any) error
func (session *Session) CreateUniques(bean any) error
func (session *Session) DropIndexes(bean any) error
func (session *Session) DropTable(beanOrTableName any) error
func (session *Session) IsTableExist(beanOrTableName any) (bool, error)
func (session *Session) IsTableEmpty(bean any) (bool, error)
func (session *Session) ImportFile(ddlPath string) ([]sql.Result, error)
func (session *Session) Import(r io.Reader) ([]sql.Result, error)
func (session *Session) IndexHint(op, forType, indexerOrColName string) *Session
func (session *Session) Count(bean ...any) (int64, error)
func (session *Session) Sum(bean any, columnName string) (res float64, err error)
func (session *Session) SumInt(bean any, columnName string) (res int64, err error)
func (session *Session) Sums(bean any, columnNames ...string) ([]float64, error)
func (session *Session) SumsInt(bean any, columnNames ...string) ([]int64, error)

//rowsclose:acquires tx Commit|Rollback|Close
//rowsclose:acquires-into session
func (session *Session) Begin() error

//rowsclose:acquires tx Commit|Rollback|Close
//rowsclose:acquires-into session
func (session *Session) BeginTx(opts *sql.TxOptions) error
func (session *Session) Rollback() error
func (session *Session) Commit() error
func (session *Session) IsInTx() bool
func (session *Session) Update(bean any, condiBean ...any) (int64, error)
func (session *Session) Sync2(beans ...any) error
func (session *Session) Sync(beans ...any) error
func (session *Session) SyncWithOptions(opts SyncOptions, beans ...any) (*SyncResult, error)

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct{}

//rowsclose:closes-when-false
func (rows *Rows) Next() bool

//rowsclose:checks-error
func (rows *Rows) Err() error
func (rows *Rows) Scan(beans ...any) error
func (rows *Rows) Close() error

type IterFunc func(idx int, bean any) error

func NewEngine(driverName, dataSourceName string, driverOptions ...func(db *sql.DB) error) (*Engine, error)
func NewEngineWithParams(driverName, dataSourceName string, params map[string]string) (*Engine, error)
func NewEngineWithDB(driverName, dataSourceName string, db *core.DB) (*Engine, error)
func NewEngineWithDialectAndDB(driverName, dataSourceName string, dialect dialects.Dialect, db *core.DB) (*Engine, error)
func SetDefaultJSONHandler(jsonHandler json.Interface)
