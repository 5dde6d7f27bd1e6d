package xorm // import "github.com/go-xorm/xorm"

import (
	"context"
	"database/sql"
	"io"
	"reflect"
	"strings"
	"time"

	"xorm.io/builder"
	"xorm.io/core"
)

type Engine struct{}

func (engine *Engine) SetCacher(tableName string, cacher core.Cacher)
func (engine *Engine) GetCacher(tableName string) core.Cacher
func (engine *Engine) BufferSize(size int) *Session
func (engine *Engine) CondDeleted(colName string) builder.Cond
func (engine *Engine) ShowSQL(show ...bool)
func (engine *Engine) ShowExecTime(show ...bool)
func (engine *Engine) Logger() core.ILogger
func (engine *Engine) SetLogger(logger core.ILogger)
func (engine *Engine) SetLogLevel(level core.LogLevel)
func (engine *Engine) SetDisableGlobalCache(disable bool)
func (engine *Engine) DriverName() string
func (engine *Engine) DataSourceName() string
func (engine *Engine) SetMapper(mapper core.IMapper)
func (engine *Engine) SetTableMapper(mapper core.IMapper)
func (engine *Engine) SetColumnMapper(mapper core.IMapper)
func (engine *Engine) SupportInsertMany() bool
func (engine *Engine) Quote(value string) string
func (engine *Engine) QuoteTo(buf *strings.Builder, value string)
func (engine *Engine) SqlType(c *core.Column) string
func (engine *Engine) SQLType(c *core.Column) string
func (engine *Engine) AutoIncrStr() string
func (engine *Engine) SetConnMaxLifetime(d time.Duration)
func (engine *Engine) SetMaxOpenConns(conns int)
func (engine *Engine) SetMaxIdleConns(conns int)
func (engine *Engine) SetDefaultCacher(cacher core.Cacher)
func (engine *Engine) GetDefaultCacher() core.Cacher
func (engine *Engine) NoCache() *Session
func (engine *Engine) NoCascade() *Session
func (engine *Engine) MapCacher(bean interface{}, cacher core.Cacher) error
func (engine *Engine) NewDB() (*core.DB, error)
func (engine *Engine) DB() *core.DB
func (engine *Engine) Dialect() core.Dialect
func (engine *Engine) NewSession() *Session
func (engine *Engine) Close() error
func (engine *Engine) Ping() error
func (engine *Engine) Sql(querystring string, args ...interface{}) *Session
func (engine *Engine) SQL(query interface{}, args ...interface{}) *Session
func (engine *Engine) NoAutoTime() *Session
func (engine *Engine) NoAutoCondition(no ...bool) *Session
func (engine *Engine) DBMetas() ([]*core.Table, error)
func (engine *Engine) DumpAllToFile(fp string, tp ...core.DbType) error
func (engine *Engine) DumpTablesToFile(tables []*core.Table, fp string, tp ...core.DbType) error
func (engine *Engine) DumpTables(tables []*core.Table, w io.Writer, tp ...core.DbType) error
func (engine *Engine) Cascade(trueOrFalse ...bool) *Session
func (engine *Engine) Where(query interface{}, args ...interface{}) *Session
func (engine *Engine) Id(id interface{}) *Session
func (engine *Engine) ID(id interface{}) *Session
func (engine *Engine) Before(closures func(interface{})) *Session
func (engine *Engine) After(closures func(interface{})) *Session
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
func (engine *Engine) In(column string, args ...interface{}) *Session
func (engine *Engine) NotIn(column string, args ...interface{}) *Session
func (engine *Engine) Incr(column string, arg ...interface{}) *Session
func (engine *Engine) Decr(column string, arg ...interface{}) *Session
func (engine *Engine) SetExpr(column string, expression interface{}) *Session
func (engine *Engine) Table(tableNameOrBean interface{}) *Session
func (engine *Engine) Alias(alias string) *Session
func (engine *Engine) Limit(limit int, start ...int) *Session
func (engine *Engine) Desc(colNames ...string) *Session
func (engine *Engine) Asc(colNames ...string) *Session
func (engine *Engine) OrderBy(order string) *Session
func (engine *Engine) Prepare() *Session
func (engine *Engine) Join(joinOperator string, tablename interface{}, condition string, args ...interface{}) *Session
func (engine *Engine) GroupBy(keys string) *Session
func (engine *Engine) Having(conditions string) *Session
func (engine *Engine) UnMapType(t reflect.Type)
func (engine *Engine) GobRegister(v interface{}) *Engine
func (engine *Engine) TableInfo(bean interface{}) *Table
func (engine *Engine) IsTableEmpty(bean interface{}) (bool, error)
func (engine *Engine) IsTableExist(beanOrTableName interface{}) (bool, error)
func (engine *Engine) IdOf(bean interface{}) core.PK
func (engine *Engine) IDOf(bean interface{}) core.PK
func (engine *Engine) IdOfV(rv reflect.Value) core.PK
func (engine *Engine) IDOfV(rv reflect.Value) core.PK
func (engine *Engine) CreateIndexes(bean interface{}) error
func (engine *Engine) CreateUniques(bean interface{}) error
func (engine *Engine) ClearCacheBean(bean interface{}, id string) error
func (engine *Engine) ClearCache(beans ...interface{}) error
func (engine *Engine) Sync(beans ...interface{}) error
func (engine *Engine) Sync2(beans ...interface{}) error
func (engine *Engine) CreateTables(beans ...interface{}) error
func (engine *Engine) DropTables(beans ...interface{}) error
func (engine *Engine) DropIndexes(bean interface{}) error
func (engine *Engine) Exec(sqlOrArgs ...interface{}) (sql.Result, error)
func (engine *Engine) Query(sqlOrArgs ...interface{}) (resultsSlice []map[string][]byte, err error)
func (engine *Engine) QueryString(sqlOrArgs ...interface{}) ([]map[string]string, error)
func (engine *Engine) QueryInterface(sqlOrArgs ...interface{}) ([]map[string]interface{}, error)
func (engine *Engine) Insert(beans ...interface{}) (int64, error)
func (engine *Engine) InsertOne(bean interface{}) (int64, error)
func (engine *Engine) Update(bean interface{}, condiBeans ...interface{}) (int64, error)
func (engine *Engine) Delete(bean interface{}) (int64, error)
func (engine *Engine) Get(bean interface{}) (bool, error)
func (engine *Engine) Exist(bean ...interface{}) (bool, error)
func (engine *Engine) Find(beans interface{}, condiBeans ...interface{}) error
func (engine *Engine) FindAndCount(rowsSlicePtr interface{}, condiBean ...interface{}) (int64, error)

func (engine *Engine) Iterate(bean interface{}, fun IterFunc) error
func (engine *Engine) Rows(bean interface{}) (*Rows, error)
func (engine *Engine) Count(bean ...interface{}) (int64, error)
func (engine *Engine) Sum(bean interface{}, colName string) (float64, error)
func (engine *Engine) SumInt(bean interface{}, colName string) (int64, error)
func (engine *Engine) Sums(bean interface{}, colNames ...string) ([]float64, error)
func (engine *Engine) SumsInt(bean interface{}, colNames ...string) ([]int64, error)
func (engine *Engine) ImportFile(ddlPath string) ([]sql.Result, error)
func (engine *Engine) Import(r io.Reader) ([]sql.Result, error)
func (engine *Engine) GetColumnMapper() core.IMapper
func (engine *Engine) GetTableMapper() core.IMapper
func (engine *Engine) GetTZLocation() *time.Location
func (engine *Engine) SetTZLocation(tz *time.Location)
func (engine *Engine) GetTZDatabase() *time.Location
func (engine *Engine) SetTZDatabase(tz *time.Location)
func (engine *Engine) SetSchema(schema string)
func (engine *Engine) Unscoped() *Session
func (engine *Engine) Context(ctx context.Context) *Session
func (engine *Engine) SetDefaultContext(ctx context.Context)
func (engine *Engine) PingContext(ctx context.Context) error
func (engine *Engine) TableName(bean interface{}, includeSchema ...bool) string

func (engine *Engine) Transaction(f func(*Session) (interface{}, error)) (interface{}, error)
func (engine *Engine) Clone() (*Engine, error)

type EngineGroup struct {
	*Engine
}

func (eg *EngineGroup) Close() error
func (eg *EngineGroup) Context(ctx context.Context) *Session
func (eg *EngineGroup) NewSession() *Session
func (eg *EngineGroup) Master() *Engine
func (eg *EngineGroup) Ping() error
func (eg *EngineGroup) SetColumnMapper(mapper core.IMapper)
func (eg *EngineGroup) SetConnMaxLifetime(d time.Duration)
func (eg *EngineGroup) SetDefaultCacher(cacher core.Cacher)
func (eg *EngineGroup) SetLogger(logger core.ILogger)
func (eg *EngineGroup) SetLogLevel(level core.LogLevel)
func (eg *EngineGroup) SetMapper(mapper core.IMapper)
func (eg *EngineGroup) SetMaxIdleConns(conns int)
func (eg *EngineGroup) SetMaxOpenConns(conns int)
func (eg *EngineGroup) SetPolicy(policy GroupPolicy) *EngineGroup
func (eg *EngineGroup) SetTableMapper(mapper core.IMapper)
func (eg *EngineGroup) ShowExecTime(show ...bool)
func (eg *EngineGroup) ShowSQL(show ...bool)
func (eg *EngineGroup) Slave() *Engine
func (eg *EngineGroup) Slaves() []*Engine

type Interface interface {
	AllCols() *Session
	Alias(alias string) *Session
	Asc(colNames ...string) *Session
	BufferSize(size int) *Session
	Cols(columns ...string) *Session
	Count(...interface{}) (int64, error)
	CreateIndexes(bean interface{}) error
	CreateUniques(bean interface{}) error
	Decr(column string, arg ...interface{}) *Session
	Desc(...string) *Session
	Delete(interface{}) (int64, error)
	Distinct(columns ...string) *Session
	DropIndexes(bean interface{}) error
	Exec(sqlOrArgs ...interface{}) (sql.Result, error)
	Exist(bean ...interface{}) (bool, error)
	Find(interface{}, ...interface{}) error
	FindAndCount(interface{}, ...interface{}) (int64, error)
	Get(interface{}) (bool, error)
	GroupBy(keys string) *Session
	ID(interface{}) *Session
	In(string, ...interface{}) *Session
	Incr(column string, arg ...interface{}) *Session
	Insert(...interface{}) (int64, error)
	InsertOne(interface{}) (int64, error)
	IsTableEmpty(bean interface{}) (bool, error)
	IsTableExist(beanOrTableName interface{}) (bool, error)
	Iterate(interface{}, IterFunc) error
	Limit(int, ...int) *Session
	MustCols(columns ...string) *Session
	NoAutoCondition(...bool) *Session
	NotIn(string, ...interface{}) *Session
	Join(joinOperator string, tablename interface{}, condition string, args ...interface{}) *Session
	Omit(columns ...string) *Session
	OrderBy(order string) *Session
	Ping() error
	Query(sqlOrArgs ...interface{}) (resultsSlice []map[string][]byte, err error)
	QueryInterface(sqlOrArgs ...interface{}) ([]map[string]interface{}, error)
	QueryString(sqlOrArgs ...interface{}) ([]map[string]string, error)
	Rows(bean interface{}) (*Rows, error)
	SetExpr(string, interface{}) *Session
	SQL(interface{}, ...interface{}) *Session
	Sum(bean interface{}, colName string) (float64, error)
	SumInt(bean interface{}, colName string) (int64, error)
	Sums(bean interface{}, colNames ...string) ([]float64, error)
	SumsInt(bean interface{}, colNames ...string) ([]int64, error)
	Table(tableNameOrBean interface{}) *Session
	Unscoped() *Session
	Update(bean interface{}, condiBeans ...interface{}) (int64, error)
	UseBool(...string) *Session
	Where(interface{}, ...interface{}) *Session
}

type EngineInterface interface {
	Interface
	Before(func(interface{})) *Session
	Charset(charset string) *Session
	ClearCache(...interface{}) error
	Context(context.Context) *Session
	CreateTables(...interface{}) error
	DBMetas() ([]*core.Table, error)
	Dialect() core.Dialect
	DropTables(...interface{}) error
	DumpAllToFile(fp string, tp ...core.DbType) error
	GetCacher(string) core.Cacher
	GetColumnMapper() core.IMapper
	GetDefaultCacher() core.Cacher
	GetTableMapper() core.IMapper
	GetTZDatabase() *time.Location
	GetTZLocation() *time.Location
	MapCacher(interface{}, core.Cacher) error
	NewSession() *Session
	NoAutoTime() *Session
	Quote(string) string
	SetCacher(string, core.Cacher)
	SetConnMaxLifetime(time.Duration)
	SetDefaultCacher(core.Cacher)
	SetLogger(logger core.ILogger)
	SetLogLevel(core.LogLevel)
	SetMapper(core.IMapper)
	SetMaxOpenConns(int)
	SetMaxIdleConns(int)
	SetSchema(string)
	SetTZDatabase(tz *time.Location)
	SetTZLocation(tz *time.Location)
	ShowExecTime(...bool)
	ShowSQL(show ...bool)
	Sync(...interface{}) error
	Sync2(...interface{}) error
	StoreEngine(storeEngine string) *Session
	TableInfo(bean interface{}) *Table
	TableName(interface{}, ...bool) string
	UnMapType(reflect.Type)
}

type Session struct{}

func (session *Session) Clone() *Session
func (session *Session) Init()
func (session *Session) Close()
func (session *Session) ContextCache(context ContextCache) *Session
func (session *Session) IsClosed() bool
func (session *Session) Prepare() *Session
func (session *Session) Before(closures func(interface{})) *Session
func (session *Session) After(closures func(interface{})) *Session
func (session *Session) Table(tableNameOrBean interface{}) *Session
func (session *Session) Alias(alias string) *Session
func (session *Session) NoCascade() *Session
func (session *Session) ForUpdate() *Session
func (session *Session) NoAutoCondition(no ...bool) *Session
func (session *Session) Limit(limit int, start ...int) *Session
func (session *Session) OrderBy(order string) *Session
func (session *Session) Desc(colNames ...string) *Session
func (session *Session) Asc(colNames ...string) *Session
func (session *Session) StoreEngine(storeEngine string) *Session
func (session *Session) Charset(charset string) *Session
func (session *Session) Cascade(trueOrFalse ...bool) *Session
func (session *Session) NoCache() *Session
func (session *Session) Join(joinOperator string, tablename interface{}, condition string, args ...interface{}) *Session
func (session *Session) GroupBy(keys string) *Session
func (session *Session) Having(conditions string) *Session
func (session *Session) DB() *core.DB
func (session *Session) LastSQL() (string, []interface{})
func (session *Session) Unscoped() *Session
func (session *Session) Incr(column string, arg ...interface{}) *Session
func (session *Session) Decr(column string, arg ...interface{}) *Session
func (session *Session) SetExpr(column string, expression interface{}) *Session
func (session *Session) Select(str string) *Session
func (session *Session) Cols(columns ...string) *Session
func (session *Session) AllCols() *Session
func (session *Session) MustCols(columns ...string) *Session
func (session *Session) UseBool(columns ...string) *Session
func (session *Session) Distinct(columns ...string) *Session
func (session *Session) Omit(columns ...string) *Session
func (session *Session) Nullable(columns ...string) *Session
func (session *Session) NoAutoTime() *Session
func (session *Session) Sql(query string, args ...interface{}) *Session
func (session *Session) SQL(query interface{}, args ...interface{}) *Session
func (session *Session) Where(query interface{}, args ...interface{}) *Session
func (session *Session) And(query interface{}, args ...interface{}) *Session
func (session *Session) Or(query interface{}, args ...interface{}) *Session
func (session *Session) Id(id interface{}) *Session
func (session *Session) ID(id interface{}) *Session
func (session *Session) In(column string, args ...interface{}) *Session
func (session *Session) NotIn(column string, args ...interface{}) *Session
func (session *Session) Conds() builder.Cond
func (session *Session) Context(ctx context.Context) *Session
func (session *Session) PingContext(ctx context.Context) error
func (session *Session) Delete(bean interface{}) (int64, error)
func (session *Session) Exist(bean ...interface{}) (bool, error)
func (session *Session) Find(rowsSlicePtr interface{}, condiBean ...interface{}) error
func (session *Session) FindAndCount(rowsSlicePtr interface{}, condiBean ...interface{}) (int64, error)
func (session *Session) Get(bean interface{}) (bool, error)
func (session *Session) Insert(beans ...interface{}) (int64, error)
func (session *Session) InsertMulti(rowsSlicePtr interface{}) (int64, error)
func (session *Session) InsertOne(bean interface{}) (int64, error)
func (session *Session) Rows(bean interface{}) (*Rows, error)

func (session *Session) Iterate(bean interface{}, fun IterFunc) error
func (session *Session) BufferSize(size int) *Session
func (session *Session) Query(sqlOrArgs ...interface{}) ([]map[string][]byte, error)
func (session *Session) QueryString(sqlOrArgs ...interface{}) ([]map[string]string, error)
func (session *Session) QuerySliceString(sqlOrArgs ...interface{}) ([][]string, error)
func (session *Session) QueryInterface(sqlOrArgs ...interface{}) ([]map[string]interface{}, error)
func (session *Session) Exec(sqlOrArgs ...interface{}) (sql.Result, error)
func (session *Session) Ping() error
func (session *Session) CreateIndexes(bean interface{}) error
func (session *Session) CreateUniques(bean interface{}) error
func (session *Session) DropIndexes(bean interface{}) error
func (session *Session) DropTable(beanOrTableName interface{}) error
func (session *Session) IsTableExist(beanOrTableName interface{}) (bool, error)
func (session *Session) IsTableEmpty(bean interface{}) (bool, error)
func (session *Session) Sync2(beans ...interface{}) error
func (session *Session) Count(bean ...interface{}) (int64, error)
func (session *Session) Sum(bean interface{}, columnName string) (res float64, err error)
func (session *Session) SumInt(bean interface{}, columnName string) (res int64, err error)
func (session *Session) Sums(bean interface{}, columnNames ...string) ([]float64, error)
func (session *Session) SumsInt(bean interface{}, columnNames ...string) ([]int64, error)

//rowsclose:acquires tx Commit|Rollback|Close
//rowsclose:acquires-into session
func (session *Session) Begin() error
func (session *Session) Rollback() error
func (session *Session) Commit() error
func (session *Session) Update(bean interface{}, condiBean ...interface{}) (int64, error)

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows struct{}

//rowsclose:closes-when-false
func (rows *Rows) Next() bool

//rowsclose:checks-error
func (rows *Rows) Err() error
func (rows *Rows) Scan(bean interface{}) error
func (rows *Rows) Close() error

type IterFunc func(idx int, bean interface{}) error

func NewEngine(driverName string, dataSourceName string) (*Engine, error)
func NewEngineWithParams(driverName string, dataSourceName string, params map[string]string) (*Engine, error)
