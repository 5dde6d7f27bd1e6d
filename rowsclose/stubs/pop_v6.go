package pop // import "github.com/gobuffalo/pop/v6"

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

//rowsclose:bounded-by ctx
func (c *Connection) NewTransactionContext(ctx context.Context) (*Connection, error)

//rowsclose:bounded-by ctx
func (c *Connection) NewTransactionContextOptions(ctx context.Context, options *sql.TxOptions) (*Connection, error)

//rowsclose:alias 0 c
func (c *Connection) WithContext(ctx context.Context) *Connection

//rowsclose:alias 0 c
func (c *Connection) Eager(fields ...string) *Connection
func (c *Connection) Reload(model any) error
func (c *Connection) ValidateAndSave(model any, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Save(model any, excludeColumns ...string) error
func (c *Connection) ValidateAndCreate(model any, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Create(model any, excludeColumns ...string) error
func (c *Connection) ValidateAndUpdate(model any, excludeColumns ...string) (*validate.Errors, error)
func (c *Connection) Update(model any, excludeColumns ...string) error
func (c *Connection) UpdateColumns(model any, columnNames ...string) error
func (c *Connection) Destroy(model any) error
func (c *Connection) Find(model, id any) error
func (c *Connection) First(model any) error
func (c *Connection) Last(model any) error
func (c *Connection) All(models any) error
func (c *Connection) Load(model any, fields ...string) error
func (c *Connection) Count(model any) (int, error)
func (c *Connection) Select(fields ...string) *Query
func (c *Connection) Paginate(page, perPage int) *Query
func (c *Connection) PaginateFromParams(params PaginationParams) *Query
func (c *Connection) RawQuery(stmt string, args ...any) *Query
func (c *Connection) Where(stmt string, args ...any) *Query
func (c *Connection) Order(stmt string, args ...any) *Query
func (c *Connection) Limit(limit int) *Query
func (c *Connection) EagerPreload(fields ...string) *Query
func (c *Connection) Scope(sf ScopeFunc) *Query
func (c *Connection) BelongsTo(model any) *Query
func (c *Connection) BelongsToAs(model any, as string) *Query
func (c *Connection) BelongsToThrough(bt, thru any) *Query
func (c *Connection) Q() *Query
func (c *Connection) TruncateAll() error

type Tx struct {
	*sqlx.Tx
}

//rowsclose:alias 0 tx
func (tx *Tx) Transaction() (*Tx, error)

//rowsclose:alias 0 tx
func (tx *Tx) TransactionContext(_ context.Context) (*Tx, error)

//rowsclose:alias 0 tx
func (tx *Tx) TransactionContextOptions(_ context.Context, _ *sql.TxOptions) (*Tx, error)
func (tx *Tx) Close() error

//rowsclose:bounded-by ctx
//rowsclose:bounded-by tx
func (tx *Tx) NamedQueryContext(ctx context.Context, query string, arg any) (*sqlx.Rows, error)

type store interface {
	Select(dest any, query string, args ...any) error
	Get(dest any, query string, args ...any) error
	NamedExec(query string, arg any) (sql.Result, error)
	NamedQuery(query string, arg any) (*sqlx.Rows, error)
	Exec(query string, args ...any) (sql.Result, error)
	PrepareNamed(query string) (*sqlx.NamedStmt, error)
	Transaction() (*Tx, error)
	Rollback() error
	Commit() error
	Close() error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error)
	//rowsclose:bounded-by ctx
	NamedQueryContext(ctx context.Context, query string, arg any) (*sqlx.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	PrepareNamedContext(ctx context.Context, query string) (*sqlx.NamedStmt, error)
	//rowsclose:bounded-by ctx
	TransactionContext(ctx context.Context) (*Tx, error)
	//rowsclose:bounded-by ctx
	TransactionContextOptions(ctx context.Context, opts *sql.TxOptions) (*Tx, error)
}

var Connections map[string]*Connection
