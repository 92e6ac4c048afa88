"""The pages of allocation runs, and the same over the API."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import AllocationPrice, AllocationRow, AllocationRun
from core.dates import academic_year
from institutions.models import Area, Institution
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.factories import (
    AreaFactory,
    InstitutionFactory,
    OfferFactory,
    PartnershipFactory,
)

State = AllocationRun.State


@pytest.fixture
def page(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def run(authority: Area, schools: list[Institution]) -> AllocationRun:
    """The first school gets the talk; the second nothing."""
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    talk = OfferFactory.create(title="A talk about kilns", places=3)
    AllocationRowFactory.create(
        run=run, school=schools[0], offer=talk, is_priority=True, fit=700, metres=1_250
    )
    AllocationRowFactory.create(run=run, school=schools[1], nothing=True, gain=4)
    AllocationPrice.objects.create(run=run, offer=talk, gain=4, points=0)
    return run


def look(page: Client, name: str, *args: Any, **query: Any) -> str:
    answer = page.get(reverse(f"brokerage:{name}", args=args), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_run_is_planned_from_the_form(page: Client, authority: Area, region: Area) -> None:
    shown = look(page, "plan_run")
    assert "Stonebridge" in shown
    assert "Northern Dales" in shown
    year = academic_year(timezone.localdate())
    answer = page.post(
        reverse("brokerage:plan_run"), {"area": authority.code, "year": year, "support_areas": ["STEM"]}
    )
    run = AllocationRun.objects.get()
    assert answer["Location"] == reverse("brokerage:allocation_run", args=[run.pk])
    assert (list(run.areas.all()), run.year, run.support_areas) == ([authority], year, ["STEM"])


def test_the_form_says_what_is_missing_and_offers_only_ones_own_areas(
    authority: Area, broker: User, client: Client
) -> None:
    elsewhere = AreaFactory.create(name="Elsewhere")
    client.force_login(broker)
    assert "Elsewhere" not in look(client, "plan_run")
    answer = client.post(reverse("brokerage:plan_run"), {"area": elsewhere.code})
    shown = answer.content.decode()
    assert "Select an area from the list" in shown
    assert "Select a school year" in shown
    assert "Select at least one area of support" in shown
    assert not AllocationRun.objects.exists()


def test_a_refusal_is_shown_above_the_form(page: Client, authority: Area, schools: list[Institution]) -> None:
    AllocationRunFactory.create(areas=[authority])
    sent = {
        "area": authority.code,
        "year": academic_year(timezone.localdate()),
        "support_areas": ["STEM", "LITERACY"],
    }
    shown = page.post(reverse("brokerage:plan_run"), sent).content.decode()
    assert "Another run is at work over Stonebridge" in shown


def test_a_run_is_planned_like_another(page: Client, run: AllocationRun) -> None:
    AllocationRun.objects.update(support_areas=["HIGHER_EDUCATION"], phases=["PRIMARY"])
    shown = page.get(reverse("brokerage:plan_run"), {"like": run.pk})
    form = shown.context["form"]
    assert form["support_areas"].value() == ["HIGHER_EDUCATION"]
    assert form["phases"].value() == ["PRIMARY"]
    assert page.get(reverse("brokerage:plan_run"), {"like": "x"}).status_code == 200


def test_the_list_shows_the_runs_of_ones_areas(page: Client, run: AllocationRun) -> None:
    assert f"Run {run.pk}" in look(page, "allocation_runs")


def test_the_progress_is_shown_while_a_worker_has_the_run(page: Client, authority: Area) -> None:
    run = AllocationRunFactory.create(areas=[authority], state=State.REHEARSING, step="Solving", percent=40)
    address = reverse("brokerage:allocation_run", args=[run.pk])
    assert "Solving: 40%" in page.get(address).content.decode()
    again = page.get(address, headers={"HX-Request": "true"})
    assert "<html" not in again.content.decode()
    AllocationRun.objects.update(state=State.CANCELLED)
    assert page.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_rehearsal_shows_what_it_reaches_beside_other_ways_and_where_it_falls_short(
    page: Client, run: AllocationRun
) -> None:
    shown = look(page, "allocation_run", run.pk)
    assert "First come, first served" in shown
    assert "No better allocation exists" in shown
    assert "Every place in reach is taken" in shown
    assert "One more need of a priority school met" in shown
    assert "National Challenge (2026-09-01)" in shown
    assert "Send 1 introduction" in shown


def test_the_rows_are_narrowed_and_downloaded(page: Client, run: AllocationRun) -> None:
    met, nothing = (look(page, "allocation_rows", run.pk, show=show) for show in ("met", "nothing"))
    assert "Ash Lane School" in met
    assert "1.2 km" in met
    assert "Beech Hill School" not in met
    assert "Beech Hill School" in nothing
    assert "Ash Lane" not in look(page, "allocation_rows", run.pk, show="met", area="LITERACY")
    assert "Ash Lane" in look(page, "allocation_rows", run.pk, show="nonsense", school="ash", priority="on")
    answer = page.get(reverse("brokerage:allocation_rows_csv", args=[run.pk]), {"show": "nothing"})
    [record] = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (record["school_name"], record["reason"]) == ("Beech Hill School", "Every place in reach is taken")


def test_a_row_says_why_in_points_and_why_not_the_next_best(
    page: Client, run: AllocationRun, school: Institution
) -> None:
    row = run.rows.matched().select_related("offer").get()
    assert row.offer is not None
    online = OfferFactory.create(online=True, title="A film about kilns", areas=["STEM", "LITERACY"])
    PartnershipFactory.create(institutions=[school, row.offer.provider], areas=["LITERACY"])
    AllocationRow.objects.filter(pk=row.pk).update(runner_up=online, gap=400, fit=830)
    answer = page.get(reverse("brokerage:allocation_row", args=[run.pk, row.pk]))
    pair = answer.context["pair"]
    assert [(part.points, part.other_points) for part in pair.parts] == [
        (400, 200),
        (150, 75),
        (100, 100),
        (120, 0),
        (60, 60),
    ]
    assert (pair.total, pair.other_total) == (830, 435)
    assert (
        "fits this school 395 points less, and other schools would lose another 5." in answer.content.decode()
    )
    nothing = run.rows.unmet().get()
    assert "Every place in reach is taken." in look(page, "allocation_row", run.pk, nothing.pk)


def test_it_is_sent_after_one_more_look(page: Client, run: AllocationRun) -> None:
    assert "Send 1 introduction" in look(page, "publish_run", run.pk)
    assert AllocationRun.objects.get().state == State.REHEARSED
    page.post(reverse("brokerage:publish_run", args=[run.pk]))
    assert AllocationRun.objects.get().state == State.PUBLISHING
    actions.send_next_batch(run=run)
    shown = look(page, "allocation_run", run.pk)
    assert "What came of it" in shown
    assert "Ash Lane School" in look(page, "allocation_rows", run.pk, show="sent")


def test_it_is_cancelled_and_a_second_time_refused_in_a_sentence(page: Client, run: AllocationRun) -> None:
    address = reverse("brokerage:cancel_run", args=[run.pk])
    assert "cancelled" in page.post(address, follow=True).content.decode()
    AllocationRun.objects.update(state=State.PUBLISHED)
    assert "This cannot be done now" in page.post(address, follow=True).content.decode()
    again = page.post(reverse("brokerage:publish_run", args=[run.pk]))
    assert again.status_code == 302


def test_the_runs_of_others_are_not_there(run: AllocationRun, client: Client, lead: User) -> None:
    client.force_login(lead)
    row = run.rows.all()[0]
    assert client.get(reverse("brokerage:allocation_runs")).status_code == 403
    assert client.get(reverse("brokerage:plan_run")).status_code == 403
    for name, arguments in (
        ("allocation_run", [run.pk]),
        ("allocation_rows", [run.pk]),
        ("allocation_rows_csv", [run.pk]),
        ("allocation_row", [run.pk, row.pk]),
        ("publish_run", [run.pk]),
    ):
        assert client.get(reverse(f"brokerage:{name}", args=arguments)).status_code == 404


@pytest.mark.parametrize("size", [2, 20])
def test_the_list_asks_as_little_for_twenty_rows_as_for_two(
    size: int, page: Client, run: AllocationRun, django_assert_max_num_queries: Any
) -> None:
    for _ in range(size):
        school = InstitutionFactory.create(local_authority=run.areas.get())
        AllocationRowFactory.create(run=run, school=school, runner_up=OfferFactory.create())
    with django_assert_max_num_queries(9):
        look(page, "allocation_rows", run.pk)


def test_the_api_plans_shows_and_cancels(page: Client, authority: Area, schools: list[Institution]) -> None:
    body = {
        "areas": [authority.code],
        "year": academic_year(timezone.localdate()),
        "support_areas": ["STEM"],
    }
    planned = page.post("/api/v1/allocation-runs/", body, content_type="application/json")
    assert planned.status_code == 201, planned.content
    number = planned.json()["id"]
    assert page.get(f"/api/v1/allocation-runs/{number}/").json()["state"] == "PLANNED"
    refused = page.post(f"/api/v1/allocation-runs/{number}/publish/")
    assert (refused.status_code, refused.json()["code"]) == (409, "move_not_allowed")
    assert page.post(f"/api/v1/allocation-runs/{number}/cancel/").json()["state"] == "CANCELLED"
    nonsense = page.post(
        "/api/v1/allocation-runs/", body | {"year": "2026/29"}, content_type="application/json"
    )
    assert list(nonsense.json()["errors"]) == ["year"]


def test_the_api_lists_the_rows_of_a_run(page: Client, run: AllocationRun) -> None:
    rows = page.get(f"/api/v1/allocation-runs/{run.pk}/rows/").json()["results"]
    assert {row["reason"] for row in rows} == {"", "ALL_TAKEN"}
