package pgxpool // import "github.com/jackc/pgx/v5/pgxpool"

import (
	"context"

	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

type Pool struct{}

func (p *Pool) Close()
func (p *Pool) Acquire(ctx context.Context) (c *Conn, err error)

func (p *Pool) AcquireFunc(ctx context.Context, f func(*Conn) error) error
func (p *Pool) AcquireAllIdle(ctx context.Context) []*Conn
func (p *Pool) Reset()
func (p *Pool) Config() *Config
func (p *Pool) Stat() *Stat
func (p *Pool) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
func (p *Pool) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
func (p *Pool) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
func (p *Pool) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
func (p *Pool) Begin(ctx context.Context) (pgx.Tx, error)
func (p *Pool) BeginTx(ctx context.Context, txOptions pgx.TxOptions) (pgx.Tx, error)
func (p *Pool) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error)
func (p *Pool) Ping(ctx context.Context) error

//rowsclose:resource conn
//rowsclose:must-call Release|Hijack
type Conn struct{}

func (c *Conn) Release()
func (c *Conn) Hijack() *pgx.Conn
func (c *Conn) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)

//rowsclose:busies
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row

//rowsclose:busies
//rowsclose:bounded-by conn
func (c *Conn) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
func (c *Conn) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error)

//rowsclose:bounded-by conn
func (c *Conn) Begin(ctx context.Context) (pgx.Tx, error)

//rowsclose:bounded-by conn
func (c *Conn) BeginTx(ctx context.Context, txOptions pgx.TxOptions) (pgx.Tx, error)
func (c *Conn) Ping(ctx context.Context) error

//rowsclose:not-acquired
func (c *Conn) Conn() *pgx.Conn

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback
type Tx struct{}

//rowsclose:bounded-by tx
func (tx *Tx) Begin(ctx context.Context) (pgx.Tx, error)
func (tx *Tx) Commit(ctx context.Context) error
func (tx *Tx) Rollback(ctx context.Context) error
func (tx *Tx) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error)

//rowsclose:busies
//rowsclose:bounded-by tx
func (tx *Tx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
func (tx *Tx) LargeObjects() pgx.LargeObjects
func (tx *Tx) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error)
func (tx *Tx) Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)

//rowsclose:busies
//rowsclose:bounded-by tx
func (tx *Tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)

//rowsclose:bounded-by tx
//rowsclose:busies
func (tx *Tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row

//rowsclose:not-acquired
func (tx *Tx) Conn() *pgx.Conn

type Config struct{}

func (c *Config) Copy() *Config

//rowsclose:acquires pool Close
func New(ctx context.Context, connString string) (*Pool, error)

//rowsclose:acquires pool Close
func NewWithConfig(ctx context.Context, config *Config) (*Pool, error)
func ParseConfig(connString string) (*Config, error)
