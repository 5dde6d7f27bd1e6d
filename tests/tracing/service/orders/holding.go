package orders

import (
	"database/sql"
	"net/http"
)

// Pay locks the order in a transaction; one that is paid already leaves it open: asleep, in a transaction.
// The driver prepares its statement and closes it, so that MariaDB has no text of it any more.
func (s *Shop) Pay(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin()
	if err != nil {
		fail(w, err)
		return
	}
	var paidAt sql.NullString
	row := tx.QueryRow("SELECT paid_at FROM orders WHERE id = ? FOR UPDATE", r.PathValue("id"))
	if err := row.Scan(&paidAt); err != nil {
		tx.Rollback()
		fail(w, err)
		return
	}
	if paidAt.Valid {
		http.Error(w, "paid already", http.StatusConflict)
		return
	}
	if _, err := tx.Exec("UPDATE orders SET paid_at = now() WHERE id = ?", r.PathValue("id")); err != nil {
		tx.Rollback()
		fail(w, err)
		return
	}
	if err := tx.Commit(); err != nil {
		fail(w, err)
	}
}

// Restock is like Pay, but has no value in its statement, which the driver then sends as it is.
func (s *Shop) Restock(w http.ResponseWriter, _ *http.Request) {
	tx, err := s.db.Begin()
	if err != nil {
		fail(w, err)
		return
	}
	var count int
	if err := tx.QueryRow("SELECT count(*) FROM orders WHERE total < 100").Scan(&count); err != nil {
		tx.Rollback()
		fail(w, err)
		return
	}
	if count > 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	tx.Rollback()
}

// Counted takes a connection of its own, and does not give it back.
func (s *Shop) Counted(w http.ResponseWriter, r *http.Request) {
	conn, err := s.db.Conn(r.Context())
	if err != nil {
		fail(w, err)
		return
	}
	var count int
	if err := conn.QueryRowContext(r.Context(), "SELECT count(*) FROM orders WHERE paid_at IS NOT NULL").Scan(&count); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
