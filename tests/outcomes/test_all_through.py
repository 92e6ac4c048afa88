"""A school for everybody from two to eighteen is met wherever any of its ages is."""

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Area, Phase
from outcomes.actions import publish_coverage
from outcomes.reports.coverage import Filters, total
from tests.factories import (
    CollaborationFactory,
    ContributionFactory,
    InstitutionFactory,
    MembershipFactory,
    ParticipationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_school_from_two_to_eighteen_counts_in_every_phase(
    client: Client, lead: User, england: Area, authority: Area
) -> None:
    """Kerslake's Reach Academy Feltham: early years, primary, secondary and sixth form in one."""
    reach = InstitutionFactory.create(
        name="From Two to Eighteen",
        phases=list(Phase.values),
        low_age=2,
        high_age=18,
        local_authority=authority,
    )
    MembershipFactory.create(user=lead, institution=reach)
    record = CollaborationFactory.create(organiser=reach, title="A day for all ages")
    part = ContributionFactory.create(collaboration=record, school=reach)
    for year in ("N0", "Y06", "Y11", "Y13"):
        ParticipationFactory.create(contribution=part, year_group=year)
    publish_coverage()
    client.force_login(lead)
    for phase in Phase.values:
        assert "From Two to Eighteen" in client.get("/institutions/", {"phase": phase}).content.decode()
        assert total(Filters(phase=phase), area=england).any_working == 1
    page = client.get(f"/collaborations/{record.pk}/").content.decode()
    assert all(year in page for year in ("Nursery", "Year 6", "Year 11", "Year 13"))
