package sqlscan // import "github.com/georgysavva/scany/sqlscan"

import (
	"context"
	"database/sql"

	"github.com/georgysavva/scany/dbscan"
)

type Querier interface {
	//rowsclose:bounded-by ctx
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
}

type API struct{}

func (api *API) Select(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error
func (api *API) Get(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error

//rowsclose:closes rows
func (api *API) ScanAll(dst interface{}, rows *sql.Rows) error

//rowsclose:closes rows
func (api *API) ScanOne(dst interface{}, rows *sql.Rows) error

//rowsclose:borrows rows
func (api *API) NewRowScanner(rows *sql.Rows) *RowScanner

//rowsclose:borrows rows
func (api *API) ScanRow(dst interface{}, rows *sql.Rows) error

type RowScanner struct {
	*dbscan.RowScanner
}

func Select(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error
func Get(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error

//rowsclose:closes rows
func ScanAll(dst interface{}, rows *sql.Rows) error

//rowsclose:closes rows
func ScanOne(dst interface{}, rows *sql.Rows) error

//rowsclose:borrows rows
func NewRowScanner(rows *sql.Rows) *RowScanner

//rowsclose:borrows rows
func ScanRow(dst interface{}, rows *sql.Rows) error
func NewDBScanAPI(opts ...dbscan.APIOption) (*dbscan.API, error)
func NewAPI(dbscanAPI *dbscan.API) (*API, error)
