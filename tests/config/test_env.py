import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOWHERE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set NOWHERE"):
        env.str("NOWHERE")


@pytest.mark.parametrize(("given", "read"), [("1", True), ("true", True), ("0", False), ("No", False)])
def test_yes_and_no_are_read(monkeypatch: pytest.MonkeyPatch, given: str, read: bool) -> None:
    monkeypatch.setenv("SWITCH", given)
    assert env.bool("SWITCH") is read


def test_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SWITCH must be 1 or 0, not 'perhaps'"):
        env.bool("SWITCH")


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZE", "eight")
    with pytest.raises(ImproperlyConfigured, match="SIZE must be a whole number"):
        env.int("SIZE", 8)


def test_a_short_secret_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "hunter2")
    with pytest.raises(ImproperlyConfigured, match="KEY must have at least 50 characters") as refusal:
        env.secret("KEY")
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://user:p%40ss@db.example:5433/causeway?sslmode=require",
            ("causeway", "user", "p@ss", "db.example", 5433, {"sslmode": "require"}),
        ),
        (
            "postgresql://postgres@/postgres?host=/var/run/pg",
            ("postgres", "postgres", "", "/var/run/pg", "", {}),
        ),
        ("postgres:///causeway", ("causeway", "", "", "", "", {})),
    ],
)
def test_a_database_is_read_from_its_address(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: tuple[object, ...]
) -> None:
    monkeypatch.setenv("DB", url)
    read = env.database("DB", "")
    assert tuple(read[part] for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


def test_another_database_than_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "sqlite:///causeway.db")
    with pytest.raises(ImproperlyConfigured, match="DB must begin with postgresql://"):
        env.database("DB", "")
