"""Recognition: rounds of awards from nominations to winners, and what is given without a round."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import AwardRound, Recognition, RecognitionKind
from tests.factories import InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db

RECOGNITION = "/recognition/"
State = Recognition.State


@pytest.fixture
def network_user() -> User:
    """Somebody at a network that gives awards."""
    network = InstitutionFactory.create(kind=Institution.Kind.NETWORK, name="Employers of the Dales")
    return MembershipFactory.create(institution=network).user


def kind(code: str) -> RecognitionKind:
    return RecognitionKind.objects.get(code=code)


def opened(by: User, **facts: Any) -> AwardRound:
    """This year's award for employers; nominations close in a week. Say what is different."""
    usual: dict[str, Any] = {
        "kind": kind("EMPLOYER_AWARD"),
        "organiser": Institution.objects.of(by).order_by("pk")[0],
        "name": "Employers of the year 2026",
        "words": "A year of work with schools.",
        "closes_on": timezone.localdate() + timedelta(days=7),
    }
    return actions.open_award_round(by=by, **(usual | facts))


def close(award_round: AwardRound) -> None:
    AwardRound.objects.filter(pk=award_round.pk).update(closes_on=timezone.localdate() - timedelta(days=1))


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def test_an_award_goes_from_nominations_to_winners_who_show_it_on_their_page(
    client: Client, network_user: User, lead: User, employer: Institution
) -> None:
    client.force_login(network_user)
    typed = {
        "kind": "EMPLOYER_AWARD",
        "name": "Employers of the year 2026",
        "words": "A year of work with schools.",
        **day("closes_on", timezone.localdate() + timedelta(days=7)),
    }
    assert client.post(f"{RECOGNITION}rounds/new/", typed).status_code == 302
    award_round = AwardRound.objects.get()
    page = f"{RECOGNITION}rounds/{award_round.pk}/"
    client.force_login(lead)
    said = {"institution": employer.name, "words": "Readers in every school."}
    assert client.post(f"{page}nominate/", said).status_code == 302
    other = InstitutionFactory.create(employer=True, name="Quiet Works")
    client.post(f"{page}nominate/", {"institution": other.name, "words": "A visit."})
    close(award_round)
    entry, beside = Recognition.objects.order_by("pk")
    client.force_login(network_user)
    assert client.post(f"{page}shortlist/", {"chosen": [entry.pk]}).status_code == 302
    client.logout()
    assert "Kiln Works" not in client.get(page).content.decode()
    client.force_login(network_user)
    assert client.post(f"{page}announce/", {"chosen": [entry.pk]}).status_code == 302
    client.logout()
    shown = client.get(page).content.decode()
    assert ("Kiln Works" in shown, "Quiet Works" in shown) == (True, False)
    assert (
        "Employers of the year 2026" in client.get(f"/institutions/{employer.pk}/library/").content.decode()
    )
    entry.refresh_from_db()
    beside.refresh_from_db()
    assert (entry.state, entry.given_on) == (State.WON, timezone.localdate())
    assert beside.state == State.NOMINATED


def test_the_shortlist_waits_for_the_last_day_and_winners_come_from_it(
    network_user: User, lead: User, trust: Institution, employer: Institution
) -> None:
    award_round = opened(network_user)
    nominated: dict[str, Any] = {"institution": employer, "nominator": trust, "words": "W", "by": lead}
    entry = actions.nominate_for_award(award_round=award_round, **nominated)
    with pytest.raises(RuleBroken, match="nominated already"):
        actions.nominate_for_award(award_round=award_round, **nominated)
    with pytest.raises(RuleBroken, match="still open"):
        actions.shortlist_awards(award_round=award_round, entries=[entry], by=network_user)
    close(award_round)
    with pytest.raises(RuleBroken, match="closed"):
        actions.nominate_for_award(award_round=award_round, **nominated)
    with pytest.raises(RuleBroken, match="cannot become “Won”"):
        actions.announce_awards(award_round=award_round, winners=[entry], by=network_user)
    actions.shortlist_awards(award_round=award_round, entries=[entry], by=network_user)
    actions.announce_awards(award_round=award_round, winners=[entry], by=network_user)
    with pytest.raises(RuleBroken, match="announced already"):
        actions.shortlist_awards(award_round=award_round, entries=[], by=network_user)


def test_only_the_organiser_chooses(network_user: User, lead: User) -> None:
    award_round = opened(network_user)
    for choose, chosen in ((actions.shortlist_awards, "entries"), (actions.announce_awards, "winners")):
        with pytest.raises(PermissionDenied):
            choose(award_round=award_round, by=lead, **{chosen: []})


def test_a_kind_says_who_gives_it_and_to_whom(
    network_user: User, lead: User, trust: Institution, school: Institution, employer: Institution
) -> None:
    with pytest.raises(RuleBroken, match="does not give this"):
        opened(lead, organiser=trust)
    with pytest.raises(RuleBroken, match="is not for"):
        actions.nominate_for_award(
            award_round=opened(network_user), institution=school, nominator=trust, words="W", by=lead
        )
    today = timezone.localdate()
    given: dict[str, Any] = {
        "institution": employer,
        "giver": trust,
        "words": "W",
        "given_on": today,
        "by": lead,
    }
    by_network = {"giver": Institution.objects.of(network_user).get(), "by": network_user}
    with pytest.raises(RuleBroken, match="won in a round"):
        actions.give_recognition(kind=kind("EMPLOYER_AWARD"), **(given | by_network))
    with pytest.raises(RuleBroken, match="somebody else"):
        actions.give_recognition(kind=kind("OPENED_DOORS"), **(given | {"institution": trust}))
    thanks = actions.give_recognition(kind=kind("CELEBRATION"), **given)
    assert thanks.state == State.GIVEN
    with pytest.raises(IntegrityError, match="from_another"), transaction.atomic():
        Recognition.objects.update(giver=employer)


def test_a_high_performing_specialist_school_shows_it_on_its_page(
    client: Client, network_user: User, school: Institution
) -> None:
    client.force_login(network_user)
    typed = {
        "kind": "SPECIALIST",
        "institution": school.name,
        "words": "Languages, and help for nine schools.",
        **day("given_on", timezone.localdate()),
    }
    assert client.post(f"{RECOGNITION}give/", typed).status_code == 302
    client.logout()
    shown = client.get(f"/institutions/{school.pk}/library/").content.decode()
    assert "High-performing specialist school" in shown
    assert "Languages, and help for nine schools." in shown


def test_the_catalogue_says_what_one_does_and_what_it_brings(client: Client) -> None:
    shown = client.get(RECOGNITION).content.decode()
    for each in RecognitionKind.objects.all():
        assert each.description in shown
        assert each.brings[1:] in shown
