package spanner // import "cloud.google.com/go/spanner"

import (
	"context"
	"time"

	sppb "cloud.google.com/go/spanner/apiv1/spannerpb"
	"github.com/GoogleCloudPlatform/grpc-gcp-go/grpcgcp"
	"google.golang.org/api/option"
)

type Client struct{}

func (c *Client) DatabaseName() string
func (c *Client) ClientID() string
func (c *Client) Close()

//rowsclose:not-acquired
func (c *Client) Single() *ReadOnlyTransaction
func (c *Client) ReadOnlyTransaction() *ReadOnlyTransaction
func (c *Client) BatchReadOnlyTransaction(ctx context.Context, tb TimestampBound) (*BatchReadOnlyTransaction, error)

//rowsclose:not-acquired
func (c *Client) BatchReadOnlyTransactionFromID(tid BatchReadOnlyTransactionID) *BatchReadOnlyTransaction

func (c *Client) ReadWriteTransaction(ctx context.Context, f func(context.Context, *ReadWriteTransaction) error) (commitTimestamp time.Time, err error)

func (c *Client) ReadWriteTransactionWithOptions(ctx context.Context, f func(context.Context, *ReadWriteTransaction) error, options TransactionOptions) (resp CommitResponse, err error)
func (c *Client) Apply(ctx context.Context, ms []*Mutation, opts ...ApplyOption) (commitTimestamp time.Time, err error)
func (c *Client) BatchWrite(ctx context.Context, mgs []*MutationGroup) *BatchWriteResponseIterator
func (c *Client) BatchWriteWithOptions(ctx context.Context, mgs []*MutationGroup, opts BatchWriteOptions) *BatchWriteResponseIterator
func (c *Client) PartitionedUpdate(ctx context.Context, statement Statement) (count int64, err error)
func (c *Client) PartitionedUpdateWithOptions(ctx context.Context, statement Statement, opts QueryOptions) (count int64, err error)

//rowsclose:resource rows
//rowsclose:must-call Stop
type RowIterator struct{}

func (r *RowIterator) Next() (*Row, error)

//rowsclose:closes
func (r *RowIterator) Do(f func(r *Row) error) error
func (r *RowIterator) Stop()

type Row struct{}

func (r *Row) Size() int
func (r *Row) ColumnName(i int) string
func (r *Row) ColumnIndex(name string) (int, error)
func (r *Row) ColumnNames() []string
func (r *Row) Column(i int, ptr interface{}) error
func (r *Row) ColumnByName(name string, ptr interface{}) error
func (r *Row) Columns(ptrs ...interface{}) error
func (r *Row) ToStruct(p interface{}) error
func (r *Row) ToStructLenient(p interface{}) error

type txReadOnly struct {
	txReadEnv
}

func (t *txReadOnly) Read(ctx context.Context, table string, keys KeySet, columns []string) *RowIterator
func (t *txReadOnly) ReadUsingIndex(ctx context.Context, table, index string, keys KeySet, columns []string) (ri *RowIterator)
func (t *txReadOnly) ReadWithOptions(ctx context.Context, table string, keys KeySet, columns []string, opts *ReadOptions) (ri *RowIterator)
func (t *txReadOnly) ReadRow(ctx context.Context, table string, key Key, columns []string) (*Row, error)
func (t *txReadOnly) ReadRowWithOptions(ctx context.Context, table string, key Key, columns []string, opts *ReadOptions) (*Row, error)
func (t *txReadOnly) ReadRowUsingIndex(ctx context.Context, table string, index string, key Key, columns []string) (*Row, error)
func (t *txReadOnly) Query(ctx context.Context, statement Statement) *RowIterator
func (t *txReadOnly) QueryWithOptions(ctx context.Context, statement Statement, opts QueryOptions) *RowIterator
func (t *txReadOnly) QueryWithStats(ctx context.Context, statement Statement) *RowIterator
func (t *txReadOnly) AnalyzeQuery(ctx context.Context, statement Statement) (*sppb.QueryPlan, error)

//rowsclose:resource tx
//rowsclose:must-call Close
//rowsclose:begins-at-use
type ReadOnlyTransaction struct {
	txReadOnly
}

func (t *ReadOnlyTransaction) Close()
func (t *ReadOnlyTransaction) Timestamp() (time.Time, error)

//rowsclose:alias 0 t
func (t *ReadOnlyTransaction) WithTimestampBound(tb TimestampBound) *ReadOnlyTransaction

//rowsclose:alias 0 t
func (t *ReadOnlyTransaction) WithBeginTransactionOption(option BeginTransactionOption) *ReadOnlyTransaction

type ReadWriteTransaction struct {
	txReadOnly
}

func (t *ReadWriteTransaction) BufferWrite(ms []*Mutation) error
func (t *ReadWriteTransaction) Update(ctx context.Context, stmt Statement) (rowCount int64, err error)
func (t *ReadWriteTransaction) UpdateWithOptions(ctx context.Context, stmt Statement, opts QueryOptions) (rowCount int64, err error)
func (t *ReadWriteTransaction) BatchUpdate(ctx context.Context, stmts []Statement) (_ []int64, err error)
func (t *ReadWriteTransaction) BatchUpdateWithOptions(ctx context.Context, stmts []Statement, opts QueryOptions) (_ []int64, err error)

//rowsclose:resource tx
//rowsclose:must-call Commit|CommitWithReturnResp|Rollback
type ReadWriteStmtBasedTransaction struct {
	ReadWriteTransaction
}

func (t *ReadWriteStmtBasedTransaction) Commit(ctx context.Context) (time.Time, error)
func (t *ReadWriteStmtBasedTransaction) CommitWithReturnResp(ctx context.Context) (CommitResponse, error)
func (t *ReadWriteStmtBasedTransaction) Rollback(ctx context.Context)
func (t *ReadWriteStmtBasedTransaction) ResetForRetry(ctx context.Context) (*ReadWriteStmtBasedTransaction, error)

//rowsclose:resource tx
//rowsclose:must-call Close|Cleanup
type BatchReadOnlyTransaction struct {
	ReadOnlyTransaction
}

func (t *BatchReadOnlyTransaction) PartitionRead(ctx context.Context, table string, keys KeySet, columns []string, opt PartitionOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) PartitionReadWithOptions(ctx context.Context, table string, keys KeySet, columns []string, opt PartitionOptions, readOptions ReadOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) PartitionReadUsingIndex(ctx context.Context, table, index string, keys KeySet, columns []string, opt PartitionOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) PartitionReadUsingIndexWithOptions(ctx context.Context, table, index string, keys KeySet, columns []string, opt PartitionOptions, readOptions ReadOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) PartitionQuery(ctx context.Context, statement Statement, opt PartitionOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) PartitionQueryWithOptions(ctx context.Context, statement Statement, opt PartitionOptions, qOpts QueryOptions) ([]*Partition, error)
func (t *BatchReadOnlyTransaction) Close()
func (t *BatchReadOnlyTransaction) Cleanup(ctx context.Context)
func (t *BatchReadOnlyTransaction) Execute(ctx context.Context, p *Partition) *RowIterator

//rowsclose:resource rows
//rowsclose:must-call Stop
type BatchWriteResponseIterator struct {
	streamOperationMetrics
}

func (r *BatchWriteResponseIterator) Next() (*sppb.BatchWriteResponse, error)
func (r *BatchWriteResponseIterator) Stop()

//rowsclose:closes
func (r *BatchWriteResponseIterator) Do(f func(r *sppb.BatchWriteResponse) error) error

type rowIterator interface {
	Next() (*Row, error)
	Do(f func(r *Row) error) error
	Stop()
}

func NewClient(ctx context.Context, database string, opts ...option.ClientOption) (*Client, error)
func NewClientWithConfig(ctx context.Context, database string, config ClientConfig, opts ...option.ClientOption) (c *Client, err error)
func NewMultiEndpointClient(ctx context.Context, database string, gmeCfg *grpcgcp.GCPMultiEndpointOptions, opts ...option.ClientOption) (*Client, *grpcgcp.GCPMultiEndpoint, error)
func NewMultiEndpointClientWithConfig(ctx context.Context, database string, config ClientConfig, gmeCfg *grpcgcp.GCPMultiEndpointOptions, opts ...option.ClientOption) (c *Client, gme *grpcgcp.GCPMultiEndpoint, err error)

//rowsclose:closes rows
func SelectAll(rows rowIterator, destination interface{}, options ...DecodeOptions) error
func NewReadWriteStmtBasedTransaction(ctx context.Context, c *Client) (*ReadWriteStmtBasedTransaction, error)
func NewReadWriteStmtBasedTransactionWithOptions(ctx context.Context, c *Client, options TransactionOptions) (*ReadWriteStmtBasedTransaction, error)
func NewReadWriteStmtBasedTransactionWithCallbackForOptions(ctx context.Context, c *Client, opts TransactionOptions, callback func() TransactionOptions) (*ReadWriteStmtBasedTransaction, error)
