"""What activities were for: the lists, the tags, and the counts with those things that nobody did."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.models import ActivityKind, Collaboration, Contribution, TagList
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def test_an_activity_is_tagged_and_the_log_narrowed_by_it(client: Client, log: Log, lead: User) -> None:
    record = log()
    Collaboration.objects.filter(pk=record.pk).update(starts_on=date(2026, 10, 1))
    client.force_login(lead)
    page = f"/collaborations/{record.pk}/"
    assert (
        "Raising attainment and raising aspiration are two things"
        in client.get(f"{page}tags/").content.decode()
    )
    typed = {"PURPOSE": ["ASPIRATION"], "LIFE_STAGE": ["SECONDARY"], "POLICY": ["LEVELLING_UP"]}
    answered = client.post(f"{page}tags/", typed | {"revision": record.revision})
    assert answered.status_code == 302
    html = client.get(page).content.decode()
    assert "Raise aspiration and expectation" in html
    assert "Levelling Up White Paper" in html
    other = term("PURPOSE", "ATTAINMENT").pk
    for tag, shown in ((term("PURPOSE", "ASPIRATION").pk, True), (other, False)):
        rows = client.get("/collaborations/", {"tag": tag}).context["page"]
        assert (record in rows) is shown


def test_tagging_asks_nobody_again_and_is_in_the_history(client: Client, log: Log, lead: User) -> None:
    record = log()
    Collaboration.objects.update(partner_confirmation="CONFIRMED")
    tags = [term("OUTCOME_DOMAIN", "WELLBEING")]
    actions.tag_collaboration(collaboration=record, tags=tags, revision=record.revision, by=lead)
    record.refresh_from_db()
    assert record.partner_confirmation == "CONFIRMED"
    client.force_login(lead)
    assert (
        "Domain of outcomes: nothing → Wellbeing"
        in client.get(f"/collaborations/{record.pk}/").content.decode()
    )


def test_a_policy_is_offered_within_its_dates_alone(client: Client, log: Log, lead: User) -> None:
    record = log()
    client.force_login(lead)
    for year, offered in ((2020, False), (2023, True)):
        Collaboration.objects.filter(pk=record.pk).update(starts_on=date(year, 10, 1))
        html = client.get(f"/collaborations/{record.pk}/tags/").content.decode()
        assert ("Levelling Up White Paper" in html) is offered


def test_only_lists_that_fit_its_type_and_area_are_asked(log: Log, lead: User) -> None:
    record = log()
    lists = set(TagList.objects.asked_of(record).values_list("vocabulary", flat=True))
    assert "TARGET_GROUP" in lists
    assert not lists & {"CONTRIBUTION", "RECRUITMENT_PRIORITY"}
    with pytest.raises(RuleBroken, match="not asked of such an activity"):
        actions.tag_collaboration(
            collaboration=record, tags=[term("CONTRIBUTION", "MENTORS")], revision=record.revision, by=lead
        )


def test_the_figures_show_what_nobody_did_as_nought(client: Client, log: Log, lead: User) -> None:
    record = log()
    Collaboration.objects.filter(pk=record.pk).update(delivery="ONLINE", flags=["TARGETED"], sessions=3)
    record.tags.add(term("LIFE_STAGE", "SECONDARY"))
    Contribution.objects.update(families=4)
    client.force_login(lead)
    context = client.get("/collaborations/figures/").context
    tables = {heading: {line.label: line.records for line in lines} for heading, lines in context["tables"]}
    assert tables["How they met"] == {"In person": 0, "Online": 1, "Some in person, some online": 0}
    assert tables["How far it goes"] == {"One-off": 0, "Sustained programme": 1, "Joint work": 0}
    assert tables["True of it"]["Meant for pupils from under-represented groups"] == 1
    assert tables["Stage of life"]["Before and just after birth"] == 0
    assert tables["Stage of life"]["Secondary"] == 1
    far = dict(context["tables"])["How far it goes"]
    assert [line.percent for line in far] == [0, 100, 0]
    reached = {each.label: each.people for each in context["reached"]}
    assert (reached["Pupils"], reached["Families"]) == (90, 12)
    assert [n for label, n in reached.items() if label.startswith("Disadvantaged")] == [18]
    assert client.get("/collaborations/", {"way": "ONLINE"}).context["page"][0] == record
    assert not client.get("/collaborations/", {"way": "IN_PERSON"}).context["page"].object_list


def test_a_partner_learns_nothing_of_who_was_among_the_pupils(
    client: Client, log: Log, employer_user: User
) -> None:
    log()
    client.force_login(employer_user)
    reached = client.get("/collaborations/figures/").context["reached"]
    assert {each.label: each.people for each in reached}["Pupils"] == 90
    assert not [each for each in reached if each.label.startswith("Disadvantaged")]


def test_every_type_for_pupils_asks_whether_parents_and_carers_were_involved() -> None:
    for kind in ActivityKind.objects.filter(counts_pupils=True).exclude(group__in=["STAFF", "JOINT"]):
        assert "FAMILY" in kind.flags, kind


def test_advice_is_told_by_the_stage_of_education(
    client: Client, log: Log, lead: User, schools: list[Institution]
) -> None:
    log()
    Collaboration.objects.update(flags=["ADVICE"], area="HIGHER_EDUCATION")
    Institution.objects.filter(pk__in=[school.pk for school in schools]).update(phases=["PRIMARY"])
    client.force_login(lead)
    for phase, records in (("PRIMARY", 1), ("SECONDARY", 0)):
        context = client.get("/collaborations/figures/", {"phase": phase, "area": "HIGHER_EDUCATION"}).context
        true = {line.label: line.records for line in dict(context["tables"])["True of it"]}
        assert true["Gave advice on courses or careers"] == records


def test_every_list_of_the_sources_is_asked_of_some_activity(client: Client, log: Log, lead: User) -> None:
    record = log()
    lists = list(TagList.objects.in_order())
    assert all(Term.objects.filter(vocabulary=each.vocabulary).exists() for each in lists)
    client.force_login(lead)
    seen = set()
    for group in ("VISIT", "GUIDANCE", "STAFF", "COMMUNITY"):
        kind = ActivityKind.objects.filter(group=group).first()
        assert kind
        changes = {"activity_type": kind.term, "area": "HIGHER_EDUCATION"}
        Collaboration.objects.filter(pk=record.pk).update(**changes)
        html = client.get(f"/collaborations/{record.pk}/tags/").content.decode()
        seen |= {each.vocabulary for each in lists if f'name="{each.vocabulary}"' in html}
    assert seen == {each.vocabulary for each in lists}


def test_answers_of_types_are_counted_with_those_that_nobody_gave(
    client: Client, log: Log, lead: User
) -> None:
    log()
    Collaboration.objects.update(
        answers={"life_stage": "Access", "barriers": ["Confidence", "What it costs"]}
    )
    client.force_login(lead)
    tables = dict(client.get("/collaborations/figures/").context["tables"])
    said = {
        line.label: line.records
        for heading in ("Which stage of a student’s life is it about?", "Which barriers did it speak to?")
        for line in tables[heading]
    }
    assert (said["Access"], said["Progression"]) == (1, 0)
    assert (said["Confidence"], said["What it costs"], said["Moving away from home"]) == (1, 1, 0)
