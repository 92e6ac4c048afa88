"""Whether the schema that a demonstration kept from its last run can be led on from."""

from pathlib import Path

import psycopg

CHECKOUT = Path(__file__).resolve().parent.parent


def forget_strange_schema(url: str) -> None:
    """Empty a database that was made by migrations which are not here, such as another version's."""
    known = {(path.parent.parent.name, path.stem) for path in CHECKOUT.glob("*/migrations/0*.py")}
    ours = {app for app, _ in known}
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return
        applied = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
        if any(app in ours and (app, name) not in known for app, name in applied):
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("DROP SCHEMA IF EXISTS raw CASCADE")
            connection.execute("CREATE SCHEMA public")
