// Result sets come through database/sql; what this package adds, inside (*sql.Conn).Raw, needs no release.

package gosnowflake // import "github.com/snowflakedb/gosnowflake"

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
)

type SnowflakeRows interface {
	GetQueryID() string
	GetStatus() QueryStatus
	GetArrowBatches() ([]*ArrowBatch, error)
	NextResultSet() error
}

type SnowflakeResult interface {
	GetQueryID() string
	GetStatus() QueryStatus
	GetArrowBatches() ([]*ArrowBatch, error)
}

type SnowflakeStmt interface {
	GetQueryID() string
}

type SnowflakeConnection interface {
	GetQueryStatus(ctx context.Context, queryID string) (*SnowflakeQueryStatus, error)
	AddTelemetryData(ctx context.Context, eventDate time.Time, data map[string]string) error
}

type ArrowStreamLoader interface {
	GetBatches() ([]ArrowStreamBatch, error)
	NextResultSet(ctx context.Context) error
	TotalRows() int64
	RowTypes() []execResponseRowType
	Location() *time.Location
	JSONData() [][]*string
}

type ArrowBatch struct{}

func (rb *ArrowBatch) WithContext(ctx context.Context) *ArrowBatch
func (rb *ArrowBatch) Fetch() (*[]arrow.Record, error)
func (rb *ArrowBatch) GetRowCount() int
func (rb *ArrowBatch) ArrowSnowflakeTimestampToTime(rec arrow.Record, colIdx int, recIdx int) *time.Time

type SnowflakeDriver struct{}

func (d SnowflakeDriver) Open(dsn string) (driver.Conn, error)
func (d SnowflakeDriver) OpenConnector(dsn string) (driver.Connector, error)
func (d SnowflakeDriver) OpenWithConfig(ctx context.Context, config Config) (driver.Conn, error)

type Config struct{}

func NewConnector(driver InternalSnowflakeDriver, config Config) driver.Connector

//rowsclose:borrows rows
func ScanSnowflakeParameter(rows *sql.Rows) (*SnowflakeParameter, error)
func DSN(cfg *Config) (dsn string, err error)
func ParseDSN(dsn string) (cfg *Config, err error)
func WithMultiStatement(ctx context.Context, num int) (context.Context, error)
func WithAsyncMode(ctx context.Context) context.Context
func WithStreamDownloader(ctx context.Context) context.Context
func WithArrowBatches(ctx context.Context) context.Context
