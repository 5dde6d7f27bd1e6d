package scanner // import "github.com/didi/gendry/scanner"

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	Close() error
	Columns() ([]string, error)
	//rowsclose:closes-when-false
	Next() bool
	Scan(dest ...interface{}) error
	//rowsclose:checks-error
	Err() error
}

//rowsclose:borrows rows
func Scan(rows Rows, target interface{}) error

//rowsclose:borrows rows
func ScanMap(rows Rows) ([]map[string]interface{}, error)

//rowsclose:borrows rows
func ScanMapDecode(rows Rows) ([]map[string]interface{}, error)

//rowsclose:closes rows
func ScanMapDecodeClose(rows Rows) ([]map[string]interface{}, error)

//rowsclose:closes rows
func ScanMapClose(rows Rows) ([]map[string]interface{}, error)

//rowsclose:closes rows
func ScanClose(rows Rows, target interface{}) error
