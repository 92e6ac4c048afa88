import pytest
from celery import current_app
from django.test import Client
from kombu import Connection
from pytest_django import DjangoAssertNumQueries


@pytest.mark.django_db
def test_alive_touches_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_database_and_broker_answer(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"database ok\nbroker ok\n")


@pytest.mark.django_db
def test_not_ready_when_the_broker_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        current_app, "connection_for_write", lambda: Connection("redis+socket:///nowhere/valkey.sock")
    )
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"database ok\nbroker does not answer\n"
