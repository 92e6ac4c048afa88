"""What families say: asked in public, answered without a name, published only when protected, acted on in public."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core import db
from core.errors import RuleBroken
from institutions.models import Area, Institution, Term
from outcomes import actions, tasks
from outcomes.disclosure import exposed, protect
from outcomes.models import ViewsCount, ViewsFigure, ViewsRound
from outcomes.reports.families import statuses_in, told_in
from outcomes.reports.family_views import published_of
from outcomes.views_table import ANSWERED, views_table
from partnerships.models import Concern, ConcernStage, CriteriaSet, Entitlement, EntitlementStatus
from tests.factories import InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db

ROLES = ("MOTHER", "FATHER", "CARER", "PUPIL")


@pytest.fixture
def authority_user(authority: Area) -> User:
    return MembershipFactory.create(over_area=True, area=authority).user


def questions() -> CriteriaSet:
    return CriteriaSet.objects.get(kind__code="FAMILIES")


def ask(asker: Institution | Area, by: User, **different: Any) -> ViewsRound:
    usual: dict[str, Any] = {
        "criteria_set": questions(),
        "title": "Autumn",
        "closes_on": timezone.localdate() + timedelta(days=30),
    }
    return actions.open_views_round(asker=asker, by=by, **(usual | different))


def role(code: str) -> Term:
    return Term.objects.get(vocabulary="RESPONDENT_ROLE", code=code)


def count(
    views_round: ViewsRound, school: Institution, agree: dict[str, int], disagree: dict[str, int]
) -> None:
    """As if so many had answered, all questions alike."""
    points = views_round.criteria_set.scale.points
    for people_by_role, value in ((agree, 5), (disagree, 2)):
        ViewsCount.objects.bulk_create(
            ViewsCount(
                round=views_round,
                school=school,
                role=role(code),
                criterion=criterion,
                point=points.get(value=value),
                people=people,
            )
            for criterion in views_round.criteria_set.criteria.all()
            for code, people in people_by_role.items()
            if people
        )


def close(views_round: ViewsRound) -> ViewsRound:
    yesterday = timezone.localdate() - timedelta(days=1)
    ViewsRound.objects.filter(pk=views_round.pk).update(opens_on=yesterday, closes_on=yesterday)
    tasks.publish_views()
    views_round.refresh_from_db()
    return views_round


def shown(views_round: ViewsRound, school: Institution) -> dict[tuple[str, str], int | None]:
    figures = ViewsFigure.objects.filter(round=views_round, school=school)
    named = figures.values_list("role__code", "criterion__position", "people")
    return {(code, str(position or ANSWERED)): people for code, position, people in named}


def answers(views_round: ViewsRound, value: int = 5) -> dict[str, Any]:
    point = views_round.criteria_set.scale.points.get(value=value)
    criteria = views_round.criteria_set.criteria.all()
    return {"role": "FATHER", **{f"point_{each.pk}": point.pk for each in criteria}}


def test_a_school_asks_a_father_answers_and_only_counts_are_kept(
    client: Client, school: Institution, school_user: User
) -> None:
    asking = Client()
    asking.force_login(school_user)
    closes_on = timezone.localdate() + timedelta(days=30)
    asking.post(
        reverse("outcomes:open_school_round", args=[school.pk]),
        {
            "title": "Autumn",
            "criteria_set": questions().pk,
            "closes_on_day": closes_on.day,
            "closes_on_month": closes_on.month,
            "closes_on_year": closes_on.year,
        },
    )
    views_round = ViewsRound.objects.get()
    address = reverse("outcomes:give_views", args=[views_round.pk])
    school_page = reverse("outcomes:school_views", args=[school.pk])
    assert school_page in client.get(reverse("partnerships:families", args=[school.pk])).content.decode()
    assert address in client.get(school_page).content.decode()
    assert "Select who you are" in client.post(address, {}).content.decode()
    page = client.post(address, answers(views_round), follow=True).content.decode()
    assert "Thank you" in page
    assert "Thank you" in client.post(address, answers(views_round)).content.decode()
    kept = ViewsCount.objects.values_list("role__code", "people").distinct()
    assert list(kept) == [("FATHER", 1)]
    Client().post(address, answers(views_round))
    assert set(ViewsCount.objects.values_list("people", flat=True)) == {2}
    assert not ViewsCount.objects.visible_to(school_user).exists()


def test_exact_counts_lie_apart() -> None:
    [[schema]] = [
        list(row.values())
        for row in db.rows(
            "SELECT schemaname FROM pg_tables WHERE tablename = %(t)s", {"t": "outcomes_viewscount"}
        )
    ]
    assert schema == "raw"


def test_what_fathers_said_is_published_with_the_others_and_nothing_small(
    client: Client, school: Institution, school_user: User
) -> None:
    views_round = ask(school, school_user)
    count(
        views_round,
        school,
        agree={"MOTHER": 61, "FATHER": 32, "CARER": 3, "PUPIL": 41},
        disagree={"MOTHER": 20, "FATHER": 18, "CARER": 1, "PUPIL": 33},
    )
    assert tasks.publish_views() is None
    assert not ViewsFigure.objects.exists()  # still open
    close(views_round)
    found = shown(views_round, school)
    assert (found["FATHER", ANSWERED], found["FATHER", "1"]) == (50, 30)
    assert found["CARER", ANSWERED] is None
    assert found["CARER", "1"] is None
    assert not ViewsCount.objects.exists()
    page = client.get(reverse("outcomes:school_views", args=[school.pk])).content.decode()
    for words in ("Father", "200", "too few to show"):
        assert words in page
    tasks.publish_views()
    assert shown(views_round, school) == found


def test_nobody_works_out_a_small_number_from_what_is_shown() -> None:
    """Two of thirty disagree: who agree is as good as that, so neither is shown."""
    counts = [("1", "10", True, 28), ("1", "10", False, 2), ("1", "11", True, 16), ("1", "11", False, 14)]
    table = views_table([*counts, ("2", "10", True, 9), ("2", "11", False, 9)])
    protected = protect(table)
    hidden = {key for key in table.counts if protected.get(key) is None}
    assert exposed(table, hidden) == set()
    assert (protected["1", ANSWERED], protected["1", "10"], protected["1", "11"]) == (30, None, 20)
    assert {people for (role, _), people in protected.items() if role == "2"} == {None}


def test_a_round_that_too_few_answered_shows_nothing(
    client: Client, school: Institution, school_user: User
) -> None:
    views_round = ask(school, school_user)
    count(views_round, school, agree={"MOTHER": 14}, disagree={"FATHER": 10})
    close(views_round)
    assert set(shown(views_round, school).values()) == {None}
    page = client.get(reverse("outcomes:views_round", args=[views_round.pk])).content.decode()
    assert "Too few answered" in page


def test_an_authority_asks_about_its_schools_in_public(
    client: Client, authority: Area, authority_user: User, school: Institution
) -> None:
    elsewhere = InstitutionFactory.create()
    client.force_login(authority_user)
    area_page = reverse("outcomes:area_families", args=[authority.code])
    assert area_page in client.get("/home/").content.decode()
    assert (
        reverse("outcomes:open_area_round", args=[authority.code]) in client.get(area_page).content.decode()
    )
    views_round = ask(authority, authority_user)
    address = reverse("outcomes:give_views", args=[views_round.pk])
    form = Client().get(address, {"school": school.pk})
    assert form.context["form"].initial["school"] == school
    typed = answers(views_round)
    assert "Choose a school" in Client().post(address, typed | {"school": elsewhere.urn}).content.decode()
    Client().post(address, typed | {"school": school.urn})
    assert ViewsCount.objects.filter(school=school).exists()


def test_an_authority_publishes_through_whom_it_asked_and_what_it_does(
    client: Client, authority: Area, authority_user: User, school: Institution, stranger: User
) -> None:
    client.force_login(authority_user)
    views_round, today = ask(authority, authority_user), timezone.localdate()
    count(views_round, school, agree={"MOTHER": 40}, disagree={"MOTHER": 30})
    actions.note_views_relay(
        round=views_round,
        through="The library at the harbour",
        channel=Term.objects.get(vocabulary="CHANNEL", code="INTERMEDIARY"),
        sent_on=today,
        families=200,
        by=authority_user,
    )
    with pytest.raises(RuleBroken, match="Wait until"):
        actions.promise_views_action(round=views_round, words="W", owner="O", due_on=today, by=authority_user)
    close(views_round)
    action = actions.promise_views_action(
        round=views_round,
        words="A bus to the college fair",
        owner="Head of skills",
        due_on=today,
        by=authority_user,
    )
    page = reverse("outcomes:views_round", args=[views_round.pk])
    public = Client().get(page).content.decode()
    for words in (
        "A bus to the college fair",
        "Head of skills",
        "The library at the harbour",
        "about 200 families",
    ):
        assert words in public
    finish = reverse("outcomes:finish_views_action", args=[views_round.pk, action.pk])
    client.post(finish, {"outcome": "Two buses went."})
    assert "Two buses went." in Client().get(page).content.decode()
    assert school.name in client.get(page).content.decode()
    client.force_login(stranger)
    assert client.post(finish, {"outcome": "No."}).status_code == 403


def test_who_may_ask_and_when(
    school: Institution, school_user: User, authority: Area, authority_user: User, employer_user: User
) -> None:
    for asker, by in ((school, employer_user), (school, authority_user), (authority, school_user)):
        with pytest.raises(PermissionDenied):
            ask(asker, by)
    today = timezone.localdate()
    for closes_on in (today, today + timedelta(days=121)):
        with pytest.raises(RuleBroken, match="last day must be"):
            ask(school, school_user, closes_on=closes_on)
    ask(school, school_user)
    with pytest.raises(RuleBroken, match="open already"):
        ask(school, school_user)


def test_a_closed_round_takes_no_answer(client: Client, school: Institution, school_user: User) -> None:
    views_round = close(ask(school, school_user))
    address = reverse("outcomes:give_views", args=[views_round.pk])
    assert "This round is closed" in client.post(address, answers(views_round)).content.decode()
    point = views_round.criteria_set.scale.points.get(value=5)
    points = dict.fromkeys(views_round.criteria_set.criteria.all(), point)
    with pytest.raises(RuleBroken, match="closed"):
        actions.give_views(round=views_round, school=school, role=role("MOTHER"), points=points)


def test_an_authority_sees_how_far_its_schools_are_and_no_small_number_of_reports(
    client: Client, authority: Area, authority_user: User, school: Institution, school_user: User
) -> None:
    employers = Entitlement.objects.in_force().get(code="EMPLOYERS")
    EntitlementStatus.objects.create(
        entitlement=employers, school=school, status="MET", since=date(2025, 9, 1), said_by=school_user
    )
    [standing] = [each for each in statuses_in(authority) if each.entitlement == employers]
    assert (standing.schools, standing.by_status["MET"], standing.silent) == (3, 1, 2)
    stage = ConcernStage.objects.earliest("position")
    last_month = timezone.now() - timedelta(days=32)
    for number in range(30):
        Concern.objects.create(
            school=school,
            entitlement=employers if number < 27 else Entitlement.objects.get(code="PROGRAMME"),
            told_by="PARENT",
            words="W",
            submission_key=f"00000000-0000-0000-0000-{number:012}",
            stage=stage,
            due_on=timezone.localdate(),
            created_at=last_month if number < 29 else timezone.now(),
        )
    told = told_in(authority)
    assert told.everything == 30
    assert {count for _, count in told.about} == {None}  # two of another kind would be the rest
    client.force_login(authority_user)
    page = client.get(reverse("outcomes:area_families", args=[authority.code])).content.decode()
    assert "All reports" in page
    Concern.objects.filter(entitlement=employers).delete()
    assert told_in(authority).everything is None


def test_figures_are_read_as_they_were_published(school: Institution, school_user: User) -> None:
    views_round = ask(school, school_user)
    count(views_round, school, agree={"MOTHER": 44, "PUPIL": 30}, disagree={"MOTHER": 30, "PUPIL": 40})
    published = published_of(close(views_round))
    [of_school] = published.schools
    assert [each.code for each in published.roles] == list(ROLES)
    assert of_school.lines[0].criterion is None
    assert of_school.lines[1].by_role == [40, None, None, 30]
    assert of_school.lines[1].together == 70


def test_nobody_fills_a_round_from_one_place(
    client: Client, school: Institution, school_user: User, settings: Settings
) -> None:
    views_round = ask(school, school_user)
    settings.ACCOUNT_RATE_LIMITS = {"give_views": "1/h/ip"}
    address = reverse("outcomes:give_views", args=[views_round.pk])
    client.post(address, answers(views_round))
    refused = Client().post(address, answers(views_round)).content.decode()
    assert "Many answers came from where you are" in refused
    assert set(ViewsCount.objects.values_list("people", flat=True)) == {1}
