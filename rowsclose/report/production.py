"""What a finding of each rule looks like in production: what shows, how to find the sessions, what limits the damage.

Text in the markup of a rule's page, by rule id. It is told of PostgreSQL and ``database/sql`` first: docs/rehearsal.md has
what was seen there, and the statement that lists the sessions.
"""

from __future__ import annotations

_FIND = """\
To find the sessions: ``rowsclose trace`` asks PostgreSQL and names the lines. By hand, group ``pg_stat_activity`` by
``query`` and look for a count that only grows and a ``state_change`` that stands still; MySQL has the same in
``SHOW FULL PROCESSLIST``. Such a session is mostly ``idle`` (``ClientRead``) and looks like one at rest; a large result
that nobody reads is ``active`` in ``ClientWrite``, and one in a transaction ``idle in transaction``."""

_ROWS = f"""\
``db.Stats().InUse`` climbs and does not fall. At ``SetMaxOpenConns`` nothing fails: ``WaitCount`` grows, and queries
wait, for ever where their context has no deadline. Without a limit, the server runs out of connections for everybody.

{_FIND}

What limits the damage: ``SetMaxOpenConns`` (this program waits instead of all others), and a context that ends, for
``database/sql`` closes the rows of ``QueryContext`` then. ``idle_in_transaction_session_timeout`` ends what is in a
transaction, ``idle_session_timeout`` (PostgreSQL 14) what is not, and connections at rest with it.

What does not: ``SetMaxIdleConns``, ``SetConnMaxIdleTime`` and ``SetConnMaxLifetime`` are about connections that were given
back. ``statement_timeout`` finds a statement that has ended. The garbage collector closes nothing: the pool knows them
all."""

_STATEMENTS = """\
No request hangs: a statement takes no connection. The memory of the sessions grows, and with MySQL the server's
``Prepared_stmt_count``, until it answers ``Can't create more than max_prepared_stmt_count statements`` (error 1461).

To find the sessions: ``pg_prepared_statements`` shows a session its own only, so ask on a connection of the pool. In MySQL
look at ``performance_schema.prepared_statements_instances``.

What limits the damage: ``SetConnMaxLifetime`` ends sessions, and their statements with them.

What does not: ``SetMaxOpenConns``, and every timeout of the server."""

_CONNECTIONS = f"""\
``InUse`` of the pool climbs and does not fall, as with rows that stay open; at the limit, whoever wants a connection waits.

{_FIND} The statement that a session shows is the last that ran on it, which need not stand in the function that leaks.

What limits the damage: ``SetMaxOpenConns`` or pgx's ``MaxConns``, and ``idle_session_timeout`` (PostgreSQL 14), which ends
connections at rest too.

What does not: the context of ``Conn`` or ``Acquire``, which is for the waiting alone; ``SetConnMaxIdleTime`` and
``SetConnMaxLifetime``, which look at connections that were given back."""

_TRANSACTIONS = """\
The session is ``idle in transaction`` and keeps its locks and its snapshot: others wait for its rows, VACUUM cannot clean
up behind it, and tables grow. The connection is gone from the pool as well, until requests hang.

To find the sessions: in ``pg_stat_activity`` those that are ``idle in transaction`` with an old ``xact_start``;
``pg_blocking_pids(pid)`` says whom they keep waiting. ``rowsclose trace`` names the lines. In MySQL look at
``information_schema.innodb_trx``.

What limits the damage: ``idle_in_transaction_session_timeout`` ends the session. The context of ``BeginTx`` does where it
ends, for ``database/sql`` rolls back then; pgx does not. ``lock_timeout`` helps those that wait.

What does not: ``statement_timeout``, for no statement runs; ``SetConnMaxLifetime``, for the connection is in use."""

_POOLS = """\
Connections of the program grow with the number of calls, not with the load, until the server answers
``sorry, too many clients already`` (PostgreSQL) or ``Too many connections`` (MySQL). A goroutine stays with each pool.

To find the sessions: count them by ``application_name`` and ``client_addr`` in ``pg_stat_activity``. They are ``idle``, and
each is about as old as the call that opened its pool.

What limits the damage: ``SetConnMaxIdleTime`` on those pools, and the server's ``idle_session_timeout``; the goroutines
stay all the same.

What does not: ``SetMaxOpenConns``, which counts in each pool by itself."""

_LIMITS = """\
Under load, or once something leaks, connections grow until the server refuses them: ``sorry, too many clients already``
(PostgreSQL), ``Too many connections`` (MySQL), for this program and for all others.

To find the sessions: count them by ``application_name`` in ``pg_stat_activity``.

What limits the damage: ``SetMaxOpenConns``; on the server ``ALTER ROLE ... CONNECTION LIMIT``, or a pooler before it.

What does not: ``SetMaxIdleConns``, which is about connections at rest."""

_IDLE = """\
The first statement after a quiet time fails: ``driver: bad connection``, ``unexpected EOF``, ``invalid connection``. A
firewall, a load balancer or the server's ``wait_timeout`` has ended the connection in between.

To find the sessions: in ``pg_stat_activity`` those that are ``idle`` with a ``state_change`` of hours ago; on the other side
of a firewall they may stand where the program has none any more.

What limits the damage: ``SetConnMaxIdleTime`` or ``SetConnMaxLifetime`` below the shortest timeout on the way; keepalives
of TCP.

What does not: ``SetMaxOpenConns``."""

_BUSY = """\
The second statement fails: ``conn busy`` with pgx, ``busy buffer`` or ``commands out of sync`` with MySQL; or the driver
waits for what nobody reads any more. It fails every time, and for results above some size only where the driver buffers.

There are no sessions to find: the error names the statement that came second. No setting of the pool or of the server
changes it, but a driver's own where it has one (``MultipleActiveResultSets`` of SQL Server)."""

_PANIC = """\
Where the query fails, the deferred Close does too: ``invalid memory address or nil pointer dereference``, in a goroutine
that was to report the error. ``net/http`` catches it and drops the request; elsewhere the program ends.

There are no sessions to find, and no setting of the pool or of the server changes it: look for the panic in the log."""

_ERRORS = """\
Nothing shows. A connection that breaks, or a context that ends, in the middle of a result makes it shorter, and what is
computed from it is wrong: a report lacks rows, a synchronisation deletes what it did not see.

There are no sessions to find. No setting helps; timeouts (``statement_timeout``, deadlines) make it more frequent."""

_CLOSED = """\
Whoever calls the function gets what is closed already: ``sql: Rows are closed``, ``sql: statement is closed``,
``sql: transaction has already been committed or rolled back``, or simply no rows.

There are no sessions to find, and no setting of the pool or of the server changes it."""

_NONE = """\
Nothing shows of the comment itself. What it once silenced may come back in its place, and nobody is told."""

IN_PRODUCTION: dict[str, str] = {
    **dict.fromkeys(
        (
            "rows-not-closed",
            "rows-overwritten",
            "rows-discarded",
            "rows-close-not-deferred",
            "defer-in-loop",
            "row-not-scanned",
            "query-for-exec",
        ),
        _ROWS,
    ),
    "stmt-not-closed": _STATEMENTS,
    "conn-not-closed": _CONNECTIONS,
    "tx-not-finished": _TRANSACTIONS,
    "pool-not-closed": _POOLS,
    "pool-limits-unset": _LIMITS,
    "pool-idle-time-unset": _IDLE,
    "conn-busy": _BUSY,
    "defer-before-error-check": _PANIC,
    "rows-err-unchecked": _ERRORS,
    "returned-closed": _CLOSED,
    "unused-suppression": _NONE,
}
