// Package orders has the handlers. All but One leave a connection behind; what each one's sessions look like to the
// server is said above it.
package orders

import (
	"database/sql"
	"fmt"
	"net/http"
)

// Shop answers requests from its database.
type Shop struct {
	db *sql.DB
}

// New is the shop on a database.
func New(db *sql.DB) *Shop {
	return &Shop{db: db}
}

func fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// One is healthy.
func (s *Shop) One(w http.ResponseWriter, r *http.Request) {
	var total int
	if err := s.db.QueryRow("SELECT total FROM orders WHERE id = ?", r.PathValue("id")).Scan(&total); err != nil {
		fail(w, err)
		return
	}
	fmt.Fprintln(w, total)
}
