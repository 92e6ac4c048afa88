"""Odd addresses and odd input to the pages of the ground: an answer in words, never a fault of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions.models import Institution

pytestmark = pytest.mark.django_db
ODD = (
    "%00",
    "a%00b",
    "a" * 3_000,
    "%F0%9F%98%80",
    "%E2%80%AE",
    "a%3A*%26%7C!()%5C",
    "'",
    "-1",
    "9" * 30,
    "²",
)
LONG_ADDRESS = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 40}.com"


@pytest.mark.parametrize("typed", ODD)
def test_whatever_is_searched_for_is_answered(client: Client, school: Institution, typed: str) -> None:
    filters = ("q", "kind", "phase", "region", "authority", "status", "priority_list", "utc", "rural", "page")
    for name in filters:
        assert client.get(f"/institutions/?{name}={typed}").status_code == 200, name
    for query in (f"q={typed}", f"q=as&kind={typed}"):
        assert isinstance(client.get(f"/institutions/suggest/?{query}").json(), list)


@pytest.mark.parametrize(
    "address", ["/vacancies/%00/", "/coverage/%00/", "/coverage/%00/nothing.csv", "/account/keys/%00/revoke/"]
)
def test_an_address_with_half_a_character_leads_nowhere(client: Client, lead: User, address: str) -> None:
    client.force_login(lead)
    assert client.post(address).status_code == 404


@pytest.mark.parametrize(
    "came_from", ["http://[bad", "http://testserver/institutions/?q=%00", "\udcff", "//"]
)
def test_an_odd_referrer_does_no_harm(client: Client, school: Institution, came_from: str) -> None:
    address = reverse("institutions:institution", args=[school.pk])
    assert client.get(address, headers={"Referer": came_from}).status_code == 200


@pytest.mark.parametrize(
    ("page", "reached"),
    [
        ("/institutions/?q=ash", "/institutions/?q=ash"),
        ("people", "people"),
        ("institutions:people", "/home/"),
        *(
            (page, "/home/")
            for page in ("//elsewhere.example", "https://elsewhere.example/", "\\\\elsewhere.example")
        ),
        *((page, "/home/") for page in ("javascript:alert(1)", "http:///elsewhere.example", "", "\0/home/")),
    ],
)
def test_changing_sides_never_leads_elsewhere(client: Client, lead: User, page: str, reached: str) -> None:
    client.force_login(lead)
    response = client.post("/switch/", {"membership": lead.memberships.get().pk, "next": page})
    assert (response.status_code, response["Location"]) == (302, reached)


def test_an_address_longer_than_any_mailbox_is_refused_at_its_field(
    client: Client, lead: User, school: Institution
) -> None:
    client.force_login(lead)
    today = {"started_on_day": "1", "started_on_month": "9", "started_on_year": "2026"}
    for name, typed in (
        ("update_welcome", {"response_days": "5", "contact_email": LONG_ADDRESS}),
        ("appoint", {"name": "A B", "email": LONG_ADDRESS, **today}),
        ("invite", {"role": "EDITOR", "email": LONG_ADDRESS}),
    ):
        address = reverse(f"institutions:{name}", args=[school.pk])
        response = client.post(f"{address}?role=LINK_GOVERNOR", typed)
        assert list(response.context["form"].errors) == [name_of_address(typed)], name
        assert LONG_ADDRESS in response.content.decode()


def name_of_address(typed: dict[str, str]) -> str:
    return next(name for name, value in typed.items() if value == LONG_ADDRESS)
