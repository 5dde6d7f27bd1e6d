// A Document holds a body that its reader mostly reads to the end, and no connection of a pool: it carries no
// obligation. Ranging over an iterator closes it, by a break too. An error that a result set gives has closed it.

package kivik // import "github.com/go-kivik/kivik/v4"

import (
	"context"
)

type Client struct{}

func (c *Client) DB(dbName string, options ...Option) *DB
func (c *Client) Close() error

//rowsclose:bounded-by ctx
func (c *Client) DBUpdates(ctx context.Context, options ...Option) *DBUpdates

type DB struct{}

func (db *DB) Client() *Client
func (db *DB) Err() error
func (db *DB) Close() error
func (db *DB) Get(ctx context.Context, docID string, options ...Option) *Document

//rowsclose:bounded-by ctx
func (db *DB) AllDocs(ctx context.Context, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) DesignDocs(ctx context.Context, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) LocalDocs(ctx context.Context, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) Query(ctx context.Context, ddoc, view string, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) OpenRevs(ctx context.Context, docID string, revs []string, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) BulkGet(ctx context.Context, docs []BulkGetReference, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) RevsDiff(ctx context.Context, revMap any) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) Find(ctx context.Context, query any, options ...Option) *ResultSet

//rowsclose:bounded-by ctx
func (db *DB) Changes(ctx context.Context, options ...Option) *Changes

type Document struct{}

func (r *Document) Err() error
func (r *Document) Rev() (string, error)
func (r *Document) ScanDoc(i any) error
func (r *Document) Attachments() (*AttachmentsIterator, error)
func (r *Document) Close() error

type iter struct{}

func (i *iter) Next() bool
func (i *iter) Close() error
func (i *iter) Err() error

//rowsclose:resource rows
//rowsclose:must-call Close
type ResultSet struct {
	*iter
}

//rowsclose:closes-when-false unless NextResultSet
func (r *ResultSet) Next() bool

//rowsclose:closes-when-false
func (r *ResultSet) NextResultSet() bool

//rowsclose:checks-error
//rowsclose:closes-when-error
func (r *ResultSet) Err() error
func (r *ResultSet) Close() error
func (r *ResultSet) Metadata() (*ResultMetadata, error)
func (r *ResultSet) ScanValue(dest any) error
func (r *ResultSet) ScanDoc(dest any) error
func (r *ResultSet) ScanKey(dest any) error
func (r *ResultSet) ID() (string, error)
func (r *ResultSet) Rev() (string, error)
func (r *ResultSet) Key() (string, error)
func (r *ResultSet) Attachments() (*AttachmentsIterator, error)

//rowsclose:closes
func (r *ResultSet) Iterator() func(yield func(*Row, error) bool)

//rowsclose:closes
func (r *ResultSet) NextIterator() func(yield func() bool)

//rowsclose:resource rows
//rowsclose:must-call Close
type Changes struct {
	*iter
}

//rowsclose:closes-when-false
func (c *Changes) Next() bool

//rowsclose:checks-error
//rowsclose:closes-when-error
func (c *Changes) Err() error
func (c *Changes) Close() error
func (c *Changes) Changes() []string
func (c *Changes) Deleted() bool
func (c *Changes) ID() string
func (c *Changes) ScanDoc(dest any) error
func (c *Changes) Seq() string
func (c *Changes) Metadata() (*ChangesMetadata, error)
func (c *Changes) ETag() string

//rowsclose:closes
func (c *Changes) Iterator() func(yield func(*Change, error) bool)

//rowsclose:resource rows
//rowsclose:must-call Close
type DBUpdates struct {
	*iter
}

//rowsclose:closes-when-false
func (f *DBUpdates) Next() bool

//rowsclose:checks-error
//rowsclose:closes-when-error
func (f *DBUpdates) Err() error
func (f *DBUpdates) Close() error
func (f *DBUpdates) DBName() string
func (f *DBUpdates) Type() string
func (f *DBUpdates) Seq() string
func (f *DBUpdates) LastSeq() (string, error)

//rowsclose:closes
func (f *DBUpdates) Iterator() func(yield func(*DBUpdate, error) bool)

//rowsclose:resource rows
//rowsclose:must-call Close
type AttachmentsIterator struct{}

//rowsclose:closes-when-error
func (i *AttachmentsIterator) Next() (*Attachment, error)
func (i *AttachmentsIterator) Close() error

//rowsclose:closes
func (i *AttachmentsIterator) Iterator() func(yield func(*Attachment, error) bool)

func New(driverName, dataSourceName string, options ...Option) (*Client, error)

//rowsclose:closes r
func ScanAllDocs(r *ResultSet, dest any) error

//rowsclose:closes r
func ScanAllValues(r *ResultSet, dest any) error
