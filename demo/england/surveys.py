"""Figures of the context, made up: a survey of employers by phase, childcare by provider, and one of the public."""

from decimal import Decimal
from typing import Any

from accounts.models import User
from outcomes import actions
from outcomes.actions import Edition
from outcomes.models import Measure
from outcomes.reports.surveys import parts_of

PUBLISHER = "Made up for the demonstration"
PER_CENT = {"unit": Measure.Unit.PERCENT, "source_type": Measure.SourceType.SURVEY}
EMPLOYERS = {
    "name": "Employers content with how leavers read and write",
    "definition": "“How content are you with the reading and writing of those who come?” At least content.",
    "asked": "Members of employers’ bodies who answered",
    "splits": ["Primary", "Secondary", "16 to 19"],
}
CHILDCARE = {
    "name": "Childcare at children’s centres, by who provides it",
    "definition": "Who runs the childcare that the centre offers.",
    "asked": "Children’s centres that answered",
    "splits": ["Private, voluntary and independent", "Maintained"],
}
PUBLIC = {
    "name": "People who think that parents’ background decides",
    "definition": "“Where you end up in society is mainly decided by your background.” Agree.",
    "asked": "Adults, by quota",
    "splits": [],
}
# Family: what was described, how many answered, and the values by year.
SURVEYS: list[tuple[str, dict[str, Any], int, dict[str, list[str]]]] = [
    (
        "employers-content-with-how-lea",
        EMPLOYERS,
        640,
        {"2023": ["58", "61", "66"], "2024": ["57", "63", "68"], "2025": ["60", "64", "71"]},
    ),
    ("childcare-at-childrens-centres", CHILDCARE, 1_080, {"2025": ["57", "43"]}),
    ("people-who-think-that-parents", PUBLIC, 4_900, {"2024": ["44"], "2025": ["46"]}),
]


def publish_surveys() -> None:
    """As the administrator would. What was described once stays, as all measures do."""
    administrator = User.objects.get(email="admin@demo.example")
    for family, described, sample, years in SURVEYS:
        parts = parts_of(family) or actions.describe_context(**described, **PER_CENT, by=administrator)
        for period, values in years.items():
            edition = Edition(
                publisher=PUBLISHER, name=f"{parts[0].name}, {period}"[:80], period=period, sample=sample
            )
            given = {part: Decimal(value) for part, value in zip(parts, values, strict=True)}
            actions.publish_context(values=given, edition=edition, by=administrator)
