package pop // import "github.com/gobuffalo/pop/v5"

import (
	"context"
	"database/sql"

	validate "github.com/gobuffalo/validate/v3"
	"github.com/jmoiron/sqlx"
)

// A connection is a pool or a transaction. TX stands first: the first field that is a resource tells what a struct is.

type Connection struct {
	TX    *Tx
	Store store
}

//rowsclose:not-acquired
func Connect(e string) (*Connection, error)

//rowsclose:not-acquired
func NewConnection(deets *ConnectionDetails) (*Connection, error)
func (c *Connection) Context() context.Context
func (c *Connection) Open() error
func (c *Connection) Close() error

func (c *Connection) Transaction(fn func(tx *Connection) error) error

func (c *Connection) Rollback(fn func(tx *Connection)) error
func (c *Connection) NewTransaction() (*Connection, error)

//rowsclose:alias 0 c
func (c *Connection) WithContext(ctx context.Context) *Connection

//rowsclose:alias 0 c
func (c *Connection) Eager(fields ...string) *Connection
func (c *Connection) Reload(model interface{}) error
func (c *Connection) ValidateAndSave(model interface{}, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Save(model interface{}, excludeColumns ...string) error
func (c *Connection) ValidateAndCreate(model interface{}, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Create(model interface{}, excludeColumns ...string) error
func (c *Connection) ValidateAndUpdate(model interface{}, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Update(model interface{}, excludeColumns ...string) error
func (c *Connection) UpdateColumns(model interface{}, columnNames ...string) error
func (c *Connection) Destroy(model interface{}) error
func (c *Connection) Find(model interface{}, id interface{}) error
func (c *Connection) First(model interface{}) error
func (c *Connection) Last(model interface{}) error
func (c *Connection) All(models interface{}) error
func (c *Connection) Load(model interface{}, fields ...string) error
func (c *Connection) Count(model interface{}) (int, error)
func (c *Connection) Select(fields ...string) *Query
func (c *Connection) Paginate(page int, perPage int) *Query
func (c *Connection) PaginateFromParams(params PaginationParams) *Query
func (c *Connection) RawQuery(stmt string, args ...interface{}) *Query
func (c *Connection) Where(stmt string, args ...interface{}) *Query
func (c *Connection) Order(stmt string, args ...interface{}) *Query
func (c *Connection) Limit(limit int) *Query
func (c *Connection) EagerPreload(fields ...string) *Query
func (c *Connection) Scope(sf ScopeFunc) *Query
func (c *Connection) BelongsTo(model interface{}) *Query
func (c *Connection) BelongsToAs(model interface{}, as string) *Query
func (c *Connection) BelongsToThrough(bt, thru interface{}) *Query
func (c *Connection) Q() *Query
func (c *Connection) TruncateAll() error

type Tx struct {
	*sqlx.Tx
}

//rowsclose:alias 0 tx
func (tx *Tx) Transaction() (*Tx, error)

//rowsclose:alias 0 tx
func (tx *Tx) TransactionContext(ctx context.Context) (*Tx, error)

//rowsclose:alias 0 tx
func (tx *Tx) TransactionContextOptions(_ context.Context, _ *sql.TxOptions) (*Tx, error)
func (tx *Tx) Close() error

type store interface {
	Select(interface{}, string, ...interface{}) error
	Get(interface{}, string, ...interface{}) error
	NamedExec(string, interface{}) (sql.Result, error)
	Exec(string, ...interface{}) (sql.Result, error)
	PrepareNamed(string) (*sqlx.NamedStmt, error)
	Transaction() (*Tx, error)
	Rollback() error
	Commit() error
	Close() error
	SelectContext(context.Context, interface{}, string, ...interface{}) error
	GetContext(context.Context, interface{}, string, ...interface{}) error
	NamedExecContext(context.Context, string, interface{}) (sql.Result, error)
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	PrepareNamedContext(context.Context, string) (*sqlx.NamedStmt, error)
	//rowsclose:bounded-by ctx
	TransactionContext(context.Context) (*Tx, error)
	//rowsclose:bounded-by ctx
	TransactionContextOptions(context.Context, *sql.TxOptions) (*Tx, error)
}

var Connections map[string]*Connection
