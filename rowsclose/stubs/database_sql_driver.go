package driver // import "database/sql/driver"

type Tx interface {
	Commit() error
	Rollback() error
}
