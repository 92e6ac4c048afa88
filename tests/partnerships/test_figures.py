"""How many partnerships there are, and how long they last."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution, Term, Vocabulary
from partnerships.models import Partnership
from partnerships.queries.figures import by_kind, by_pair, by_tag
from partnerships.queries.survival import Life, by_turnover, lives_of, survival
from tests.factories import (
    AreaFactory,
    InstitutionFactory,
    PartnershipFactory,
    RoleHolderFactory,
    RoleTypeFactory,
)

# Worked by hand. Ten partnerships: 3 fail after 200 days, 1 is censored at 300, 1 fails at 500, 1 is censored at 600,
# 1 fails at 900, and 3 go on at 1,200 days.
# Year 1: 10 at risk, 3 fail: 7/10. Year 2: of 6 at risk at day 500, 1 fails: 7/10 x 5/6 = 7/12.
# Year 3: of 4 at risk at day 900, 1 fails: 7/12 x 3/4 = 7/16.
LIVES = [
    *[Life(200, True)] * 3,
    Life(300, False),
    Life(500, True),
    Life(600, False),
    Life(900, True),
    *[Life(1200, False)] * 3,
]


def test_d_13_survival_matches_what_was_worked_by_hand() -> None:
    """Partnership survival: peers D-13."""
    rows = survival(LIVES, least=1)
    assert [(row.at_risk, row.share) for row in rows] == [
        (6, Fraction(7, 10)),
        (4, Fraction(7, 12)),
        (3, Fraction(7, 16)),
    ]


def test_with_too_few_there_is_no_figure() -> None:
    assert [row.percent for row in survival(LIVES)] == [70, None, None]
    assert [row.percent for row in survival([])] == [None, None, None]


def ended(days: int, reason: str) -> Partnership:
    today = timezone.localdate()
    return PartnershipFactory.create(
        ended=True,
        started_on=today - timedelta(days=days),
        ended_on=today,
        end_reason=Term.objects.get(vocabulary="LEAVING_REASON", code=reason),
    )


@pytest.mark.django_db
def test_d_13_an_end_by_merger_is_no_failure() -> None:
    ended(100, "MERGED")
    ended(200, "NOT_WORKING")
    PartnershipFactory.create(started_on=timezone.localdate() - timedelta(days=300))
    PartnershipFactory.create(stage=Partnership.Stage.SEEKING)
    lives = sorted((life.days, life.failed) for life in lives_of())
    assert lives == [(100, False), (200, True), (300, False)]


@pytest.mark.django_db
def test_d_13_those_that_lost_a_lead_are_compared_with_those_that_did_not(school: Institution) -> None:
    """From the end of the first year: whoever ended before had less time to lose its lead."""
    began = timezone.localdate() - timedelta(days=800)
    role = RoleTypeFactory.create(code="SLT_BUSINESS_LEAD")
    RoleHolderFactory.create(
        institution=school, role_type=role, started_on=began, ended_on=began + timedelta(days=90)
    )
    other = InstitutionFactory.create()
    for _ in range(5):
        PartnershipFactory.create(institutions=[school], started_on=began)
        PartnershipFactory.create(institutions=[other], started_on=began)
    early = PartnershipFactory.create(institutions=[school], started_on=began, ended=True)
    Partnership.objects.filter(pk=early.pk).update(ended_on=began + timedelta(days=100))
    changed, kept = by_turnover()
    assert (changed[0].at_risk, kept[0].at_risk) == (5, 5)
    assert (changed[0].percent, kept[0].percent) == (100, 100)


@pytest.mark.django_db
def test_pairs_of_sectors_are_counted(
    client: Client, lead: User, school: Institution, employer: Institution, university: Institution
) -> None:
    PartnershipFactory.create(institutions=[school, employer])
    PartnershipFactory.create(institutions=[school, employer, university])
    PartnershipFactory.create(institutions=[school, university], ended=True)
    assert {row.label: row.live for row in by_pair()} == {
        "Schools and trusts with universities": 1,
        "Schools and trusts with colleges": 0,
        "Schools and trusts with employers": 2,
        "Colleges with employers": 0,
        "Universities with employers": 1,
    }
    client.force_login(lead)
    page = client.get(reverse("partnerships:partnership_figures")).content.decode()
    assert "Schools and trusts with employers" in page
    assert "too few to say" in page


@pytest.mark.django_db
def test_kinds_are_counted_in_an_area(school: Institution, employer: Institution, authority: Area) -> None:
    kind = Term.objects.get(vocabulary="PARTNERSHIP_KIND", code="STATE_INDEPENDENT")
    PartnershipFactory.create(institutions=[school, employer], kind=kind)
    assert [(row.label, row.live) for row in by_kind(authority)] == [(kind.label, 1)]
    assert by_kind(AreaFactory.create()) == []


@pytest.mark.django_db
def test_partnerships_are_counted_by_what_they_are_for_with_what_none_is_for(
    client: Client, lead: User
) -> None:
    partnership = PartnershipFactory.create()
    civic = Term.objects.get(vocabulary="PURPOSE", code="CIVIC")
    resourcing = Term.objects.get(vocabulary="BENEFIT", code="RESOURCING")
    partnership.tags.add(civic, resourcing)
    counted = {row.label: row.live for row in by_tag(Vocabulary.PURPOSE)}
    assert (counted[civic.label], counted["Join or build an alliance"]) == (1, 0)
    client.force_login(lead)
    tables = dict(client.get(reverse("partnerships:partnership_figures")).context["tags"])
    assert {row.label: row.live for row in tables["Benefit of a partnership"]}[resourcing.label] == 1
    assert [row.label for row in tables["Who benefits from a partnership"]] == [
        "Pupils and students",
        "Staff",
        "Communities and families",
    ]


@pytest.mark.django_db
def test_the_page_says_how_many_still_go_on_after_one_two_and_three_years(client: Client, lead: User) -> None:
    started = timezone.localdate() - timedelta(days=1_200)
    for _ in range(12):
        PartnershipFactory.create(started_on=started)
    client.force_login(lead)
    page = client.get(reverse("partnerships:partnership_figures"))
    assert [row.percent for row in page.context["survival"]] == [100, 100, 100]
