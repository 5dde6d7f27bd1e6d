"""The help of a finding can be followed to the letter where it stands: it is made from the case, not from the rule."""

from __future__ import annotations

import pytest
from checking import checked_text

HEAD = """\
package p

import (
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

type page struct{ rows *sql.Rows }

func newPage(rows *sql.Rows) (*page, error) {
	if limit < 1 {
		return nil, errors.New("none")
	}
	return &page{rows}, nil
}

func gather(rows *sql.Rows) (n int) {
	for rows.Next() {
		n++
	}
	return n
}

func send(rows *sql.Rows, to chan<- int) {
	for rows.Next() {
		var id int
		if rows.Scan(&id) != nil {
			return
		}
		to <- id
	}
}

var limit, _, _ = 1, fmt.Errorf, sync.NewCond

"""

TAIL = """

type queryer interface {
	Query(text string, arguments ...any) (*sql.Rows, error)
}

func beginChecked(db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec("q"); err != nil {
		return tx, err
	}
	return tx, nil
}
"""

CASES = {
    # A goroutine that is not waited for has the rows when the function has returned.
    """func f(db *sql.DB, to chan<- int) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	go send(rows, to)
	return nil
}""": "the goroutine on line 43 goes on with it: `defer rows.Close()` belongs at its head",
    """func f(db *sql.DB, to chan<- bool) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	go func() { to <- rows.Next() }()
	return nil
}""": "the goroutine on line 43 goes on with it: `defer rows.Close()` belongs at its head",
    """func f(db *sql.DB, to chan<- int) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	if limit > 3 {
		return errors.New("too many")
	}
	go func() {
		defer rows.Close()
		send(rows, to)
	}()
	return nil
}""": "a goroutine goes on with it on success, so no defer: write `rows.Close()` before the return on line 44",
    """func f(db *sql.DB, to chan int) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	go send(rows, to)
	<-to
	return nil
}""": "write `defer rows.Close()` right after the error of db.Query is checked",
    """func f(db *sql.DB, to chan int) error {
	var all sync.WaitGroup
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	all.Add(1)
	go func() {
		defer all.Done()
		send(rows, to)
	}()
	all.Wait()
	return nil
}""": "write `defer rows.Close()` right after the error of db.Query is checked",
    # An error that nobody reads is checked first.
    """func f(db *sql.DB) (n int, err error) {
	stmt, err := db.Prepare("q")
	err = stmt.QueryRow().Scan(&n)
	if err != nil {
		return 0, err
	}
	stmt.Close()
	return n, nil
}""": "check the error of db.Prepare first, then write `defer stmt.Close()`",
    """func f(db *sql.DB) error {
	stmt, err := db.Prepare("q")
	_, err = stmt.Exec()
	return err
}""": "check the error of db.Prepare first, then write `defer stmt.Close()`",
    """func f(db *sql.DB) error {
	stmt, err := db.Prepare("q")
	if err == nil {
		_, err = stmt.Exec()
	}
	return err
}""": "write `defer stmt.Close()` right after the error of db.Prepare is checked",
    # What takes the rows over may fail.
    """func f(db *sql.DB) (*page, error) {
	rows, err := db.Query("q")
	if err != nil {
		return nil, err
	}
	return newPage(rows)
}""": "newPage does not close it where it fails: look at its error before the return, and write `rows.Close()` where there"
    " is one",
    """func f(db *sql.DB) (*page, error) {
	rows, err := db.Query("q")
	if err != nil {
		return nil, err
	}
	p, err := newPage(rows)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return p, nil
}""": "the caller gets it on success, so no defer: write `rows.Close()` before the return on line 45",
    # What a loop has gathered is more than what this round has.
    """func f(db *sql.DB, texts map[string]string) (map[string]*sql.Stmt, error) {
	all := map[string]*sql.Stmt{}
	for name, text := range texts {
		stmt, err := db.Prepare(text)
		if err != nil {
			return nil, err
		}
		all[name] = stmt
	}
	return all, nil
}""": "what the loop has gathered is still wanted: close all of it before a return that does not hand it on",
    # What the loop has found is read behind it.
    """func f(db *sql.DB, texts []string) (err error) {
	var rows *sql.Rows
	for _, text := range texts {
		if rows, err = db.Query(text); err == nil && limit > 1 {
			break
		}
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}""": "`rows` is wanted behind the loop: leave the loop once there is one, or end the last one before it is acquired anew",
    """func f(db *sql.DB, text string) (err error) {
	var rows *sql.Rows
	for try := 0; try < 3; try++ {
		rows, err = db.Query(text)
		if err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	var id int
	if rows.Next() && rows.Scan(&id) != nil {
		return errors.New("none")
	}
	return rows.Close()
}""": "write `defer rows.Close()` behind the loop, once its error is checked",
    """func f(db *sql.DB, texts []string) error {
	for _, text := range texts {
		rows, err := db.Query(text)
		if err != nil {
			return err
		}
		if limit < 1 {
			return errors.New("none")
		}
		rows.Close()
	}
	return nil
}""": "write `rows.Close()` before every way out of the round, or move the round into a function of its own",
    # A round that closes it does so unless something panics.
    """func f(db *sql.DB, texts []string) error {
	for _, text := range texts {
		rows, err := db.Query(text)
		if err != nil {
			return err
		}
		rows.Next()
		fmt.Println(text)
		if err := rows.Close(); err != nil {
			return err
		}
		if limit < 1 {
			return rows.Err()
		}
	}
	return nil
}""": "move the round into a function of its own, with `defer rows.Close()` in it",
    # All that leak are named.
    """func f(db *sql.DB) (*page, error) {
	rows, err := db.Query("q")
	if err != nil {
		return nil, err
	}
	if limit < 1 {
		return nil, errors.New("none")
	}
	var id int
	if rows.Next() && rows.Scan(&id) != nil {
		return nil, errors.New("no number")
	}
	return &page{rows}, nil
}""": "the caller gets it on success, so no defer: write `rows.Close()` before the return on line 44, and on line 48",
    """func f(db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	if limit < 1 {
		return nil, errors.New("none")
	}
	if limit > 9 {
		return nil, errors.New("many")
	}
	if limit == 5 {
		return nil, errors.New("five")
	}
	return tx, nil
}""": "the caller gets it on success, so no defer: write `tx.Rollback()` before the return on line 44, and on"
    " lines 47 and 50",
    # There may be none where there is no error, and one where there is an error.
    """func f(db queryer, id int) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	if rows == nil { // a connection that does nothing
		return nil
	}
	if !rows.Next() {
		return rows.Err()
	}
	return rows.Scan(&id)
}""": "write `defer rows.Close()` where `rows` is known not to be nil: the error alone does not tell",
    """func f(db *sql.DB) error {
	rows, err := db.Query("q")
	defer rows.Close()
	if rows != nil {
		return rows.Err()
	}
	return err
}""": "move the defer to where `rows` is known not to be nil: the error alone does not tell",
    """func f(db *sql.DB) error {
	tx, err := beginChecked(db)
	defer tx.Rollback()
	if err != nil {
		return err
	}
	return tx.Commit()
}""": "move the defer to where `tx` is known not to be nil: the error alone does not tell",
    """func f(db *sql.DB) error {
	tx, err := db.Begin()
	defer tx.Rollback()
	if err != nil {
		return err
	}
	return tx.Commit()
}""": "move the defer behind the check of the error of db.Begin",
    # One return for all.
    """func f(db *sql.DB) (p *page, err error) {
	rows, err := db.Query("q")
	if err != nil {
		return nil, err
	}
	if limit > 1 {
		p = &page{rows}
	}
	return p, rows.Err()
}""": "somebody else gets it by the same return on line 46: write `rows.Close()` before it only where nobody does",
    """func f(db *sql.DB, to chan<- *sql.Rows) {
	rows, err := db.Query("q")
	if err != nil {
		return
	}
	select {
	case to <- rows:
	default:
	}
}""": "somebody else gets it by the same closing brace on line 47: write `rows.Close()` before it only where nobody does",
    # The caller reads from it.
    """func f(db *sql.DB) (*sql.Row, error) {
	stmt, err := db.Prepare("q")
	if err != nil {
		return nil, err
	}
	return stmt.QueryRow(), nil
}""": "the caller goes on with what stmt.QueryRow gives, so no defer: give it `stmt` too, to end it",
    """func f(db *sql.DB) (int64, error) {
	stmt, err := db.Prepare("q")
	if err != nil {
		return 0, err
	}
	done, err := stmt.Exec()
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}""": "write `defer stmt.Close()` right after the error of db.Prepare is checked",
    # What a later round uses again is not to be closed at the end of this one.
    """func f(db *sql.DB, ids []int) error {
	var stmt *sql.Stmt
	for _, id := range ids {
		if stmt == nil {
			var err error
			if stmt, err = db.Prepare("q"); err != nil {
				return err
			}
		}
		if _, err := stmt.Exec(id); err != nil {
			return err
		}
	}
	return nil
}""": "write `defer stmt.Close()` behind the loop, where `stmt` is known not to be nil",
    """func f(db *sql.DB, ids []int) error {
	var stmt *sql.Stmt
	var err error
	for _, id := range ids {
		if stmt, err = db.Prepare("q"); err != nil {
			return err
		}
		if _, err := stmt.Exec(id); err != nil {
			return err
		}
	}
	return nil
}""": "write `stmt.Close()` before every way out of the round, or move the round into a function of its own",
    # Not all that gives rows has an Exec.
    """func f(db *sql.DB) {
	db.Query("q")
}""": "use Exec for a statement that returns no rows; else keep the result set and close it",
    """func f(db queryer) {
	db.Query("q")
}""": "keep the result set and close it",
    """func f(db queryer) {
	rows, _ := db.Query("DELETE FROM t")
	rows.Close()
}""": "send it by what gives no result set, as Exec of database/sql",
    # What has no name cannot be closed by it.
    """func f(db *sql.DB) int {
	return gather(must(db.Query("q")))
}

func must(rows *sql.Rows, err error) *sql.Rows {
	if err != nil {
		panic(err)
	}
	return rows
}""": "give what db.Query returns a name, and write `defer rows.Close()` right after the error of db.Query is checked",
    # What asks for the error is what a struct holds.
    """func f(db *sql.DB) (n int, err error) {
	found, err := ask(db)
	if err != nil {
		return 0, err
	}
	for found.Rows.Next() {
		n++
	}
	found.Rows.Close()
	return n, nil
}

type answer struct {
	Rows   *sql.Rows
	Failed error
}

func ask(db *sql.DB) (found answer, err error) {
	found.Rows, err = db.Query("q")
	return found, err
}""": "where the reading ends, write `if err := found.Rows.Err(); err != nil` and return the error",
    # The loop may be elsewhere, and the function may have no error to return.
    """func f(db *sql.DB) (int, error) {
	rows, err := db.Query("q")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	return gather(rows), nil
}""": "behind the loop in gather, or behind its call here, look at `rows.Err()` and return the error",
    """func f(db *sql.DB) (n int) {
	rows, err := db.Query("q")
	if err != nil {
		return 0
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n
}""": "where the reading ends, write `if err := rows.Err(); err != nil` and do not take what was read for all there is",
}


@pytest.mark.parametrize(("function", "expected"), CASES.items())
def test_help_fits_the_case(function: str, expected: str) -> None:
    run = checked_text(HEAD + function + TAIL)
    assert run.notices == ()
    told = [f.help for f in run.findings if f.function == "f"]
    assert expected in told
