package neo4j // import "github.com/neo4j/neo4j-go-driver/v4/neo4j"

import (
	"net/url"

	"github.com/neo4j/neo4j-go-driver/v4/neo4j/db"
)

type Driver interface {
	Target() url.URL
	NewSession(config SessionConfig) Session
	Session(accessMode AccessMode, bookmarks ...string) (Session, error)
	VerifyConnectivity() error
	Close() error
}

//rowsclose:resource conn
//rowsclose:must-call Close
type Session interface {
	LastBookmark() string
	//rowsclose:bounded-by session
	BeginTransaction(configurers ...func(*TransactionConfig)) (Transaction, error)
	ReadTransaction(work TransactionWork, configurers ...func(*TransactionConfig)) (interface{}, error)
	WriteTransaction(work TransactionWork, configurers ...func(*TransactionConfig)) (interface{}, error)
	Run(cypher string, params map[string]interface{}, configurers ...func(*TransactionConfig)) (Result, error)
	Close() error
}

//rowsclose:resource tx
//rowsclose:must-call Commit|Rollback|Close
type Transaction interface {
	Run(cypher string, params map[string]interface{}) (Result, error)
	Commit() error
	Rollback() error
	Close() error
}

type TransactionWork func(tx Transaction) (interface{}, error)

type Result interface {
	Keys() ([]string, error)
	Next() bool
	NextRecord(record **Record) bool
	Err() error
	Record() *Record
	Collect() ([]*Record, error)
	Single() (*Record, error)
	Consume() (ResultSummary, error)
}

type Record = db.Record

type SessionConfig struct{}

func NewDriver(target string, auth AuthToken, configurers ...func(*Config)) (Driver, error)
func Single(result Result, err error) (*Record, error)
func Collect(result Result, err error) ([]*Record, error)
func AsRecords(from interface{}, err error) ([]*Record, error)
func AsRecord(from interface{}, err error) (*Record, error)
