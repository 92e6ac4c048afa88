"""Whom a broker helped, and what its yearly surveys said.

Tenancy: averages are public, and only of enough answers; who said what is shown to nobody.
"""

from datetime import date, timedelta

from django.utils import timezone

from brokerage.models import Introduction
from core.dates import academic_year, academic_year_days
from institutions.models import Institution
from partnerships.models import Review
from partnerships.queries.reviews import SurveyResult, surveys_of

SURVEY = "BROKER_SURVEY"  # the kind of review
HELPED_WITHIN = timedelta(days=365)


def helped_by(broker: Institution) -> list[Institution]:
    """Schools and providers of the introductions that it took on in the last twelve months."""
    since = timezone.now() - HELPED_WITHIN
    taken_on = Introduction.objects.filter(broker=broker, broker_accepted_at__gte=since)
    both = taken_on.values("school").union(taken_on.values("offer__provider"))
    found = Institution.objects.open().filter(pk__in=both).exclude(pk=broker.pk)
    return list(found.defer("search").order_by("pk"))


def survey_of_year(broker: Institution, *, on: date) -> Review | None:
    """The one that was opened in the school year of a day."""
    days = academic_year_days(academic_year(on))
    asked = broker.reviews.filter(criteria_set__kind__code=SURVEY, opened_on__range=days)
    return asked.order_by("pk").first()


def results_of(broker: Institution) -> list[SurveyResult]:
    """Of surveys that have closed, the latest first."""
    return [each for each in surveys_of(broker) if each.review.kind.code == SURVEY]
