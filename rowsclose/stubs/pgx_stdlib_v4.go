package stdlib // import "github.com/jackc/pgx/v4/stdlib"

import (
	"context"
	"database/sql"
	"database/sql/driver"

	pgx "github.com/jackc/pgx/v4"
)

type Conn struct{}

//rowsclose:not-acquired
func (c *Conn) Conn() *pgx.Conn

type OptionOpenDB func(*connector)

func OptionBeforeConnect(bc func(context.Context, *pgx.ConnConfig) error) OptionOpenDB
func OptionAfterConnect(ac func(context.Context, *pgx.Conn) error) OptionOpenDB
func OptionResetSession(rs func(context.Context, *pgx.Conn) error) OptionOpenDB
func GetConnector(config pgx.ConnConfig, opts ...OptionOpenDB) driver.Connector
func OpenDB(config pgx.ConnConfig, opts ...OptionOpenDB) *sql.DB
func AcquireConn(db *sql.DB) (*pgx.Conn, error)

//rowsclose:closes conn
func ReleaseConn(db *sql.DB, conn *pgx.Conn) error
