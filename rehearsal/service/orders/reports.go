package orders

import (
	"context"
	"errors"
	"net/http"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Reports serves figures through pgx's own pool.
type Reports struct {
	pool *pgxpool.Pool
}

// NewReports returns the handlers of reports.
func NewReports(pool *pgxpool.Pool) *Reports { return &Reports{pool: pool} }

// Newest reads one row of many and returns.
func (p *Reports) Newest(w http.ResponseWriter, r *http.Request) {
	rows, err := p.pool.Query(context.Background(), "SELECT id FROM orders ORDER BY id DESC LIMIT 100") // want "rows-not-closed: `rows` is never closed"
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
	var id int64
	if err := rows.Scan(&id); err != nil {
		fail(w, err)
		return
	}
	answer(w, id)
}

// Returns acquires a connection, and releases it only where there is something to report.
func (p *Reports) Returns(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background()
	conn, err := p.pool.Acquire(ctx) // want "conn-not-closed: `conn`"
	if err != nil {
		fail(w, err)
		return
	}
	var total int64
	err = conn.QueryRow(ctx, "SELECT total FROM orders WHERE total < 0 LIMIT 1").Scan(&total)
	if errors.Is(err, pgx.ErrNoRows) {
		http.NotFound(w, r)
		return
	}
	conn.Release()
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, total)
}
