"""The API: the same actions as the pages, errors as problem documents, no row that is not yours."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from accounts.models import User
from institutions.models import Area, Institution, SupportArea
from outcomes import actions as outcomes
from tests.factories import (
    CollaborationFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
)

pytestmark = pytest.mark.django_db
COLLECTIONS = (
    *("institutions", "areas", "offers", "requests", "introductions"),
    *("partnerships", "collaborations", "library", "coverage", "measures", "facts"),
)


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_nobody_gets_in_without_a_key() -> None:
    for collection in COLLECTIONS:
        response = APIClient().get(f"/api/v1/{collection}/")
        assert response.status_code == 401, collection
        assert response["Content-Type"] == "application/problem+json"


def test_a_key_opens_the_door(lead: User) -> None:
    from knox.models import AuthToken

    _, key = AuthToken.objects.create(lead)
    client = APIClient(headers={"authorization": f"Token {key}"})
    assert client.get("/api/v1/institutions/").status_code == 200


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_answers_in_pages(lead: User, collection: str) -> None:
    page = client_of(lead).get(f"/api/v1/{collection}/?limit=1").json()
    assert set(page) == {"next", "previous", "results"}


def test_the_description_is_whole() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def test_institutions_are_found_by_words_and_filters(lead: User, schools: list[Institution]) -> None:
    found = client_of(lead).get("/api/v1/institutions/?q=beech hill&kind=SCHOOL").json()["results"]
    assert [row["name"] for row in found] == ["Beech Hill School"]
    assert found[0]["local_authority"] == schools[1].local_authority.code  # type: ignore[union-attr]


def test_an_area_is_found_by_its_code(lead: User, authority: Area) -> None:
    row = client_of(lead).get(f"/api/v1/areas/{authority.code}/").json()
    assert (row["name"], row["parent_code"]) == ("Stonebridge", authority.parent.code)  # type: ignore[union-attr]


def logged(school: Institution, partner: Institution, **more: Any) -> dict[str, Any]:
    return {
        "organiser": school.pk,
        "schools": [school.pk],
        "partner": partner.pk,
        "activity_type": "TALK",
        "area": "STEM",
        "starts_on": "2026-03-02",
        "year_groups": ["Y09"],
        "counts": [{"school": school.pk, "year_group": "Y09", "pupils": 30, "disadvantaged": 8}],
        "definition": "FSM6",
        "submission_key": str(uuid4()),
    } | more


def test_a_collaboration_is_logged_once_however_often_it_is_sent(
    lead: User, school: Institution, employer: Institution
) -> None:
    client, sent = client_of(lead), logged(school, employer)
    first = client.post("/api/v1/collaborations/", sent)
    assert first.status_code == 201, first.json()
    assert client.post("/api/v1/collaborations/", sent).json()["id"] == first.json()["id"]
    counted = first.json()["contributions"][0]["participations"]
    not_asked = {"girls": None, "first_in_family": None}
    assert counted == [{"year_group": "Y09", "pupils": 30, "disadvantaged": 8} | not_asked]


def test_bad_input_is_answered_by_field(lead: User, school: Institution, employer: Institution) -> None:
    sent = logged(school, employer, activity_type="JUGGLING", sessions=0)
    response = client_of(lead).post("/api/v1/collaborations/", sent)
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"activity_type", "sessions"}
    assert response.json()["code"] == "invalid"


def test_a_rule_says_no_in_words(lead: User, school: Institution, employer: Institution) -> None:
    sent = logged(school, employer, title="Ann Example, born 01/02/2012")
    response = client_of(lead).post("/api/v1/collaborations/", sent)
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_logging_for_somebody_elses_school_is_forbidden(
    stranger: User, school: Institution, employer: Institution
) -> None:
    response = client_of(stranger).post("/api/v1/collaborations/", logged(school, employer))
    assert response.status_code == 403


def test_an_offer_is_asked_for_and_answered(
    lead: User, employer_user: User, school: Institution, employer: Institution
) -> None:
    offer = OfferFactory.create(provider=employer)
    asked = {"offer": offer.pk, "school": school.pk, "area": "STEM", "submission_key": str(uuid4())}
    introduction = client_of(lead).post("/api/v1/introductions/", asked)
    assert introduction.status_code == 201, introduction.json()
    answer = f"/api/v1/introductions/{introduction.json()['id']}/answer/"
    assert client_of(lead).post(answer, {"answer": "ACCEPTED"}).status_code == 403
    answered = client_of(employer_user).post(answer, {"answer": "ACCEPTED"})
    assert answered.json()["state"] == "ACCEPTED"
    assert answered.json()["partnership"]
    refused = client_of(employer_user).post(answer, {"answer": "DECLINED", "reason": "DATES"})
    assert (refused.status_code, refused.json()["code"]) == (409, "move_not_allowed")


def test_the_last_place_taken_is_told_in_words(
    lead: User, schools: list[Institution], employer: Institution
) -> None:
    offer = OfferFactory.create(provider=employer, places=1)
    responses = [
        client_of(lead).post(
            "/api/v1/introductions/",
            {"offer": offer.pk, "school": school.pk, "area": "STEM", "submission_key": str(uuid4())},
        )
        for school in schools[:2]
    ]
    assert [response.status_code for response in responses] == [201, 409]


def test_the_ranking_explains_itself(lead: User, school: Institution) -> None:
    offer = OfferFactory.create()
    ranked = client_of(lead).get(f"/api/v1/offers/ranked/?school={school.pk}&area=STEM").json()
    assert [row["offer_id"] for row in ranked] == [offer.pk]
    assert ranked[0]["total"] == sum(part["points"] for part in ranked[0]["parts"])


def test_rows_of_others_do_not_exist(stranger: User, school: Institution, employer: Institution) -> None:
    client = client_of(stranger)
    record = CollaborationFactory.create(organiser=school, partner=employer, schools=[school])
    hidden = {
        "collaborations": record.pk,
        "requests": RequestFactory.create(school=school).pk,
        "introductions": IntroductionFactory.create().pk,
        "offers": OfferFactory.create(withdrawn=True).pk,
    }
    for collection, pk in hidden.items():
        assert client.get(f"/api/v1/{collection}/{pk}/").status_code == 404, collection


def test_a_partnership_is_agreed_and_reviewed_by_its_parties(
    lead: User, stranger: User, school: Institution, employer: Institution
) -> None:
    partnership = PartnershipFactory.create(institutions=[school, employer])
    agree = f"/api/v1/partnerships/{partnership.pk}/agree/"
    today = {"agreed_on": partnership.started_on.isoformat()}
    assert client_of(stranger).post(agree, today).status_code == 403
    assert client_of(lead).post(agree, today).json()["agreed_on"] == today["agreed_on"]


def test_coverage_is_the_published_one(
    lead: User, schools: list[Institution], employer: Institution, authority: Area
) -> None:
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    outcomes.publish_coverage()
    client = client_of(lead)
    listed = client.get(f"/api/v1/coverage/?local_authority={authority.code}&stem=2").json()["results"]
    assert [row["school"]["id"] for row in listed] == [schools[0].pk]
    area = client.get(f"/api/v1/coverage/areas/{authority.code}/").json()
    assert area["support_areas"]["stem"] == {"nothing": 2, "started": 0, "active": 1, "effective": 0}


@pytest.mark.parametrize("rows", [1, 8])
def test_a_list_costs_the_same_however_long(
    lead: User, school: Institution, employer: Institution, rows: int, django_assert_max_num_queries: Any
) -> None:
    CollaborationFactory.create_batch(rows, organiser=school, partner=employer, schools=[school])
    with django_assert_max_num_queries(6):
        client_of(lead).get("/api/v1/collaborations/")
