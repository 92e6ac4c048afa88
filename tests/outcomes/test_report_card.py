"""A school's report card: progression, and how far its families agree, from what is published alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution, Term
from outcomes.models import ViewsFigure, ViewsRound
from partnerships.models import CriteriaSet
from tests.measure_factories import FactFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def published_round(school: Institution, agree: int | None, answered: int | None) -> ViewsRound:
    """Mothers answered every question alike; of fathers only the number of answers is shown."""
    questions = CriteriaSet.objects.get(kind__code="FAMILIES")
    made = ViewsRound.objects.create(
        title="Autumn",
        criteria_set=questions,
        school=school,
        opens_on=TODAY - timedelta(days=30),
        closes_on=TODAY - timedelta(days=2),
        published_on=TODAY - timedelta(days=1),
    )
    roles = {role.code: role for role in Term.objects.filter(vocabulary="RESPONDENT_ROLE")}
    for criterion in (None, *questions.criteria.all()):
        for role, people in (
            ("MOTHER", agree if criterion else answered),
            ("FATHER", None if criterion else 30),
        ):
            ViewsFigure.objects.create(
                round=made, school=school, role=roles[role], criterion=criterion, people=people
            )
    return made


def read(client: Client, institution: Institution) -> str:
    return client.get(f"/institutions/{institution.pk}/outcomes/").content.decode()


def test_a_report_card_shows_progression_and_what_families_think(
    client: Client, school: Institution, trust: Institution, england: Area, authority: Area, lead: User
) -> None:
    client.force_login(lead)
    assert "Report card" not in read(client, school)
    for place, part, whole in (({"institution": school}, 60, 100), ({"area": england}, 4_000, 10_000)):
        where = {"institution": None} | place
        FactFactory.create(**where, numerator=part, size=whole, code="18_overall")
    FactFactory.create(institution=None, area=authority, numerator=400, size=1_000, code="18_overall")
    made = published_round(school, agree=30, answered=40)
    page = read(client, school)
    card = page[page.index("Report card") : page.index("</section>", page.index("Report card"))]
    assert "<dd>60%</dd>" in card
    assert ">75%<" in card  # of the mothers: what fathers said is withheld
    assert f"/views/{made.pk}/" in card
    assert "Report card" not in read(client, trust)


@pytest.mark.parametrize(("agree", "answered"), [(None, 40), (10, 20), (30, None)])
def test_there_is_no_score_where_too_little_is_shown(
    client: Client, school: Institution, lead: User, agree: int | None, answered: int | None
) -> None:
    """Of twenty people no percentage is shown, however many questions they answered."""
    client.force_login(lead)
    published_round(school, agree, answered)
    assert "Report card" not in read(client, school)
