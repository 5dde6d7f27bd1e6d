package mongo // import "go.mongodb.org/mongo-driver/v2/mongo"

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver"
)

type Client struct{}

func (c *Client) Disconnect(ctx context.Context) error
func (c *Client) Ping(ctx context.Context, rp *readpref.ReadPref) error
func (c *Client) StartSession(opts ...options.Lister[options.SessionOptions]) (*Session, error)
func (c *Client) Database(name string, opts ...options.Lister[options.DatabaseOptions]) *Database
func (c *Client) ListDatabases(ctx context.Context, filter any, opts ...options.Lister[options.ListDatabasesOptions]) (ListDatabasesResult, error)

func (c *Client) UseSession(ctx context.Context, fn func(context.Context) error) error

func (c *Client) UseSessionWithOptions(ctx context.Context, opts *options.SessionOptionsBuilder, fn func(context.Context) error) error
func (c *Client) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error)

type Database struct{}

func (db *Database) Client() *Client
func (db *Database) Name() string
func (db *Database) Collection(name string, opts ...options.Lister[options.CollectionOptions]) *Collection
func (db *Database) Aggregate(ctx context.Context, pipeline any, opts ...options.Lister[options.AggregateOptions]) (*Cursor, error)
func (db *Database) RunCommand(ctx context.Context, runCommand any, opts ...options.Lister[options.RunCmdOptions]) *SingleResult
func (db *Database) RunCommandCursor(ctx context.Context, runCommand any, opts ...options.Lister[options.RunCmdOptions]) (*Cursor, error)
func (db *Database) Drop(ctx context.Context) error
func (db *Database) ListCollectionSpecifications(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) ([]CollectionSpecification, error)
func (db *Database) ListCollections(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) (*Cursor, error)
func (db *Database) ListCollectionNames(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) ([]string, error)
func (db *Database) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error)
func (db *Database) CreateCollection(ctx context.Context, name string, opts ...options.Lister[options.CreateCollectionOptions]) error
func (db *Database) CreateView(ctx context.Context, viewName, viewOn string, pipeline any, opts ...options.Lister[options.CreateViewOptions]) error
func (db *Database) GridFSBucket(opts ...options.Lister[options.BucketOptions]) *GridFSBucket

type Collection struct{}

func (coll *Collection) Clone(opts ...options.Lister[options.CollectionOptions]) *Collection
func (coll *Collection) Name() string
func (coll *Collection) Database() *Database
func (coll *Collection) Aggregate(ctx context.Context, pipeline any, opts ...options.Lister[options.AggregateOptions]) (*Cursor, error)
func (coll *Collection) CountDocuments(ctx context.Context, filter any, opts ...options.Lister[options.CountOptions]) (int64, error)
func (coll *Collection) Distinct(ctx context.Context, fieldName string, filter any, opts ...options.Lister[options.DistinctOptions]) *DistinctResult
func (coll *Collection) Find(ctx context.Context, filter any, opts ...options.Lister[options.FindOptions]) (*Cursor, error)
func (coll *Collection) FindOne(ctx context.Context, filter any, opts ...options.Lister[options.FindOneOptions]) *SingleResult
func (coll *Collection) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error)
func (coll *Collection) Indexes() IndexView

//rowsclose:resource rows
//rowsclose:must-call Close
type Cursor struct{}

//rowsclose:closes-when-zero
func (c *Cursor) ID() int64

//rowsclose:closes-at-end
func (c *Cursor) Next(ctx context.Context) bool
func (c *Cursor) TryNext(ctx context.Context) bool
func (c *Cursor) Decode(val any) error

//rowsclose:checks-error
func (c *Cursor) Err() error
func (c *Cursor) Close(ctx context.Context) error

//rowsclose:closes
func (c *Cursor) All(ctx context.Context, results any) error
func (c *Cursor) RemainingBatchLength() int
func (c *Cursor) SetBatchSize(batchSize int32)
func (c *Cursor) SetMaxAwaitTime(dur time.Duration)
func (c *Cursor) SetComment(comment any)

//rowsclose:resource rows
//rowsclose:must-call Close
type ChangeStream struct{}

func (cs *ChangeStream) ID() int64
func (cs *ChangeStream) RemainingBatchLength() int
func (cs *ChangeStream) SetBatchSize(size int32)
func (cs *ChangeStream) Decode(val any) error

//rowsclose:checks-error
func (cs *ChangeStream) Err() error
func (cs *ChangeStream) Close(ctx context.Context) error
func (cs *ChangeStream) ResumeToken() bson.Raw
func (cs *ChangeStream) Next(ctx context.Context) bool
func (cs *ChangeStream) TryNext(ctx context.Context) bool

type IndexView struct{}

func (iv IndexView) List(ctx context.Context, opts ...options.Lister[options.ListIndexesOptions]) (*Cursor, error)
func (iv IndexView) ListSpecifications(ctx context.Context, opts ...options.Lister[options.ListIndexesOptions]) ([]IndexSpecification, error)
func (iv IndexView) CreateOne(ctx context.Context, model IndexModel, opts ...options.Lister[options.CreateIndexesOptions]) (string, error)
func (iv IndexView) CreateMany(ctx context.Context, models []IndexModel, opts ...options.Lister[options.CreateIndexesOptions]) ([]string, error)
func (iv IndexView) DropOne(ctx context.Context, name string, opts ...options.Lister[options.DropIndexesOptions]) error
func (iv IndexView) DropWithKey(ctx context.Context, keySpecDocument any, opts ...options.Lister[options.DropIndexesOptions]) error
func (iv IndexView) DropAll(ctx context.Context, opts ...options.Lister[options.DropIndexesOptions]) error

//rowsclose:resource conn
//rowsclose:must-call EndSession
type Session struct{}

func (s *Session) ID() bson.Raw
func (s *Session) EndSession(ctx context.Context)

func (s *Session) WithTransaction(ctx context.Context, fn func(ctx context.Context) (any, error), opts ...options.Lister[options.TransactionOptions]) (any, error)
func (s *Session) StartTransaction(opts ...options.Lister[options.TransactionOptions]) error
func (s *Session) AbortTransaction(ctx context.Context) error
func (s *Session) CommitTransaction(ctx context.Context) error
func (s *Session) ClusterTime() bson.Raw
func (s *Session) SnapshotTime() bson.Timestamp
func (s *Session) AdvanceClusterTime(d bson.Raw) error
func (s *Session) OperationTime() *bson.Timestamp
func (s *Session) AdvanceOperationTime(ts *bson.Timestamp) error
func (s *Session) Client() *Client
func (s *Session) TransactionRunning() bool

type SingleResult struct{}

func (sr *SingleResult) Decode(v any) error
func (sr *SingleResult) Raw() (bson.Raw, error)
func (sr *SingleResult) Err() error

type Pipeline []bson.D

func Connect(opts ...*options.ClientOptions) (*Client, error)

func WithSession(ctx context.Context, sess *Session, fn func(context.Context) error) error
func NewClientEncryption(keyVaultClient *Client, opts ...options.Lister[options.ClientEncryptionOptions]) (*ClientEncryption, error)

//rowsclose:not-acquired
func NewCursorFromDocuments(documents []any, preloadedErr error, registry *bson.Registry) (*Cursor, error)
func BatchCursorFromCursor(c *Cursor) *driver.BatchCursor
func NewSessionContext(parent context.Context, sess *Session) context.Context

//rowsclose:not-acquired
func SessionFromContext(ctx context.Context) *Session
func NewSingleResultFromDocument(document any, err error, registry *bson.Registry) *SingleResult
