package dbscan // import "github.com/georgysavva/scany/dbscan"

//rowsclose:resource rows
//rowsclose:must-call Close
type Rows interface {
	Close() error
	//rowsclose:checks-error
	Err() error
	//rowsclose:closes-when-false unless NextResultSet
	Next() bool
	Columns() ([]string, error)
	Scan(dest ...interface{}) error
}

type API struct{}

//rowsclose:closes rows
func (api *API) ScanAll(dst interface{}, rows Rows) error

//rowsclose:closes rows
func (api *API) ScanOne(dst interface{}, rows Rows) error

//rowsclose:borrows rows
func (api *API) ScanRow(dst interface{}, rows Rows) error

//rowsclose:borrows rows
func (api *API) NewRowScanner(rows Rows) *RowScanner

type RowScanner struct{}

func (rs *RowScanner) Scan(dst interface{}) error

//rowsclose:closes rows
func ScanAll(dst interface{}, rows Rows) error

//rowsclose:closes rows
func ScanOne(dst interface{}, rows Rows) error
func NewAPI(opts ...APIOption) (*API, error)

//rowsclose:borrows rows
func ScanRow(dst interface{}, rows Rows) error

//rowsclose:borrows rows
func NewRowScanner(rows Rows) *RowScanner
