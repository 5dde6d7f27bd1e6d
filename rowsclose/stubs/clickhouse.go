package clickhouse // import "github.com/ClickHouse/clickhouse-go/v2"

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

type Conn = driver.Conn

type Options struct{}

func Open(opt *Options) (driver.Conn, error)
func DefaultDialStrategy(ctx context.Context, connID int, opt *Options, dial Dial) (r DialResult, err error)
func Connector(opt *Options) sqldriver.Connector
func OpenDB(opt *Options) *sql.DB
