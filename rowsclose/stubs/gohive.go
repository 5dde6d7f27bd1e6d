package gohive // import "github.com/beltran/gohive"

import "context"

//rowsclose:resource conn
//rowsclose:must-call Close
type Connection struct{}

func Connect(host string, port int, auth string,
	configuration *ConnectConfiguration) (conn *Connection, err error)
func ConnectZookeeper(hosts string, auth string,
	configuration *ConnectConfiguration) (conn *Connection, err error)

//rowsclose:bounded-by conn
func (c *Connection) Cursor() *Cursor
func (c *Connection) Close() error

//rowsclose:resource rows
//rowsclose:must-call Close
type Cursor struct {
	Err  error
	Logs chan<- []string
}

func (c *Cursor) WaitForCompletion(ctx context.Context)
func (c *Cursor) Exec(ctx context.Context, query string)
func (c *Cursor) Execute(ctx context.Context, query string, async bool)
func (c *Cursor) FetchLogs() []string
func (c *Cursor) Finished() bool
func (c *Cursor) RowMap(ctx context.Context) map[string]interface{}
func (c *Cursor) FetchOne(ctx context.Context, dests ...interface{})
func (c *Cursor) Description() [][]string
func (c *Cursor) HasMore(ctx context.Context) bool
func (c *Cursor) Error() error
func (c *Cursor) Cancel()
func (c *Cursor) Close()
