"""A partnership from the first yes to the last day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.actions import Side, Signed
from partnerships.models import Partnership
from partnerships.queries.agreements import next_step
from tests.factories import PartnershipFactory, TermFactory

pytestmark = pytest.mark.django_db
Stage = Partnership.Stage


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer], stage=Stage.CO_DESIGN)


def memorandum(**different: Any) -> Signed:
    term = Term.objects.get(vocabulary="AGREEMENT_TYPE", code="MEMORANDUM")
    usual: dict[str, Any] = {"agreement_type": term, "signed_on": timezone.localdate()}
    return Signed(**(usual | different))


def move(partnership: Partnership, stage: str, *, by: User, **different: Any) -> Partnership:
    said: dict[str, Any] = {"on": timezone.localdate(), "owner": "", "words": ""} | different
    return actions.move_partnership(partnership=partnership, stage=stage, by=by, **said)


def end(partnership: Partnership, *, by: User, **different: Any) -> Partnership:
    reason = Term.objects.get(vocabulary="LEAVING_REASON", code="COMPLETED")
    said: dict[str, Any] = {"ended_on": timezone.localdate(), "reason": reason, "words": ""} | different
    return actions.end_partnership(partnership=partnership, by=by, **said)


def test_it_opens_with_both_parties_in_co_design(school: Institution, employer: Institution) -> None:
    TermFactory.create(partnership_kind=True)
    opened = actions.open_partnership(
        title="Bridges",
        institutions=[school, employer],
        areas=["STEM"],
        kind_code="SCHOOL_EMPLOYER",
        by=None,
    )
    assert opened.stage == Stage.CO_DESIGN
    assert {party.institution for party in opened.parties.all()} == {school, employer}
    assert AuditEvent.objects.get().verb == "partnership_opened"


def test_it_takes_two(school: Institution) -> None:
    with pytest.raises(RuleBroken, match="needs two"):
        actions.open_partnership(
            title="Alone", institutions=[school, school], areas=[], kind_code="GENERAL", by=None
        )


def test_either_party_notes_the_agreement_and_the_review(
    partnership: Partnership, lead: User, employer_user: User
) -> None:
    today = timezone.localdate()
    actions.agree_partnership(
        partnership=partnership, signed=memorandum(ends_on=today + timedelta(days=365)), by=lead
    )
    actions.review_partnership(partnership=partnership, reviewed_on=today, by=employer_user)
    partnership.refresh_from_db()
    assert (partnership.agreed_on, partnership.reviewed_on) == (today, today)


def test_nobody_else_changes_it(partnership: Partnership, stranger: User, university_user: User) -> None:
    today = timezone.localdate()
    for person in (stranger, university_user):
        for change in (
            lambda by: actions.agree_partnership(partnership=partnership, signed=memorandum(), by=by),
            lambda by: actions.review_partnership(partnership=partnership, reviewed_on=today, by=by),
            lambda by: move(partnership, Stage.PILOT, by=by),
            lambda by: end(partnership, by=by),
        ):
            with pytest.raises(PermissionDenied):
                change(person)


def test_a_goal_is_written_by_its_own_party(
    partnership: Partnership, lead: User, employer: Institution
) -> None:
    ours, theirs = partnership.parties.order_by("institution__kind").reverse()
    actions.edit_side(party=ours, side=Side(goal="Engineers in every school"), revision=1, by=lead)
    assert theirs.institution == employer
    with pytest.raises(PermissionDenied):
        actions.edit_side(party=theirs, side=Side(goal="Ours to say"), revision=1, by=lead)


@pytest.mark.parametrize("days", [1, -31])
def test_days_outside_its_life_are_refused(partnership: Partnership, lead: User, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    for change in (
        lambda: actions.review_partnership(partnership=partnership, reviewed_on=day, by=lead),
        lambda: end(partnership, ended_on=day, by=lead),
    ):
        with pytest.raises(RuleBroken, match="The date must be"):
            change()


def test_an_agreement_ends_after_it_was_signed(partnership: Partnership, lead: User) -> None:
    today = timezone.localdate()
    with pytest.raises(RuleBroken, match="must end after"):
        actions.agree_partnership(partnership=partnership, signed=memorandum(ends_on=today), by=lead)


def test_stages_follow_one_another(partnership: Partnership, lead: User) -> None:
    with pytest.raises(RuleBroken, match="cannot move to “Embedded”"):
        move(partnership, Stage.EMBEDDED, by=lead)
    partnership = move(partnership, Stage.PILOT, by=lead, owner="Lena Lead")
    entry = partnership.stages.get()
    assert (entry.stage, entry.began_on, entry.owner) == (Stage.PILOT, timezone.localdate(), "Lena Lead")


def test_a_pilot_ends_with_a_decision_and_its_reason(partnership: Partnership, lead: User) -> None:
    partnership = move(partnership, Stage.PILOT, by=lead)
    with pytest.raises(RuleBroken, match="what did the pilot show"):
        move(partnership, Stage.CO_DESIGN, by=lead)
    partnership = move(partnership, Stage.CO_DESIGN, words="Too few came", by=lead)
    entry = partnership.stages.order_by("-pk").first()
    assert entry
    assert (entry.decision, entry.words) == ("CHANGE", "Too few came")


def test_what_has_ended_stays_as_it_was(partnership: Partnership, lead: User) -> None:
    today = timezone.localdate()
    with pytest.raises(RuleBroken, match="give the day"):
        move(partnership, Stage.ENDED, by=lead)
    ended = end(partnership, by=lead)
    assert (ended.stage, ended.ended_on) == (Stage.ENDED, today)
    with pytest.raises(RuleBroken, match="has ended"):
        actions.review_partnership(partnership=ended, reviewed_on=today, by=lead)
    with pytest.raises(RuleBroken, match="cannot move"):
        end(ended, by=lead)


def test_the_next_step_is_the_first_thing_missing(partnership: Partnership) -> None:
    def step() -> str:
        return next_step(partnership, list(partnership.parties.select_related("institution")))

    today = timezone.localdate()
    assert "Still to do: " in step()
    partnership.parties.update(goal="Bridges")
    assert "Agree on paper" in step()
    partnership.agreed_on, partnership.agreement_ends_on = today, today + timedelta(days=30)
    assert "runs out soon" in step()
    partnership.agreement_ends_on = None
    assert "Try it out" in step()
    partnership.agreed_on = today - timedelta(days=366)
    assert "Look back together" in step()
    partnership.reviewed_on, partnership.stage = today, Stage.PILOT
    assert step() == ""
