"""Asking for an offer, the three answers, and what happens to the place."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent, User
from brokerage import actions, links
from brokerage.actions import introductions
from brokerage.models import Introduction, Offer, Request
from core.errors import RuleBroken
from institutions.models import Institution, Term, Welcome
from partnerships.models import Partnership
from tests.brokerage.conftest import Ask, letters
from tests.factories import (
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    TermFactory,
)

State = Introduction.State


@pytest.fixture
def dates() -> Term:
    return TermFactory.create(decline_reason=True)


def places_taken(offer: Offer) -> int:
    return Offer.objects.get(pk=offer.pk).places_taken


def test_asking_holds_a_place_and_writes_to_the_provider(ask: Ask, offer: Offer, lead: User) -> None:
    introduction = ask(words="Year 9, about thirty pupils.")
    assert introduction.state == State.PROPOSED
    assert places_taken(offer) == 1
    assert introduction.request.words == "Year 9, about thirty pupils."
    [letter] = letters("offer_requested")
    assert letter.to == "kilns@example.org"
    assert links.answer_token(introduction).split(":")[0] in letter.body
    assert AuditEvent.objects.filter(verb="offer_requested", actor=lead, subject_id=introduction.pk).exists()


def test_the_same_form_sent_twice_asks_once(ask: Ask, offer: Offer) -> None:
    key = uuid4()
    assert ask(submission_key=key) == ask(submission_key=key)
    assert places_taken(offer) == 1
    assert len(letters("offer_requested")) == 1


def test_an_open_request_is_used_again(ask: Ask, employer: Institution) -> None:
    first = ask(words="Year 9.")
    second = ask(offer=OfferFactory.create(provider=employer), words="Years 9 and 10.")
    assert first.request == second.request
    assert Request.objects.get().words == "Years 9 and 10."


def test_a_second_asking_for_the_same_offer_is_refused_in_words(ask: Ask, offer: Offer) -> None:
    ask()
    with pytest.raises(RuleBroken, match="has already asked"):
        ask()
    assert places_taken(offer) == 1


def test_the_last_place_is_taken_once(ask: Ask, schools: list[Institution], offer: Offer) -> None:
    ask()
    ask(school=schools[1])
    with pytest.raises(RuleBroken, match="last place a moment ago") as refusal:
        ask(school=schools[2])
    assert refusal.value.code == "offer_full"
    assert places_taken(offer) == 2
    assert not Request.objects.filter(school=schools[2]).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": Offer.State.WITHDRAWN}, "withdrawn"),
        ({"confirmed_on": timezone.localdate() - timedelta(days=400)}, "not confirmed"),
        ({"available_to": timezone.localdate() - timedelta(days=1)}, "dates of this offer are over"),
        ({"areas": ["LITERACY"]}, "not for that area"),
        ({"phases": ["PRIMARY"]}, "other ages"),
        ({"easting": 100_000}, "further away"),
    ],
)
def test_an_offer_that_does_not_fit_is_refused_in_words(
    ask: Ask, offer: Offer, change: dict[str, object], sentence: str
) -> None:
    Offer.objects.filter(pk=offer.pk).update(**change)
    with pytest.raises(RuleBroken, match=sentence):
        ask()


def test_only_who_may_ask_for_the_school_asks(
    ask: Ask, school_user: User, employer_user: User, stranger: User
) -> None:
    assert ask(by=school_user).proposed_by == school_user
    for somebody in (employer_user, stranger):
        with pytest.raises(PermissionDenied):
            ask(by=somebody, area="STEM")


def test_no_pupil_is_named_in_a_request(ask: Ask) -> None:
    with pytest.raises(RuleBroken, match="unique pupil number"):
        ask(words="For A123456789012")


def test_yes_opens_a_partnership_with_both_parties_and_meets_the_request(
    ask: Ask, employer: Institution, employer_user: User, school: Institution, lead: User
) -> None:
    introduction = actions.answer_introduction(
        introduction=ask(), answer=State.ACCEPTED, reason=None, words="Gladly.", by=employer_user
    )
    assert introduction.partnership is not None
    assert introduction.partnership.stage == Partnership.Stage.CO_DESIGN
    assert {party.institution for party in introduction.partnership.parties.all()} == {employer, school}
    request = Request.objects.get()
    assert request.state == Request.State.SOLVED
    assert request.outcome is not None
    assert request.outcome.code == "PARTNERSHIP"
    assert places_taken(introduction.offer) == 1
    [to_school], [to_provider] = letters("introduction_accepted"), letters("introduction_accepted_provider")
    assert (to_school.to, to_provider.to) == (lead.email, "kilns@example.org")
    assert "kilns@example.org" in to_school.body
    assert lead.email in to_provider.body


def test_yes_goes_on_with_a_partnership_that_the_two_already_have(
    ask: Ask, employer: Institution, employer_user: User, school: Institution
) -> None:
    existing = PartnershipFactory.create(institutions=[employer, school], areas=["STEM"])
    introduction = actions.answer_introduction(
        introduction=ask(), answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )
    assert introduction.partnership == existing


def test_no_frees_the_place_and_tells_the_reason(
    ask: Ask, employer_user: User, dates: Term, offer: Offer, lead: User
) -> None:
    introduction = actions.answer_introduction(
        introduction=ask(), answer=State.DECLINED, reason=dates, words="Not in June.", by=employer_user
    )
    assert introduction.decline_reason == dates
    assert places_taken(offer) == 0
    assert Request.objects.get().state == Request.State.SUBMITTED
    [letter] = letters("introduction_declined")
    assert letter.to == lead.email
    assert str(dates) in letter.body
    assert "Not in June." in letter.body
    assert "kilns@example.org" not in letter.body


def test_maybe_keeps_the_place_and_can_still_become_yes(ask: Ask, employer_user: User, offer: Offer) -> None:
    introduction = ask()
    for answer in (State.MAYBE, State.ACCEPTED):
        actions.answer_introduction(
            introduction=introduction, answer=answer, reason=None, words="", by=employer_user
        )
        assert places_taken(offer) == 1
    introduction.refresh_from_db()
    assert introduction.state == State.ACCEPTED


def test_no_needs_a_reason(ask: Ask, employer_user: User) -> None:
    with pytest.raises(RuleBroken, match="Select why"):
        actions.answer_introduction(
            introduction=ask(), answer=State.DECLINED, reason=None, words="", by=employer_user
        )


def test_another_reason_needs_words(ask: Ask, employer_user: User) -> None:
    other = TermFactory.create(decline_reason=True, code="OTHER")
    with pytest.raises(RuleBroken, match="what the reason is"):
        actions.answer_introduction(
            introduction=ask(), answer=State.DECLINED, reason=other, words=" ", by=employer_user
        )


def test_the_same_answer_twice_changes_nothing(
    ask: Ask, employer_user: User, dates: Term, offer: Offer
) -> None:
    introduction = ask()
    for _ in range(2):
        actions.answer_introduction(
            introduction=introduction, answer=State.DECLINED, reason=dates, words="", by=employer_user
        )
    assert places_taken(offer) == 0
    assert len(letters("introduction_declined")) == 1


def test_another_answer_after_the_end_is_refused_in_words(ask: Ask, employer_user: User, dates: Term) -> None:
    introduction = ask()
    actions.answer_introduction(
        introduction=introduction, answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )
    with pytest.raises(RuleBroken, match="marked “Accepted”"):
        actions.answer_introduction(
            introduction=introduction, answer=State.DECLINED, reason=dates, words="", by=employer_user
        )


def test_only_the_provider_answers(ask: Ask, lead: User, stranger: User) -> None:
    introduction = ask()
    for somebody in (lead, stranger):
        with pytest.raises(PermissionDenied):
            actions.answer_introduction(
                introduction=introduction, answer=State.ACCEPTED, reason=None, words="", by=somebody
            )


def test_the_link_answers_without_an_account(ask: Ask) -> None:
    token = links.answer_token(ask())
    introduction = actions.answer_introduction_by_link(
        token=token, answer=State.ACCEPTED, reason=None, words=""
    )
    assert introduction.state == State.ACCEPTED
    assert AuditEvent.objects.get(verb="introduction_answered").actor is None


@pytest.mark.django_db
def test_a_link_for_something_else_is_refused_in_words() -> None:
    from core.links import sign

    with pytest.raises(RuleBroken, match="not complete"):
        actions.answer_introduction_by_link(
            token=sign("publish-offer", 1), answer=State.ACCEPTED, reason=None, words=""
        )


def test_withdrawing_frees_the_place_and_tells_the_provider(ask: Ask, lead: User, offer: Offer) -> None:
    introduction = ask()
    for _ in range(2):
        actions.withdraw_introduction(introduction=introduction, by=lead)
    assert places_taken(offer) == 0
    assert Request.objects.get().state == Request.State.SUBMITTED
    [letter] = letters("introduction_withdrawn")
    assert letter.to == "kilns@example.org"


def test_only_the_school_withdraws(ask: Ask, employer_user: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.withdraw_introduction(introduction=ask(), by=employer_user)


def test_no_answer_in_time_frees_the_place_and_tells_both(ask: Ask, offer: Offer) -> None:
    introduction = ask()
    Introduction.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    for _ in range(2):
        actions.expire_introduction(introduction=introduction)
    introduction.refresh_from_db()
    assert introduction.state == State.EXPIRED
    assert places_taken(offer) == 0
    assert len(letters("introduction_expired")) == len(letters("introduction_expired_provider")) == 1


def test_an_introduction_in_time_does_not_expire(ask: Ask) -> None:
    introduction = ask()
    Introduction.objects.update(expires_on=timezone.localdate())
    assert actions.expire_introduction(introduction=introduction).state == State.PROPOSED


@pytest.mark.django_db
def test_a_school_without_a_person_is_written_to_at_its_own_address(school: Institution) -> None:
    Welcome.objects.create(institution=school, contact_email="office@example.org")
    introduction = IntroductionFactory.create(
        request__school=school, proposed_by=None, expires_on=timezone.localdate() - timedelta(days=1)
    )
    actions.expire_introduction(introduction=introduction)
    assert letters("introduction_expired")[0].to == "office@example.org"


def test_no_more_than_so_many_wait_with_one_provider(
    ask: Ask, offer: Offer, employer: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introductions, "MOST_WAITING", 1)
    first = ask()
    other = OfferFactory.create(provider=employer)
    with pytest.raises(RuleBroken, match="Kiln Works Ltd has not answered 1") as refusal:
        ask(offer=other)
    assert refusal.value.code == "provider_busy"
    assert places_taken(other) == 0
    actions.withdraw_introduction(introduction=first, by=first.proposed_by)  # type: ignore[arg-type]
    ask(offer=other)
