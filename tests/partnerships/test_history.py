"""Who changed what on a record, from what to what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, Term
from partnerships import actions, links
from partnerships.actions import Count, Facts, Signed
from partnerships.models import Collaboration
from partnerships.queries.history import history
from tests.factories import PartnershipFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_what_was_said_before(
    log: Log, facts: Callable[..., Facts], schools: list[Institution], lead: User
) -> None:
    record = log()
    told = facts(title="Bridge day", schools=schools[:2], activity_type=record.activity_type)
    actions.edit_collaboration(collaboration=record, facts=told, revision=record.revision, by=lead)
    latest = history(record)[0]
    assert (latest.who, latest.words) == (lead.name, "changed what happened")
    dropped = schools[2].name
    assert ("Name", "Bridge building day", "Bridge day") in latest.changes
    assert (f"{dropped}, Year 9", "30 pupils, 6 disadvantaged", "") in latest.changes
    assert {what for what, _, _ in latest.changes} == {"Name", "Schools", f"{dropped}, Year 9"}


def test_new_counts_stand_beside_the_old(log: Log, schools: list[Institution], lead: User) -> None:
    record = log()
    counts = {schools[0].pk: {"Y09": Count(1, None)}}
    actions.record_collaboration(
        collaboration=record,
        counts=counts,
        definition="",
        partner_email="",
        revision=record.revision,
        by=lead,
    )
    changes = history(record)[0].changes
    assert (f"{schools[0].name}, Year 9", "30 pupils, 6 disadvantaged", "1 pupil") in changes
    assert len(history(record)) == 3  # drafted, recorded, recorded anew


def test_an_answer_by_link_is_told_for_the_side_and_names_nobody(log: Log, employer: Institution) -> None:
    record = log()
    actions.answer_confirmation_by_link(token=links.sign(record), answer="CONFIRMED", words="")
    assert (history(record)[0].who, history(record)[0].words) == (employer.name, "said that this is right")


def test_the_record_shows_its_history_to_its_own_people_alone(
    client: Client, log: Log, lead: User, employer_user: User
) -> None:
    url = f"/collaborations/{log().pk}/"
    client.force_login(lead)
    assert "recorded it" in client.get(url).content.decode()
    client.force_login(employer_user)
    assert "recorded it" not in client.get(url).content.decode()


def test_a_partnership_tells_its_stages_and_days(
    client: Client, trust: Institution, employer: Institution, lead: User, stranger: User
) -> None:
    began = timezone.localdate() - timedelta(days=30)
    partnership = PartnershipFactory.create(institutions=[trust, employer], started_on=began)
    words = {term.code: term for term in Term.objects.all()}
    signed = Signed(agreement_type=words["MEMORANDUM"], signed_on=timezone.localdate())
    actions.agree_partnership(partnership=partnership, signed=signed, by=lead)
    actions.review_partnership(partnership=partnership, reviewed_on=timezone.localdate(), by=lead)
    actions.end_partnership(
        partnership=partnership,
        ended_on=timezone.localdate(),
        reason=words["COMPLETED"],
        words="Stopped here",
        by=lead,
    )
    said = [entry.words.partition(" ")[0] for entry in history(partnership)]
    assert said == ["ended", "noted", "noted"]
    url = f"/partnerships/{partnership.pk}/"
    client.force_login(lead)
    assert "noted the memorandum of understanding of" in client.get(url).content.decode()
    client.force_login(stranger)
    assert "noted the memorandum of understanding of" not in client.get(url).content.decode()


def test_nothing_is_told_of_other_records(log: Log) -> None:
    first, second = log(), log()
    assert len(history(first)) == len(history(second))
    assert Collaboration.objects.count() == 2
