"""Choosing the schools that each is compared with, once for a school year."""

from django.db import transaction
from django.utils import timezone

from core import db
from core.dates import academic_year
from institutions.models import Institution
from institutions.models.institution import UTC_TYPE
from outcomes.models import SimilarSchools
from outcomes.reports.similar import similar_schools


@transaction.atomic
def choose_similar_schools() -> int:
    """Choose for this school year, unless that is done: results that come later change nothing in it.

    Answers how many schools were given a list. None are while no census is loaded; the next night tries again.
    """
    today = timezone.localdate()
    year = academic_year(today)
    with db.exclusive("similar schools") as held:
        if not held or SimilarSchools.objects.filter(year=year).exists():
            return 0
        schools = list(Institution.objects.in_scope().values_list("pk", flat=True))
        chosen = SimilarSchools.objects.bulk_create(
            [
                SimilarSchools(school_id=school, year=year, chosen_on=today, similar=similar)
                for school, similar in similar_schools(schools=schools, utc=UTC_TYPE)
            ],
            batch_size=5_000,
        )
    return len(chosen)
