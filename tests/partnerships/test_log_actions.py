"""Logging once for many."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from partnerships import actions
from partnerships.actions import Count, Facts
from partnerships.actions.facts import NewPartner
from partnerships.models import Collaboration, Confirmation, Contribution, Participation
from tests.factories import InstitutionFactory, PartnershipFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

Make = Callable[..., Facts]


def test_one_submission_for_twelve_schools_is_one_record_with_twelve_contributions(
    log: Log, facts: Make, twelve: list[Institution]
) -> None:
    counts = {school.pk: {"Y09": Count(20 + n, n)} for n, school in enumerate(twelve)}
    log(told=facts(schools=twelve), counts=counts)
    assert Collaboration.objects.recorded().count() == 1
    assert Contribution.objects.count() == 12
    assert Participation.objects.aggregate(Sum("pupils"), Sum("disadvantaged")) == {
        "pupils__sum": 12 * 20 + 66,
        "disadvantaged__sum": 66,
    }


def test_the_same_submission_sent_twice_is_logged_once(log: Log) -> None:
    key = uuid4()
    assert log(submission_key=key) == log(submission_key=key)
    assert Collaboration.objects.count() == 1
    assert OutgoingEmail.objects.count() == 1


def test_a_form_sent_again_for_another_institution_is_another_record(
    trust: Institution, school: Institution, lead: User
) -> None:
    key = uuid4()
    for organiser in (trust, school):
        actions.draft_collaboration(organiser=organiser, facts=Facts(), submission_key=key, by=lead)
    assert Collaboration.objects.count() == 2


def test_a_second_click_on_log_it_changes_nothing(facts: Make, trust: Institution, lead: User) -> None:
    draft = actions.draft_collaboration(
        organiser=trust, facts=facts(year_groups=[]), submission_key=uuid4(), by=lead
    )
    once, again = (
        actions.record_collaboration(
            collaboration=draft, counts={}, definition="", partner_email="", revision=draft.revision, by=lead
        )
        for _ in range(2)
    )
    assert once.revision == again.revision


def test_going_back_in_the_browser_changes_the_draft(facts: Make, trust: Institution, lead: User) -> None:
    key = uuid4()
    actions.draft_collaboration(organiser=trust, facts=facts(), submission_key=key, by=lead)
    changed = actions.draft_collaboration(
        organiser=trust, facts=facts(title="Tower building day"), submission_key=key, by=lead
    )
    assert Collaboration.objects.get() == changed
    assert changed.title == "Tower building day"


def test_a_draft_may_leave_everything_open_but_is_not_recorded_so(trust: Institution, lead: User) -> None:
    draft = actions.draft_collaboration(organiser=trust, facts=Facts(), submission_key=uuid4(), by=lead)
    with pytest.raises(RuleBroken, match="Select the schools"):
        actions.record_collaboration(
            collaboration=draft, counts={}, definition="", partner_email="", revision=draft.revision, by=lead
        )
    draft.refresh_from_db()
    assert draft.state == Collaboration.State.DRAFT


@pytest.mark.parametrize(
    ("different", "sentence"),
    [
        ({"starts_on": date(1999, 12, 31)}, "2000 or later"),
        ({"starts_on": timezone.localdate() + timedelta(days=1)}, "not finished yet"),
        ({"ends_on": timezone.localdate() + timedelta(days=1)}, "not finished yet"),
        ({"starts_on": date(2062, 9, 1)}, "Check the year"),
        ({"ends_on": date(2001, 1, 1)}, "on or after the first day"),
        ({"sessions": 0}, "number of sessions"),
        ({"hours": Decimal(0)}, "number of hours"),
        ({"area": ""}, "Select the area"),
        ({"activity_type": None}, "Select what it was"),
        ({"partner": None}, "who the partner was"),
        ({"title": "Talk for A123456789012"}, "unique pupil number"),
    ],
)
def test_what_cannot_be_true_is_refused_in_words(
    log: Log, facts: Make, different: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        log(told=facts(**different))
    assert not Collaboration.objects.exists()


def test_a_trust_logs_for_its_own_schools_only(log: Log, facts: Make) -> None:
    with pytest.raises(RuleBroken, match="its own schools"):
        log(told=facts(schools=[InstitutionFactory.create()]))


def test_neither_the_trust_nor_its_schools_are_their_own_partner(
    log: Log, facts: Make, trust: Institution, school: Institution
) -> None:
    for partner in (trust, school):
        with pytest.raises(RuleBroken, match="somebody else"):
            log(told=facts(partner=partner))


@pytest.mark.parametrize(
    ("count", "definition", "sentence"),
    [
        (Count(10, 11), "FSM6", "among the pupils"),
        (Count(10, 3), "", "which pupils you counted"),
        (Count(-1), "", "between 0 and"),
        (Count(5_001), "", "between 0 and"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    log: Log, school: Institution, count: Count, definition: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        log(counts={school.pk: {"Y09": count}}, definition=definition)


def test_a_school_that_did_not_take_part_cannot_be_counted(log: Log) -> None:
    with pytest.raises(RuleBroken, match="did not take part"):
        log(counts={InstitutionFactory.create().pk: {"Y09": Count(1)}})


def test_the_definition_is_kept_only_beside_a_count_that_it_defines(log: Log, school: Institution) -> None:
    assert log(counts={school.pk: {"Y09": Count(30)}}).definition == ""
    assert log().definition == Collaboration.Definition.FSM6


def test_a_stranger_and_the_partner_cannot_log_for_the_trust(
    log: Log, stranger: User, employer_user: User
) -> None:
    for person in (stranger, employer_user):
        with pytest.raises(PermissionDenied):
            log(by=person)


def test_two_people_editing_one_record_do_not_overwrite_each_other(log: Log, facts: Make, lead: User) -> None:
    record = log()
    seen = record.revision
    actions.edit_collaboration(collaboration=record, facts=facts(title="First"), revision=seen, by=lead)
    with pytest.raises(RuleBroken, match="Somebody changed this record") as refusal:
        actions.edit_collaboration(collaboration=record, facts=facts(title="Second"), revision=seen, by=lead)
    assert refusal.value.code == "stale"
    record.refresh_from_db()
    assert record.title == "First"


def test_correcting_a_confirmed_record_takes_the_confirmation_back(
    log: Log, facts: Make, lead: User, employer_user: User
) -> None:
    record = log()
    actions.answer_confirmation(collaboration=record, answer="CONFIRMED", words="", by=employer_user)
    edited = actions.edit_collaboration(
        collaboration=record, facts=facts(area="ENTERPRISE"), revision=record.revision, by=lead
    )
    assert edited.partner_confirmation == Confirmation.NOT_ASKED
    assert edited.is_recorded


def test_leaving_a_school_or_a_year_out_takes_its_counts_out(
    log: Log, facts: Make, lead: User, schools: list[Institution]
) -> None:
    record = log()
    actions.edit_collaboration(
        collaboration=record, facts=facts(schools=schools[:2]), revision=record.revision, by=lead
    )
    assert Participation.objects.count() == 2
    record.refresh_from_db()
    actions.edit_collaboration(
        collaboration=record, facts=facts(year_groups=["Y10"]), revision=record.revision, by=lead
    )
    assert not Participation.objects.exists()


def test_a_recorded_one_stays_but_a_draft_can_be_thrown_away(
    log: Log, facts: Make, trust: Institution, lead: User
) -> None:
    with pytest.raises(RuleBroken, match="stays"):
        actions.discard_draft(collaboration=log(), by=lead)
    draft = actions.draft_collaboration(organiser=trust, facts=facts(), submission_key=uuid4(), by=lead)
    actions.discard_draft(collaboration=draft, by=lead)
    assert not Collaboration.objects.drafts().exists()
    assert AuditEvent.objects.filter(verb="draft_discarded").exists()


def test_a_partner_that_nobody_has_named_yet_is_listed_once(log: Log, facts: Make) -> None:
    new = NewPartner("Corner  Bakery", Institution.Kind.EMPLOYER)
    first, second = (log(told=facts(partner=new, title=str(n))) for n in range(2))
    assert first.partner == second.partner
    assert str(first.partner) == "Corner Bakery"


def test_a_school_or_a_university_cannot_be_listed_by_hand(log: Log, facts: Make) -> None:
    with pytest.raises(RuleBroken, match="in the directory already"):
        log(told=facts(partner=NewPartner("University of Nowhere", Institution.Kind.UNIVERSITY)))


def test_a_record_joins_the_live_partnership_of_its_area(
    log: Log, trust: Institution, school: Institution, employer: Institution
) -> None:
    PartnershipFactory.create(institutions=[trust, employer], areas=["ENTERPRISE"])
    fitting = PartnershipFactory.create(institutions=[school, employer], areas=["STEM"])
    PartnershipFactory.create(institutions=[trust, employer], areas=["STEM"], ended=True)
    assert log().partnership == fitting


def test_a_record_that_turns_out_to_be_with_somebody_else_leaves_the_partnership(
    log: Log, facts: Make, trust: Institution, employer: Institution, university: Institution, lead: User
) -> None:
    PartnershipFactory.create(institutions=[trust, employer], areas=["STEM"])
    record = log()
    assert record.partnership is not None
    corrected = actions.edit_collaboration(
        collaboration=record, facts=facts(partner=university), revision=record.revision, by=lead
    )
    assert corrected.partnership is None
