"""Figures of surveys and of counts by others: described once, published year by year, each with sample and source."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Area
from outcomes import actions
from outcomes.actions import Edition
from outcomes.models import Fact, Measure, Release
from outcomes.reports.surveys import parts_of, surveys

pytestmark = pytest.mark.django_db

SURVEY: dict[str, Any] = {
    "name": "Employers content with leavers",
    "definition": "How content are you?",
    "asked": "Members who answered",
    "unit": "PERCENT",
    "source_type": "SURVEY",
}


@pytest.fixture
def by_phase(england: Area, administrator: User) -> list[Measure]:
    return actions.describe_context(**SURVEY, splits=["Primary", "Secondary"], by=administrator)


def publish(parts: list[Measure], period: str, *values: str | None, by: User, **facts: Any) -> Release:
    given = {part: Decimal(value) if value else None for part, value in zip(parts, values, strict=True)}
    edition = Edition(**{"publisher": "P", "name": f"Survey {period}", "period": period} | facts)
    return actions.publish_context(values=given, edition=edition, by=by)


def test_a_yearly_survey_of_employers_is_told_by_phase_with_its_trend(
    client: Client, england: Area, administrator: User
) -> None:
    client.force_login(administrator)
    described = SURVEY | {"splits": "Primary\n\n Secondary "}
    page = client.post("/context/new/", described)
    assert page.status_code == 302
    primary, secondary = parts_of("employers-content-with-leavers")
    for period, values in (("2009", ("52", "61.5")), ("2010", ("55", ""))):
        typed = {
            "publisher": "Employers’ body",
            "name": f"Survey of {period}",
            "period": period,
            "sample": "581",
            "published_on_day": "4",
            "published_on_month": "5",
            "published_on_year": str(int(period) + 1),
            f"value_{primary.pk}": values[0],
            f"value_{secondary.pk}": values[1],
        }
        assert client.post(page["Location"], typed).status_code == 302
    shown = client.get("/context/").content.decode()
    for words in ("61.5%", "581", "Employers’ body, Survey of 2009, 4 May 2010", "not available", "<svg"):
        assert words in shown
    (survey,) = surveys()
    assert [year.period for year in survey.years] == ["2009", "2010"]
    assert survey.chart
    assert [(line.name, line.last) for line in survey.chart.lines] == [
        ("Primary", "55%"),
        ("Secondary", "62%"),
    ]


def test_a_context_indicator_keeps_value_sample_source_and_date(england: Area, administrator: User) -> None:
    parts = actions.describe_context(**SURVEY, splits=[], by=administrator)
    publish(parts, "2019", "46", by=administrator, sample=5_000, published_on=date(2020, 1, 21))
    fact = Fact.objects.in_use().get(measure=parts[0])
    assert (fact.area, fact.value, fact.size, fact.words) == (england, Decimal(46), 5_000, "46%")
    assert fact.release.source == "P, Survey 2019 (final), 21 January 2020"
    assert surveys()[0].chart is None


def test_early_years_provision_is_split_by_the_sector_of_the_provider(
    england: Area, administrator: User
) -> None:
    childcare = SURVEY | {"name": "Childcare by provider"}
    sectors = ["Private, voluntary and independent", "Maintained"]
    parts = actions.describe_context(**childcare, splits=sectors, by=administrator)
    publish(parts, "2009", "58", "42", by=administrator, sample=1_100)
    (survey,) = surveys()
    assert [part.level_filter for part in survey.parts] == sectors
    assert [fact.words for fact in survey.years[0].facts if fact] == ["58%", "42%"]


def test_a_year_is_published_once_and_again_after_it_was_withdrawn(
    client: Client, by_phase: list[Measure], administrator: User
) -> None:
    first = publish(by_phase, "2009", "52", "60", by=administrator)
    with pytest.raises(RuleBroken, match="already"):
        publish(by_phase, "2009", "53", None, by=administrator)
    client.force_login(administrator)
    client.post(f"/context/editions/{first.pk}/withdraw/")
    assert surveys()[0].years == []
    assert publish(by_phase, "2009", "53", None, by=administrator).version == 2
    assert surveys()[0].years[0].facts[1] is None
    assert Fact.objects.filter(measure__in=by_phase).count() == 3  # the former ones are kept


def test_what_is_missing_or_nonsense_is_refused(
    client: Client, by_phase: list[Measure], administrator: User
) -> None:
    with pytest.raises(RuleBroken, match="at least one value"):
        publish(by_phase, "2009", None, None, by=administrator)
    with pytest.raises(RuleBroken, match="of this name already"):
        actions.describe_context(**SURVEY, splits=[], by=administrator)
    with pytest.raises(RuleBroken, match="each of them once"):
        actions.describe_context(**(SURVEY | {"name": "N"}), splits=["A", "A"], by=administrator)
    official = Release.objects.create(
        dataset=Release.Dataset.CENSUS, name="N", publisher="P", periods=["2025/26"]
    )
    with pytest.raises(RuleBroken, match="entered by hand"):
        actions.withdraw_context(release=official, by=administrator)
    client.force_login(administrator)
    typed = {"publisher": "P", "name": "N", "period": "soon", f"value_{by_phase[0].pk}": "120"}
    page = client.post("/context/employers-content-with-leavers/new/", typed).content.decode()
    assert "Enter a year like 2009 or 2008/09" in page
    assert "Enter a percentage from 0 to 100" in page


def test_only_administrators_of_england_publish(
    by_phase: list[Measure], lead: User, administrator: User
) -> None:
    release = publish(by_phase, "2009", "52", None, by=administrator)
    with pytest.raises(PermissionDenied):
        publish(by_phase, "2010", "52", None, by=lead)
    with pytest.raises(PermissionDenied):
        actions.describe_context(**(SURVEY | {"name": "N"}), splits=[], by=lead)
    with pytest.raises(PermissionDenied):
        actions.withdraw_context(release=release, by=lead)
