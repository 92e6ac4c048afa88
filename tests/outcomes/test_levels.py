"""What a school must have done to reach each level, by the effective rule."""

from datetime import timedelta

import pytest
from django.utils import timezone

from institutions.models import Institution, SupportArea
from outcomes.models import EffectiveRule, Level
from outcomes.reports.levels import school_levels
from partnerships.models import Collaboration, Confirmation, Partnership
from tests.factories import CollaborationFactory, PartnershipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def stem_level(school: Institution) -> Level:
    return Level(school_levels(schools=[school.pk])[0]["stem"])


def effective_partnership(school: Institution, partner: Institution, **facts: object) -> Partnership:
    """A partnership for STEM that meets the whole rule, but for `facts`."""
    CollaborationFactory.create(
        organiser=school, partner=partner, schools=[school], area=SupportArea.STEM, starts_on=TODAY
    )
    agreed = {"agreed_on": TODAY, "reviewed_on": TODAY} | facts
    return PartnershipFactory.create(institutions=[school, partner], **agreed)


def test_a_school_without_records_has_nothing(school: Institution) -> None:
    assert stem_level(school) == Level.NOTHING


def test_a_live_partnership_is_a_start(school: Institution, employer: Institution) -> None:
    PartnershipFactory.create(institutions=[school, employer])
    assert stem_level(school) == Level.STARTED


@pytest.mark.parametrize("stage", [Partnership.Stage.SEEKING, Partnership.Stage.ENDED])
def test_a_partnership_that_is_not_live_counts_for_nothing(
    school: Institution, employer: Institution, stage: str
) -> None:
    ended_on = TODAY if stage == Partnership.Stage.ENDED else None
    PartnershipFactory.create(institutions=[school, employer], stage=stage, ended_on=ended_on)
    assert stem_level(school) == Level.NOTHING


def test_an_activity_in_the_last_year_is_active(school: Institution, employer: Institution) -> None:
    CollaborationFactory.create(organiser=school, partner=employer, schools=[school], area=SupportArea.STEM)
    assert stem_level(school) == Level.ACTIVE


def test_an_activity_counts_for_a_year_and_not_a_day_longer(
    school: Institution, employer: Institution
) -> None:
    is_leap_day = (TODAY.month, TODAY.day) == (2, 29)
    a_year_ago = TODAY.replace(year=TODAY.year - 1, day=28 if is_leap_day else TODAY.day)
    record = CollaborationFactory.create(
        organiser=school,
        partner=employer,
        schools=[school],
        area=SupportArea.STEM,
        starts_on=a_year_ago + timedelta(days=1),
    )
    assert stem_level(school) == Level.ACTIVE
    record.starts_on = a_year_ago
    record.save(update_fields=["starts_on"])
    assert stem_level(school) == Level.NOTHING


def test_a_series_counts_for_a_year_from_its_last_day(school: Institution, employer: Institution) -> None:
    CollaborationFactory.create(
        organiser=school,
        partner=employer,
        schools=[school],
        area=SupportArea.STEM,
        starts_on=TODAY - timedelta(days=500),
        ends_on=TODAY - timedelta(days=300),
    )
    assert stem_level(school) == Level.ACTIVE


def test_a_draft_counts_for_nothing(school: Institution, employer: Institution) -> None:
    CollaborationFactory.create(organiser=school, schools=[school], area=SupportArea.STEM, draft=True)
    assert stem_level(school) == Level.NOTHING


def test_a_disputed_record_counts_for_nothing(school: Institution, employer: Institution) -> None:
    CollaborationFactory.create(
        organiser=school,
        partner=employer,
        schools=[school],
        area=SupportArea.STEM,
        partner_confirmation=Confirmation.DISPUTED,
    )
    assert stem_level(school) == Level.NOTHING


def test_agreement_confirmed_activity_and_review_together_are_effective(
    school: Institution, employer: Institution
) -> None:
    effective_partnership(school, employer)
    assert stem_level(school) == Level.EFFECTIVE


@pytest.mark.parametrize(
    "missing",
    [
        {"agreed_on": None},
        {"reviewed_on": None},
        {"agreement_ends_on": TODAY},
        {"areas": [SupportArea.LITERACY]},
    ],
    ids=["no agreement", "no review", "agreement over", "agreed for another area"],
)
def test_a_part_of_the_rule_that_is_missing_leaves_it_active(
    school: Institution, employer: Institution, missing: dict[str, object]
) -> None:
    effective_partnership(school, employer, **missing)
    assert stem_level(school) == Level.ACTIVE


def test_an_activity_with_somebody_else_does_not_make_a_partnership_effective(
    school: Institution, employer: Institution, university: Institution
) -> None:
    CollaborationFactory.create(organiser=school, partner=university, schools=[school], area=SupportArea.STEM)
    PartnershipFactory.create(institutions=[school, employer], agreed_on=TODAY, reviewed_on=TODAY)
    assert stem_level(school) == Level.ACTIVE


def test_an_activity_only_one_side_confirmed_is_not_effective(
    school: Institution, employer: Institution
) -> None:
    effective_partnership(school, employer)
    Collaboration.objects.update(partner_confirmation=Confirmation.AWAITING)
    assert stem_level(school) == Level.ACTIVE


def test_a_new_version_of_the_rule_takes_effect_without_a_release(
    school: Institution, employer: Institution
) -> None:
    effective_partnership(school, employer, reviewed_on=None)
    EffectiveRule.objects.create(version=2, valid_from=TODAY, needs_review=False)
    assert stem_level(school) == Level.EFFECTIVE
