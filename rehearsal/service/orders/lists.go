package orders

import (
	"database/sql"
	"net/http"
)

// Unpaid is the handler of the story: an order without a total does not scan, and the loop is left by a return.
func (s *Shop) Unpaid(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT id, total FROM orders WHERE paid_at IS NULL ORDER BY id") // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	var orders []Order
	for rows.Next() {
		var order Order
		if err := rows.Scan(&order.ID, &order.Total); err != nil {
			fail(w, err)
			return
		}
		orders = append(orders, order)
	}
	if err := rows.Err(); err != nil {
		fail(w, err)
		return
	}
	answer(w, orders)
}

// Latest reads one row of many and returns.
func (s *Shop) Latest(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.Query("SELECT id, total FROM orders WHERE total IS NOT NULL ORDER BY id DESC LIMIT 10") // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			fail(w, err)
			return
		}
		http.NotFound(w, r)
		return
	}
	var order Order
	if err := rows.Scan(&order.ID, &order.Total); err != nil {
		fail(w, err)
		return
	}
	answer(w, order)
}

// Overdue leaves the reading to a helper, and forgets that the helper does not close.
func (s *Shop) Overdue(w http.ResponseWriter, _ *http.Request) {
	rows, err := s.db.Query("SELECT id, total FROM orders WHERE due_at < now() AND total > 0 ORDER BY due_at") // want "rows-not-closed: `rows` is never closed"
	if err != nil {
		fail(w, err)
		return
	}
	orders, err := first(rows, 20)
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, orders)
}

// first reads up to limit orders. Closing is its caller's business.
func first(rows *sql.Rows, limit int) ([]Order, error) {
	var orders []Order
	for len(orders) < limit && rows.Next() {
		var order Order
		if err := rows.Scan(&order.ID, &order.Total); err != nil {
			return nil, err
		}
		orders = append(orders, order)
	}
	return orders, rows.Err()
}
