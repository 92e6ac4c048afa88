"""Every address of the service and every kind of person: who gets what, decided here a second time by hand.

An address that is new fails until somebody has written down, for every kind of person, what it answers. Whatever is
shown is looked through for what the person may not know.
"""

import json
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from tests.institutions.addresses import GROUPS
from tests.partnerships.addresses import FAMILIES, GOVERNANCE, LIBRARY, RECOGNITION
from tests.routes import TABLE
from tests.world import PEOPLE, SECRETS, bodies, people, stands_for

__all__ = ["bodies", "people", "stands_for"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# . shown  + made  > sent on  S sent to sign in  0 not valid  1 no key  3 forbidden  4 not there  5 no such method
# 9 not possible  g gone
SIGNS = {200: ".", 201: "+", 302: ">", 400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 409: "9", 410: "g"}

FORM = "application/x-www-form-urlencoded"


def written_down() -> dict[tuple[str, str], tuple[str, str]]:
    lines = [
        line.split()
        for line in (TABLE + GOVERNANCE + LIBRARY + RECOGNITION + FAMILIES + GROUPS).splitlines()
        if line and not line.startswith("#")
    ]
    return {(name, stands): (get, post) for name, stands, get, post in lines}


def names(resolver: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, str(pattern.name)))


def test_every_address_is_written_down_for_everybody() -> None:
    assert {name for name, _ in written_down()} == set(names())
    assert {len(signs) for both in written_down().values() for signs in both} == {len(PEOPLE)}


# The holder of a link sees what it is about; the demo shows every letter.
SHOWN_TO_ALL = {
    "institutions:accept_invitation": {"invited@secret.example"},
    "brokerage:answer_by_link": {"words of a need"},
    "brokerage:decline_match_by_link": {"words of a need"},
    "brokerage:happened_by_link": {"words of a need"},
    "brokerage:ready_by_link": {"words of a need"},
    "partnerships:confirm_by_link": {"title of a record"},
    "partnerships:concern_by_link": {"words of a family"},
    "demo:email": set(SECRETS),
}


def app_of(name: str) -> str:
    return name.partition(":")[0] if ":" in name else "library"


@pytest.mark.parametrize("app", sorted({app_of(name) for name, _ in written_down()}))
def test_everybody_gets_what_is_written_down_and_is_told_no_secret(
    app: str, people: dict[str, User | None], stands_for: dict[str, Any], bodies: dict[str, Any]
) -> None:
    expected = {row: signs for row, signs in written_down().items() if app_of(row[0]) == app}
    clients = {who: client_of(user) for who, user in people.items()}
    found = {}
    for name, stands in expected:
        address = reverse(name, args=[stands_for[each] for each in stands.split(",") if each != "-"])
        answers = {who: ask(client, address, bodies.get(name, {})) for who, client in clients.items()}
        found[name, stands] = tuple(
            "".join(map(sign_of, each)) for each in zip(*answers.values(), strict=True)
        )
        for who, (looked, _) in answers.items():
            assert told(looked) <= known_to(who) | SHOWN_TO_ALL.get(name, set()), (name, stands, who)
    assert found == expected


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def ask(client: Client, address: str, body: dict[str, Any]) -> tuple[Any, Any]:
    """Looks at the address, then sends it an empty form; afterwards the world is as it was."""
    cache.clear()
    sent = (json.dumps(body), "application/json") if address.startswith("/api/") else ("", FORM)
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        answers = client.get(address), client.generic("POST", address, *sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answers


def sign_of(answer: Any) -> str:
    is_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
    return "S" if is_to_sign_in else SIGNS[answer.status_code]


def told(answer: Any) -> set[str]:
    shown = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
    return {secret for secret in SECRETS if _is_in(secret, shown)}


def _is_in(secret: str, shown: str) -> bool:
    """A number counts when it stands by itself: a key made by chance may have any digits in it."""
    return secret in shown and (
        not secret.isdecimal() or re.search(rf"(?<![\w-]){secret}(?![\w-])", shown) is not None
    )


def known_to(who: str) -> set[str]:
    return {secret for secret, knowing in SECRETS.items() if who in knowing.split()}
