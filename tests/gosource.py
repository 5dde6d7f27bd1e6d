"""Go files whose outcome is beyond doubt, for tests of everything around the analysis."""

from __future__ import annotations

_HEAD = """\
package store

import "database/sql"

"""

LEAK = (
    _HEAD
    + """\
func names(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		all = append(all, name)
	}
	return all, rows.Err()
}
"""
)

# The place of LEAK's finding: line and column of the acquiring call.
LEAK_PLACE = "6:15"

CLEAN = LEAK.replace("\tvar all []string\n", "\tdefer rows.Close()\n\tvar all []string\n").replace("names", "ages")

# A function right before a syntax error may be cut off by it; one with something in between is not.
BROKEN = LEAK.replace("names", "broken") + "\nvar limit = 10\n\nfunc half( {\n"
