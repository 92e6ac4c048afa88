"""The rows that migrations brought, kept beside the tables: a test that commits leaves them empty, and the next one
begins with all of them again. Django's own way, each row saved by itself, takes seconds for every such test."""

from django.db import connection, transaction

_TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_migrations'
ORDER BY relname
"""
_COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def keep() -> None:
    """Once, when the migrations have run and no test has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA kept")
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone() == (True,):
                cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")


def bring_back() -> None:
    """Those that are there stay. References are not asked about: all of them come back together."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'kept'::regnamespace"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(_COLUMNS, [table])
            (columns,) = cursor.fetchone() or ("",)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE "
                f"SELECT {columns} FROM kept.{table} ON CONFLICT DO NOTHING"
            )
