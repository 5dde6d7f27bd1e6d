package goqu // import "github.com/doug-martin/goqu/v9"

import (
	"context"
	"database/sql"

	"github.com/doug-martin/goqu/v9/exec"
	"github.com/doug-martin/goqu/v9/exp"
	"github.com/doug-martin/goqu/v9/internal/sb"
)

type Database struct {
	Db SQLDatabase
}

func (d *Database) Dialect() string
func (d *Database) Begin() (*TxDatabase, error)

//rowsclose:bounded-by ctx
func (d *Database) BeginTx(ctx context.Context, opts *sql.TxOptions) (*TxDatabase, error)

func (d *Database) WithTx(fn func(*TxDatabase) error) error
func (d *Database) From(from ...interface{}) *SelectDataset
func (d *Database) Select(cols ...interface{}) *SelectDataset
func (d *Database) Update(table interface{}) *UpdateDataset
func (d *Database) Insert(table interface{}) *InsertDataset
func (d *Database) Delete(table interface{}) *DeleteDataset
func (d *Database) Truncate(table ...interface{}) *TruncateDataset
func (d *Database) Logger(logger Logger)
func (d *Database) Trace(op, sqlString string, args ...interface{})
func (d *Database) Exec(query string, args ...interface{}) (sql.Result, error)
func (d *Database) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
func (d *Database) Prepare(query string) (*sql.Stmt, error)
func (d *Database) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
func (d *Database) Query(query string, args ...interface{}) (*sql.Rows, error)

//rowsclose:bounded-by ctx
func (d *Database) QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
func (d *Database) QueryRow(query string, args ...interface{}) *sql.Row
func (d *Database) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
func (d *Database) ScanStructs(i interface{}, query string, args ...interface{}) error
func (d *Database) ScanStructsContext(ctx context.Context, i interface{}, query string, args ...interface{}) error
func (d *Database) ScanStruct(i interface{}, query string, args ...interface{}) (bool, error)
func (d *Database) ScanStructContext(ctx context.Context, i interface{}, query string, args ...interface{}) (bool, error)
func (d *Database) ScanVals(i interface{}, query string, args ...interface{}) error
func (d *Database) ScanValsContext(ctx context.Context, i interface{}, query string, args ...interface{}) error
func (d *Database) ScanVal(i interface{}, query string, args ...interface{}) (bool, error)
func (d *Database) ScanValContext(ctx context.Context, i interface{}, query string, args ...interface{}) (bool, error)

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type TxDatabase struct {
	Tx SQLTx
}

func (td *TxDatabase) Dialect() string
func (td *TxDatabase) From(cols ...interface{}) *SelectDataset
func (td *TxDatabase) Select(cols ...interface{}) *SelectDataset
func (td *TxDatabase) Update(table interface{}) *UpdateDataset
func (td *TxDatabase) Insert(table interface{}) *InsertDataset
func (td *TxDatabase) Delete(table interface{}) *DeleteDataset
func (td *TxDatabase) Truncate(table ...interface{}) *TruncateDataset
func (td *TxDatabase) Logger(logger Logger)
func (td *TxDatabase) Trace(op, sqlString string, args ...interface{})
func (td *TxDatabase) Exec(query string, args ...interface{}) (sql.Result, error)
func (td *TxDatabase) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)

//rowsclose:bounded-by tx
func (td *TxDatabase) Prepare(query string) (*sql.Stmt, error)

//rowsclose:bounded-by tx
func (td *TxDatabase) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)

//rowsclose:bounded-by tx
func (td *TxDatabase) Query(query string, args ...interface{}) (*sql.Rows, error)

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (td *TxDatabase) QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
func (td *TxDatabase) QueryRow(query string, args ...interface{}) *sql.Row
func (td *TxDatabase) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
func (td *TxDatabase) ScanStructs(i interface{}, query string, args ...interface{}) error
func (td *TxDatabase) ScanStructsContext(ctx context.Context, i interface{}, query string, args ...interface{}) error
func (td *TxDatabase) ScanStruct(i interface{}, query string, args ...interface{}) (bool, error)
func (td *TxDatabase) ScanStructContext(ctx context.Context, i interface{}, query string, args ...interface{}) (bool, error)
func (td *TxDatabase) ScanVals(i interface{}, query string, args ...interface{}) error
func (td *TxDatabase) ScanValsContext(ctx context.Context, i interface{}, query string, args ...interface{}) error
func (td *TxDatabase) ScanVal(i interface{}, query string, args ...interface{}) (bool, error)
func (td *TxDatabase) ScanValContext(ctx context.Context, i interface{}, query string, args ...interface{}) (bool, error)
func (td *TxDatabase) Commit() error
func (td *TxDatabase) Rollback() error

//rowsclose:closes
func (td *TxDatabase) Wrap(fn func() error) (err error)

type SQLDatabase interface {
	Begin() (*sql.Tx, error)
	//rowsclose:bounded-by ctx
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type SQLTx interface {
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	//rowsclose:bounded-by ctx
	//rowsclose:bounded-by tx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
	Commit() error
	Rollback() error
}

type DialectWrapper struct{}

func (dw DialectWrapper) From(table ...interface{}) *SelectDataset
func (dw DialectWrapper) Select(cols ...interface{}) *SelectDataset
func (dw DialectWrapper) Update(table interface{}) *UpdateDataset
func (dw DialectWrapper) Insert(table interface{}) *InsertDataset
func (dw DialectWrapper) Delete(table interface{}) *DeleteDataset
func (dw DialectWrapper) Truncate(table ...interface{}) *TruncateDataset
func (dw DialectWrapper) DB(db SQLDatabase) *Database

type SelectDataset struct{}

func (sd *SelectDataset) WithDialect(dl string) *SelectDataset
func (sd *SelectDataset) Prepared(prepared bool) *SelectDataset
func (sd *SelectDataset) IsPrepared() bool
func (sd *SelectDataset) Dialect() SQLDialect
func (sd *SelectDataset) SetDialect(dialect SQLDialect) *SelectDataset
func (sd *SelectDataset) Expression() exp.Expression
func (sd *SelectDataset) Clone() exp.Expression
func (sd *SelectDataset) GetClauses() exp.SelectClauses
func (sd *SelectDataset) Update() *UpdateDataset
func (sd *SelectDataset) Insert() *InsertDataset
func (sd *SelectDataset) Delete() *DeleteDataset
func (sd *SelectDataset) Truncate() *TruncateDataset
func (sd *SelectDataset) With(name string, subquery exp.Expression) *SelectDataset
func (sd *SelectDataset) WithRecursive(name string, subquery exp.Expression) *SelectDataset
func (sd *SelectDataset) Select(selects ...interface{}) *SelectDataset
func (sd *SelectDataset) SelectDistinct(selects ...interface{}) *SelectDataset
func (sd *SelectDataset) ClearSelect() *SelectDataset
func (sd *SelectDataset) SelectAppend(selects ...interface{}) *SelectDataset
func (sd *SelectDataset) Distinct(on ...interface{}) *SelectDataset
func (sd *SelectDataset) From(from ...interface{}) *SelectDataset
func (sd *SelectDataset) FromSelf() *SelectDataset
func (sd *SelectDataset) Join(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) InnerJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) FullOuterJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) RightOuterJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) LeftOuterJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) FullJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) RightJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) LeftJoin(table exp.Expression, condition exp.JoinCondition) *SelectDataset
func (sd *SelectDataset) NaturalJoin(table exp.Expression) *SelectDataset
func (sd *SelectDataset) NaturalLeftJoin(table exp.Expression) *SelectDataset
func (sd *SelectDataset) NaturalRightJoin(table exp.Expression) *SelectDataset
func (sd *SelectDataset) NaturalFullJoin(table exp.Expression) *SelectDataset
func (sd *SelectDataset) CrossJoin(table exp.Expression) *SelectDataset
func (sd *SelectDataset) Where(expressions ...exp.Expression) *SelectDataset
func (sd *SelectDataset) ClearWhere() *SelectDataset
func (sd *SelectDataset) ForUpdate(waitOption exp.WaitOption, of ...exp.IdentifierExpression) *SelectDataset
func (sd *SelectDataset) ForNoKeyUpdate(waitOption exp.WaitOption, of ...exp.IdentifierExpression) *SelectDataset
func (sd *SelectDataset) ForKeyShare(waitOption exp.WaitOption, of ...exp.IdentifierExpression) *SelectDataset
func (sd *SelectDataset) ForShare(waitOption exp.WaitOption, of ...exp.IdentifierExpression) *SelectDataset
func (sd *SelectDataset) GroupBy(groupBy ...interface{}) *SelectDataset
func (sd *SelectDataset) GroupByAppend(groupBy ...interface{}) *SelectDataset
func (sd *SelectDataset) Having(expressions ...exp.Expression) *SelectDataset
func (sd *SelectDataset) Order(order ...exp.OrderedExpression) *SelectDataset
func (sd *SelectDataset) OrderAppend(order ...exp.OrderedExpression) *SelectDataset
func (sd *SelectDataset) OrderPrepend(order ...exp.OrderedExpression) *SelectDataset
func (sd *SelectDataset) ClearOrder() *SelectDataset
func (sd *SelectDataset) Limit(limit uint) *SelectDataset
func (sd *SelectDataset) LimitAll() *SelectDataset
func (sd *SelectDataset) ClearLimit() *SelectDataset
func (sd *SelectDataset) Offset(offset uint) *SelectDataset
func (sd *SelectDataset) ClearOffset() *SelectDataset
func (sd *SelectDataset) Union(other *SelectDataset) *SelectDataset
func (sd *SelectDataset) UnionAll(other *SelectDataset) *SelectDataset
func (sd *SelectDataset) Intersect(other *SelectDataset) *SelectDataset
func (sd *SelectDataset) IntersectAll(other *SelectDataset) *SelectDataset
func (sd *SelectDataset) CompoundFromSelf() *SelectDataset
func (sd *SelectDataset) As(alias string) *SelectDataset
func (sd *SelectDataset) GetAs() exp.IdentifierExpression
func (sd *SelectDataset) Window(ws ...exp.WindowExpression) *SelectDataset
func (sd *SelectDataset) WindowAppend(ws ...exp.WindowExpression) *SelectDataset
func (sd *SelectDataset) ClearWindow() *SelectDataset
func (sd *SelectDataset) Error() error
func (sd *SelectDataset) SetError(err error) *SelectDataset
func (sd *SelectDataset) ToSQL() (sql string, params []interface{}, err error)
func (sd *SelectDataset) Executor() exec.QueryExecutor
func (sd *SelectDataset) AppendSQL(b sb.SQLBuilder)
func (sd *SelectDataset) ReturnsColumns() bool
func (sd *SelectDataset) ScanStructs(i interface{}) error
func (sd *SelectDataset) ScanStructsContext(ctx context.Context, i interface{}) error
func (sd *SelectDataset) ScanStruct(i interface{}) (bool, error)
func (sd *SelectDataset) ScanStructContext(ctx context.Context, i interface{}) (bool, error)
func (sd *SelectDataset) ScanVals(i interface{}) error
func (sd *SelectDataset) ScanValsContext(ctx context.Context, i interface{}) error
func (sd *SelectDataset) ScanVal(i interface{}) (bool, error)
func (sd *SelectDataset) ScanValContext(ctx context.Context, i interface{}) (bool, error)
func (sd *SelectDataset) Count() (int64, error)
func (sd *SelectDataset) CountContext(ctx context.Context) (int64, error)
func (sd *SelectDataset) Pluck(i interface{}, col string) error
func (sd *SelectDataset) PluckContext(ctx context.Context, i interface{}, col string) error

type DeleteDataset struct{}

func (dd *DeleteDataset) Expression() exp.Expression
func (dd *DeleteDataset) Clone() exp.Expression
func (dd *DeleteDataset) Prepared(prepared bool) *DeleteDataset
func (dd *DeleteDataset) IsPrepared() bool
func (dd *DeleteDataset) WithDialect(dl string) *DeleteDataset
func (dd *DeleteDataset) Dialect() SQLDialect
func (dd *DeleteDataset) SetDialect(dialect SQLDialect) *DeleteDataset
func (dd *DeleteDataset) GetClauses() exp.DeleteClauses
func (dd *DeleteDataset) With(name string, subquery exp.Expression) *DeleteDataset
func (dd *DeleteDataset) WithRecursive(name string, subquery exp.Expression) *DeleteDataset
func (dd *DeleteDataset) From(table interface{}) *DeleteDataset
func (dd *DeleteDataset) Where(expressions ...exp.Expression) *DeleteDataset
func (dd *DeleteDataset) ClearWhere() *DeleteDataset
func (dd *DeleteDataset) Order(order ...exp.OrderedExpression) *DeleteDataset
func (dd *DeleteDataset) OrderAppend(order ...exp.OrderedExpression) *DeleteDataset
func (dd *DeleteDataset) OrderPrepend(order ...exp.OrderedExpression) *DeleteDataset
func (dd *DeleteDataset) ClearOrder() *DeleteDataset
func (dd *DeleteDataset) Limit(limit uint) *DeleteDataset
func (dd *DeleteDataset) LimitAll() *DeleteDataset
func (dd *DeleteDataset) ClearLimit() *DeleteDataset
func (dd *DeleteDataset) Returning(returning ...interface{}) *DeleteDataset
func (dd *DeleteDataset) Error() error
func (dd *DeleteDataset) SetError(err error) *DeleteDataset
func (dd *DeleteDataset) ToSQL() (sql string, params []interface{}, err error)
func (dd *DeleteDataset) AppendSQL(b sb.SQLBuilder)
func (dd *DeleteDataset) GetAs() exp.IdentifierExpression
func (dd *DeleteDataset) ReturnsColumns() bool
func (dd *DeleteDataset) Executor() exec.QueryExecutor

type InsertDataset struct{}

func (id *InsertDataset) Prepared(prepared bool) *InsertDataset
func (id *InsertDataset) IsPrepared() bool
func (id *InsertDataset) WithDialect(dl string) *InsertDataset
func (id *InsertDataset) Dialect() SQLDialect
func (id *InsertDataset) SetDialect(dialect SQLDialect) *InsertDataset
func (id *InsertDataset) Expression() exp.Expression
func (id *InsertDataset) Clone() exp.Expression
func (id *InsertDataset) GetClauses() exp.InsertClauses
func (id *InsertDataset) With(name string, subquery exp.Expression) *InsertDataset
func (id *InsertDataset) WithRecursive(name string, subquery exp.Expression) *InsertDataset
func (id *InsertDataset) Into(into interface{}) *InsertDataset
func (id *InsertDataset) Cols(cols ...interface{}) *InsertDataset
func (id *InsertDataset) ClearCols() *InsertDataset
func (id *InsertDataset) ColsAppend(cols ...interface{}) *InsertDataset
func (id *InsertDataset) FromQuery(from exp.AppendableExpression) *InsertDataset
func (id *InsertDataset) Vals(vals ...[]interface{}) *InsertDataset
func (id *InsertDataset) ClearVals() *InsertDataset
func (id *InsertDataset) Rows(rows ...interface{}) *InsertDataset
func (id *InsertDataset) ClearRows() *InsertDataset
func (id *InsertDataset) Returning(returning ...interface{}) *InsertDataset
func (id *InsertDataset) OnConflict(conflict exp.ConflictExpression) *InsertDataset
func (id *InsertDataset) ClearOnConflict() *InsertDataset
func (id *InsertDataset) Error() error
func (id *InsertDataset) SetError(err error) *InsertDataset
func (id *InsertDataset) ToSQL() (sql string, params []interface{}, err error)
func (id *InsertDataset) AppendSQL(b sb.SQLBuilder)
func (id *InsertDataset) GetAs() exp.IdentifierExpression
func (id *InsertDataset) As(alias string) *InsertDataset
func (id *InsertDataset) ReturnsColumns() bool
func (id *InsertDataset) Executor() exec.QueryExecutor

type UpdateDataset struct{}

func (ud *UpdateDataset) Prepared(prepared bool) *UpdateDataset
func (ud *UpdateDataset) IsPrepared() bool
func (ud *UpdateDataset) WithDialect(dl string) *UpdateDataset
func (ud *UpdateDataset) Dialect() SQLDialect
func (ud *UpdateDataset) SetDialect(dialect SQLDialect) *UpdateDataset
func (ud *UpdateDataset) Expression() exp.Expression
func (ud *UpdateDataset) Clone() exp.Expression
func (ud *UpdateDataset) GetClauses() exp.UpdateClauses
func (ud *UpdateDataset) With(name string, subquery exp.Expression) *UpdateDataset
func (ud *UpdateDataset) WithRecursive(name string, subquery exp.Expression) *UpdateDataset
func (ud *UpdateDataset) Table(table interface{}) *UpdateDataset
func (ud *UpdateDataset) Set(values interface{}) *UpdateDataset
func (ud *UpdateDataset) From(tables ...interface{}) *UpdateDataset
func (ud *UpdateDataset) Where(expressions ...exp.Expression) *UpdateDataset
func (ud *UpdateDataset) ClearWhere() *UpdateDataset
func (ud *UpdateDataset) Order(order ...exp.OrderedExpression) *UpdateDataset
func (ud *UpdateDataset) OrderAppend(order ...exp.OrderedExpression) *UpdateDataset
func (ud *UpdateDataset) OrderPrepend(order ...exp.OrderedExpression) *UpdateDataset
func (ud *UpdateDataset) ClearOrder() *UpdateDataset
func (ud *UpdateDataset) Limit(limit uint) *UpdateDataset
func (ud *UpdateDataset) LimitAll() *UpdateDataset
func (ud *UpdateDataset) ClearLimit() *UpdateDataset
func (ud *UpdateDataset) Returning(returning ...interface{}) *UpdateDataset
func (ud *UpdateDataset) Error() error
func (ud *UpdateDataset) SetError(err error) *UpdateDataset
func (ud *UpdateDataset) ToSQL() (sql string, params []interface{}, err error)
func (ud *UpdateDataset) AppendSQL(b sb.SQLBuilder)
func (ud *UpdateDataset) GetAs() exp.IdentifierExpression
func (ud *UpdateDataset) ReturnsColumns() bool
func (ud *UpdateDataset) Executor() exec.QueryExecutor

type TruncateDataset struct{}

func (td *TruncateDataset) WithDialect(dl string) *TruncateDataset
func (td *TruncateDataset) Prepared(prepared bool) *TruncateDataset
func (td *TruncateDataset) IsPrepared() bool
func (td *TruncateDataset) Dialect() SQLDialect
func (td *TruncateDataset) SetDialect(dialect SQLDialect) *TruncateDataset
func (td *TruncateDataset) Expression() exp.Expression
func (td *TruncateDataset) Clone() exp.Expression
func (td *TruncateDataset) GetClauses() exp.TruncateClauses
func (td *TruncateDataset) Table(table ...interface{}) *TruncateDataset
func (td *TruncateDataset) Cascade() *TruncateDataset
func (td *TruncateDataset) NoCascade() *TruncateDataset
func (td *TruncateDataset) Restrict() *TruncateDataset
func (td *TruncateDataset) NoRestrict() *TruncateDataset
func (td *TruncateDataset) Identity(identity string) *TruncateDataset
func (td *TruncateDataset) Error() error
func (td *TruncateDataset) SetError(err error) *TruncateDataset
func (td *TruncateDataset) ToSQL() (sql string, params []interface{}, err error)
func (td *TruncateDataset) Executor() exec.QueryExecutor

//rowsclose:alias 0 tx
func NewTx(dialect string, tx SQLTx) *TxDatabase
func Delete(table interface{}) *DeleteDataset
func Dialect(dialect string) DialectWrapper
func New(dialect string, db SQLDatabase) *Database
func Insert(table interface{}) *InsertDataset
func From(table ...interface{}) *SelectDataset
func Select(cols ...interface{}) *SelectDataset
func Truncate(table ...interface{}) *TruncateDataset
func Update(table interface{}) *UpdateDataset
