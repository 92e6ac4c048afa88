"""What becomes of an introduction besides a plain answer: brokers, matches the school did not ask for, after a yes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions, links
from brokerage.actions.introductions import propose
from brokerage.models import Introduction, Offer, Request
from core.errors import RuleBroken
from institutions.models import Institution, RoleType, Term
from tests.brokerage.conftest import Ask, letters
from tests.factories import AccreditationFactory, RoleHolderFactory, TermFactory

State, Origin, Side = Introduction.State, Introduction.Origin, Introduction.Side
TODAY = timezone.localdate()


def places_taken(offer: Offer) -> int:
    return Offer.objects.get(pk=offer.pk).places_taken


@pytest.fixture
def dates() -> Term:
    return TermFactory.create(decline_reason=True)


@pytest.fixture
def accredited(broker_organisation: Institution) -> Institution:
    AccreditationFactory.create(broker=broker_organisation)
    return broker_organisation


@pytest.fixture
def handed_on(ask: Ask, lead: User, accredited: Institution, broker: User) -> Introduction:
    return actions.hand_to_broker(introduction=ask(), broker=accredited, words="No answer by phone.", by=lead)


@pytest.fixture
def agreed(ask: Ask, employer_user: User) -> Introduction:
    return actions.answer_introduction(
        introduction=ask(), answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )


@pytest.fixture
def matched(offer: Offer, school: Institution) -> Introduction:
    """By an allocation run."""
    return propose(
        offer=offer,
        school=school,
        area="STEM",
        words="",
        by=None,
        submission_key=uuid4(),
        origin=Origin.RUN,
    )


def test_a_trusts_asking_is_told_from_the_schools_own(
    ask: Ask, schools: list[Institution], school_user: User
) -> None:
    assert ask(by=school_user).origin == Origin.SCHOOL
    assert ask(school=schools[1]).origin == Origin.TRUST


def test_a_broker_is_asked_and_the_place_stays_held(
    handed_on: Introduction, offer: Offer, accredited: Institution, broker: User
) -> None:
    assert (handed_on.state, handed_on.broker) == (State.WITH_BROKER, accredited)
    assert places_taken(offer) == 1
    [letter] = letters("introduction_handed_to_broker")
    assert letter.to == broker.email
    assert "No answer by phone." in letter.body
    assert handed_on in Introduction.objects.visible_to(broker)


def test_only_a_broker_that_is_accredited_for_the_area_today_is_asked(
    ask: Ask, lead: User, broker_organisation: Institution
) -> None:
    award = AccreditationFactory.create(broker=broker_organisation, valid_to=TODAY)
    introduction = ask()
    with pytest.raises(RuleBroken, match="not an accredited broker"):
        actions.hand_to_broker(introduction=introduction, broker=broker_organisation, words="", by=lead)
    award.valid_to = TODAY + timedelta(days=1)
    award.save(update_fields=["valid_to"])
    actions.hand_to_broker(introduction=introduction, broker=broker_organisation, words="", by=lead)


def test_a_broker_takes_it_on_once_and_both_sides_learn_it(
    handed_on: Introduction, broker: User, lead: User
) -> None:
    for _ in range(2):
        handed_on = actions.take_on_introduction(introduction=handed_on, by=broker)
    assert handed_on.broker_accepted_at is not None
    assert [letter.to for letter in letters("introduction_taken_on")] == [lead.email]
    assert [letter.to for letter in letters("introduction_taken_on_provider")] == ["kilns@example.org"]


def test_a_broker_hands_back_with_a_reason_and_the_provider_is_waited_for_again(
    handed_on: Introduction, broker: User, offer: Offer
) -> None:
    with pytest.raises(RuleBroken, match="why you hand it back"):
        actions.hand_back_introduction(introduction=handed_on, words=" ", by=broker)
    back = actions.hand_back_introduction(introduction=handed_on, words="We know nobody there.", by=broker)
    assert (back.state, back.broker) == (State.PROPOSED, None)
    assert places_taken(offer) == 1
    assert "We know nobody there." in letters("introduction_handed_back")[0].body
    with pytest.raises(RuleBroken, match="Waiting for an answer"):
        actions.take_on_introduction(introduction=handed_on, by=broker)


def test_nobody_but_the_broker_takes_on_or_hands_back(
    handed_on: Introduction, lead: User, employer_user: User
) -> None:
    for somebody in (lead, employer_user):
        with pytest.raises(PermissionDenied):
            actions.take_on_introduction(introduction=handed_on, by=somebody)
        with pytest.raises(PermissionDenied):
            actions.hand_back_introduction(introduction=handed_on, words="No.", by=somebody)


def test_the_provider_answers_while_a_broker_helps(handed_on: Introduction, employer_user: User) -> None:
    answered = actions.answer_introduction(
        introduction=handed_on, answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )
    assert answered.state == State.ACCEPTED
    assert answered.broker is not None


def test_the_schools_leader_hears_of_a_match_and_declines_it_from_the_letter(
    offer: Offer, school: Institution, client: Client
) -> None:
    RoleHolderFactory.create(institution=school, name="Hal Head", email="hal@example.org")
    introduction = propose(
        offer=offer, school=school, area="STEM", words="", by=None, submission_key=uuid4(), origin=Origin.RUN
    )
    [letter] = letters("school_matched")
    address = reverse("brokerage:decline_match_by_link", args=[links.match_token(introduction)])
    assert letter.to == "hal@example.org"
    assert "Dear Hal Head" in letter.body
    assert "/decline/" in letter.body
    TermFactory.create(decline_reason=True, code="NOT_WANTED")
    client.get(address)
    introduction.refresh_from_db()
    assert introduction.state == State.PROPOSED
    page = client.post(address, {"reason": "NOT_WANTED", "words": ""}, follow=True).content.decode()
    assert "You said no" in page
    introduction.refresh_from_db()
    assert (introduction.state, introduction.ended_by) == (State.DECLINED, Side.SCHOOL)
    assert places_taken(offer) == 0
    assert len(letters("match_declined_provider")) == 1


def test_a_school_declines_what_its_trust_arranged_and_the_trust_learns_why(
    ask: Ask, school_user: User, lead: User, dates: Term
) -> None:
    introduction = ask()
    actions.decline_match(introduction=introduction, reason=dates, words="Exams then.", by=school_user)
    introduction.refresh_from_db()
    assert introduction.ended_by == Side.SCHOOL
    assert introduction.request.is_open
    [letter] = letters("match_declined")
    assert letter.to == lead.email
    assert "Exams then." in letter.body


def test_a_school_withdraws_what_it_asked_for_itself(ask: Ask, school_user: User, dates: Term) -> None:
    introduction = ask(by=school_user)
    with pytest.raises(RuleBroken, match="Withdraw it instead"):
        actions.decline_match(introduction=introduction, reason=dates, words="", by=school_user)


def test_a_match_is_declined_with_a_reason(matched: Introduction, school_user: User) -> None:
    with pytest.raises(RuleBroken, match="why not"):
        actions.decline_match(introduction=matched, reason=None, words="", by=school_user)


def test_after_a_yes_it_is_cancelled_and_not_declined(
    agreed: Introduction, offer: Offer, school_user: User, dates: Term
) -> None:
    with pytest.raises(RuleBroken, match="Accepted"):
        actions.decline_match(introduction=agreed, reason=dates, words="", by=school_user)
    assert Request.objects.get().state == Request.State.SOLVED
    cancelled = actions.cancel_introduction(
        introduction=agreed, words="Inspection that week.", by=school_user
    )
    assert (cancelled.state, cancelled.ended_by) == (State.CANCELLED, Side.SCHOOL)
    assert cancelled.partnership is not None
    assert places_taken(offer) == 0
    agreed.request.refresh_from_db()
    assert agreed.request.is_open
    [letter] = letters("introduction_cancelled_provider")
    assert "Inspection that week." in letter.body


def test_a_need_that_another_yes_meets_stays_met(
    agreed: Introduction, ask: Ask, employer_user: User, lead: User
) -> None:
    second = Introduction.objects.get(pk=agreed.pk)
    second.pk, second.submission_key, second.area = None, uuid4(), "LITERACY"
    second.save()
    actions.cancel_introduction(introduction=agreed, words="Not this one.", by=employer_user)
    agreed.request.refresh_from_db()
    assert not agreed.request.is_open


def test_both_sides_are_asked_once_whether_it_took_place(agreed: Introduction, lead: User) -> None:
    Introduction.objects.update(planned_on=TODAY - timedelta(days=1))
    for _ in range(2):
        actions.ask_whether_it_happened(introduction=agreed)
    assert {letter.to for letter in letters("asked_whether_it_happened")} == {"kilns@example.org", lead.email}
    assert len(letters("asked_whether_it_happened")) == 2


@pytest.mark.parametrize("planned", [TODAY, None])
def test_nobody_is_asked_before_its_day_is_over(agreed: Introduction, planned: object) -> None:
    Introduction.objects.update(planned_on=planned)
    actions.ask_whether_it_happened(introduction=agreed)
    assert letters("asked_whether_it_happened") == []


@pytest.mark.parametrize(
    ("happened", "state", "taken"), [("yes", State.HAPPENED, 1), ("no", State.DID_NOT_HAPPEN, 0)]
)
def test_what_came_of_it_is_told_by_link(
    agreed: Introduction, offer: Offer, client: Client, happened: str, state: str, taken: int
) -> None:
    address = reverse("brokerage:happened_by_link", args=[links.happened_token(agreed, side=Side.SCHOOL)])
    assert "checked" in client.get(f"{address}?happened={happened}").content.decode()
    client.post(address, {"happened": happened, "words": "Nobody came."})
    agreed.refresh_from_db()
    assert (agreed.state, agreed.ended_by) == (state, Side.SCHOOL)
    assert places_taken(offer) == taken
    assert [letter.to for letter in letters("introduction_told")] == ["kilns@example.org"]
    agreed.request.refresh_from_db()
    assert agreed.request.is_open is (happened == "no")


def test_what_did_not_take_place_is_explained(agreed: Introduction, employer_user: User) -> None:
    with pytest.raises(RuleBroken, match="what happened instead"):
        actions.tell_whether_it_happened(introduction=agreed, happened=False, words="", by=employer_user)


def test_nobody_tells_before_its_day(agreed: Introduction, employer_user: User) -> None:
    tomorrow = TODAY + timedelta(days=1)
    actions.plan_introduction(introduction=agreed, planned_on=tomorrow, by=employer_user)
    with pytest.raises(RuleBroken, match="still to come"):
        actions.tell_whether_it_happened(introduction=agreed, happened=True, words="", by=employer_user)


def test_a_new_day_is_asked_about_again(agreed: Introduction, employer_user: User) -> None:
    Introduction.objects.update(planned_on=TODAY - timedelta(days=1))
    actions.ask_whether_it_happened(introduction=agreed)
    planned = actions.plan_introduction(introduction=agreed, planned_on=TODAY, by=employer_user)
    assert planned.asked_whether_it_happened_at is None


def test_the_day_of_an_offer_of_one_day_is_known(ask: Ask, offer: Offer, employer_user: User) -> None:
    day = TODAY + timedelta(days=30)
    Offer.objects.filter(pk=offer.pk).update(available_from=day, available_to=day)
    introduction = actions.answer_introduction(
        introduction=ask(), answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )
    assert introduction.planned_on == day


def test_a_stale_page_answers_nothing(
    ask: Ask, employer_user: User, lead: User, accredited: Institution
) -> None:
    introduction = ask()
    actions.hand_to_broker(introduction=introduction, broker=accredited, words="", by=lead)
    with pytest.raises(RuleBroken, match="has changed since you opened the page") as refusal:
        actions.answer_introduction(
            introduction=introduction,
            answer=State.ACCEPTED,
            reason=None,
            words="",
            by=employer_user,
            revision=introduction.revision,
        )
    assert refusal.value.code == "stale"


def test_a_stale_page_shows_what_changed_and_can_then_be_sent(
    ask: Ask, client: Client, employer_user: User, lead: User, accredited: Institution
) -> None:
    introduction = ask()
    client.force_login(employer_user)
    address = reverse("brokerage:introduction", args=[introduction.pk])
    typed = {"answer": "MAYBE", "words": "Kept", "revision": str(introduction.revision)}
    actions.hand_to_broker(introduction=introduction, broker=accredited, words="", by=lead)
    page = client.post(address, typed)
    assert "has changed since you opened the page" in page.content.decode()
    assert "Kept" in page.content.decode()
    assert page.context["form"]["revision"].value() == introduction.revision + 1
    client.post(address, typed | {"revision": str(introduction.revision + 1)})
    introduction.refresh_from_db()
    assert introduction.state == State.MAYBE


def test_a_reminder_goes_out_once_and_shortly_before_the_end(ask: Ask) -> None:
    introduction = ask()
    actions.remind_of_answer(introduction=introduction)
    assert letters("answer_due") == []
    Introduction.objects.update(expires_on=TODAY + timedelta(days=5))
    for _ in range(2):
        actions.remind_of_answer(introduction=introduction)
    [letter] = letters("answer_due")
    assert letter.to == "kilns@example.org"
    assert "?answer=DECLINED" in letter.body


@pytest.mark.parametrize(
    ("fixture", "who", "name"),
    [
        ("handed_on", "broker", "hand_back_introduction"),
        ("agreed", "lead", "cancel_introduction"),
        ("agreed", "employer_user", "plan_introduction"),
        ("agreed", "employer_user", "tell_whether_it_happened"),
        ("matched", "school_user", "decline_match"),
        ("matched", "employer_user", "hand_to_broker"),
    ],
)
def test_each_step_has_a_page_with_a_link_to_it(
    request: pytest.FixtureRequest, client: Client, accredited: Institution, fixture: str, who: str, name: str
) -> None:
    introduction, user = request.getfixturevalue(fixture), request.getfixturevalue(who)
    client.force_login(user)
    address = reverse(f"brokerage:{name}", args=[introduction.pk])
    assert address in client.get(reverse("brokerage:introduction", args=[introduction.pk])).content.decode()
    assert client.get(address).status_code == 200
    assert "govuk-error-summary" in client.post(address, {"typed": "nothing"}).content.decode()


def test_a_step_that_is_not_possible_now_has_no_page(
    agreed: Introduction, client: Client, lead: User, stranger: User, accredited: Institution
) -> None:
    address: Callable[[str], str] = lambda name: reverse(f"brokerage:{name}", args=[agreed.pk])  # noqa: E731
    client.force_login(lead)
    assert client.get(address("hand_to_broker")).status_code == 403
    client.force_login(stranger)
    assert client.get(address("cancel_introduction")).status_code == 404


def test_a_broker_who_helps_sees_whom_to_write_to_and_not_before(
    handed_on: Introduction, client: Client, broker: User
) -> None:
    client.force_login(broker)
    address = reverse("brokerage:introduction", args=[handed_on.pk])
    assert "kilns@example.org" not in client.get(address).content.decode()
    page = client.post(reverse("brokerage:take_on_introduction", args=[handed_on.pk]), follow=True)
    assert "kilns@example.org" in page.content.decode()


def test_a_broker_finds_what_was_handed_to_it_from_the_home_page(
    handed_on: Introduction, client: Client, broker: User
) -> None:
    client.force_login(broker)
    assert (
        "1 introduction is handed to you, to take on" in client.get(reverse("outcomes:home")).content.decode()
    )
    page = client.get(reverse("brokerage:introductions"), {"side": "helped"}).content.decode()
    assert reverse("brokerage:introduction", args=[handed_on.pk]) in page


def test_home_asks_both_sides_whether_it_took_place_from_its_day_on(
    agreed: Introduction, client: Client, lead: User, employer_user: User
) -> None:
    words = "1 introduction of which you can say whether it took place"
    for planned_on, is_asked in ((TODAY + timedelta(days=1), False), (TODAY, True)):
        Introduction.objects.update(planned_on=planned_on)
        for somebody in (lead, employer_user):
            client.force_login(somebody)
            assert (words in client.get(reverse("outcomes:home")).content.decode()) is is_asked


def test_what_took_place_can_be_asked_for_again(agreed: Introduction, ask: Ask, employer_user: User) -> None:
    with pytest.raises(RuleBroken, match="already asked"):
        ask()
    actions.tell_whether_it_happened(introduction=agreed, happened=True, words="", by=employer_user)
    assert ask().state == State.PROPOSED


def test_the_providers_named_leader_is_asked_too_and_declines_with_a_reason(
    ask: Ask, offer: Offer, employer: Institution, client: Client
) -> None:
    role = RoleType.objects.get(code="EXECUTIVE_SPONSOR")
    RoleHolderFactory.create(
        role_type=role, institution=employer, name="Cleo Chief", email="cleo@example.org"
    )
    introduction = ask()
    contact, leader = letters("offer_requested")
    assert (contact.to, leader.to) == (offer.contact_email, "cleo@example.org")
    assert leader.body.startswith("Dear Cleo Chief,")
    assert "Dear" not in contact.body
    link = "/answer/" + leader.body.partition("/answer/")[2].split("?")[0]
    TermFactory.create(decline_reason=True, code="NO_CAPACITY")
    client.post(link, {"answer": "DECLINED", "reason": "NO_CAPACITY"})
    introduction.refresh_from_db()
    assert introduction.state == State.DECLINED
    assert introduction.decline_reason is not None
    assert introduction.decline_reason.code == "NO_CAPACITY"


def test_a_leader_who_is_the_contact_gets_one_letter(ask: Ask, offer: Offer, employer: Institution) -> None:
    role = RoleType.objects.get(code="EXECUTIVE_SPONSOR")
    RoleHolderFactory.create(role_type=role, institution=employer, email=offer.contact_email.upper())
    ask()
    assert len(letters("offer_requested")) == 1
