"""The import of the register's establishments, beside the two things one would do without it.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a database that may be thrown away and DATA
the folder of open data. Prints one JSON object.
"""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from institutions import actions  # noqa: E402
from institutions.models import Institution  # noqa: E402
from institutions.register import gias  # noqa: E402
from institutions.register.files import open_table  # noqa: E402

ROUNDS = 3
BATCH = 2_000
DATA = Path(os.environ["DATA"])
FILE = DATA / "gias" / "rebuilt_edubase_layout_mixed_dates.csv.gz"


def main() -> None:
    call_command("migrate", verbosity=0)
    actions.import_areas(path=DATA / "geography")
    seconds: dict[str, list[float]] = {"copy": [], "import": [], "again": [], "insert": [], "bulk_create": []}
    for _ in range(ROUNDS):
        seconds["copy"].append(_timed(_bare_copy))
        _empty()
        seconds["import"].append(_timed(_import))
        seconds["again"].append(_timed(_import))
        seconds["insert"].append(_insert())
        _empty()
        seconds["bulk_create"].append(_timed(_bulk_create))
    middle = {name: median(times) for name, times in seconds.items()}
    print(
        json.dumps(_ratios(middle) | {f"{name}, seconds": round(value, 2) for name, value in middle.items()})
    )


def _ratios(middle: dict[str, float]) -> dict[str, float]:
    return {
        "import of an empty register / bare COPY (at most 3)": round(middle["import"] / middle["copy"], 2),
        "its rows from a table that has them typed already / bare COPY": round(
            middle["insert"] / middle["copy"], 2
        ),
        "import / its rows from a table that has them typed already": round(
            middle["import"] / middle["insert"], 2
        ),
        "same file again / bare COPY": round(middle["again"] / middle["copy"], 2),
        "bulk_create(update_conflicts) / import (at least 5)": round(
            middle["bulk_create"] / middle["import"], 2
        ),
    }


def _timed(work: Any) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE institutions_institution CASCADE")


def _bare_copy() -> None:
    """The file as it is into a lasting table of text columns, decoded by the database."""
    with gzip.open(FILE, "rt", encoding="cp1252", newline="") as content:
        header = next(csv.reader(content))
    columns = ", ".join(f'"{position}" text' for position in range(len(header)))
    command = "COPY bare FROM STDIN (FORMAT csv, HEADER, ENCODING 'WIN1252')"
    with transaction.atomic(), connection.cursor() as cursor, gzip.open(FILE) as content:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(f"CREATE TABLE bare ({columns})")
        with cursor.copy(command) as copy:
            while block := content.read(1 << 16):
                copy.write(block)


def _insert() -> float:
    """The least that any import can take: PostgreSQL moves the finished rows from one table to the other, with the
    register's indexes, constraints and search column. Seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attnum > 0 "
            "AND attrelid = 'institutions_institution'::regclass AND attgenerated = '' AND NOT attisdropped"
        )
        columns = cursor.fetchone()[0]
        cursor.execute(f"CREATE TEMPORARY TABLE typed AS SELECT {columns} FROM institutions_institution")
        _empty()
        begun = perf_counter()
        with transaction.atomic():
            cursor.execute(
                f"INSERT INTO institutions_institution ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM typed"
            )
        taken = perf_counter() - begun
        cursor.execute("DROP TABLE typed")
    return taken


def _import() -> None:
    actions.import_establishments(path=FILE)


def _bulk_create() -> None:
    """The same rows, read by the same reader, through the ORM's own upsert."""
    with open_table(FILE) as table, transaction.atomic():
        columns = gias.columns_of(table)
        records = gias.read(table, lambda number, code: None, lambda code: None, [])
        for batch in _batches(
            Institution(**dict(zip(columns, values, strict=True))) for _, *values in records
        ):
            Institution.objects.bulk_create(
                batch,
                update_conflicts=True,
                unique_fields=["urn"],
                update_fields=[column.removesuffix("_id") for column in columns if column != "urn"],
            )


def _batches(rows: Iterator[Institution]) -> Iterator[list[Institution]]:
    batch: list[Institution] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


if __name__ == "__main__":
    main()
