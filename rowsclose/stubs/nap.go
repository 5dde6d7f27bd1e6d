// A pool over several servers. Its statement is prepared on each of them.

package nap // import "github.com/tsenart/nap"

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"
)

type DB struct{}

func (db *DB) Close() error
func (db *DB) Driver() driver.Driver
func (db *DB) Begin() (*sql.Tx, error)
func (db *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
func (db *DB) Exec(query string, args ...interface{}) (sql.Result, error)
func (db *DB) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
func (db *DB) Ping() error
func (db *DB) PingContext(ctx context.Context) error
func (db *DB) Prepare(query string) (Stmt, error)
func (db *DB) PrepareContext(ctx context.Context, query string) (Stmt, error)
func (db *DB) Query(query string, args ...interface{}) (*sql.Rows, error)
func (db *DB) QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
func (db *DB) QueryRow(query string, args ...interface{}) *sql.Row
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
func (db *DB) SetMaxIdleConns(n int)
func (db *DB) SetMaxOpenConns(n int)
func (db *DB) SetConnMaxLifetime(d time.Duration)
func (db *DB) Slave() *sql.DB
func (db *DB) Master() *sql.DB

//rowsclose:resource stmt
//rowsclose:must-call Close
type Stmt interface {
	Close() error
	Exec(...interface{}) (sql.Result, error)
	Query(...interface{}) (*sql.Rows, error)
	QueryRow(...interface{}) *sql.Row
}

func Open(driverName, dataSourceNames string) (*DB, error)
