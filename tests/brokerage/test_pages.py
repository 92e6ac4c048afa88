"""The pages: what they show, to whom, and that a long list costs no more than a short one."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from brokerage import actions, links
from brokerage.models import Introduction, Offer, Request
from core.links import sign
from institutions.models import Institution
from tests.brokerage.conftest import Ask, letters
from tests.factories import (
    PLACE,
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    RequestFactory,
    TermFactory,
)

State = Introduction.State


def ranked_address(school: Institution) -> str:
    return reverse("brokerage:ranked", args=[school.pk, "higher-education"])


def asking_address(school: Institution, offer: Offer) -> str:
    return reverse("brokerage:request_offer", args=[school.pk, "STEM", offer.pk])


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_gap_leads_to_a_partnership(
    client: Client, school: Institution, offer: Offer, lead: User, employer_user: User
) -> None:
    client.force_login(lead)
    page = text(client.get(reverse("brokerage:ranked", args=[school.pk, "stem"])))
    assert offer.title in page
    assert asking_address(school, offer) in page
    form = client.get(asking_address(school, offer)).context["form"]
    asked = client.post(
        asking_address(school, offer),
        {"words": "Year 9", "submission_key": str(form["submission_key"].value())},
        follow=True,
    )
    assert "We have asked Kiln Works Ltd" in text(asked)
    introduction = Introduction.objects.get()
    address = reverse("brokerage:introduction", args=[introduction.pk])
    client.force_login(employer_user)
    assert "Year 9" in text(client.get(address))
    client.post(address, {"answer": "ACCEPTED"})
    assert lead.email in text(client.get(address))
    client.force_login(lead)
    page = text(client.get(address))
    assert "kilns@example.org" in page
    introduction.refresh_from_db()
    assert reverse("partnerships:partnership", args=[introduction.partnership_id]) in page


def test_addresses_stay_hidden_before_a_yes(
    ask: Ask, client: Client, lead: User, employer_user: User
) -> None:
    address = reverse("brokerage:introduction", args=[ask().pk])
    client.force_login(lead)
    assert "kilns@example.org" not in text(client.get(address))
    client.force_login(employer_user)
    assert lead.email not in text(client.get(address))


def test_when_the_last_place_has_gone_the_others_are_shown(
    client: Client, school: Institution, offer: Offer, lead: User
) -> None:
    client.force_login(lead)
    Offer.objects.update(places_taken=2)
    response = client.post(
        asking_address(school, offer), {"words": "", "submission_key": str(uuid4())}, follow=True
    )
    assert response.redirect_chain == [(reverse("brokerage:ranked", args=[school.pk, "stem"]), 302)]
    assert "Somebody took the last place a moment ago" in text(response)


def test_a_refusal_keeps_what_was_typed(
    client: Client, school: Institution, offer: Offer, lead: User
) -> None:
    client.force_login(lead)
    given = {"words": "For A123456789012", "submission_key": str(uuid4())}
    page = client.post(asking_address(school, offer), given)
    assert "unique pupil number" in str(page.context["form"].errors["words"])
    assert "For A123456789012" in text(page)


def test_the_ranking_is_for_the_schools_own_people(
    client: Client, school: Institution, offer: Offer, employer_user: User, stranger: User
) -> None:
    for somebody in (employer_user, stranger):
        client.force_login(somebody)
        assert client.get(ranked_address(school)).status_code == 404
        assert client.get(asking_address(school, offer)).status_code == 404


def test_a_need_is_written_down_from_the_ranking(client: Client, school: Institution, lead: User) -> None:
    client.force_login(lead)
    address = reverse("brokerage:make_request", args=[school.pk, "STEM"])
    assert "Say what you need" in text(client.post(address, {"words": ""}))
    typed = {"words": "A robotics club", "kind": "SCHOOL_NEED", "on_yes": "KEEP", "visibility": "PUBLIC"}
    assert "A robotics club" in text(client.post(address, typed, follow=True))
    assert Request.objects.get().school == school


def link_to(introduction: Introduction) -> str:
    return reverse("brokerage:answer_by_link", args=[links.answer_token(introduction)])


def test_opening_the_link_changes_nothing_and_its_button_answers(ask: Ask, client: Client) -> None:
    introduction = ask()
    assert link_to(introduction).split(":")[0] in letters("offer_requested")[0].body  # the rest is the moment
    page = text(client.get(f"{link_to(introduction)}?answer=MAYBE"))
    assert re.search(r'value="MAYBE" checked', page)
    introduction.refresh_from_db()
    assert introduction.state == State.PROPOSED
    assert "You said maybe" in text(client.post(link_to(introduction), {"answer": "MAYBE"}, follow=True))
    assert "You said yes" in text(client.post(link_to(introduction), {"answer": "ACCEPTED"}, follow=True))
    assert "You said yes" in text(client.post(link_to(introduction), {"answer": "DECLINED"}))


def test_no_by_link_needs_a_reason(ask: Ask, client: Client) -> None:
    TermFactory.create(decline_reason=True)
    address = link_to(ask())
    page = client.post(address, {"answer": "DECLINED", "words": "Kept"})
    assert "reason" in page.context["form"].errors
    assert "Kept" in text(page)
    page = client.post(address, {"answer": "DECLINED", "reason": "DATES"}, follow=True)
    assert "You said no" in text(page)


@pytest.mark.parametrize(
    ("state", "words"), [(State.WITHDRAWN, "no longer asks"), (State.EXPIRED, "time to answer has run out")]
)
def test_a_late_click_learns_what_happened(ask: Ask, client: Client, state: str, words: str) -> None:
    introduction = ask()
    Introduction.objects.update(state=state)
    assert words in text(client.get(link_to(introduction)))


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["forged", "gone"])
def test_a_link_that_does_not_work_says_so(client: Client, token: str) -> None:
    token = sign(links.ANSWER, 404) if token == "gone" else token
    page = client.get(reverse("brokerage:answer_by_link", args=[token]))
    assert page.status_code == 410
    assert "This link does not work" in text(page)


def test_a_school_withdraws_from_the_page(ask: Ask, client: Client, lead: User, employer_user: User) -> None:
    introduction = ask()
    address = reverse("brokerage:withdraw_introduction", args=[introduction.pk])
    client.force_login(employer_user)
    assert client.post(address).status_code == 403
    client.force_login(lead)
    assert "You no longer ask" in text(client.post(address, follow=True))
    introduction.refresh_from_db()
    assert introduction.state == State.WITHDRAWN


def test_an_introduction_is_seen_by_its_sides_alone(
    ask: Ask,
    client: Client,
    lead: User,
    school_user: User,
    employer_user: User,
    broker: User,
    administrator: User,
    university_user: User,
    stranger: User,
) -> None:
    address = reverse("brokerage:introduction", args=[ask().pk])
    expected = {
        lead: 200,
        school_user: 200,
        employer_user: 200,
        broker: 200,
        administrator: 200,
        university_user: 404,
        stranger: 404,
    }
    seen = {}
    for somebody in expected:
        client.force_login(somebody)
        seen[somebody] = client.get(address).status_code
    assert seen == expected


def test_each_side_has_its_list(
    ask: Ask, client: Client, lead: User, employer_user: User, broker: User
) -> None:
    ask()
    for somebody, words in (
        (lead, "You asked (1)"),
        (employer_user, "Asked of you (1)"),
        (broker, "In your areas (1)"),
    ):
        client.force_login(somebody)
        page = text(client.get(reverse("brokerage:introductions")))
        assert words in page
        assert "A talk about kilns" in page
    page = text(client.get(reverse("brokerage:introductions"), {"side": "area", "state": "closed"}))
    assert "None of these" in page


@pytest.mark.parametrize("rows", [1, 8])
def test_lists_cost_the_same_however_long(
    client: Client,
    lead: User,
    employer: Institution,
    school: Institution,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    OfferFactory.create_batch(rows, provider=employer, places_taken=0)
    request = RequestFactory.create(school=school)
    for _ in range(rows):
        IntroductionFactory.create(request=request)
    client.force_login(lead)
    with django_assert_num_queries(9):
        client.get(reverse("brokerage:introductions"))
    with django_assert_num_queries(11):
        client.get(reverse("brokerage:ranked", args=[school.pk, "stem"]))
    with django_assert_num_queries(2):
        Client().get(reverse("brokerage:offers"))
    with django_assert_num_queries(4):
        Client().get(reverse("brokerage:institution_offers", args=[employer.pk]))


def test_published_offers_are_public_and_withdrawn_ones_are_not(
    client: Client, offer: Offer, employer_user: User
) -> None:
    address = reverse("brokerage:offer", args=[offer.pk])
    assert "kilns@example.org" not in text(client.get(address))
    Offer.objects.update(state=Offer.State.WITHDRAWN)
    assert client.get(address).status_code == 404
    client.force_login(employer_user)
    assert client.get(address).status_code == 200


def test_offers_are_narrowed(client: Client, school: Institution) -> None:
    near = OfferFactory.create(title="Near", areas=["LITERACY"])
    OfferFactory.create(title="Elsewhere", easting=PLACE["easting"] + 90_000)
    OfferFactory.create(title="Online", online=True, phases=["PRIMARY"])
    OfferFactory.create(title="Lapsed", confirmed_on=timezone.localdate() - timedelta(days=400))

    def titles(**narrowed: str) -> list[str]:
        page = client.get(reverse("brokerage:offers"), narrowed).context["page"]
        return [found.title for found in page]

    assert sorted(titles()) == ["Elsewhere", "Near", "Online"]
    assert titles(near="s1 2ab") == ["Near", "Online"]
    assert titles(area="LITERACY") == [near.title]
    assert titles(phase="PRIMARY", delivery="ONLINE") == ["Online"]
    assert titles(near="nowhere") == []


def test_a_provider_looks_after_its_offer(
    client: Client, offer: Offer, employer_user: User, lead: User
) -> None:
    addresses = {
        name: reverse(f"brokerage:{name}", args=[offer.pk]) for name in ("edit_offer", "withdraw_offer")
    }
    confirm = reverse("brokerage:confirm_offer", args=[offer.pk])
    client.force_login(lead)
    assert {client.get(address).status_code for address in addresses.values()} == {403}
    assert client.post(confirm).status_code == 403
    client.force_login(employer_user)
    changed = {"title": "Kilns", "details": "", "places": "0"}
    assert "1 or more" in text(client.post(addresses["edit_offer"], changed))
    assert "The offer is changed" in text(
        client.post(addresses["edit_offer"], changed | {"places": "4"}, follow=True)
    )
    assert "thirteen months" in text(client.post(confirm, follow=True))
    assert "Withdraw this offer?" in text(client.get(addresses["withdraw_offer"]))
    assert "Withdrawn" in text(client.post(addresses["withdraw_offer"], follow=True))
    assert "has been withdrawn" in text(client.post(confirm, follow=True))


def test_a_school_is_led_from_an_offer_to_asking(
    client: Client, school_user: User, school: Institution, offer: Offer
) -> None:
    client.force_login(school_user)
    address = reverse("brokerage:offer", args=[offer.pk])
    assert asking_address(school, offer) in text(client.get(address))
    Offer.objects.update(phases=["PRIMARY"])
    assert asking_address(school, offer) not in text(client.get(address))


def test_suggestions_say_when_the_school_in_mind_does_not_fit(
    client: Client, offer: Offer, employer_user: User
) -> None:
    primary = InstitutionFactory.create(primary=True, name="Small School")
    client.force_login(employer_user)
    page = client.get(reverse("brokerage:suggestions", args=[offer.pk]), {"school": primary.pk})
    assert "other ages than Small School teaches" in text(page)


def test_withdrawing_warns_of_those_who_wait(
    ask: Ask, client: Client, offer: Offer, employer_user: User
) -> None:
    ask()
    client.force_login(employer_user)
    page = client.get(reverse("brokerage:withdraw_offer", args=[offer.pk]))
    assert "1 school that waits for your answer is told" in " ".join(text(page).split())
    actions.withdraw_offer(offer=offer, by=employer_user)
    assert Introduction.objects.get().state == State.DECLINED
