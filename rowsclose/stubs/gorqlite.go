// A result has come whole, over HTTP: there is nothing to close, and no Close. A connection holds addresses.

package gorqlite // import "github.com/rqlite/gorqlite"

import (
	"context"
	"net/http"
)

type Connection struct{}

func (conn *Connection) Close()
func (conn *Connection) ConsistencyLevel() (string, error)
func (conn *Connection) Leader() (string, error)
func (conn *Connection) Peers() ([]string, error)
func (conn *Connection) SetExecutionWithTransaction(state bool) error
func (conn *Connection) QueryOne(sqlStatement string) (qr QueryResult, err error)
func (conn *Connection) QueryOneContext(ctx context.Context, sqlStatement string) (qr QueryResult, err error)
func (conn *Connection) QueryOneParameterized(statement ParameterizedStatement) (qr QueryResult, err error)
func (conn *Connection) QueryOneParameterizedContext(ctx context.Context, statement ParameterizedStatement) (qr QueryResult, err error)
func (conn *Connection) Query(sqlStatements []string) (results []QueryResult, err error)
func (conn *Connection) QueryContext(ctx context.Context, sqlStatements []string) (results []QueryResult, err error)
func (conn *Connection) QueryParameterized(sqlStatements []ParameterizedStatement) (results []QueryResult, err error)
func (conn *Connection) QueryParameterizedContext(ctx context.Context, sqlStatements []ParameterizedStatement) (results []QueryResult, err error)
func (conn *Connection) Request(sqlStatements []string) (results []RequestResult, err error)
func (conn *Connection) RequestContext(ctx context.Context, sqlStatements []string) (results []RequestResult, err error)
func (conn *Connection) RequestParameterized(sqlStatements []ParameterizedStatement) (results []RequestResult, err error)
func (conn *Connection) RequestParameterizedContext(ctx context.Context, sqlStatements []ParameterizedStatement) (results []RequestResult, err error)
func (conn *Connection) WriteOne(sqlStatement string) (wr WriteResult, err error)
func (conn *Connection) WriteOneContext(ctx context.Context, sqlStatement string) (wr WriteResult, err error)
func (conn *Connection) WriteOneParameterized(statement ParameterizedStatement) (wr WriteResult, err error)
func (conn *Connection) WriteOneParameterizedContext(ctx context.Context, statement ParameterizedStatement) (wr WriteResult, err error)
func (conn *Connection) Write(sqlStatements []string) (results []WriteResult, err error)
func (conn *Connection) WriteContext(ctx context.Context, sqlStatements []string) (results []WriteResult, err error)
func (conn *Connection) WriteParameterized(sqlStatements []ParameterizedStatement) (results []WriteResult, err error)
func (conn *Connection) WriteParameterizedContext(ctx context.Context, sqlStatements []ParameterizedStatement) (results []WriteResult, err error)
func (conn *Connection) QueueOne(sqlStatement string) (seq int64, err error)
func (conn *Connection) QueueOneContext(ctx context.Context, sqlStatement string) (seq int64, err error)
func (conn *Connection) QueueOneParameterized(statement ParameterizedStatement) (seq int64, err error)
func (conn *Connection) QueueOneParameterizedContext(ctx context.Context, statement ParameterizedStatement) (seq int64, err error)
func (conn *Connection) Queue(sqlStatements []string) (seq int64, err error)
func (conn *Connection) QueueContext(ctx context.Context, sqlStatements []string) (seq int64, err error)
func (conn *Connection) QueueParameterized(sqlStatements []ParameterizedStatement) (seq int64, err error)
func (conn *Connection) QueueParameterizedContext(ctx context.Context, sqlStatements []ParameterizedStatement) (seq int64, err error)

type QueryResult struct{}

func (qr *QueryResult) Columns() []string
func (qr *QueryResult) Map() (map[string]interface{}, error)
func (qr *QueryResult) Slice() ([]interface{}, error)
func (qr *QueryResult) Next() bool
func (qr *QueryResult) NumRows() int64
func (qr *QueryResult) RowNumber() int64
func (qr *QueryResult) Scan(dest ...interface{}) error
func (qr *QueryResult) Types() []string

type WriteResult struct{}

type RequestResult struct {
	Query *QueryResult
	Write *WriteResult
}

func Open(connURL string) (*Connection, error)
func OpenWithClient(connURL string, client *http.Client) (*Connection, error)
