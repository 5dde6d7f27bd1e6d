// Package orders serves the orders of a shop from PostgreSQL.
//
// The service hung some hours after each deployment. pg_stat_activity showed 67 connections of it, most of them doing
// nothing, with SetMaxOpenConns(50) in every process: one process had run into its limit, and all its requests waited
// for a connection that nobody would ever give back.
package orders

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

// Order is one order of the shop.
type Order struct {
	ID    int64
	Total int64
}

// Handler serves the orders of one database.
type Handler struct {
	db *sql.DB
}

// New returns a handler that takes at most 50 connections.
func New(db *sql.DB) *Handler {
	db.SetMaxOpenConns(50)
	return &Handler{db: db}
}

// Open lists the open orders. A row that does not scan makes it return in the middle of the loop, and the connection
// never goes back to the pool: after 50 such requests every other one waits for ever.
func (h *Handler) Open(w http.ResponseWriter, _ *http.Request) {
	rows, err := h.db.Query("SELECT id, total FROM orders WHERE paid_at IS NULL")
	if err != nil {
		http.Error(w, "orders are not available", http.StatusServiceUnavailable)
		return
	}
	var orders []Order
	for rows.Next() {
		var order Order
		if err := rows.Scan(&order.ID, &order.Total); err != nil {
			http.Error(w, "an order cannot be read", http.StatusInternalServerError)
			return
		}
		orders = append(orders, order)
	}
	if err := rows.Err(); err != nil {
		http.Error(w, "the list of orders broke off", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(orders)
}

// Paid lists the paid orders, and gives its connection back whatever happens.
func (h *Handler) Paid(w http.ResponseWriter, _ *http.Request) {
	rows, err := h.db.Query("SELECT id, total FROM orders WHERE paid_at IS NOT NULL")
	if err != nil {
		http.Error(w, "orders are not available", http.StatusServiceUnavailable)
		return
	}
	defer rows.Close()
	var orders []Order
	for rows.Next() {
		var order Order
		if err := rows.Scan(&order.ID, &order.Total); err != nil {
			http.Error(w, "an order cannot be read", http.StatusInternalServerError)
			return
		}
		orders = append(orders, order)
	}
	if err := rows.Err(); err != nil {
		http.Error(w, "the list of orders broke off", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(orders)
}
