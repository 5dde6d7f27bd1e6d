package mongo // import "go.mongodb.org/mongo-driver/mongo"

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/bsoncodec"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo/options"
	"go.mongodb.org/mongo-driver/mongo/readconcern"
	"go.mongodb.org/mongo-driver/mongo/readpref"
	"go.mongodb.org/mongo-driver/mongo/writeconcern"
	"go.mongodb.org/mongo-driver/x/mongo/driver"
)

type Client struct{}

func (c *Client) Connect(ctx context.Context) error
func (c *Client) Disconnect(ctx context.Context) error
func (c *Client) Ping(ctx context.Context, rp *readpref.ReadPref) error
func (c *Client) StartSession(opts ...*options.SessionOptions) (Session, error)
func (c *Client) Database(name string, opts ...*options.DatabaseOptions) *Database
func (c *Client) ListDatabases(ctx context.Context, filter interface{}, opts ...*options.ListDatabasesOptions) (ListDatabasesResult, error)

func (c *Client) UseSession(ctx context.Context, fn func(SessionContext) error) error

func (c *Client) UseSessionWithOptions(ctx context.Context, opts *options.SessionOptions, fn func(SessionContext) error) error
func (c *Client) Watch(ctx context.Context, pipeline interface{}, opts ...*options.ChangeStreamOptions) (*ChangeStream, error)

type Database struct{}

func (db *Database) Client() *Client
func (db *Database) Name() string
func (db *Database) Collection(name string, opts ...*options.CollectionOptions) *Collection
func (db *Database) Aggregate(ctx context.Context, pipeline interface{}, opts ...*options.AggregateOptions) (*Cursor, error)
func (db *Database) RunCommand(ctx context.Context, runCommand interface{}, opts ...*options.RunCmdOptions) *SingleResult
func (db *Database) RunCommandCursor(ctx context.Context, runCommand interface{}, opts ...*options.RunCmdOptions) (*Cursor, error)
func (db *Database) Drop(ctx context.Context) error
func (db *Database) ListCollectionSpecifications(ctx context.Context, filter interface{}, opts ...*options.ListCollectionsOptions) ([]*CollectionSpecification, error)
func (db *Database) ListCollections(ctx context.Context, filter interface{}, opts ...*options.ListCollectionsOptions) (*Cursor, error)
func (db *Database) ListCollectionNames(ctx context.Context, filter interface{}, opts ...*options.ListCollectionsOptions) ([]string, error)
func (db *Database) ReadConcern() *readconcern.ReadConcern
func (db *Database) ReadPreference() *readpref.ReadPref
func (db *Database) WriteConcern() *writeconcern.WriteConcern
func (db *Database) Watch(ctx context.Context, pipeline interface{}, opts ...*options.ChangeStreamOptions) (*ChangeStream, error)
func (db *Database) CreateCollection(ctx context.Context, name string, opts ...*options.CreateCollectionOptions) error
func (db *Database) CreateView(ctx context.Context, viewName, viewOn string, pipeline interface{}, opts ...*options.CreateViewOptions) error

type Collection struct{}

func (coll *Collection) Clone(opts ...*options.CollectionOptions) (*Collection, error)
func (coll *Collection) Name() string
func (coll *Collection) Database() *Database
func (coll *Collection) Aggregate(ctx context.Context, pipeline interface{}, opts ...*options.AggregateOptions) (*Cursor, error)
func (coll *Collection) CountDocuments(ctx context.Context, filter interface{}, opts ...*options.CountOptions) (int64, error)
func (coll *Collection) Distinct(ctx context.Context, fieldName string, filter interface{}, opts ...*options.DistinctOptions) ([]interface{}, error)
func (coll *Collection) Find(ctx context.Context, filter interface{}, opts ...*options.FindOptions) (cur *Cursor, err error)
func (coll *Collection) FindOne(ctx context.Context, filter interface{}, opts ...*options.FindOneOptions) *SingleResult
func (coll *Collection) Watch(ctx context.Context, pipeline interface{}, opts ...*options.ChangeStreamOptions) (*ChangeStream, error)
func (coll *Collection) Indexes() IndexView

//rowsclose:resource rows
//rowsclose:must-call Close
type Cursor struct{}

//rowsclose:closes-when-zero
func (c *Cursor) ID() int64

//rowsclose:closes-at-end
func (c *Cursor) Next(ctx context.Context) bool
func (c *Cursor) TryNext(ctx context.Context) bool
func (c *Cursor) Decode(val interface{}) error

//rowsclose:checks-error
func (c *Cursor) Err() error
func (c *Cursor) Close(ctx context.Context) error

//rowsclose:closes
func (c *Cursor) All(ctx context.Context, results interface{}) error
func (c *Cursor) RemainingBatchLength() int
func (c *Cursor) SetBatchSize(batchSize int32)
func (c *Cursor) SetMaxTime(dur time.Duration)
func (c *Cursor) SetComment(comment interface{})

//rowsclose:resource rows
//rowsclose:must-call Close
type ChangeStream struct{}

func (cs *ChangeStream) ID() int64
func (cs *ChangeStream) RemainingBatchLength() int
func (cs *ChangeStream) SetBatchSize(size int32)
func (cs *ChangeStream) Decode(val interface{}) error

//rowsclose:checks-error
func (cs *ChangeStream) Err() error
func (cs *ChangeStream) Close(ctx context.Context) error
func (cs *ChangeStream) ResumeToken() bson.Raw
func (cs *ChangeStream) Next(ctx context.Context) bool
func (cs *ChangeStream) TryNext(ctx context.Context) bool

type IndexView struct{}

func (iv IndexView) List(ctx context.Context, opts ...*options.ListIndexesOptions) (*Cursor, error)
func (iv IndexView) ListSpecifications(ctx context.Context, opts ...*options.ListIndexesOptions) ([]*IndexSpecification, error)
func (iv IndexView) CreateOne(ctx context.Context, model IndexModel, opts ...*options.CreateIndexesOptions) (string, error)
func (iv IndexView) CreateMany(ctx context.Context, models []IndexModel, opts ...*options.CreateIndexesOptions) ([]string, error)
func (iv IndexView) DropOne(ctx context.Context, name string, opts ...*options.DropIndexesOptions) (bson.Raw, error)
func (iv IndexView) DropOneWithKey(ctx context.Context, keySpecDocument interface{}, opts ...*options.DropIndexesOptions) (bson.Raw, error)
func (iv IndexView) DropAll(ctx context.Context, opts ...*options.DropIndexesOptions) (bson.Raw, error)

//rowsclose:resource conn
//rowsclose:must-call EndSession
type Session interface {
	StartTransaction(...*options.TransactionOptions) error
	AbortTransaction(context.Context) error
	CommitTransaction(context.Context) error
	WithTransaction(ctx context.Context, fn func(ctx SessionContext) (interface{}, error), opts ...*options.TransactionOptions) (interface{}, error)
	EndSession(context.Context)
	ClusterTime() bson.Raw
	OperationTime() *primitive.Timestamp
	Client() *Client
	ID() bson.Raw
	AdvanceClusterTime(bson.Raw) error
	AdvanceOperationTime(*primitive.Timestamp) error
}

type SessionContext interface {
	context.Context
	Session
}

type SingleResult struct{}

func (sr *SingleResult) Decode(v interface{}) error
func (sr *SingleResult) Raw() (bson.Raw, error)
func (sr *SingleResult) Err() error

type Pipeline []bson.D

func Connect(ctx context.Context, opts ...*options.ClientOptions) (*Client, error)

func WithSession(ctx context.Context, sess Session, fn func(SessionContext) error) error
func NewClientEncryption(keyVaultClient *Client, opts ...*options.ClientEncryptionOptions) (*ClientEncryption, error)

//rowsclose:not-acquired
func NewCursorFromDocuments(documents []interface{}, err error, registry *bsoncodec.Registry) (*Cursor, error)
func BatchCursorFromCursor(c *Cursor) *driver.BatchCursor

//rowsclose:alias 0 sess
func NewSessionContext(ctx context.Context, sess Session) SessionContext

//rowsclose:not-acquired
func SessionFromContext(ctx context.Context) Session
func NewSingleResultFromDocument(document interface{}, err error, registry *bsoncodec.Registry) *SingleResult
