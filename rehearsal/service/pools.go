package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"runtime"

	"github.com/jackc/pgx/v5/pgxpool"
)

type pools struct {
	db   *sql.DB
	pool *pgxpool.Pool
}

type usage struct {
	InUse int `json:"in_use"`
	Idle  int `json:"idle"`
}

// collectGarbage does so twice: what the first run finds unreachable, its finalizers may only then set free.
func collectGarbage(http.ResponseWriter, *http.Request) {
	runtime.GC()
	runtime.GC()
}

// show says what each pool thinks of itself. It needs no connection, and so answers to the end.
func (p pools) show(w http.ResponseWriter, _ *http.Request) {
	db, pool := p.db.Stats(), p.pool.Stat()
	json.NewEncoder(w).Encode(map[string]usage{
		"orders":  {db.InUse, db.Idle},
		"reports": {int(pool.AcquiredConns()), int(pool.IdleConns())},
	})
}

// statements counts the statements that Prepare has left in one session of an idle pool; pgx names its own otherwise.
func (p pools) statements(w http.ResponseWriter, _ *http.Request) {
	var count int
	row := p.db.QueryRow(`SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'stmt\_%'`)
	if err := row.Scan(&count); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(count)
}
