r"""Sessions from a file: what ``psql`` and its kin write of ``pg_stat_activity`` or of a process list.

    psql --csv -c 'SELECT now() AS sampled_at, * FROM pg_stat_activity'          CSV with a head
    psql -At -c 'SELECT json_agg(a) FROM pg_stat_activity a'                     a JSON array
    psql -At -c 'SELECT row_to_json(a) FROM pg_stat_activity a'                  a JSON object a line

The moment of a sample is its column ``sampled_at``; without one, the latest time in it: the session that made the dump is
in it, and its query had just begun. Rows with different ``sampled_at`` are different samples.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rowsclose.errors import UsageError
from rowsclose.servers.rows import Row, moment, postgresql_session, process_session, text_of
from rowsclose.servers.session import Activity, Kind, Sample, Settings

_NEEDED = {Kind.POSTGRESQL: ("pid", "state", "query"), Kind.MYSQL: ("id", "command", "info")}
_TIMES = ("query_start", "state_change", "xact_start", "backend_start")
_LONGEST_FIELD = 1 << 30


def read_dumps(dumps: Sequence[tuple[str, bytes]]) -> Activity:
    """What the files of these names and contents show, as samples in the order of their time.

    Raises:
        UsageError: one is neither CSV nor JSON, lacks a column that is needed, or has no session; the message names it.
    """
    samples: list[Sample] = []
    kinds: set[Kind] = set()
    for name, content in dumps:
        rows = list(_rows(name, content.decode("utf-8-sig", "replace")))
        kind = _kind(name, rows)
        kinds.add(kind)
        samples += _samples(name, kind, rows)
    if len(kinds) > 1:
        raise UsageError("the files are of different servers: PostgreSQL's and MySQL's sessions cannot be mixed")
    kind = next(iter(kinds))
    return Activity(kind, tuple(sorted(samples, key=lambda s: s.at)), Settings())


def _rows(name: str, text: str) -> Iterator[Row]:
    head = text.lstrip()[:1]
    try:
        if head in ("[", "{"):
            yield from _of_json(name, text)
        else:
            yield from _of_csv(name, text)
    except (ValueError, csv.Error, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"{name}: neither CSV with a head nor JSON: {said}") from error


def _of_json(name: str, text: str) -> Iterator[Row]:
    decoder, at = json.JSONDecoder(strict=False), 0
    while (at := _next(text, at)) < len(text):
        document, at = decoder.raw_decode(text, at)
        for row in document if isinstance(document, list) else [document]:
            if not isinstance(row, Mapping):
                raise UsageError(f"{name}: a session is a JSON object, not {json.dumps(row)[:40]}")
            yield {str(k).lower(): text_of(v) for k, v in row.items()}


def _next(text: str, at: int) -> int:
    """Where the next value begins: behind white space and commas."""
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _of_csv(name: str, text: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_FIELD)
    first = text.partition("\n")[0]
    delimiter = next((d for d in (",", "\t", ";", "|") if d in first), ",")
    reader = csv.DictReader(io.StringIO(text.replace("\0", "\ufffd"), newline=""), delimiter=delimiter)
    for row in reader:
        yield {str(k).strip().lower(): v for k, v in row.items() if k is not None and isinstance(v, str)}


def _kind(name: str, rows: Sequence[Row]) -> Kind:
    if not rows:
        raise UsageError(f"{name}: no session in it")
    for kind, needed in _NEEDED.items():
        if all(column in rows[0] for column in needed):
            return kind
    columns = " and ".join(f"{', '.join(needed)} ({kind.value})" for kind, needed in _NEEDED.items())
    raise UsageError(f"{name}: it lacks the columns of sessions, which are at least {columns}")


def _samples(name: str, kind: Kind, rows: Sequence[Row]) -> Iterator[Sample]:
    by_moment: dict[str, list[Row]] = {}
    for row in rows:
        by_moment.setdefault(row.get("sampled_at") or "", []).append(row)
    for written, listed in by_moment.items():
        try:
            at = moment(written) if written else _latest(listed)
            make = postgresql_session if kind is Kind.POSTGRESQL else process_session
            found = [s for row in listed if (s := make(row, at)) is not None]
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
        yield Sample(at, tuple(found))


def _latest(rows: Iterable[Row]) -> float:
    return max((moment(row[c]) for row in rows for c in _TIMES if row.get(c)), default=0.0)
