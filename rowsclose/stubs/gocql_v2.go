// An iterator holds one page in memory and no connection: forgetting Close loses its error, nothing else.
// Hence no must-call line.

package gocql // import "github.com/apache/cassandra-gocql-driver/v2"

import (
	"context"
	"io"
)

type Session struct{}

func (s *Session) AwaitSchemaAgreement(ctx context.Context) error
func (s *Session) Query(stmt string, values ...interface{}) *Query
func (s *Session) Bind(stmt string, b func(q *QueryInfo) ([]interface{}, error)) *Query
func (s *Session) Close()
func (s *Session) Closed() bool
func (s *Session) ExecuteBatch(batch *Batch) error
func (s *Session) ExecuteBatchCAS(batch *Batch, dest ...interface{}) (applied bool, iter *Iter, err error)
func (s *Session) MapExecuteBatchCAS(batch *Batch, dest map[string]interface{}) (applied bool, iter *Iter, err error)
func (s *Session) NewBatch(typ BatchType) *Batch
func (s *Session) Batch(typ BatchType) *Batch

type Query struct{}

func (q Query) Statement() string
func (q *Query) Consistency(c Consistency) *Query
func (q *Query) Context() context.Context
func (q *Query) Trace(trace Tracer) *Query
func (q *Query) Observer(observer QueryObserver) *Query
func (q *Query) PageSize(n int) *Query
func (q *Query) DefaultTimestamp(enable bool) *Query
func (q *Query) WithTimestamp(timestamp int64) *Query
func (q *Query) RoutingKey(routingKey []byte) *Query
func (q *Query) WithContext(ctx context.Context) *Query
func (q *Query) Keyspace() string
func (q *Query) Prefetch(p float64) *Query
func (q *Query) RetryPolicy(r RetryPolicy) *Query
func (q *Query) SetSpeculativeExecutionPolicy(sp SpeculativeExecutionPolicy) *Query
func (q *Query) Idempotent(value bool) *Query
func (q *Query) Bind(v ...interface{}) *Query
func (q *Query) SerialConsistency(cons Consistency) *Query
func (q *Query) PageState(state []byte) *Query
func (q *Query) NoSkipMetadata() *Query
func (q *Query) Exec() error
func (q *Query) Iter() *Iter
func (q *Query) MapScan(m map[string]interface{}) error
func (q *Query) Scan(dest ...interface{}) error
func (q *Query) ScanCAS(dest ...interface{}) (applied bool, err error)
func (q *Query) MapScanCAS(dest map[string]interface{}) (applied bool, err error)
func (q *Query) ExecContext(ctx context.Context) error
func (q *Query) IterContext(ctx context.Context) *Iter
func (q *Query) MapScanContext(ctx context.Context, m map[string]interface{}) error
func (q *Query) ScanContext(ctx context.Context, dest ...interface{}) error
func (q *Query) ScanCASContext(ctx context.Context, dest ...interface{}) (applied bool, err error)
func (q *Query) MapScanCASContext(ctx context.Context, dest map[string]interface{}) (applied bool, err error)

type Batch struct{}

func (b *Batch) Query(stmt string, args ...interface{}) *Batch
func (b *Batch) Bind(stmt string, bind func(q *QueryInfo) ([]interface{}, error))
func (b *Batch) WithContext(ctx context.Context) *Batch
func (b *Batch) Size() int
func (b *Batch) Exec() error
func (b *Batch) ExecContext(ctx context.Context) error
func (b *Batch) Iter() *Iter
func (b *Batch) IterContext(ctx context.Context) *Iter
func (b *Batch) ExecCAS(dest ...interface{}) (applied bool, iter *Iter, err error)
func (b *Batch) ExecCASContext(ctx context.Context, dest ...interface{}) (applied bool, iter *Iter, err error)
func (b *Batch) MapExecCAS(dest map[string]interface{}) (applied bool, iter *Iter, err error)
func (b *Batch) MapExecCASContext(ctx context.Context, dest map[string]interface{}) (applied bool, iter *Iter, err error)
func (b *Batch) Context() context.Context
func (b *Batch) SpeculativeExecutionPolicy(sp SpeculativeExecutionPolicy) *Batch

//rowsclose:resource rows
type Iter struct{}

func (iter *Iter) RowData() (RowData, error)

//rowsclose:closes
//rowsclose:checks-error
func (iter *Iter) SliceMap() ([]map[string]interface{}, error)

//rowsclose:closes-when-false
func (iter *Iter) MapScan(m map[string]interface{}) bool
func (iter *Iter) Host() *HostInfo
func (iter *Iter) Columns() []ColumnInfo

//rowsclose:alias 0 iter
func (iter *Iter) Scanner() Scanner

//rowsclose:closes-when-false
func (iter *Iter) Scan(dest ...interface{}) bool
func (iter *Iter) GetCustomPayload() map[string][]byte
func (iter *Iter) Warnings() []string

//rowsclose:closes
//rowsclose:checks-error
func (iter *Iter) Close() error
func (iter *Iter) WillSwitchPage() bool
func (iter *Iter) PageState() []byte
func (iter *Iter) NumRows() int

type Scanner interface {
	//rowsclose:closes-when-false
	Next() bool
	Scan(...interface{}) error
	//rowsclose:closes
	//rowsclose:checks-error
	Err() error
}

type RowData struct{}

func NewSession(cfg ClusterConfig) (*Session, error)
func NewTraceWriter(session *Session, w io.Writer) Tracer
