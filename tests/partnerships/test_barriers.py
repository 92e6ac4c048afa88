"""Barriers to an initiative, each with the response that was chosen, and the day on which it was overcome."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.models import Barrier, Partnership, Programme, ProgrammeKind
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(school: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[school, employer])


@pytest.fixture
def programme(university: Institution, university_user: User) -> Programme:
    return actions.found_programme(
        lead=university,
        title="Physics for all",
        summary="S",
        kind=ProgrammeKind.objects.get(code="CAMPAIGN"),
        starts_on=timezone.localdate(),
        by=university_user,
    )


def note(initiative: Partnership | Programme, by: User, code: str = "CAPACITY", **said: str) -> Barrier:
    given = {"words": "One teacher for three classes", "response": "Teach it together"} | said
    kind = Term.objects.get(vocabulary="BARRIER", code=code)
    return actions.note_barrier(initiative=initiative, kind=kind, by=by, **given)


def test_a_party_notes_a_barrier_with_its_response_and_says_when_it_is_overcome(
    client: Client, partnership: Partnership, employer_user: User
) -> None:
    client.force_login(employer_user)
    address = f"/partnerships/{partnership.pk}/barriers/new/"
    assert "Select what stands in the way" in client.post(address, {"response": "x"}).content.decode()
    typed = {"kind": "SMALL_CLASSES", "words": "Nine pupils", "response": "Three schools teach it together"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "What small classes cost" in page
    assert "Three schools teach it together" in page
    barrier = Barrier.objects.get()
    page = client.post(f"/barriers/{barrier.pk}/overcome/", follow=True).content.decode()
    assert "Overcome" in page
    with pytest.raises(RuleBroken, match="already"):
        actions.overcome_barrier(barrier=barrier, by=employer_user)
    history = client.get(f"/partnerships/{partnership.pk}/").content.decode()
    assert "noted a barrier: What small classes cost" in history


def test_everybody_reads_the_barriers_of_a_programme_and_its_lead_notes_them(
    client: Client, programme: Programme, university_user: User, school_user: User
) -> None:
    note(programme, university_user, "ATTITUDE", response="Role models visit")
    client.force_login(school_user)
    page = client.get(f"/programmes/{programme.pk}/").content.decode()
    assert "Role models visit" in page
    assert "It is overcome" not in page
    with pytest.raises(PermissionDenied):
        note(programme, school_user)


def test_nobody_else_notes_or_reads_those_of_a_partnership(
    partnership: Partnership, school_user: User, university_user: User
) -> None:
    barrier = note(partnership, school_user)
    assert list(Barrier.objects.visible_to(school_user)) == [barrier]
    assert not Barrier.objects.visible_to(university_user).exists()
    with pytest.raises(PermissionDenied):
        note(partnership, university_user)


def test_a_barrier_is_of_one_initiative(partnership: Partnership, programme: Programme) -> None:
    kind = Term.objects.filter(vocabulary="BARRIER")[:1].get()
    with pytest.raises(IntegrityError, match="barrier_is_of_one_initiative"):
        Barrier.objects.create(partnership=partnership, programme=programme, kind=kind, response="R")
