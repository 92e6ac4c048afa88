"""The only door to raw SQL: reading sets, changing sets, streaming in, and locks that span statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from zlib import crc32

from django.db import connection, transaction

Params = Sequence[Any] | Mapping[str, Any] | None


def rows(sql: str, params: Params = None) -> list[dict[str, Any]]:
    """Every row that `sql` answers, as dictionaries by column name."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def execute(sql: str, params: Params = None) -> int:
    """Run one statement; answer how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def copy_in(table: str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
    """Stream `records` into `table` with COPY, a row at a time, so that memory stays flat. Answers the row count."""
    names = ", ".join(f'"{column}"' for column in columns)
    count = 0
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for record in records:
            copy.write_row(record)
            count += 1
    return count


@contextmanager
def exclusive(name: str) -> Iterator[bool]:
    """Hold the advisory lock `name` for one transaction; yields False at once when somebody else holds it."""
    with transaction.atomic():
        held = rows("SELECT pg_try_advisory_xact_lock(%s) AS held", [crc32(name.encode())])[0]["held"]
        yield bool(held)
