package neo4j // import "github.com/neo4j/neo4j-go-driver/v5/neo4j"

import (
	"context"
	"net/url"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/auth"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
)

type DriverWithContext interface {
	ExecuteQueryBookmarkManager() BookmarkManager
	Target() url.URL
	NewSession(ctx context.Context, config SessionConfig) SessionWithContext
	VerifyConnectivity(ctx context.Context) error
	VerifyAuthentication(ctx context.Context, auth *AuthToken) error
	Close(ctx context.Context) error
	IsEncrypted() bool
	GetServerInfo(ctx context.Context) (ServerInfo, error)
}

//rowsclose:resource conn
//rowsclose:must-call Close
type SessionWithContext interface {
	LastBookmarks() Bookmarks
	//rowsclose:bounded-by session
	BeginTransaction(ctx context.Context, configurers ...func(*TransactionConfig)) (ExplicitTransaction, error)
	ExecuteRead(ctx context.Context, work ManagedTransactionWork, configurers ...func(*TransactionConfig)) (any, error)
	ExecuteWrite(ctx context.Context, work ManagedTransactionWork, configurers ...func(*TransactionConfig)) (any, error)
	Run(ctx context.Context, cypher string, params map[string]any, configurers ...func(*TransactionConfig)) (ResultWithContext, error)
	Close(ctx context.Context) error
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|Close
type ExplicitTransaction interface {
	Run(ctx context.Context, cypher string, params map[string]any) (ResultWithContext, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Close(ctx context.Context) error
}

type ManagedTransaction interface {
	Run(ctx context.Context, cypher string, params map[string]any) (ResultWithContext, error)
}

type ManagedTransactionWork func(tx ManagedTransaction) (any, error)

type ManagedTransactionWorkT[T any] func(tx ManagedTransaction) (T, error)

type ResultWithContext interface {
	Keys() ([]string, error)
	NextRecord(ctx context.Context, record **Record) bool
	Next(ctx context.Context) bool
	PeekRecord(ctx context.Context, record **Record) bool
	Peek(ctx context.Context) bool
	Err() error
	Record() *Record
	Collect(ctx context.Context) ([]*Record, error)
	Records(ctx context.Context) func(yield func(*Record, error) bool)
	Single(ctx context.Context) (*Record, error)
	Consume(ctx context.Context) (ResultSummary, error)
	IsOpen() bool
}

type Driver interface {
	Target() url.URL
	NewSession(config SessionConfig) Session
	VerifyConnectivity() error
	Close() error
	IsEncrypted() bool
}

//rowsclose:resource conn
//rowsclose:must-call Close
type Session interface {
	LastBookmarks() Bookmarks
	LastBookmark() string
	//rowsclose:bounded-by session
	BeginTransaction(configurers ...func(*TransactionConfig)) (Transaction, error)
	ReadTransaction(work TransactionWork, configurers ...func(*TransactionConfig)) (any, error)
	WriteTransaction(work TransactionWork, configurers ...func(*TransactionConfig)) (any, error)
	Run(cypher string, params map[string]any, configurers ...func(*TransactionConfig)) (Result, error)
	Close() error
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|Close
type Transaction interface {
	Run(cypher string, params map[string]any) (Result, error)
	Commit() error
	Rollback() error
	Close() error
}

type TransactionWork func(tx Transaction) (any, error)

type Result interface {
	Keys() ([]string, error)
	Next() bool
	NextRecord(record **Record) bool
	PeekRecord(record **Record) bool
	Err() error
	Record() *Record
	Collect() ([]*Record, error)
	Single() (*Record, error)
	Consume() (ResultSummary, error)
}

type Record = db.Record

type SessionConfig struct{}

func NewDriver(target string, auth AuthToken, configurers ...func(*Config)) (Driver, error)
func NewDriverWithContext(target string, auth auth.TokenManager, configurers ...func(*Config)) (DriverWithContext, error)
func ExecuteQuery[T any](ctx context.Context, driver DriverWithContext, query string, parameters map[string]any, newResultTransformer func() ResultTransformer[T], settings ...ExecuteQueryConfigurationOption) (res T, err error)
func GetRecordValue[T RecordValue](record *Record, key string) (T, bool, error)
func SingleTWithContext[T any](ctx context.Context, result ResultWithContext, mapper func(*Record) (T, error)) (T, error)
func SingleT[T any](result Result, mapper func(*Record) (T, error)) (T, error)
func SingleWithContext(ctx context.Context, result ResultWithContext, err error) (*Record, error)
func Single(result Result, err error) (*Record, error)
func CollectTWithContext[T any](ctx context.Context, result ResultWithContext, mapper func(*Record) (T, error)) ([]T, error)
func CollectT[T any](result Result, mapper func(*Record) (T, error)) ([]T, error)
func CollectWithContext(ctx context.Context, result ResultWithContext, err error) ([]*Record, error)
func Collect(result Result, err error) ([]*Record, error)
func AsRecords(from any, err error) ([]*Record, error)
func AsRecord(from any, err error) (*Record, error)

func ExecuteRead[T any](ctx context.Context, session SessionWithContext, work ManagedTransactionWorkT[T], configurers ...func(config *TransactionConfig)) (T, error)

func ExecuteWrite[T any](ctx context.Context, session SessionWithContext, work ManagedTransactionWorkT[T], configurers ...func(config *TransactionConfig)) (T, error)
