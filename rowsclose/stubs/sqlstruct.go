package sqlstruct // import "github.com/kisielk/sqlstruct"

type Rows interface {
	Scan(...interface{}) error
	Columns() ([]string, error)
}

//rowsclose:borrows rows
func Scan(dest interface{}, rows Rows) error

//rowsclose:borrows rows
func ScanAliased(dest interface{}, rows Rows, alias string) error
func Columns(s interface{}) string
func ColumnsAliased(s interface{}, alias string) string
