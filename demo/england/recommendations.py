"""What was reported of the recommendations, made up: some delivered, most under way, a few not begun."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo.england.country import England, moment
from demo.england.rows import ProgressRow
from demo.england.standard import BODY
from institutions.models import Institution, RoleHolder, RoleType, Strand
from outcomes.models import Recommendation, RecommendationOwner

LEADS = ("Ruth Okafor", "Daniel Price", "Meera Shah", "Tom Whitfield")

# Strand, number: days ago, status, what was reported, evidence.
REPORTED = [
    (
        "BUSINESS",
        1,
        210,
        "IN_PROGRESS",
        "Each authority has a plan to reach the schools without a relationship.",
        "",
    ),
    (
        "BUSINESS",
        1,
        25,
        "IN_PROGRESS",
        "The number grows each month. Rural primaries come next.",
        "Figures above",
    ),
    (
        "BUSINESS",
        2,
        190,
        "SUBSTANTIALLY",
        "The expectation is written down for every school.",
        "Guidance of spring",
    ),
    (
        "BUSINESS",
        3,
        40,
        "IN_PROGRESS",
        "Allocation runs serve schools on the priority list first.",
        "Runs of this year",
    ),
    ("BUSINESS", 4, 120, "LONGER_TERM", "A library of good practice is being gathered.", ""),
    ("BUSINESS", 5, 60, "IN_PROGRESS", "Brokers in most regions work towards the award.", "List of brokers"),
    (
        "HIGHER_EDUCATION",
        2,
        75,
        "IN_PROGRESS",
        "Universities begin with primaries where participation is low.",
        "",
    ),
    (
        "HIGHER_EDUCATION",
        4,
        150,
        "SUBSTANTIALLY",
        "Most secondary schools have a careers leader.",
        "Named roles",
    ),
    (
        "HIGHER_EDUCATION",
        5,
        90,
        "COMPLETE",
        "Every university has handed in its strategy.",
        "Regulator’s register",
    ),
    ("PARTNERSHIPS", 1, 35, "IN_PROGRESS", "Trusts match schools without a partner with one near by.", ""),
    ("PARTNERSHIPS", 5, 100, "LONGER_TERM", "Independent schools join where both sides gain.", ""),
    ("PARENTS", 2, 80, "IN_PROGRESS", "Training for those who work with families has begun.", ""),
]


def progress_rows(england: England) -> Iterator[ProgressRow]:
    for strand, number, days, status, narrative, evidence in REPORTED:
        day = england.days_ago(days)
        key = england.vocabularies.recommendations[strand, number]
        yield ProgressRow(key, status, day, narrative, evidence, "", None, moment(day), moment(day))


def name_owners(today: date) -> None:
    """One person leads each strand and answers for its recommendations."""
    body, role = Institution.objects.get(name=BODY), RoleType.objects.get(code="STRAND_LEAD")
    for strand, name in zip(Strand, LEADS, strict=True):
        lead = RoleHolder.objects.create(
            institution=body, role_type=role, name=name, started_on=today - timedelta(days=400)
        )
        RecommendationOwner.objects.bulk_create(
            RecommendationOwner(recommendation=each, holder=lead)
            for each in Recommendation.objects.filter(strand=strand)
        )
