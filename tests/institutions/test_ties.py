"""Sponsors, sites and units, and which share of schools is in trusts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions import end_tie, found_part, tie_institutions
from institutions.models import Institution, InstitutionLink
from institutions.queries.trusts_on_a_day import sponsors_of_trusts, types_in_trusts
from tests.factories import GroupMembershipFactory, InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
Tie = InstitutionLink.Kind


def test_a_university_behind_a_trust_is_shown_on_both_pages(
    client: Client, trust: Institution, university: Institution, lead: User
) -> None:
    client.force_login(lead)
    told = {
        "relation": "SPONSOR-of",
        "other": university.name,
        "established_on_day": "1",
        "established_on_month": "9",
        "established_on_year": "2020",
    }
    client.post(reverse("institutions:tie", args=[trust.pk]), told)
    client.logout()
    for one, other in ((trust, university), (university, trust)):
        page = client.get(reverse("institutions:institution", args=[one.pk])).content.decode()
        assert other.name in page
        assert "since 1 September 2020" in page


def test_a_university_says_it_too_and_the_trust_ends_it(
    trust: Institution, university: Institution, lead: User
) -> None:
    by = MembershipFactory.create(institution=university).user
    told = {"kind": Tie.SPONSOR, "of": trust, "to": university, "established_on": None}
    link = tie_institutions(**told, by=by)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="already"):
        tie_institutions(**told, by=by)  # type: ignore[arg-type]
    end_tie(link=link, ended_on=TODAY, by=lead)
    assert sponsors_of_trusts(on=TODAY).trusts == 0
    assert sponsors_of_trusts(on=TODAY - timedelta(days=1)).trusts == 1


def test_misfits_and_strangers_are_refused(trust: Institution, employer: Institution, lead: User) -> None:
    with pytest.raises(RuleBroken, match="cannot be said"):
        tie_institutions(kind=Tie.SITE, of=trust, to=employer, established_on=None, by=lead)
    stranger = MembershipFactory.create().user
    with pytest.raises(PermissionDenied):
        tie_institutions(kind=Tie.SPONSOR, of=trust, to=employer, established_on=None, by=stranger)


def test_an_employer_is_one_record_with_its_sites_beneath(client: Client, employer: Institution) -> None:
    by = MembershipFactory.create(institution=employer).user
    client.force_login(by)
    told = {"kind": "SITE", "name": "Kiln Works North", "postcode": "LS1 4AP"}
    client.post(reverse("institutions:add_part", args=[employer.pk]), told)
    site = Institution.objects.get(name="Kiln Works North")
    assert (site.kind, site.links.get().to_institution) == (Institution.Kind.EMPLOYER, employer)
    assert access.can(by, Permission.OFFER_EDIT, site)
    page = client.get(reverse("institutions:sponsors_and_sites", args=[employer.pk])).content.decode()
    assert "Kiln Works North" in page
    with pytest.raises(RuleBroken, match="on Causeway already"):
        found_part(parent=employer, name="Kiln Works North", kind=Tie.SITE, postcode="LS1 4AP", by=by)


def test_a_unit_of_a_university_has_people_of_its_own_and_is_counted_once(university: Institution) -> None:
    by = MembershipFactory.create(institution=university).user
    unit = found_part(
        parent=university, name="Institute of Education", kind=Tie.UNIT, postcode="LS1 4AP", by=by
    )
    assert unit.kind == Institution.Kind.UNIVERSITY
    assert sponsors_of_trusts(on=TODAY).universities == 1


def test_the_share_of_a_type_of_school_in_trusts_is_as_at_a_day(client: Client) -> None:
    joined = date(2024, 9, 1)
    inside, outside = InstitutionFactory.create(utc=True), InstitutionFactory.create(utc=True)
    GroupMembershipFactory.create(member=inside, joined_on=joined)
    GroupMembershipFactory.create(member=outside, joined_on=date(2018, 9, 1), left_on=joined)
    InstitutionFactory.create(type_code="01")
    InstitutionFactory.create(type_code="1")
    rows = {row.name: row for row in types_in_trusts(on=TODAY)}
    utcs = rows["University technical college"]
    assert (utcs.schools, utcs.in_trusts, utcs.percent) == (2, 1, 50)
    assert rows["Community school"].schools == 2
    assert (rows["All"].schools, rows["All"].percent) == (4, 25)
    page = client.get(reverse("institutions:schools_in_trusts"), {"on": "2024-08-31"}).content.decode()
    assert "50%" in page


def test_universities_behind_trusts_are_counted(trust: Institution, university: Institution) -> None:
    InstitutionFactory.create(university=True)
    college = InstitutionFactory.create(kind=Institution.Kind.COLLEGE)
    for sponsor in (university, college):
        InstitutionLink.objects.create(institution=trust, to_institution=sponsor, kind=Tie.SPONSOR)
    found = sponsors_of_trusts(on=TODAY)
    assert (found.universities, found.universities_involved, found.percent, found.trusts) == (2, 1, 50, 1)
