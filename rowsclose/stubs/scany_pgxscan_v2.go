package pgxscan // import "github.com/georgysavva/scany/v2/pgxscan"

import (
	"context"

	"github.com/georgysavva/scany/v2/dbscan"
	pgx "github.com/jackc/pgx/v5"
)

type Querier interface {
	Query(ctx context.Context, query string, args ...interface{}) (pgx.Rows, error)
}

type API struct{}

func (api *API) Select(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error
func (api *API) Get(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error

//rowsclose:closes rows
func (api *API) ScanAll(dst interface{}, rows pgx.Rows) error

//rowsclose:closes rows
func (api *API) ScanOne(dst interface{}, rows pgx.Rows) error

//rowsclose:borrows rows
func (api *API) NewRowScanner(rows pgx.Rows) *RowScanner

//rowsclose:borrows rows
func (api *API) ScanRow(dst interface{}, rows pgx.Rows) error

type RowScanner struct {
	*dbscan.RowScanner
}

//rowsclose:resource rows
//rowsclose:must-call Close
type RowsAdapter struct {
	pgx.Rows
}

func (ra RowsAdapter) Columns() ([]string, error)
func (ra RowsAdapter) Close() error
func (ra RowsAdapter) NextResultSet() bool
func Select(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error
func Get(ctx context.Context, db Querier, dst interface{}, query string, args ...interface{}) error

//rowsclose:closes rows
func ScanAll(dst interface{}, rows pgx.Rows) error

//rowsclose:closes rows
func ScanOne(dst interface{}, rows pgx.Rows) error

//rowsclose:borrows rows
func NewRowScanner(rows pgx.Rows) *RowScanner

//rowsclose:borrows rows
func ScanRow(dst interface{}, rows pgx.Rows) error
func NewDBScanAPI(opts ...dbscan.APIOption) (*dbscan.API, error)
func NewAPI(dbscanAPI *dbscan.API) (*API, error)

//rowsclose:alias 0 rows
func NewRowsAdapter(rows pgx.Rows) *RowsAdapter
