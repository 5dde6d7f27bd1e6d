package stdlib // import "github.com/jackc/pgx/v5/stdlib"

import (
	"context"
	"database/sql"
	"database/sql/driver"

	pgx "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type Conn struct{}

//rowsclose:not-acquired
func (c *Conn) Conn() *pgx.Conn

type OptionOpenDB func(*connector)

func OptionShouldPing(f func(context.Context, ShouldPingParams) bool) OptionOpenDB
func OptionBeforeConnect(bc func(context.Context, *pgx.ConnConfig) error) OptionOpenDB
func OptionAfterConnect(ac func(context.Context, *pgx.Conn) error) OptionOpenDB
func OptionResetSession(rs func(context.Context, *pgx.Conn) error) OptionOpenDB
func GetConnector(config pgx.ConnConfig, opts ...OptionOpenDB) driver.Connector
func GetPoolConnector(pool *pgxpool.Pool, opts ...OptionOpenDB) driver.Connector
func OpenDB(config pgx.ConnConfig, opts ...OptionOpenDB) *sql.DB
func OpenDBFromPool(pool *pgxpool.Pool, opts ...OptionOpenDB) *sql.DB
