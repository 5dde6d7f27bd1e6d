package orders

import "net/http"

// Columns asks for the names of the columns, reads no row and never closes.
func (s *Shop) Columns(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT * FROM orders LIMIT 1") // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	names, err := rows.Columns()
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, names)
}

// Preview reads the beginning of a large result and leaves the rest to the server, which waits for somebody to take it.
func (s *Shop) Preview(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT note FROM events ORDER BY id") // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	var notes []string
	for rows.Next() {
		var note string
		if err := rows.Scan(&note); err != nil {
			fail(w, err)
			return
		}
		if notes = append(notes, note); len(notes) == 10 {
			break
		}
	}
	if err := rows.Err(); err != nil {
		fail(w, err)
		return
	}
	answer(w, notes)
}
