"""Bringing a table up to date with a stream of records: COPY into a temporary table, then one MERGE.

MERGE, not INSERT … ON CONFLICT: that one locks, and so rewrites the head of, every row it meets, and uses up an id
for each. Here a row that is the same already is only read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from core import db

_MERGE = """
MERGE INTO {table} AS known USING incoming ON {same}
WHEN MATCHED AND ({known}) IS DISTINCT FROM ({incoming}) THEN
    UPDATE SET {changes}
WHEN NOT MATCHED THEN
    INSERT ({names}) VALUES ({values})
RETURNING merge_action() = 'INSERT' AS is_new, incoming.line
"""


@dataclass(frozen=True)
class Written:
    """The lines of the file that made a row or changed one."""

    inserted: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)


def upsert(
    *,
    into: type[models.Model],
    key: Sequence[str],
    columns: Sequence[str],
    records: Iterable[Sequence[Any]],
    stamp: Mapping[str, Any] | None = None,
) -> Written:
    """Each record is a line number and the values of `columns`; `key` names those that tell the row.

    `stamp` goes into rows that are new or changed, and is no reason to change one.
    """
    table = into._meta.db_table
    db.execute(
        "CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS "
        f"SELECT 0 AS line, {', '.join(columns)} FROM {table} WITH NO DATA"
    )
    db.copy_in("incoming", ["line", *columns], records)
    stamp = stamp or {}
    blanks = _blanks(into, {*columns, *stamp})
    sql = _merge_sql(table, key, columns, stamp, blanks)
    written = Written()
    for row in db.rows(sql, [*stamp.values(), *stamp.values(), *blanks.values()]):
        (written.inserted if row["is_new"] else written.updated).add(row["line"])
    db.execute("DROP TABLE incoming")
    return written


def _merge_sql(
    table: str, key: Sequence[str], columns: Sequence[str], stamp: Iterable[str], blanks: Iterable[str]
) -> str:
    compared = [column for column in columns if column not in key]
    return _MERGE.format(
        table=table,
        same=" AND ".join(f"known.{column} = incoming.{column}" for column in key),
        known=", ".join(f"known.{column}" for column in compared),
        incoming=", ".join(f"incoming.{column}" for column in compared),
        changes=", ".join(
            [
                *(f"{column} = incoming.{column}" for column in compared),
                *(f"{column} = %s" for column in stamp),
            ]
        ),
        names=", ".join([*columns, *stamp, *blanks]),
        values=", ".join([*(f"incoming.{column}" for column in columns), *("%s" for _ in [*stamp, *blanks])]),
    )


def _blanks(model: type[models.Model], given: set[str]) -> dict[str, Any]:
    """What a new row holds in the columns that the register does not speak of: the fields' own defaults."""
    return {
        column.column: column.get_default()
        for column in model._meta.concrete_fields
        if not (column.primary_key or column.generated or column.column in given)
    }
