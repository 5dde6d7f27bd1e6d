package orders

import "net/http"

// Unpaid leaves the loop by a return, as the story's handler does: asleep, the text as it is written here.
func (s *Shop) Unpaid(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT id, paid_at FROM orders WHERE paid_at IS NULL ORDER BY id")
	if err != nil {
		fail(w, err)
		return
	}
	for rows.Next() {
		var id int
		var paidAt string
		if err := rows.Scan(&id, &paidAt); err != nil {
			fail(w, err)
			return
		}
	}
	rows.Close()
}

// Biggest reads one row of many, of a statement with a value: the driver prepares it.
func (s *Shop) Biggest(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.Query("SELECT id FROM orders WHERE total > ? ORDER BY total DESC", 7)
	if err != nil {
		fail(w, err)
		return
	}
	if !rows.Next() {
		http.NotFound(w, r)
	}
}

// Export reads two lines of a large result: the server goes on writing to the net.
func (s *Shop) Export(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT id, note FROM events ORDER BY id")
	if err != nil {
		fail(w, err)
		return
	}
	for range 2 {
		if !rows.Next() {
			break
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// Found reads a row of a statement that it has prepared, and closes the statement alone.
func (s *Shop) Found(w http.ResponseWriter, _ *http.Request) {
	statement, err := s.db.Prepare("SELECT id, total FROM orders WHERE id > ? AND total > 0")
	if err != nil {
		fail(w, err)
		return
	}
	defer statement.Close()
	rows, err := statement.Query(3)
	if err != nil {
		fail(w, err)
		return
	}
	rows.Next()
	w.WriteHeader(http.StatusNoContent)
}
