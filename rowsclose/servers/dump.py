r"""Sessions from a file: what ``psql`` and its kin write of ``pg_stat_activity`` or of a process list.

    psql --csv -c 'SELECT now() AS sampled_at, * FROM pg_stat_activity'          CSV with a head
    psql -At -c 'SELECT json_agg(a) FROM pg_stat_activity a'                     a JSON array
    psql -At -c 'SELECT row_to_json(a) FROM pg_stat_activity a'                  a JSON object a line

The moment of a sample is its column ``sampled_at``; without one, the latest time in it: the session that made the dump is
in it, and its query had just begun. Rows with different ``sampled_at`` are different samples.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rowsclose.errors import UsageError
from rowsclose.servers.rows import Row, moment, postgresql_session, process_session, text_of
from rowsclose.servers.session import Activity, Kind, Sample, Session, Settings

_NEEDED = {Kind.POSTGRESQL: ("pid", "state", "query"), Kind.MYSQL: ("id", "command", "info")}
_TIMES = ("query_start", "state_change", "xact_start", "backend_start")
_LONGEST_FIELD = 1 << 30
_NULLS = frozenset({"NULL", "\\N", "(null)", "<null>"})  # how psql, mysql and viewers write what is null
# What psql and mysql show on a terminal: a rule below the head or around it, or a heading a session.
_FOR_PEOPLE = re.compile(r"[^\n]*\n[-\u2500]+[+\u253c\r\n]|\+-+\+|[-\u2500]\[ RECORD |\*+ 1\. row \*")
_BELOW = re.compile(r"\(\d+ [^()]*\)")  # the count of rows, in any language


def read_dumps(dumps: Sequence[tuple[str, bytes]]) -> Activity:
    """What the files of these names and contents show, as samples in the order of their time.

    Raises:
        UsageError: one is neither CSV nor JSON, lacks a column that is needed, or has no session; the message names it.
    """
    samples: list[Sample] = []
    kinds: set[Kind] = set()
    for name, content in dumps:
        rows = list(_rows(name, _text(content)))
        if not rows:
            raise UsageError(f"{name}: no session in it" if content.strip() else f"{name}: it is empty")
        kind = _kind(name, {column for row in rows for column in row})
        kinds.add(kind)
        samples += _samples(name, kind, rows)
    if len(kinds) > 1:
        raise UsageError("the files are of different servers: PostgreSQL's and MySQL's sessions cannot be mixed")
    kind = next(iter(kinds))
    return Activity(kind, tuple(sorted(samples, key=lambda s: s.at)), Settings())


def _text(content: bytes) -> str:
    """The text of a file; a shell of Windows writes UTF-16."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if is_wide else "utf-8-sig", "replace")


def _rows(name: str, text: str) -> Iterator[Row]:
    head = text.lstrip()[:1]
    if _FOR_PEOPLE.match(text.lstrip()):
        raise UsageError(
            f"{name}: a table for people, which cannot be read back: psql --csv and mysql --batch write one"
        )
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
    lines = io.StringIO(text.replace("\0", "\ufffd"), newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=delimiter == ",")
    columns = [column.strip().lower() for column in next(reader, [])]
    if columns:
        _kind(name, columns)
    for row in reader:
        if len(row) == len(columns):
            yield {column: "" if said in _NULLS else said for column, said in zip(columns, row, strict=True)}
        elif row and not (len(row) == 1 and _BELOW.fullmatch(row[0].strip())):
            raise ValueError(f"line {reader.line_num} has {len(row)} columns, and not the {len(columns)} of the head")


def _kind(name: str, columns: Iterable[str]) -> Kind:
    """Whose sessions they are that have these columns."""
    found = frozenset(columns)
    for kind, needed in _NEEDED.items():
        if found.issuperset(needed):
            return kind
    wanted = " and ".join(f"{', '.join(needed)} ({kind.value})" for kind, needed in _NEEDED.items())
    raise UsageError(f"{name}: it lacks the columns of sessions, which are at least {wanted}")


def _samples(name: str, kind: Kind, rows: Sequence[Row]) -> Iterator[Sample]:
    by_moment: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(rows, 1):
        by_moment.setdefault(row.get("sampled_at") or "", []).append((number, row))
    make = postgresql_session if kind is Kind.POSTGRESQL else process_session
    for written, listed in by_moment.items():
        at, found = 0.0, list[Session | None]()
        for number, row in listed:
            with _reading(name, number):
                at = max(at, moment(written) if written else _latest(row))
        for number, row in listed:
            with _reading(name, number):
                found.append(make(row, at))
        yield Sample(at, tuple(session for session in found if session is not None))


@contextlib.contextmanager
def _reading(name: str, number: int) -> Iterator[None]:
    """Say in which row of which file a column is not what it has to be."""
    try:
        yield
    except ValueError as error:
        raise UsageError(f"{name}: row {number}: {error}") from error


def _latest(row: Row) -> float:
    return max((moment(row[c]) for c in _TIMES if row.get(c)), default=0.0)
