package orders

import (
	"errors"
	"net/http"
)

var errNoOrder = errors.New("no such order")

// Pay reads the order in a transaction; one that is paid already leaves both the rows and the transaction open.
func (s *Shop) Pay(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin() // want "tx-not-finished: `tx`"
	if err != nil {
		fail(w, err)
		return
	}
	rows, err := tx.Query("SELECT paid_at IS NOT NULL FROM orders WHERE id = $1", r.PathValue("id")) // want "rows-not-closed: `rows`"
	if err != nil {
		tx.Rollback()
		fail(w, err)
		return
	}
	if !rows.Next() {
		tx.Rollback()
		fail(w, errors.Join(errNoOrder, rows.Err()))
		return
	}
	var paid bool
	if err := rows.Scan(&paid); err != nil || paid {
		http.Error(w, "paid already", http.StatusConflict)
		return
	}
	rows.Close()
	if _, err := tx.Exec("UPDATE orders SET paid_at = now() WHERE id = $1", r.PathValue("id")); err != nil {
		tx.Rollback()
		fail(w, err)
		return
	}
	if err := tx.Commit(); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
