package bun // import "github.com/uptrace/bun"

import (
	"context"
	"database/sql"
	"reflect"

	"github.com/uptrace/bun/dialect/feature"
	"github.com/uptrace/bun/schema"
)

type DB struct {
	*noCopyState
}

func (db *DB) String() string
func (db *DB) Close() error
func (db *DB) DBStats() DBStats
func (db *DB) NewValues(model any) *ValuesQuery
func (db *DB) NewMerge() *MergeQuery
func (db *DB) NewSelect() *SelectQuery
func (db *DB) NewInsert() *InsertQuery
func (db *DB) NewUpdate() *UpdateQuery
func (db *DB) NewDelete() *DeleteQuery
func (db *DB) NewRaw(query string, args ...any) *RawQuery
func (db *DB) NewCreateTable() *CreateTableQuery
func (db *DB) NewDropTable() *DropTableQuery
func (db *DB) NewCreateIndex() *CreateIndexQuery
func (db *DB) NewDropIndex() *DropIndexQuery
func (db *DB) NewTruncateTable() *TruncateTableQuery
func (db *DB) NewAddColumn() *AddColumnQuery
func (db *DB) NewDropColumn() *DropColumnQuery
func (db *DB) ResetModel(ctx context.Context, models ...any) error
func (db *DB) Dialect() schema.Dialect

//rowsclose:closes rows
func (db *DB) ScanRows(ctx context.Context, rows *sql.Rows, dest ...any) error

//rowsclose:borrows rows
func (db *DB) ScanRow(ctx context.Context, rows *sql.Rows, dest ...any) error
func (db *DB) Table(typ reflect.Type) *schema.Table
func (db *DB) RegisterModel(models ...any)
func (db *DB) WithNamedArg(name string, value any) *DB
func (db *DB) QueryGen() schema.QueryGen
func (db *DB) WithQueryHook(hook QueryHook) *DB
func (db *DB) AddQueryHook(hook QueryHook)
func (db *DB) ResetQueryHooks()
func (db *DB) UpdateFQN(alias, column string) Ident
func (db *DB) HasFeature(feat feature.Feature) bool
func (db *DB) Exec(query string, args ...any) (sql.Result, error)
func (db *DB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
func (db *DB) Query(query string, args ...any) (*sql.Rows, error)

//rowsclose:bounded-by ctx
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
func (db *DB) QueryRow(query string, args ...any) *sql.Row
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
func (db *DB) Conn(ctx context.Context) (Conn, error)
func (db *DB) Prepare(query string) (Stmt, error)
func (db *DB) PrepareContext(ctx context.Context, query string) (Stmt, error)

func (db *DB) RunInTx(ctx context.Context, opts *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error
func (db *DB) Begin() (Tx, error)

//rowsclose:bounded-by ctx
func (db *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)

type DBOption func(db *DB)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct {
	*sql.Tx
}

func (tx Tx) Commit() error
func (tx Tx) Rollback() error
func (tx Tx) Exec(query string, args ...any) (sql.Result, error)
func (tx Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:bounded-by tx
func (tx Tx) Query(query string, args ...any) (*sql.Rows, error)

//rowsclose:bounded-by tx
//rowsclose:bounded-by ctx
func (tx Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
func (tx Tx) QueryRow(query string, args ...any) *sql.Row
func (tx Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row

//rowsclose:bounded-by tx
func (tx Tx) Begin() (Tx, error)

//rowsclose:bounded-by tx
func (tx Tx) BeginTx(ctx context.Context, _ *sql.TxOptions) (Tx, error)

func (tx Tx) RunInTx(ctx context.Context, _ *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error
func (tx Tx) Dialect() schema.Dialect
func (tx Tx) NewValues(model any) *ValuesQuery
func (tx Tx) NewMerge() *MergeQuery
func (tx Tx) NewSelect() *SelectQuery
func (tx Tx) NewInsert() *InsertQuery
func (tx Tx) NewUpdate() *UpdateQuery
func (tx Tx) NewDelete() *DeleteQuery
func (tx Tx) NewRaw(query string, args ...any) *RawQuery
func (tx Tx) NewCreateTable() *CreateTableQuery
func (tx Tx) NewDropTable() *DropTableQuery
func (tx Tx) NewCreateIndex() *CreateIndexQuery
func (tx Tx) NewDropIndex() *DropIndexQuery
func (tx Tx) NewTruncateTable() *TruncateTableQuery
func (tx Tx) NewAddColumn() *AddColumnQuery
func (tx Tx) NewDropColumn() *DropColumnQuery

//rowsclose:resource conn
//rowsclose:must-call Close
type Conn struct {
	*sql.Conn
}

func (c Conn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c Conn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
func (c Conn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
func (c Conn) Dialect() schema.Dialect
func (c Conn) NewValues(model any) *ValuesQuery
func (c Conn) NewMerge() *MergeQuery
func (c Conn) NewSelect() *SelectQuery
func (c Conn) NewInsert() *InsertQuery
func (c Conn) NewUpdate() *UpdateQuery
func (c Conn) NewDelete() *DeleteQuery
func (c Conn) NewRaw(query string, args ...any) *RawQuery
func (c Conn) NewCreateTable() *CreateTableQuery
func (c Conn) NewDropTable() *DropTableQuery
func (c Conn) NewCreateIndex() *CreateIndexQuery
func (c Conn) NewDropIndex() *DropIndexQuery
func (c Conn) NewTruncateTable() *TruncateTableQuery
func (c Conn) NewAddColumn() *AddColumnQuery
func (c Conn) NewDropColumn() *DropColumnQuery

func (c Conn) RunInTx(ctx context.Context, opts *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error

//rowsclose:bounded-by ctx
//rowsclose:blocks conn
func (c Conn) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt struct {
	*sql.Stmt
}

type IConn interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

type IDB interface {
	IConn
	Dialect() schema.Dialect
	NewValues(model any) *ValuesQuery
	NewSelect() *SelectQuery
	NewInsert() *InsertQuery
	NewUpdate() *UpdateQuery
	NewDelete() *DeleteQuery
	NewMerge() *MergeQuery
	NewRaw(query string, args ...any) *RawQuery
	NewCreateTable() *CreateTableQuery
	NewDropTable() *DropTableQuery
	NewCreateIndex() *CreateIndexQuery
	NewDropIndex() *DropIndexQuery
	NewTruncateTable() *TruncateTableQuery
	NewAddColumn() *AddColumnQuery
	NewDropColumn() *DropColumnQuery
	//rowsclose:bounded-by ctx
	BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)
	RunInTx(ctx context.Context, opts *sql.TxOptions, f func(ctx context.Context, tx Tx) error) error
}

type SelectQuery struct {
	whereBaseQuery
	idxHintsQuery
	orderLimitOffsetQuery
}

func (q *SelectQuery) Conn(db IConn) *SelectQuery
func (q *SelectQuery) Model(model any) *SelectQuery
func (q *SelectQuery) Err(err error) *SelectQuery
func (q *SelectQuery) Apply(fns ...func(*SelectQuery) *SelectQuery) *SelectQuery
func (q *SelectQuery) With(name string, query Query) *SelectQuery
func (q *SelectQuery) WithRecursive(name string, query Query) *SelectQuery
func (q *SelectQuery) WithQuery(query *WithQuery) *SelectQuery
func (q *SelectQuery) Distinct() *SelectQuery
func (q *SelectQuery) DistinctOn(query string, args ...any) *SelectQuery
func (q *SelectQuery) Table(tables ...string) *SelectQuery
func (q *SelectQuery) TableExpr(query string, args ...any) *SelectQuery
func (q *SelectQuery) ModelTableExpr(query string, args ...any) *SelectQuery
func (q *SelectQuery) Column(columns ...string) *SelectQuery
func (q *SelectQuery) ColumnExpr(query string, args ...any) *SelectQuery
func (q *SelectQuery) ExcludeColumn(columns ...string) *SelectQuery
func (q *SelectQuery) WherePK(cols ...string) *SelectQuery
func (q *SelectQuery) Where(query string, args ...any) *SelectQuery
func (q *SelectQuery) WhereOr(query string, args ...any) *SelectQuery
func (q *SelectQuery) WhereGroup(sep string, fn func(*SelectQuery) *SelectQuery) *SelectQuery
func (q *SelectQuery) WhereDeleted() *SelectQuery
func (q *SelectQuery) WhereAllWithDeleted() *SelectQuery
func (q *SelectQuery) UseIndex(indexes ...string) *SelectQuery
func (q *SelectQuery) UseIndexForJoin(indexes ...string) *SelectQuery
func (q *SelectQuery) UseIndexForOrderBy(indexes ...string) *SelectQuery
func (q *SelectQuery) UseIndexForGroupBy(indexes ...string) *SelectQuery
func (q *SelectQuery) IgnoreIndex(indexes ...string) *SelectQuery
func (q *SelectQuery) IgnoreIndexForJoin(indexes ...string) *SelectQuery
func (q *SelectQuery) IgnoreIndexForOrderBy(indexes ...string) *SelectQuery
func (q *SelectQuery) IgnoreIndexForGroupBy(indexes ...string) *SelectQuery
func (q *SelectQuery) ForceIndex(indexes ...string) *SelectQuery
func (q *SelectQuery) ForceIndexForJoin(indexes ...string) *SelectQuery
func (q *SelectQuery) ForceIndexForOrderBy(indexes ...string) *SelectQuery
func (q *SelectQuery) ForceIndexForGroupBy(indexes ...string) *SelectQuery
func (q *SelectQuery) Group(columns ...string) *SelectQuery
func (q *SelectQuery) GroupExpr(group string, args ...any) *SelectQuery
func (q *SelectQuery) Having(having string, args ...any) *SelectQuery
func (q *SelectQuery) Order(orders ...string) *SelectQuery
func (q *SelectQuery) OrderBy(colName string, sortDir Order) *SelectQuery
func (q *SelectQuery) OrderExpr(query string, args ...any) *SelectQuery
func (q *SelectQuery) Limit(n int64) *SelectQuery
func (q *SelectQuery) Offset(n int64) *SelectQuery
func (q *SelectQuery) For(s string, args ...any) *SelectQuery
func (q *SelectQuery) Union(other *SelectQuery) *SelectQuery
func (q *SelectQuery) UnionAll(other *SelectQuery) *SelectQuery
func (q *SelectQuery) Intersect(other *SelectQuery) *SelectQuery
func (q *SelectQuery) IntersectAll(other *SelectQuery) *SelectQuery
func (q *SelectQuery) Except(other *SelectQuery) *SelectQuery
func (q *SelectQuery) ExceptAll(other *SelectQuery) *SelectQuery
func (q *SelectQuery) Join(join string, args ...any) *SelectQuery
func (q *SelectQuery) JoinOn(cond string, args ...any) *SelectQuery
func (q *SelectQuery) JoinOnOr(cond string, args ...any) *SelectQuery
func (q *SelectQuery) Relation(name string, apply ...func(*SelectQuery) *SelectQuery) *SelectQuery
func (q *SelectQuery) RelationWithOpts(name string, opts RelationOpts) *SelectQuery
func (q *SelectQuery) Comment(comment string) *SelectQuery
func (q *SelectQuery) Operation() string
func (q *SelectQuery) AppendQuery(gen schema.QueryGen, b []byte) (_ []byte, err error)

//rowsclose:bounded-by ctx
func (q *SelectQuery) Rows(ctx context.Context) (*sql.Rows, error)
func (q *SelectQuery) Exec(ctx context.Context, dest ...any) (res sql.Result, err error)

//rowsclose:borrows dest
func (q *SelectQuery) Scan(ctx context.Context, dest ...any) error
func (q *SelectQuery) Count(ctx context.Context) (int64, error)

//rowsclose:borrows dest
func (q *SelectQuery) ScanAndCount(ctx context.Context, dest ...any) (int64, error)
func (q *SelectQuery) Exists(ctx context.Context) (bool, error)
func (q *SelectQuery) String() string
func (q *SelectQuery) Clone() *SelectQuery
func (q *SelectQuery) QueryBuilder() QueryBuilder
func (q *SelectQuery) ApplyQueryBuilder(fn func(QueryBuilder) QueryBuilder) *SelectQuery

type RawQuery struct {
	baseQuery
}

func (q *RawQuery) Conn(db IConn) *RawQuery
func (q *RawQuery) Err(err error) *RawQuery
func (q *RawQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error)
func (q *RawQuery) Scan(ctx context.Context, dest ...any) error
func (q *RawQuery) Comment(comment string) *RawQuery
func (q *RawQuery) AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error)
func (q *RawQuery) Operation() string
func (q *RawQuery) String() string
func WithOptions(opts ...DBOption) DBOption
func WithDiscardUnknownColumns() DBOption
func WithConnResolver(resolver ConnResolver) DBOption
func NewDB(sqldb *sql.DB, dialect schema.Dialect, opts ...DBOption) *DB
func NewAddColumnQuery(db *DB) *AddColumnQuery
func NewDropColumnQuery(db *DB) *DropColumnQuery
func NewDeleteQuery(db *DB) *DeleteQuery
func NewCreateIndexQuery(db *DB) *CreateIndexQuery
func NewDropIndexQuery(db *DB) *DropIndexQuery
func NewInsertQuery(db *DB) *InsertQuery
func NewMergeQuery(db *DB) *MergeQuery
func NewRawQuery(db *DB, query string, args ...any) *RawQuery
func NewSelectQuery(db *DB) *SelectQuery
func NewCreateTableQuery(db *DB) *CreateTableQuery
func NewDropTableQuery(db *DB) *DropTableQuery
func NewTruncateTableQuery(db *DB) *TruncateTableQuery
func NewUpdateQuery(db *DB) *UpdateQuery
func NewValuesQuery(db *DB, model any) *ValuesQuery
