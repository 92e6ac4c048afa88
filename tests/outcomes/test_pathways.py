"""Pathways: steps, counts that only their own people see, and what is published of them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from core import db
from core.errors import RuleBroken
from institutions.models import Area, Institution
from outcomes import actions, tasks
from outcomes.disclosure import exposed, protect
from outcomes.models import Pathway, PathwayCount, PathwayFigure, PathwayKind
from outcomes.pathway_table import step_table
from outcomes.reports.pathways import ladder_of
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

CHECKOUT = Path(__file__).resolve().parents[2]
COHORT = "2024/25"


def begin(lead: Institution, by: User, kind: str = "SUBJECT", area: Area | None = None) -> Pathway:
    chosen = PathwayKind.objects.get(code=kind)
    return actions.begin_pathway(lead=lead, kind=chosen, title="French", area=area, summary="", by=by)


def keep(pathway: Pathway, institution: Institution, numbers: list[int], cohort: str = COHORT) -> None:
    """As if its own people had counted."""
    pathway.members.add(institution)
    for step, people in zip(pathway.steps.order_by("position"), numbers, strict=False):
        PathwayCount.objects.create(
            step=step, institution=institution, cohort=cohort, pupil_group="ALL", people=people
        )


@pytest.fixture
def languages(university: Institution, university_user: User, authority: Area) -> Pathway:
    """An authority with 18 schools, 3,000 pupils, 1,700 entries in languages and 36 at A level."""
    pathway = begin(university, university_user, area=authority)
    a_level = [12, 9, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    for number, entries in enumerate(a_level):
        school = InstitutionFactory.create(
            name=f"School {number:02}",
            local_authority=authority,
            easting=400_000 + 1000 * number,
            northing=300_000,
        )
        gcse = 94 if number else 102
        keep(pathway, school, [166 if number else 178, gcse, entries])
    tasks.publish_pathways()
    return pathway


def test_a_subject_shows_where_classes_are_too_small_and_what_all_have_together(
    client: Client, stranger: User, languages: Pathway
) -> None:
    ladder = ladder_of(languages)
    newest = ladder.cohorts[0]
    assert [rung.people for rung in newest.rungs] == [3000, 1700, 40]
    assert [rung.share for rung in newest.rungs] == [None, 55, 0]  # of the step below, to five per cent
    assert [place.institution.name for place in ladder.too_few] == [f"School {n:02}" for n in range(2, 18)]
    assert ladder.pooled == 40
    assert (ladder.too_few[0].nearest, ladder.too_few[0].kilometres) == (ladder.places[1].institution, 1.0)
    client.force_login(stranger)
    page = client.get(reverse("outcomes:pathway", args=[languages.pk])).content.decode()
    assert "16 of 18 have fewer than 6" in page
    assert "Together all have about 40" in page
    assert "about 55% of 3,000" in page


def test_small_numbers_leave_no_trace_in_what_is_published(languages: Pathway) -> None:
    last = languages.steps.get(position=3)
    shown = PathwayFigure.objects.filter(step=last, institution__isnull=False, people__isnull=False)
    assert set(shown.values_list("people", flat=True)) == {10}
    table = step_table(
        (str(place), "ALL", people)
        for place, people in PathwayCount.objects.filter(step=last).values_list("institution", "people")
    )
    hidden = {key for key, number in protect(table).items() if number is None}
    assert not exposed(table, hidden)


def test_the_disadvantaged_and_the_others_protect_each_other() -> None:
    table = step_table(
        [("1", "ALL", 60), ("1", "DISADVANTAGED", 57), ("2", "ALL", 80), ("2", "DISADVANTAGED", 30)]
    )
    hidden = {key for key in table.counts if protect(table).get(key) is None}
    assert not exposed(table, hidden)
    assert {("1", "DISADVANTAGED"), ("1", "ALL")} & hidden  # else three others stand open


def test_a_trend_of_three_years_at_each_partner_school(
    client: Client, lead: User, university: Institution, university_user: User, schools: list[Institution]
) -> None:
    pathway = begin(university, university_user)
    for cohort, entries in (("2022/23", 30), ("2023/24", 40), ("2024/25", 60)):
        for school in schools[:2]:
            keep(pathway, school, [150, entries], cohort)
    actions.publish_pathways()
    client.force_login(lead)
    step = pathway.steps.get(position=2)
    page = client.get(reverse("outcomes:pathway", args=[pathway.pk]), {"step": step.pk}).content.decode()
    row = page[page.index("Each institution: GCSE entries") :]
    assert re.findall(r'cw-number">(\d+)<', row)[:3] == ["60", "40", "30"]


def test_a_school_walks_from_the_pathway_to_its_counts(
    client: Client,
    school_user: User,
    university: Institution,
    university_user: User,
    schools: list[Institution],
) -> None:
    pathway = begin(university, university_user)
    actions.add_pathway_member(pathway=pathway, institution=schools[0], by=university_user)
    client.force_login(school_user)
    address = reverse("outcomes:count_pathway", args=[pathway.pk])
    assert address in client.get(reverse("outcomes:pathway", args=[pathway.pk])).content.decode()
    first, second, _ = pathway.steps.order_by("position")
    years = client.get(address).context["form"].fields["cohort"].choices
    typed: dict[str, Any] = {"institution": schools[0].pk, "cohort": years[1][0]}
    refused = client.post(address, typed | {f"all_{first.pk}": 7907, f"some_{first.pk}": 7908})
    assert "The disadvantaged cannot be more than all: 7908 of 7907" in refused.content.decode()
    client.post(address, typed | {f"all_{first.pk}": 7907, f"all_{second.pk}": 61})
    exact = reverse("outcomes:pathway_counts", args=[pathway.pk, schools[0].pk])
    assert "7,907" in client.get(exact).content.decode()
    assert AuditEvent.objects.filter(verb="pathway_counts_viewed", actor=school_user).count() == 1
    client.force_login(university_user)
    assert client.get(exact).status_code == 403  # its lead sees what is published, no more


def test_only_members_count_and_only_for_themselves(
    school_user: User, lead: User, university: Institution, university_user: User, schools: list[Institution]
) -> None:
    pathway = begin(university, university_user)
    step = pathway.steps.first()
    assert step is not None
    counts = {step.pk: (40, None)}
    with pytest.raises(RuleBroken, match="is not on this pathway"):
        actions.count_pathway(
            pathway=pathway, institution=schools[0], cohort=COHORT, counts=counts, by=school_user
        )
    pathway.members.add(schools[1])
    with pytest.raises(PermissionDenied):
        actions.count_pathway(
            pathway=pathway, institution=schools[1], cohort=COHORT, counts=counts, by=school_user
        )
    with pytest.raises(RuleBroken, match="has not begun"):
        actions.count_pathway(
            pathway=pathway, institution=schools[1], cohort="2098/99", counts=counts, by=lead
        )


def test_a_ladder_names_level_provider_and_support_at_each_step(
    client: Client, university: Institution, university_user: User
) -> None:
    pathway = begin(university, university_user, kind="LADDER")
    client.force_login(university_user)
    steps = [
        {"label": "Academy", "step_type": "SCHOOL", "support": "A mentor from the university"},
        {"label": "Level 4 at the UTC", "step_type": "HTQ", "level": "4", "provider": university.name},
        {
            "label": "Degree",
            "step_type": "DEGREE",
            "level": "6",
            "provider": university.name,
            "support": "A bursary",
        },
    ]
    for step in steps:
        client.post(reverse("outcomes:add_pathway_step", args=[pathway.pk]), step)
    keep(pathway, university, [300, 100, 60])
    actions.publish_pathways()
    page = client.get(reverse("outcomes:pathway", args=[pathway.pk])).content.decode()
    for words in (
        "Level 4 at the UTC",
        "Higher Technical Qualification",
        f"Awarded by {university.name}",
        "A bursary",
    ):
        assert words in page
    assert [rung.share for rung in ladder_of(pathway).cohorts[0].rungs] == [None, 35, 60]


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("TEACHERS", "Qualified"),
        ("PARTNER_TEACHERS", "Still there after three years"),
        ("LEADERS", "In a new role"),
        ("ENTRANTS", "Entered"),
    ],
)
def test_each_kind_brings_its_steps(
    kind: str, last: str, university: Institution, university_user: User
) -> None:
    pathway = begin(university, university_user, kind=kind)
    assert pathway.steps.order_by("position").last().label == last  # type: ignore[union-attr]


def test_published_again_only_when_something_changed(languages: Pathway) -> None:
    assert actions.publish_pathways() == 0
    PathwayCount.objects.filter(step__position=1, people=178).update(people=300)
    assert actions.publish_pathways() > 0


def test_exact_counts_stand_apart_and_one_module_reads_them() -> None:
    found = db.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'outcomes_pathwaycount'")
    assert found == [{"schemaname": "raw"}]
    apps = ("accounts", "brokerage", "config", "core", "institutions", "outcomes", "partnerships")
    files = [
        path for app in apps for path in (CHECKOUT / app).rglob("*.py") if "migrations" not in path.parts
    ]
    pattern = r"PathwayCount\.objects|outcomes_pathwaycount"
    readers = {str(path.relative_to(CHECKOUT)) for path in files if re.search(pattern, path.read_text())}
    assert readers == {"outcomes/actions/pathways.py"}
