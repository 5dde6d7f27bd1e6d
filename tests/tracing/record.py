"""Writes ``data/``: what psql gives of ``pg_stat_activity`` while the rehearsal's service leaks.

PYTHONPATH=.:tests python -m tracing.record
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import psycopg

from rehearsal.service import SOURCE
from tracing.stage import stage

DATA = Path(__file__).parent / "data"
_HEALTHY = 60
_SAMPLES = 3
_EVERY_S = 1.5
_CSV = "COPY (SELECT now() AS sampled_at, * FROM pg_stat_activity) TO STDOUT WITH (FORMAT csv, HEADER)"
_JSON = "SELECT row_to_json(a) FROM (SELECT now() AS sampled_at, * FROM pg_stat_activity) AS a"


def main() -> None:
    """Record both forms, of the same moments."""
    tables, objects = list[bytes](), list[str]()
    with tempfile.TemporaryDirectory(prefix="rowsclose-trace-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with stage(SOURCE, folder, _HEALTHY) as on, on.cluster.connect() as connection:
            for _ in range(_SAMPLES):
                time.sleep(_EVERY_S)
                with connection.transaction():
                    tables.append(_copied(connection))
                    objects += [json.dumps(row[0]) for row in connection.execute(_JSON)]
    head, *_ = tables[0].splitlines(keepends=True)
    (DATA / "activity.csv").write_bytes(head + b"".join(t.removeprefix(head) for t in tables))
    (DATA / "activity.json").write_text("\n".join(objects) + "\n", encoding="utf-8")


def _copied(connection: psycopg.Connection) -> bytes:
    with connection.cursor().copy(_CSV) as copy:
        return b"".join(bytes(block) for block in copy)


if __name__ == "__main__":
    main()
