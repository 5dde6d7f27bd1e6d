// Command service is a small order service on MariaDB or MySQL whose handlers leak connections.
//
// It listens on a free port of the loopback address, says which on standard output, and lives as long as its standard
// input stays open. DSN is the database, as github.com/go-sql-driver/mysql takes it.
package main

import (
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	_ "github.com/go-sql-driver/mysql"

	"example.com/tracing/orders"
)

func main() {
	limit := flag.Int("limit", 50, "the most connections that the pool may open")
	flag.Parse()
	if err := serve(*limit); err != nil {
		log.Fatal(err)
	}
}

func serve(limit int) error {
	db, err := sql.Open("mysql", os.Getenv("DSN"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(limit)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	fmt.Println(listener.Addr())
	return http.Serve(listener, routes(orders.New(db), db))
}

func routes(shop *orders.Shop, db *sql.DB) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", shop.One)
	mux.HandleFunc("GET /orders/unpaid", shop.Unpaid)
	mux.HandleFunc("GET /orders/biggest", shop.Biggest)
	mux.HandleFunc("GET /orders/found", shop.Found)
	mux.HandleFunc("GET /orders/counted", shop.Counted)
	mux.HandleFunc("GET /orders/restock", shop.Restock)
	mux.HandleFunc("GET /events", shop.Export)
	mux.HandleFunc("POST /orders/{id}/payment", shop.Pay)
	mux.HandleFunc("GET /debug/pools", func(w http.ResponseWriter, _ *http.Request) {
		stats := db.Stats()
		json.NewEncoder(w).Encode(map[string]map[string]int{"orders": {"in_use": stats.InUse, "idle": stats.Idle}})
	})
	return mux
}
