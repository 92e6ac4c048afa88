"""What groups share and save, their years and their accreditation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.actions import (
    accredit_group,
    end_accreditation,
    end_service,
    share_service,
    tell_of_year,
)
from institutions.actions.group_record import Shared
from institutions.models import GroupYear, Institution, SharedService
from institutions.queries.group_record import together
from tests.factories import InstitutionFactory, MembershipFactory
from tests.group_factories import make_group, manager_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
STANDARD = "Standard for groups, version 1"


def test_a_trust_shows_what_its_schools_save_together(client: Client, trust: Institution, lead: User) -> None:
    client.force_login(lead)
    told = {
        "kind": "PURCHASE",
        "name": "Energy",
        "started_on_day": "1",
        "started_on_month": "9",
        "started_on_year": "2025",
        "yearly_saving": "12,500",
    }
    address = reverse("institutions:share_service", args=[trust.pk])
    assert "Say how the saving was worked out" in client.post(address, told).content.decode()
    client.post(address, told | {"worked_out": "Against last year’s invoices"})
    share_service(
        group=trust, shared=Shared("POST", "Teacher for special needs", TODAY, yearly_cost=48_000), by=lead
    )
    page = client.get(reverse("institutions:together", args=[trust.pk])).content.decode()
    assert "£12,500" in page
    assert "Against last year’s invoices" in page
    assert "1 not counted" in page


def test_what_ended_counts_no_more_and_stays(trust: Institution, lead: User) -> None:
    shared = Shared("SERVICE", "Payroll", TODAY, yearly_saving=900, worked_out="Invoices")
    service = share_service(group=trust, shared=shared, by=lead)
    with pytest.raises(RuleBroken):
        end_service(service=service, ended_on=TODAY - timedelta(days=1), by=lead)
    end_service(service=service, ended_on=TODAY, by=lead)
    assert (together(trust).saving, together(trust).ended) == (0, [service])
    with pytest.raises(RuleBroken, match="ended already"):
        end_service(service=service, ended_on=TODAY, by=lead)


def test_only_a_group_with_a_budget_commissions() -> None:
    cluster, federation = make_group("CLUSTER"), make_group("FEDERATION", name="Federation")
    shared = Shared(SharedService.Kind.COMMISSIONED, "Speech therapy", TODAY)
    assert share_service(group=cluster.institution, shared=shared, by=manager_of(cluster)).pk
    with pytest.raises(RuleBroken, match="no budget of its own"):
        share_service(group=federation.institution, shared=shared, by=manager_of(federation))


def test_others_write_nothing_there(trust: Institution, school_user: User) -> None:
    with pytest.raises(PermissionDenied):
        share_service(group=trust, shared=Shared("SERVICE", "Payroll", TODAY), by=school_user)


def test_a_professional_network_counts_its_people_year_by_year(client: Client) -> None:
    group = make_group("PROFESSIONAL_NETWORK")
    by = manager_of(group)
    client.force_login(by)
    form = client.get(reverse("institutions:tell_of_year", args=[group.pk])).content.decode()
    assert "How many people were members" in form
    assert "Budget of the year" not in form
    tell_of_year(group=group, year="2025/26", people=1_200, by=by)
    tell_of_year(group=group, year="2025/26", people=1_250, by=by)
    assert GroupYear.objects.get().people == 1_250
    assert "1,250" in client.get(reverse("institutions:together", args=[group.pk])).content.decode()
    with pytest.raises(RuleBroken, match="does not say this"):
        tell_of_year(group=group, year="2025/26", budget=5, by=by)


def test_a_body_accredits_a_group_and_takes_it_away(client: Client, university: Institution) -> None:
    group = make_group("DEVELOPMENT_CONSORTIUM")
    by = MembershipFactory.create(institution=university).user
    client.force_login(by)
    page = reverse("institutions:together", args=[group.pk])
    assert "Nobody has accredited it yet" in client.get(page).content.decode()
    day = {"granted_on_day": "1", "granted_on_month": "9", "granted_on_year": "2025"}
    client.post(reverse("institutions:accredit_group", args=[group.pk]), day | {"standard": STANDARD})
    (held,) = together(group.institution).accreditations
    assert (held.is_held, held.body) == (True, university)
    assert STANDARD in client.get(page).content.decode()
    end_accreditation(accreditation=held, ends_on=TODAY, reason="It was not shown again", by=by)
    assert "It was not shown again" in client.get(page).content.decode()
    with pytest.raises(RuleBroken, match="ended already"):
        end_accreditation(accreditation=held, ends_on=TODAY, reason="Again", by=by)


def test_nobody_accredits_their_own_group_or_without_a_standing(
    university: Institution, employer: Institution
) -> None:
    group = make_group("ACCREDITED_SCHOOLS_GROUP")
    both = manager_of(group)
    for body, refusal in ((university, "does not look after"), (employer, "cannot accredit")):
        MembershipFactory.create(institution=body, user=both)
        with pytest.raises(RuleBroken, match=refusal):
            accredit_group(group=group, body=body, standard=STANDARD, granted_on=TODAY, by=both)
    network = make_group("NETWORK", name="No standard")
    other = MembershipFactory.create(institution=(body := InstitutionFactory.create(university=True))).user
    with pytest.raises(RuleBroken, match="cannot accredit a network"):
        accredit_group(group=network, body=body, standard=STANDARD, granted_on=TODAY, by=other)
