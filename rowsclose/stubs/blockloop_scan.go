// True while the package's AutoClose is left at its default.

package scan // import "github.com/blockloop/scan/v2", "github.com/blockloop/scan"

import (
	"database/sql"
)

type RowsScanner interface {
	Close() error
	Scan(dest ...interface{}) error
	Columns() ([]string, error)
	ColumnTypes() ([]*sql.ColumnType, error)
	Err() error
	Next() bool
}

//rowsclose:closes r
func Row(v interface{}, r RowsScanner) error

//rowsclose:closes r
func RowStrict(v interface{}, r RowsScanner) error

//rowsclose:closes r
func Rows(v interface{}, r RowsScanner) (outerr error)

//rowsclose:closes r
func RowsStrict(v interface{}, r RowsScanner) (outerr error)
