"""Reading the log and partnerships: who sees what, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, InstitutionLink
from partnerships import actions
from partnerships.actions import Facts
from partnerships.models import Collaboration, Confirmation, Partnership
from tests.factories import CollaborationFactory, InstitutionFactory, MembershipFactory, PartnershipFactory
from tests.partnerships.conftest import Log, links_in_outbox

pytestmark = pytest.mark.django_db

LOG = "/collaborations/"


@pytest.fixture
def as_lead(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


# Whose rows


def test_either_side_sees_a_record_and_nobody_else(
    log: Log, lead: User, school_user: User, employer_user: User, university_user: User, stranger: User
) -> None:
    record = log()
    sees = [
        person
        for person in (lead, school_user, employer_user, university_user, stranger)
        if _sees(person, record)
    ]
    assert sees == [lead, school_user, employer_user]


def _sees(person: User, record: Collaboration) -> bool:
    return Collaboration.objects.visible_to(person).filter(pk=record.pk).exists()


def test_a_draft_is_seen_by_those_who_write_it_alone(
    trust: Institution, facts: Callable[..., Facts], lead: User, school_user: User, employer_user: User
) -> None:
    draft = actions.draft_collaboration(organiser=trust, facts=facts(), submission_key=uuid4(), by=lead)
    assert [_sees(person, draft) for person in (lead, school_user, employer_user)] == [True, False, False]


def test_a_school_that_converted_keeps_the_log_of_the_one_before(log: Log, school: Institution) -> None:
    record = log()
    academy = InstitutionFactory.create(name="Ash Lane Academy")
    person = MembershipFactory.create(institution=academy).user
    assert not _sees(person, record)
    InstitutionLink.objects.create(
        institution=school, to_institution=academy, kind=InstitutionLink.Kind.SUCCESSOR
    )
    assert _sees(person, record)


def test_a_stranger_gets_no_page(client: Client, log: Log, stranger: User) -> None:
    record = log()
    client.force_login(stranger)
    assert client.get(f"{LOG}{record.pk}/").status_code == 404
    assert b"Bridge building day" not in client.get(LOG).content


def test_the_partner_is_not_shown_who_was_disadvantaged(
    client: Client, log: Log, lead: User, school_user: User, employer_user: User
) -> None:
    record = log()
    shown = {}
    for person in (lead, school_user, employer_user):
        client.force_login(person)
        shown[person] = client.get(f"{LOG}{record.pk}/").content.count(b'<td class="cw-number">6</td>')
    client.logout()
    assert b"Disadvantaged" not in client.get(links_in_outbox()[-1]).content
    assert shown == {lead: 3, school_user: 2, employer_user: 0}  # the school's own row, and its sum


# One's own log


def test_the_log_shows_drafts_then_what_waits_then_what_is_recorded(
    as_lead: Client, log: Log, facts: Callable[..., Facts], trust: Institution, lead: User, employer: Institution,
    employer_user: User,
) -> None:  # fmt: skip
    log(told=facts(title="Ours"))
    log(told=facts(title="Theirs", partner=employer), organiser=employer, counts={}, by=employer_user)
    actions.draft_collaboration(organiser=trust, facts=facts(title="Begun"), submission_key=uuid4(), by=lead)
    html = as_lead.get(LOG).content.decode()
    headings = [html.index(f">{words}</h2>") for words in ("Drafts", "Is this right?", "Recorded")]
    assert headings == sorted(headings)
    assert html.index("Begun") < html.index("Theirs") < html.index("Ours")


def test_what_was_answered_waits_no_more(
    as_lead: Client, log: Log, client: Client, employer_user: User
) -> None:
    record = log()
    client.force_login(employer_user)
    assert b"Is this right?" in client.get(LOG).content
    answer = {"answer": "CONFIRMED", "revision": record.revision}
    page = client.post(f"{LOG}{record.pk}/", answer, follow=True)
    assert b"Your answer is on the record" in page.content
    assert b"Is this right?" not in client.get(LOG).content
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.CONFIRMED


def test_the_log_is_narrowed_by_area_school_and_school_year(
    as_lead: Client, log: Log, facts: Callable[..., Facts], schools: list[Institution]
) -> None:
    now = timezone.localdate()
    log(told=facts(title="This year"))
    log(told=facts(title="Last year", starts_on=now - timedelta(days=365), area="ENTERPRISE"))
    log(told=facts(title="One school", schools=schools[2:]))
    year = f"{now.year - (now.month < 9)}/{(now.year + (now.month >= 9)) % 100:02d}"

    def titles(**chosen: Any) -> set[str]:
        html = as_lead.get(LOG, chosen).content.decode()
        return {title for title in ("This year", "Last year", "One school") if f">{title}</a>" in html}

    assert titles() == {"This year", "Last year", "One school"}
    assert titles(area="ENTERPRISE") == {"Last year"}
    assert titles(school=schools[0].pk) == {"This year", "Last year"}
    assert titles(year=year) == {"This year", "One school"}
    assert titles(year="1066/67", area="NONSENSE") == {"This year", "Last year", "One school"}


def test_a_record_says_what_the_other_side_would_correct(
    as_lead: Client, log: Log, employer_user: User
) -> None:
    record = log()
    actions.answer_confirmation(
        collaboration=record, answer="CORRECTED", words="It was <Year 10>", by=employer_user
    )
    html = as_lead.get(f"{LOG}{record.pk}/").content.decode()
    assert "It was &lt;Year 10&gt;" in html
    assert "To correct" in html


def test_an_answer_is_for_the_record_as_it_was_read(client: Client, log: Log, employer_user: User) -> None:
    record = log()
    client.force_login(employer_user)
    Collaboration.objects.filter(pk=record.pk).update(revision=F("revision") + 1)
    answer = {"answer": "CONFIRMED", "revision": str(record.revision)}
    page = client.post(f"{LOG}{record.pk}/", answer).content.decode()
    assert "The record has changed since you opened this page" in page
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.AWAITING
    assert f'name="revision" value="{record.revision}"' in page
    client.post(f"{LOG}{record.pk}/", answer | {"revision": str(record.revision)})
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.CONFIRMED


# Institutions


def test_the_timeline_holds_what_the_schools_and_their_predecessors_did(
    as_lead: Client, trust: Institution, school: Institution, lead: User
) -> None:
    before = InstitutionFactory.create(closed=True)
    InstitutionLink.objects.create(
        institution=before, to_institution=school, kind=InstitutionLink.Kind.SUCCESSOR
    )
    CollaborationFactory.create(title="Before", schools=[before], starts_on=date(2024, 8, 31))
    CollaborationFactory.create(title="Since", schools=[school], starts_on=date(2024, 9, 1))
    html = as_lead.get(f"/institutions/{school.pk}/collaborations/").content.decode()
    assert "Before" in html
    assert html.index(">2024/25<") < html.index("Since") < html.index(">2023/24<") < html.index("Before")
    assert "Since" in as_lead.get(f"/institutions/{trust.pk}/collaborations/").content.decode()


def test_others_see_of_a_timeline_what_they_took_part_in(
    client: Client, log: Log, school: Institution, employer_user: User, university_user: User
) -> None:
    log()
    seen = {}
    for person in (employer_user, university_user):
        client.force_login(person)
        seen[person] = (
            b"Bridge building day" in client.get(f"/institutions/{school.pk}/collaborations/").content
        )
    assert seen == {employer_user: True, university_user: False}


@pytest.mark.parametrize("rows", [2, 20])
def test_lists_cost_the_same_however_long(
    as_lead: Client, trust: Institution, schools: list[Institution], rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        CollaborationFactory.create(organiser=trust, schools=schools)
        PartnershipFactory.create(institutions=[trust, InstitutionFactory.create(employer=True)])
    with django_assert_num_queries(13):
        as_lead.get(LOG)
    with django_assert_num_queries(13):
        as_lead.get(f"/institutions/{trust.pk}/collaborations/")
    with django_assert_num_queries(13):
        as_lead.get(f"/institutions/{trust.pk}/partnerships/")


def test_a_record_costs_the_same_for_two_schools_and_for_eighty(
    as_lead: Client, trust: Institution, lead: User
) -> None:
    def cost(schools: int) -> int:
        record = CollaborationFactory.create(
            organiser=trust, schools=InstitutionFactory.create_batch(schools)
        )
        with CaptureQueriesContext(connection) as asked:
            as_lead.get(f"{LOG}{record.pk}/")
        return len(asked)

    cost(1)  # whatever is remembered between pages
    assert cost(2) == cost(80)


# Partnerships


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(
        title="Bridges for Stonebridge", institutions=[trust, employer], stage=Partnership.Stage.CO_DESIGN
    )


def test_goals_are_for_the_parties(
    client: Client, partnership: Partnership, lead: User, university_user: User
) -> None:
    partnership.parties.update(goal="More engineers")
    seen = {}
    for person in (lead, university_user):
        client.force_login(person)
        page = client.get(f"/partnerships/{partnership.pk}/")
        assert b"Kiln Works Ltd" in page.content
        seen[person] = b"More engineers" in page.content
    assert seen == {lead: True, university_user: False}


def test_a_party_changes_its_partnership_step_by_step(
    as_lead: Client, partnership: Partnership, trust: Institution
) -> None:
    here = f"/partnerships/{partnership.pk}/"
    ours = partnership.parties.get(institution=trust)
    day = timezone.localdate()
    today = lambda name: {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}  # noqa: E731
    for step, answer in (
        (f"parties/{ours.pk}/", {"goal": "Engineers in every school", "revision": 1}),
        ("agree/", {"agreement_type": "MEMORANDUM"} | today("signed_on")),
        ("review/", today("reviewed_on")),
        ("stage/", {"stage": "PILOT"} | today("on")),
        ("end/", {"reason": "NOT_WORKING", "words": "Too few came"} | today("ended_on")),
    ):
        assert as_lead.get(here + step).status_code == 200
        assert as_lead.post(here + step, answer).url == here
    html = as_lead.get(here).content.decode()
    assert "Engineers in every school" in html
    assert "Ended" in html
    assert "End the partnership" not in html


def test_a_refusal_about_a_partnership_is_shown_at_its_question(
    as_lead: Client, partnership: Partnership
) -> None:
    page = as_lead.post(
        f"/partnerships/{partnership.pk}/review/",
        {"reviewed_on_day": 1, "reviewed_on_month": 1, "reviewed_on_year": 2100},
    )
    assert b"must be today or in the past" in page.content


@pytest.mark.parametrize("page", ["agree", "review", "stage", "end"])
def test_nobody_else_may_change_a_partnership(
    client: Client, partnership: Partnership, university_user: User, page: str
) -> None:
    client.force_login(university_user)
    assert client.post(f"/partnerships/{partnership.pk}/{page}/", {}).status_code == 403


def test_a_record_appears_at_its_partnership(as_lead: Client, partnership: Partnership, log: Log) -> None:
    log()
    assert b"Bridge building day" in as_lead.get(f"/partnerships/{partnership.pk}/").content


def test_an_institution_lists_its_partnerships_the_live_ones_first(
    as_lead: Client, partnership: Partnership, trust: Institution, employer: Institution
) -> None:
    PartnershipFactory.create(title="Long over", institutions=[trust, employer], ended=True)
    html = as_lead.get(f"/institutions/{trust.pk}/partnerships/").content.decode()
    assert html.index("Bridges for Stonebridge") < html.index("Long over")
