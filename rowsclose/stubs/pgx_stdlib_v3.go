package stdlib // import "github.com/jackc/pgx/stdlib"

import (
	"database/sql"

	"github.com/jackc/pgx"
)

type OptionOpenDB func(*connector)

func OptionAfterConnect(ac func(*pgx.Conn) error) OptionOpenDB
func OpenDB(config pgx.ConnConfig, opts ...OptionOpenDB) *sql.DB
func AcquireConn(db *sql.DB) (*pgx.Conn, error)

//rowsclose:closes conn
func ReleaseConn(db *sql.DB, conn *pgx.Conn) error
