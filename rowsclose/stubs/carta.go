package carta // import "github.com/jackskj/carta"

import "database/sql"

//rowsclose:closes rows
func Map(rows *sql.Rows, dst interface{}) error
