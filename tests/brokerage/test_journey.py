"""From the start page to a published offer: by somebody new, by a member, by somebody whose address is known."""

import re
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage.actions import OfferFacts, Organisation, submit_offer
from brokerage.forms.journey import OFFER_STEPS
from brokerage.models import Offer, PendingOffer
from core.errors import RuleBroken
from institutions.models import Institution, Membership, Role
from tests.brokerage.conftest import letters
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TALK: dict[str, dict[str, Any]] = {
    "kind": {"kind": "TALK"},
    "what": {"title": "A talk about bridges", "details": "An hour."},
    "areas": {"areas": ["STEM", "ENTERPRISE"]},
    "where-and-how-far": {"delivery": "AT_SCHOOL", "postcode": "s12ab", "reach_km": "10"},
    "ages": {"ages": ["SECONDARY"]},
    "places": {"places": "3"},
    "dates": {},
    "adults": {"assurance": "ACCOMPANIED"},
}
MEMBERS = TALK | {"who": {"visibility": "EVERYONE"}}
HOUR: dict[str, dict[str, Any]] = {
    "hour": {"title": "Talk about bridges"},
    "day": {"day_day": "1", "day_month": "3", "day_year": "2028"},
    "where": {"delivery": "ONLINE"},
    "ages": {"ages": ["PRIMARY"]},
}
NEWCOMER: dict[str, dict[str, Any]] = {
    "organisation": {
        "organisation_name": "Bridge Builders",
        "organisation_kind": "EMPLOYER",
        "size_band": "SOLE",
        "sector": "CONSTRUCTION",
        "organisation_postcode": "s1 2ab",
    },
    "you": {"person_name": "Nia New", "email": "nia@example.org"},
}


def answer(client: Client, have: str, answers: dict[str, dict[str, Any]], **start: str) -> list[str]:
    """Begin, answer every question in its turn, and say which were asked."""
    response = client.post(reverse("brokerage:offer_start"), {"have": have, **start})
    asked = []
    while response.url != reverse("brokerage:offer_check"):
        slug = response.url.strip("/").rpartition("/")[2]
        asked.append(slug)
        page = client.get(response.url)
        assert f"Question {len(asked)} of {len(answers)}" in page.content.decode()
        response = client.post(response.url, answers[slug])
        assert response.status_code == 302, response.context["form"].errors
    return asked


def publish_link() -> str:
    found = re.search(r"http://[^/]+(/offer/publish/\S+)", letters("offer_submitted")[-1].body)
    assert found
    return found[1]


def test_somebody_new_publishes_an_offer(client: Client, school: Institution) -> None:
    client.get(reverse("brokerage:offer_start"), {"school": school.pk})
    answer(client, "TIME", TALK | NEWCOMER)
    check = client.get(reverse("brokerage:offer_check")).content.decode()
    assert "A talk about bridges" in check
    assert "S1 2AB" in check
    assert client.post(reverse("brokerage:offer_check")).url == reverse("brokerage:offer_sent")
    assert "nia@example.org" in client.get(reverse("brokerage:offer_sent")).content.decode()
    assert not Offer.objects.exists()
    assert not User.objects.filter(email="nia@example.org").exists()

    elsewhere = Client()
    assert "A talk about bridges" in elsewhere.get(publish_link()).content.decode()
    assert not Offer.objects.exists()
    published = elsewhere.post(publish_link())
    offer = Offer.objects.get()
    assert published.url == f"{reverse('brokerage:suggestions', args=[offer.pk])}?school={school.pk}"
    assert (offer.areas, offer.places, offer.reach_km) == (["STEM", "ENTERPRISE"], 3, 10)
    assert offer.contact_email == "nia@example.org"
    assert Membership.objects.get(institution=offer.provider).role == Role.MANAGER
    assert EmailAddress.objects.get(email="nia@example.org").verified

    suggestions = elsewhere.get(published.url).content.decode()
    assert "Set a password" in suggestions
    assert suggestions.index(school.name) < suggestions.index("The school you came from")


def test_the_link_publishes_once(client: Client) -> None:
    answer(client, "HOUR", HOUR | NEWCOMER)
    client.post(reverse("brokerage:offer_check"))
    Client().post(publish_link())
    for method in (client.get, client.post):
        assert method(publish_link()).url == reverse("brokerage:offer", args=[Offer.objects.get().pk])
    assert Offer.objects.count() == 1
    assert PendingOffer.objects.get().answers == {}


def test_a_second_click_on_the_last_button_sends_one_link(client: Client) -> None:
    answer(client, "HOUR", HOUR | NEWCOMER)
    for _ in range(2):
        assert client.post(reverse("brokerage:offer_check")).url == reverse("brokerage:offer_sent")
    assert len(letters("offer_submitted")) == 1


def test_an_hour_asks_four_things_and_the_rest_follows(
    client: Client, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    assert len(answer(client, "HOUR", HOUR)) == 4
    client.post(reverse("brokerage:offer_check"))
    offer = Offer.objects.get()
    assert (offer.provider, offer.kind.code, offer.places) == (employer, "MICRO", 1)
    assert offer.is_one_day
    assert offer.areas == offer.kind.areas


def test_a_member_is_not_asked_who_they_are(
    client: Client, school: Institution, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    asked = answer(client, "ANYTHING", MEMBERS, near="S1 2AB")
    assert "organisation" not in asked
    published = client.post(reverse("brokerage:offer_check"))
    offer = Offer.objects.get()
    assert published.url == reverse("brokerage:suggestions", args=[offer.pk])
    assert (offer.provider, offer.contact_email) == (employer, employer_user.email)
    assert client.post(reverse("brokerage:offer_check")).url == published.url


def test_somebody_signed_in_without_an_institution_sets_theirs_up(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    organisation = {"organisation": NEWCOMER["organisation"]}
    asked = answer(client, "HOUR", HOUR | organisation)
    assert "you" not in asked
    client.post(reverse("brokerage:offer_check"))
    assert Membership.objects.get(user=stranger).institution == Offer.objects.get().provider


def test_an_address_that_belongs_to_somebody_is_used_by_them_alone(client: Client, lead: User) -> None:
    known = UserFactory.create(email="Nia@example.org")
    answer(client, "HOUR", HOUR | NEWCOMER)
    client.post(reverse("brokerage:offer_check"))
    link = publish_link()
    assert client.post(link).url == f"{reverse('account_login')}?next={link}"
    client.force_login(lead)
    assert "Sign in as nia@example.org" in client.post(link).content.decode()
    assert not Offer.objects.exists()
    client.force_login(known)
    client.post(link)
    assert Membership.objects.get(user=known).institution == Offer.objects.get().provider


def test_an_organisation_that_is_here_already_is_said_at_its_name(
    client: Client, employer: Institution
) -> None:
    client.post(reverse("brokerage:offer_start"), {"have": "HOUR"})
    for slug, given in HOUR.items():
        client.post(reverse("brokerage:offer_step", args=[slug]), given)
    known = NEWCOMER["organisation"] | {"organisation_name": employer.name.upper()}
    page = client.post(reverse("brokerage:offer_step", args=["organisation"]), known)
    assert "Ask somebody there to invite you" in str(page.context["form"].errors["organisation_name"])


@pytest.mark.parametrize(
    ("slug", "given", "field"),
    [
        ("kind", {}, "kind"),
        ("what", {"title": "", "details": "Kept"}, "title"),
        ("where-and-how-far", {"delivery": "AT_SCHOOL"}, "postcode"),
        ("where-and-how-far", {"delivery": "AT_SCHOOL", "postcode": "QQ"}, "postcode"),
        ("ages", {}, "ages"),
        ("places", {"places": "many"}, "places"),
        (
            "dates",
            {"available_to_day": "1", "available_to_month": "1", "available_to_year": "2020"},
            "available_to",
        ),
        ("adults", {}, "assurance"),
        ("you", {"person_name": "Nia", "email": "nia"}, "email"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_kept(
    client: Client, school: Institution, slug: str, given: dict[str, str], field: str
) -> None:
    client.post(reverse("brokerage:offer_start"), {"have": "ANYTHING"})
    for earlier, right in (TALK | NEWCOMER).items():
        if earlier == slug:
            break
        client.post(reverse("brokerage:offer_step", args=[earlier]), right)
    page = client.post(reverse("brokerage:offer_step", args=[slug]), given)
    assert list(page.context["form"].errors) == [field]
    text = page.content.decode()
    assert "There is a problem" in text
    assert all(value in text for value in given.values())


def test_a_question_in_the_middle_leads_to_the_start(client: Client) -> None:
    address = reverse("brokerage:offer_step", args=["ages"])
    assert client.get(address).url == reverse("brokerage:offer_start")
    assert client.get(reverse("brokerage:offer_check")).url == reverse("brokerage:offer_start")


def test_a_broken_link_is_said_in_words(client: Client) -> None:
    page = client.get(reverse("brokerage:publish_by_link", args=["forged"]))
    assert page.status_code == 410
    assert "not complete" in page.content.decode()


def test_nobodys_letter_box_is_filled(facts: OfferFacts) -> None:
    organisation = Organisation(name="Bridge Builders", kind=Institution.Kind.EMPLOYER, postcode="S1 2AB")

    def submit() -> PendingOffer:
        return submit_offer(
            email="nia@example.org",
            answers={},
            facts=facts,
            organisation=organisation,
            submission_key=uuid4(),
        )

    for _ in range(5):
        submit()
    with pytest.raises(RuleBroken, match="several e-mails"):
        submit()


def test_no_question_speaks_of_clearance_or_asks_for_certificates() -> None:
    """Schools have no right to see a visitor's certificate, and nobody is "cleared" by this service."""
    words = " ".join(
        f"{field.label} {field.help_text} {getattr(field, 'choices', '')}"
        for step in OFFER_STEPS
        for field in step.form.base_fields.values()
    ).lower()
    assert "cleared" not in words
    assert "dbs" not in words
    assert "we never ask for checks or certificates" in words


def test_it_is_counted_where_people_leave(client: Client, administrator: User, lead: User) -> None:
    for _ in range(2):
        visitor = Client()
        visitor.get(reverse("brokerage:offer_start"))
        visitor.post(reverse("brokerage:offer_start"), {"have": "HOUR"})
        for _ in range(2):
            visitor.get(reverse("brokerage:offer_step", args=["hour"]))
    visitor.post(reverse("brokerage:offer_step", args=["hour"]), HOUR["hour"])
    client.force_login(administrator)
    steps = {step.step: step for step in client.get(reverse("brokerage:offer_drop_out")).context["steps"]}
    assert (steps["start"].reached, steps["start"].answered) == (2, 2)
    assert (steps["hour"].reached, steps["hour"].answered, steps["hour"].left_percent) == (2, 1, 50)
    client.force_login(lead)
    assert client.get(reverse("brokerage:offer_drop_out")).status_code == 404
