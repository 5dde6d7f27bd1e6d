// Command service is an order service whose handlers leak connections in the ways that services do.
//
// It listens on a free port of the loopback address, says which on standard output, and lives as long as its standard
// input stays open: whoever started it cannot leave it behind. The database is named by libpq's environment variables.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/rehearsal/orders"
)

func main() {
	limit := flag.Int("limit", 50, "the most connections that each of the two pools may open")
	flag.Parse()
	if err := serve(*limit); err != nil {
		log.Fatal(err)
	}
}

func serve(limit int) error {
	db, err := sql.Open("pgx", "application_name=orders")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(limit)
	pool, err := pgxpool.New(context.Background(), fmt.Sprintf("application_name=reports pool_max_conns=%d", limit))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	fmt.Println(listener.Addr())
	return http.Serve(listener, routes(orders.New(db), orders.NewReports(pool), db, pool))
}

func routes(shop *orders.Shop, reports *orders.Reports, db *sql.DB, pool *pgxpool.Pool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", shop.One)
	mux.HandleFunc("GET /orders/unpaid", shop.Unpaid)
	mux.HandleFunc("GET /orders/latest", shop.Latest)
	mux.HandleFunc("GET /orders/found", shop.Found)
	mux.HandleFunc("GET /orders/biggest", shop.Biggest)
	mux.HandleFunc("GET /orders/overdue", shop.Overdue)
	mux.HandleFunc("POST /orders/{id}/payment", shop.Pay)
	mux.HandleFunc("GET /export/columns", shop.Columns)
	mux.HandleFunc("GET /export/preview", shop.Preview)
	mux.HandleFunc("GET /reports/newest", reports.Newest)
	mux.HandleFunc("GET /reports/returns", reports.Returns)
	mux.HandleFunc("POST /debug/garbage", collectGarbage)
	mux.HandleFunc("GET /debug/pools", pools{db, pool}.show)
	mux.HandleFunc("GET /debug/statements", pools{db, pool}.statements)
	return mux
}
