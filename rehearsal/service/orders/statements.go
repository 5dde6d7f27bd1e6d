package orders

import (
	"fmt"
	"net/http"
	"strings"
)

// Found looks for several orders by a statement made for their number, and forgets the statement. Its connection goes
// back to the pool, where the server keeps the statement for the life of the session.
func (s *Shop) Found(w http.ResponseWriter, r *http.Request) {
	wanted := r.URL.Query()["id"]
	places := make([]string, len(wanted))
	values := make([]any, len(wanted))
	for i, id := range wanted {
		places[i], values[i] = fmt.Sprintf("$%d", i+1), id
	}
	stmt, err := s.db.Prepare("SELECT count(*) FROM orders WHERE id IN (" + strings.Join(places, ", ") + ")") // want "stmt-not-closed: `stmt` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	var count int
	if err := stmt.QueryRow(values...).Scan(&count); err != nil {
		fail(w, err)
		return
	}
	answer(w, count)
}

// Biggest closes its statement, but not the rows of it; closing the statement gives no connection back.
func (s *Shop) Biggest(w http.ResponseWriter, r *http.Request) {
	stmt, err := s.db.Prepare("SELECT id, total FROM orders WHERE total > $1 ORDER BY total DESC")
	if err != nil {
		fail(w, err)
		return
	}
	defer stmt.Close()
	rows, err := stmt.Query(1000) // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	orders, err := first(rows, 1)
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, orders)
}
