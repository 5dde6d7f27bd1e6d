package meddler // import "github.com/russross/meddler"

import "database/sql"

type DB interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
}

type Database struct{}

func (d *Database) Load(db DB, table string, dst interface{}, pk int64) error
func (d *Database) Insert(db DB, table string, src interface{}) error
func (d *Database) Update(db DB, table string, src interface{}) error
func (d *Database) Save(db DB, table string, src interface{}) error
func (d *Database) QueryRow(db DB, dst interface{}, query string, args ...interface{}) error
func (d *Database) QueryAll(db DB, dst interface{}, query string, args ...interface{}) error

//rowsclose:borrows rows
func (d *Database) Scan(rows *sql.Rows, dst interface{}) error

//rowsclose:closes rows
func (d *Database) ScanRow(rows *sql.Rows, dst interface{}) error

//rowsclose:closes rows
func (d *Database) ScanAll(rows *sql.Rows, dst interface{}) error

func Load(db DB, table string, dst interface{}, pk int64) error
func Insert(db DB, table string, src interface{}) error
func Update(db DB, table string, src interface{}) error
func Save(db DB, table string, src interface{}) error
func QueryRow(db DB, dst interface{}, query string, args ...interface{}) error
func QueryAll(db DB, dst interface{}, query string, args ...interface{}) error

//rowsclose:borrows rows
func Scan(rows *sql.Rows, dst interface{}) error

//rowsclose:closes rows
func ScanRow(rows *sql.Rows, dst interface{}) error

//rowsclose:closes rows
func ScanAll(rows *sql.Rows, dst interface{}) error

var MySQL *Database

var PostgreSQL *Database

var SQLite *Database

var Default *Database
