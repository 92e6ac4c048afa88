"""Bringing a table up to date with a stream of records: COPY into a temporary table, then MERGE, a batch at a time.

MERGE, not INSERT … ON CONFLICT: that one locks, and so rewrites the head of, every row it meets, and uses up an id
for each. Here a row that is the same already is only read. While PostgreSQL merges one batch, the next is being read.
"""

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models

from core import db

_MERGE = """
WITH merged AS (
    MERGE INTO {table} AS known USING incoming ON {same}
    {update}
    WHEN NOT MATCHED THEN INSERT ({names}) VALUES ({values})
    RETURNING merge_action() = 'INSERT' AS is_new, incoming.line
)
SELECT is_new, array_agg(line) AS lines FROM merged GROUP BY is_new
"""
_UPDATE = "WHEN MATCHED AND ({known}) IS DISTINCT FROM ({incoming}) THEN UPDATE SET {changes}"


BATCH = 8_000

Record = Sequence[Any]


@dataclass(frozen=True)
class Written:
    """How many records came, and the lines of the file that made a row or changed one."""

    records: int = 0
    inserted: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)

    def __or__(self, other: "Written") -> "Written":
        return Written(
            self.records + other.records, self.inserted | other.inserted, self.updated | other.updated
        )


def upsert(
    *,
    into: type[models.Model],
    key: Collection[str],
    columns: Sequence[str],
    records: Iterable[Record],
    once: Collection[str] = (),
    stamp: Mapping[str, Any] | None = None,
) -> Written:
    """Each record is a line number and the values of `columns`, of which `key` tell the row. A key comes only once.

    `once` names columns that only a new row gets. `stamp` goes into rows that are new or changed, and is no reason to
    change one. `records` is read by another thread, so it must not ask the database.
    """
    table = into._meta.db_table
    sql, params = _merge(into, key, columns, once, stamp or {})
    db.execute(
        "CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS "
        f"SELECT 0 AS line, {', '.join(columns)} FROM {table} WITH NO DATA"
    )
    written = Written()
    with closing(_read_ahead(records)) as batches:
        for batch in batches:
            db.copy_in("incoming", ["line", *columns], batch)
            lines = {row["is_new"]: row["lines"] for row in db.rows(sql, params)}
            db.execute("TRUNCATE incoming")
            written |= Written(len(batch), set(lines.get(True, ())), set(lines.get(False, ())))
    db.execute("DROP TABLE incoming")
    return written


def _read_ahead(records: Iterable[Record]) -> Generator[list[Record]]:
    stream = iter(records)
    batches = iter(lambda: list(islice(stream, BATCH)), [])
    with ThreadPoolExecutor(max_workers=1) as reader:
        following = reader.submit(next, batches, None)
        while batch := following.result():
            following = reader.submit(next, batches, None)
            yield batch


def _merge(
    model: type[models.Model],
    key: Collection[str],
    columns: Sequence[str],
    once: Collection[str],
    stamp: Mapping[str, Any],
) -> tuple[str, list[Any]]:
    blanks = _blanks(model, {*columns, *stamp})
    compared = [column for column in columns if column not in {*key, *once}]
    sql = _MERGE.format(
        table=model._meta.db_table,
        same=" AND ".join(f"known.{column} = incoming.{column}" for column in key),
        update=_update(compared, stamp) if compared else "",
        names=", ".join([*columns, *stamp, *blanks]),
        values=", ".join([*_from_incoming(columns), *("%s" for _ in [*stamp, *blanks])]),
    )
    return sql, [*(stamp.values() if compared else ()), *stamp.values(), *blanks.values()]


def _update(compared: Sequence[str], stamp: Iterable[str]) -> str:
    taken = [f"{column} = incoming.{column}" for column in compared]
    return _UPDATE.format(
        known=", ".join(f"known.{column}" for column in compared),
        incoming=", ".join(_from_incoming(compared)),
        changes=", ".join([*taken, *(f"{column} = %s" for column in stamp)]),
    )


def _from_incoming(columns: Iterable[str]) -> list[str]:
    return [f"incoming.{column}" for column in columns]


def _blanks(model: type[models.Model], given: set[str]) -> dict[str, Any]:
    """What a new row holds in the columns that the register does not speak of: the fields' own defaults."""
    return {
        str(column.column): column.get_default()
        for column in model._meta.concrete_fields
        if not (column.primary_key or column.generated or column.column in given)
    }
