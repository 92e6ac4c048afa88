"""What a demonstration keeps of its last run."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from demo.schema import forget_strange_schema
from demo.services import TEST_TUNING, Postgres


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server of its own, as its whole schema may go."""
    with TemporaryDirectory(prefix="causeway-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        postgres = Postgres(Path(name), TEST_TUNING)
        postgres.start()
        yield postgres.url
        postgres.stop()


@pytest.mark.parametrize(
    ("app", "name", "stays"),
    [
        ("institutions", "0001_initial", True),
        ("institutions", "0999_of_another_version", False),
        ("sessions", "0999_of_a_library", True),
    ],
)
def test_only_what_our_migrations_made_is_led_on_from(url: str, app: str, name: str, stays: bool) -> None:
    forget_strange_schema(url)  # nothing there yet, or what the case before left
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.execute("INSERT INTO django_migrations VALUES (%s, %s)", (app, name))
    forget_strange_schema(url)
    with psycopg.connect(url) as connection:
        [found] = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchall()
    assert found == (stays,)
