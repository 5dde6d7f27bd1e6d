package sqlitemigration // import "zombiezen.com/go/sqlite/sqlitemigration"

import (
	"context"

	"zombiezen.com/go/sqlite"
)

type Pool struct{}

func (p *Pool) Close() error

//rowsclose:acquires conn Put
func (p *Pool) Get(ctx context.Context) (*sqlite.Conn, error)

//rowsclose:acquires conn Put
func (p *Pool) Take(ctx context.Context) (*sqlite.Conn, error)

//rowsclose:closes conn
func (p *Pool) Put(conn *sqlite.Conn)
func (p *Pool) CheckHealth() error

type Schema struct{}

type Options struct{}

func NewPool(uri string, schema Schema, opts Options) *Pool
func Migrate(ctx context.Context, conn *sqlite.Conn, schema Schema) error
