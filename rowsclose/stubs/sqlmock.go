// What a mock hands out is a pool of database/sql; the rows, transactions and statements of its own are expectations.

package sqlmock // import "github.com/DATA-DOG/go-sqlmock"

import (
	"database/sql"
	"database/sql/driver"
	"time"
)

type Argument interface {
	Match(driver.Value) bool
}

type Column struct{}

type ExpectedClose struct {
	commonExpectation
}

func (e *ExpectedClose) WillReturnError(err error) *ExpectedClose

type ExpectedBegin struct {
	commonExpectation
}

func (e *ExpectedBegin) WillReturnError(err error) *ExpectedBegin
func (e *ExpectedBegin) WillDelayFor(duration time.Duration) *ExpectedBegin

type ExpectedCommit struct {
	commonExpectation
}

func (e *ExpectedCommit) WillReturnError(err error) *ExpectedCommit

type ExpectedRollback struct {
	commonExpectation
}

func (e *ExpectedRollback) WillReturnError(err error) *ExpectedRollback

type ExpectedQuery struct {
	queryBasedExpectation
}

func (e *ExpectedQuery) WithArgs(args ...driver.Value) *ExpectedQuery
func (e *ExpectedQuery) WithoutArgs() *ExpectedQuery
func (e *ExpectedQuery) RowsWillBeClosed() *ExpectedQuery
func (e *ExpectedQuery) WillReturnError(err error) *ExpectedQuery
func (e *ExpectedQuery) WillDelayFor(duration time.Duration) *ExpectedQuery
func (e *ExpectedQuery) WillReturnRows(rows ...*Rows) *ExpectedQuery

type ExpectedExec struct {
	queryBasedExpectation
}

func (e *ExpectedExec) WithArgs(args ...driver.Value) *ExpectedExec
func (e *ExpectedExec) WithoutArgs() *ExpectedExec
func (e *ExpectedExec) WillReturnError(err error) *ExpectedExec
func (e *ExpectedExec) WillDelayFor(duration time.Duration) *ExpectedExec
func (e *ExpectedExec) WillReturnResult(result driver.Result) *ExpectedExec

type ExpectedPrepare struct {
	commonExpectation
}

func (e *ExpectedPrepare) WillReturnError(err error) *ExpectedPrepare
func (e *ExpectedPrepare) WillReturnCloseError(err error) *ExpectedPrepare
func (e *ExpectedPrepare) WillDelayFor(duration time.Duration) *ExpectedPrepare
func (e *ExpectedPrepare) WillBeClosed() *ExpectedPrepare
func (e *ExpectedPrepare) ExpectQuery() *ExpectedQuery
func (e *ExpectedPrepare) ExpectExec() *ExpectedExec

type ExpectedPing struct {
	commonExpectation
}

func (e *ExpectedPing) WillDelayFor(duration time.Duration) *ExpectedPing
func (e *ExpectedPing) WillReturnError(err error) *ExpectedPing

type Rows struct{}

func (r *Rows) CloseError(err error) *Rows
func (r *Rows) RowError(row int, err error) *Rows
func (r *Rows) AddRow(values ...driver.Value) *Rows
func (r *Rows) AddRows(values ...[]driver.Value) *Rows
func (r *Rows) FromCSVString(s string) *Rows

type SqlmockCommon interface {
	ExpectClose() *ExpectedClose
	ExpectationsWereMet() error
	ExpectPrepare(expectedSQL string) *ExpectedPrepare
	ExpectQuery(expectedSQL string) *ExpectedQuery
	ExpectExec(expectedSQL string) *ExpectedExec
	ExpectBegin() *ExpectedBegin
	ExpectCommit() *ExpectedCommit
	ExpectRollback() *ExpectedRollback
	ExpectPing() *ExpectedPing
	MatchExpectationsInOrder(bool)
	NewRows(columns []string) *Rows
}

type Sqlmock interface {
	SqlmockCommon
	NewRowsWithColumnDefinition(columns ...*Column) *Rows
	NewColumn(name string) *Column
}

func AnyArg() Argument
func NewColumn(name string) *Column
func New(options ...func(*sqlmock) error) (*sql.DB, Sqlmock, error)
func NewWithDSN(dsn string, options ...func(*sqlmock) error) (*sql.DB, Sqlmock, error)
func ValueConverterOption(converter driver.ValueConverter) func(*sqlmock) error
func QueryMatcherOption(queryMatcher QueryMatcher) func(*sqlmock) error
func MonitorPingsOption(monitorPings bool) func(*sqlmock) error
func NewResult(lastInsertID int64, rowsAffected int64) driver.Result
func NewErrorResult(err error) driver.Result
func NewRows(columns []string) *Rows
func NewRowsWithColumnDefinition(columns ...*Column) *Rows
