"""Loading: everything holds, everybody can sign in, and nothing is done twice."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import User
from brokerage.models import BrokerArea, Introduction
from core import db
from core.models import OutgoingEmail
from demo.england.load import load_england
from demo.sign_ins import PASSWORD, SIGN_INS
from institutions.models import Institution, Membership, RegisterImport, Role, Term
from institutions.queries.places import place_of
from outcomes.models import Level, SchoolCoverage
from outcomes.reports.invariants import violations
from partnerships.models import Collaboration, Contribution
from tests.demo.england import SEED, TINY

pytestmark = pytest.mark.django_db


def _load(seed: int = SEED) -> list[str]:
    said: list[str] = []
    load_england(scale=TINY, seed=seed, today=timezone.localdate(), say=said.append)
    return said


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One England for all tests here; each test's own changes are rolled back inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        _load()
        yield
        transaction.set_rollback(True)


def test_every_invariant_holds() -> None:
    assert {name: broken for name, broken in violations().items() if broken} == {}


def test_references_are_checked_again_after_the_load() -> None:
    db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(collaboration=Collaboration.objects.earliest("pk"), school_id=999_999_999)


def test_new_records_get_new_numbers() -> None:
    _load(seed=SEED + 2)  # numbers are not rolled back: another test's England may have set them
    Institution.objects.create(kind=Institution.Kind.EMPLOYER, name="Newcomer")
    Contribution.objects.create(
        collaboration=Collaboration.objects.earliest("pk"), school=Institution.objects.latest("pk")
    )


def test_coverage_has_schools_with_nothing_and_schools_that_are_effective() -> None:
    assert SchoolCoverage.objects.count() == TINY.schools
    levels = set(SchoolCoverage.objects.values_list("literacy", flat=True))
    assert {Level.NOTHING, Level.ACTIVE, Level.EFFECTIVE} <= levels


@pytest.mark.parametrize("address", SIGN_INS)
def test_everybody_signs_in_with_a_verified_address(address: str) -> None:
    user = authenticate(username=address, password=PASSWORD)
    assert user is not None
    assert EmailAddress.objects.filter(user_id=user.pk, email=address, verified=True, primary=True).exists()
    assert Membership.objects.current().filter(user_id=user.pk).exists()


def test_the_lead_manages_a_trust_and_reads_along_at_a_school_elsewhere() -> None:
    lead = User.objects.get(email="lead@demo.example")
    roles = {m.role: m.scope for m in Membership.objects.current().filter(user=lead)}
    trust, elsewhere = roles[Role.MANAGER], roles[Role.READER]
    assert isinstance(trust, Institution)
    assert trust.kind == Institution.Kind.TRUST
    assert elsewhere not in Institution.objects.members_of(trust)


def test_the_lead_finds_drafts_and_introductions_that_wait() -> None:
    lead = User.objects.get(email="lead@demo.example")
    drafts = Collaboration.objects.drafts().filter(logged_by=lead)
    begun, planned_again = drafts.filter(follows=None), drafts.exclude(follows=None)
    assert (begun.count(), planned_again.count()) == (3, 3)
    assert Introduction.objects.awaiting_answer().filter(proposed_by=lead).exists()


def test_the_employer_has_an_introduction_to_answer_and_the_letter_about_it() -> None:
    (membership,) = Membership.objects.filter(user__email="employer@demo.example")
    waiting = Introduction.objects.awaiting_answer().filter(offer__provider=membership.institution)
    assert waiting.exists()
    assert OutgoingEmail.objects.filter(to="employer@demo.example", body__contains="/answer/").exists()


def test_the_broker_and_the_administrator_look_after_the_trusts_authority() -> None:
    trust = Membership.objects.get(user__email="lead@demo.example", role=Role.MANAGER).institution
    broker = Membership.objects.get(user__email="broker@demo.example").institution
    assert trust is not None
    assert BrokerArea.objects.current().filter(broker=broker, area=trust.local_authority).exists()
    assert Membership.objects.get(user__email="la@demo.example").area == trust.local_authority


def test_a_postcode_that_nobody_has_is_placed_by_its_neighbours() -> None:
    school = Institution.objects.schools().filter(urn__isnull=False).earliest("pk")
    place = place_of(f"{school.postcode[:-2]}ZZ")
    assert place is not None
    assert place.local_authority_id == school.local_authority_id


def test_the_same_england_is_not_loaded_twice() -> None:
    before = RegisterImport.objects.get(kind="demo")
    assert _load() == ["The tiny England is loaded already."]
    assert RegisterImport.objects.get(kind="demo") == before


def test_an_england_that_was_not_finished_is_loaded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("demo.england.load.finish", Mock(side_effect=RuntimeError("out of memory")))
        with pytest.raises(RuntimeError, match="out of memory"):
            _load(seed=SEED + 3)
    assert _load(seed=SEED + 3)[-1].startswith("The tiny England is loaded: ")


def test_another_england_takes_its_place_and_keeps_the_vocabularies() -> None:
    terms = Term.objects.count()
    said = _load(seed=SEED + 1)
    assert "Removing the tiny England that is here." in said
    assert Institution.objects.in_scope().count() == TINY.schools
    assert Term.objects.count() == terms > 0


def test_it_is_refused_outside_a_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("load_demo")
