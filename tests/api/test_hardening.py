"""What nobody should send to the API, and what becomes of it: an answer in words, never a fault of ours."""

import base64
import json
from typing import Any

import pytest
from django_filters.rest_framework import DjangoFilterBackend
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from brokerage.models import Offer
from config.api_urls import router
from institutions.models import Institution
from tests.api.bodies import a_question, a_record, an_offer
from tests.api.test_api import client_of
from tests.factories import (
    CollaborationFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

NONSENSE = ("abc", "-1", "1e9", "9" * 30, "9" * 5_000, "%00", "²", "2026-02-31")


Door = tuple[User, dict[str, Any]]  # somebody who may, and what they would send


@pytest.fixture
def doors(
    lead: User, employer_user: User, trust: Institution, school: Institution, employer: Institution
) -> dict[str, Door]:
    """Every address that takes something in."""
    for kind in ("activity_type", "decline_reason"):
        TermFactory.create(**{kind: True})
    offer = OfferFactory.create(provider=employer, places=9, places_taken=1)
    introduction = IntroductionFactory.create(offer=offer, request__school=school)
    record = CollaborationFactory.create(
        organiser=trust, partner=employer, schools=[school], partner_confirmation="AWAITING"
    )
    partnership = PartnershipFactory.create(institutions=[trust, employer])
    answer = {"answer": "DECLINED", "reason": "DATES", "words": ""}
    days = {"agreed_on": "2026-01-01", "agreement_ends_on": "2027-01-01"}
    return {
        "collaborations/": (lead, a_record(trust, school, employer)),
        "offers/": (employer_user, an_offer(employer)),
        "introductions/": (lead, a_question(offer, school)),
        f"introductions/{introduction.pk}/answer/": (employer_user, answer),
        f"collaborations/{record.pk}/answer/": (employer_user, {"answer": "DISPUTED", "words": "No"}),
        f"partnerships/{partnership.pk}/agree/": (lead, days),
        f"partnerships/{partnership.pk}/review/": (lead, {"reviewed_on": "2026-01-01"}),
    }


def send(user: User, door: str, body: Any) -> Any:
    return client_of(user).generic("POST", f"/api/v1/{door}", body, "application/json")


def is_answered(response: Any) -> bool:
    """With what was done, or with a problem in words."""
    return response.status_code in (200, 201) or (
        response.status_code in (400, 403, 404, 409)
        and response["Content-Type"] == "application/problem+json"
        and bool(response.json()["detail"])
    )


@pytest.mark.parametrize(
    "body",
    [
        *("", "[]", "null", "1", '"x"', "{", "[" * 100_000, '{"a":' * 100_000, "1" * 5_000, "NaN"),
        *(b"\xff", b"\xef\xbb\xbf{}", '{"title": 1e400}', r'{"title": "\ud800"}', r'{"\u0000": ""}'),
    ],
    ids=lambda body: str(body[:12]),
)
def test_what_is_no_object_is_refused(doors: dict[str, Door], body: str | bytes) -> None:
    for door, (user, _) in doors.items():
        response = send(user, door, body)
        assert response.status_code == 400, door
        assert is_answered(response), door


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            *(
                "",
                "\0",
                "\ud800",
                "x" * 10_000,
                10**30,
                -1,
                1e9,
                "2026-02-31",
                "0000-01-01",
                "9999-12-31",
                "٣",
            ),
            *(
                "\u202egnirts",
                "😀",
                "a@" + "b" * 60 + ".com",
                "=1+1",
                "STEM",
                "a" * 64 + "@" + "b." * 100 + "com",
            ),
        ]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_value_in_any_field_is_answered(doors: dict[str, Door], data: st.DataObject) -> None:
    door = data.draw(st.sampled_from(sorted(doors)))
    user, sound = doors[door]
    field = data.draw(st.sampled_from(sorted(sound)))
    spoilt = sound | {field: data.draw(VALUES)}
    if field == "counts" and data.draw(st.booleans()):
        cell = data.draw(st.sampled_from(sorted(sound["counts"][0])))
        spoilt = sound | {"counts": [sound["counts"][0] | {cell: data.draw(VALUES)}]}
    assert is_answered(send(user, door, json.dumps(spoilt)))


@pytest.mark.parametrize(("collection", "view", "_"), router.registry)
def test_any_query_is_answered(lead: User, collection: str, view: Any, _: str) -> None:
    client, address = client_of(lead), f"/api/v1/{collection}/"
    filters = DjangoFilterBackend().get_filterset_class(
        view(), view.serializer_class.Meta.model.objects.all()
    )
    for name in ("limit", "cursor", *filters.base_filters):
        for typed in NONSENSE:
            assert is_answered(client.get(f"{address}?{name}={typed}")), (name, typed[:20])
    for typed in NONSENSE:
        cursor = base64.b64encode(f"p={typed}".encode()).decode()
        assert is_answered(client.get(f"{address}?cursor={cursor}")), typed[:20]
        assert client.get(f"{address}{typed}/").status_code == 404, typed[:20]


def test_an_address_longer_than_any_mailbox_is_refused_at_its_field(
    doors: dict[str, Door],
) -> None:
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 40}.com"
    for door, field in (("offers/", "contact_email"), ("collaborations/", "partner_email")):
        user, sound = doors[door]
        assert set(send(user, door, json.dumps(sound | {field: long})).json()["errors"]) == {field}


def test_a_postcode_is_kept_as_it_is_written_however_it_was_typed(
    doors: dict[str, Door],
) -> None:
    user, sound = doors["offers/"]
    response = send(user, "offers/", json.dumps(sound | {"postcode": "s1   2ab"}))
    assert Offer.objects.get(pk=response.json()["id"]).postcode == "S1 2AB"
    assert "postcode" not in response.json()


def test_a_key_that_is_revoked_or_whose_person_is_switched_off_opens_nothing(lead: User) -> None:
    from knox.models import AuthToken

    token, key = AuthToken.objects.create(lead)
    client = APIClient(headers={"authorization": f"Token {key}"})
    assert client.get("/api/v1/areas/").status_code == 200
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert client.get("/api/v1/areas/").status_code == 401
    User.objects.filter(pk=lead.pk).update(is_active=True)
    token.delete()
    assert client.get("/api/v1/areas/").status_code == 401


def test_a_session_alone_changes_nothing_over_the_api(lead: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(lead)
    assert client.get("/api/v1/areas/").status_code == 200
    assert client.post("/api/v1/collaborations/", {}).status_code == 403
