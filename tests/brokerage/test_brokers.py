"""The brokerage standard from its first version to an award that lapses, and how a broker's quality is worked out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions, links
from brokerage.actions.introductions import ANSWER_WITHIN
from brokerage.models import (
    Accreditation,
    BrokerageTarget,
    BrokerArea,
    BrokerFeedback,
    Evidence,
    FundingRule,
    Introduction,
    Request,
    Standard,
)
from brokerage.queries.brokers import (
    administered_authorities,
    authorities_without,
    feedback_by_year,
    quality_of,
    standings,
    targets_now,
)
from core.errors import RuleBroken
from institutions.models import Area, Institution, Role
from tests.brokerage.conftest import Ask, letters
from tests.factories import (
    AccreditationFactory,
    AreaFactory,
    IntroductionFactory,
    MembershipFactory,
    PartnershipFactory,
    StandardFactory,
)

Stage, Side = Accreditation.Stage, Introduction.Side
TODAY = timezone.localdate()


@pytest.fixture
def standard(db: None) -> Standard:
    return StandardFactory.create(criteria=["Knows its schools", "Reaches employers"])


@pytest.fixture
def assessor(standard: Standard) -> User:
    return MembershipFactory.create(institution=standard.body, role=Role.EDITOR).user


@pytest.fixture
def shown(broker: User, broker_organisation: Institution, standard: Standard) -> list[Evidence]:
    """Evidence for every criterion."""
    return [
        actions.give_evidence(
            broker=broker_organisation, criterion=criterion, words="We visit.", link="", by=broker
        )
        for criterion in standard.criteria.order_by("position")
    ]


def standing(broker: Institution, on: date | None = None) -> str:
    return standings([broker], on=on)[broker.pk].label


def test_a_broker_goes_from_registered_to_achieved_with_evidence_for_each_criterion(
    broker_organisation: Institution, standard: Standard, broker: User, assessor: User
) -> None:
    actions.register_broker(broker=broker_organisation, standard=standard, by=broker)
    assert standing(broker_organisation) == "Registered"
    with pytest.raises(RuleBroken, match="no evidence yet for “Knows its schools”"):
        actions.assess_oneself(broker=broker_organisation, standard=standard, by=broker)
    shown = [
        actions.give_evidence(
            broker=broker_organisation, criterion=criterion, words="We visit.", link="", by=broker
        )
        for criterion in standard.criteria.all()
    ]
    actions.assess_oneself(broker=broker_organisation, standard=standard, by=broker)
    assert standing(broker_organisation) == "Self-assessed"
    later = TODAY + timedelta(days=1_000)
    award: dict[str, Any] = {"broker": broker_organisation, "standard": standard, "words": "", "by": assessor}
    actions.award(stage=Stage.WORKING_TOWARDS, valid_to=None, **award)
    assert standing(broker_organisation) == "Working towards"
    with pytest.raises(RuleBroken, match="is not met yet"):
        actions.award(stage=Stage.ACHIEVED, valid_to=later, **award)
    for evidence in shown:
        actions.assess_evidence(evidence=evidence, is_met=True, words="", by=assessor)
    with pytest.raises(RuleBroken, match="until which the award counts"):
        actions.award(stage=Stage.ACHIEVED, valid_to=None, **award)
    actions.award(stage=Stage.ACHIEVED, valid_to=later, **award)
    assert standing(broker_organisation) == "Achieved"
    assert Accreditation.objects.filter(broker=broker_organisation).count() == 4


def test_a_review_takes_the_place_of_the_award_before(
    broker_organisation: Institution, standard: Standard, assessor: User, shown: list[Evidence]
) -> None:
    for evidence in shown:
        actions.assess_evidence(evidence=evidence, is_met=True, words="", by=assessor)
    for days in (100, 900):
        actions.award(
            broker=broker_organisation,
            standard=standard,
            stage=Stage.ACHIEVED,
            valid_to=TODAY + timedelta(days=days),
            words="",
            by=assessor,
        )
    [held] = Accreditation.objects.held().filter(broker=broker_organisation)
    assert held.valid_to == TODAY + timedelta(days=900)


def test_what_is_not_met_has_its_reason_and_new_words_are_looked_at_anew(
    shown: list[Evidence], assessor: User, broker: User, broker_organisation: Institution
) -> None:
    with pytest.raises(RuleBroken, match="what is missing"):
        actions.assess_evidence(evidence=shown[0], is_met=False, words="", by=assessor)
    actions.assess_evidence(evidence=shown[0], is_met=False, words="Since when?", by=assessor)
    again = actions.give_evidence(
        broker=broker_organisation, criterion=shown[0].criterion, words="Since 2020.", link="", by=broker
    )
    assert (again.is_met, again.assessed_by, again.assessor_words) == (None, None, "")


def test_nobody_assesses_their_own_broker_and_nobody_but_the_body_assesses(
    shown: list[Evidence],
    assessor: User,
    broker: User,
    administrator: User,
    broker_organisation: Institution,
    standard: Standard,
) -> None:
    for somebody in (broker, administrator):
        with pytest.raises(PermissionDenied):
            actions.assess_evidence(evidence=shown[0], is_met=True, words="", by=somebody)
    MembershipFactory.create(user=assessor, institution=broker_organisation)
    with pytest.raises(RuleBroken, match="somebody else has to assess it"):
        actions.assess_evidence(evidence=shown[0], is_met=True, words="", by=assessor)
    with pytest.raises(RuleBroken, match="somebody else has to assess it"):
        actions.award(
            broker=broker_organisation,
            standard=standard,
            stage=Stage.WORKING_TOWARDS,
            valid_to=None,
            words="",
            by=assessor,
        )


def test_an_authority_turns_red_on_the_day_its_only_award_lapses(
    authority: Area, broker_organisation: Institution
) -> None:
    AccreditationFactory.create(broker=broker_organisation, valid_to=TODAY)
    assert authority not in authorities_without(TODAY - timedelta(days=1))
    assert authority in authorities_without(TODAY)
    assert standing(broker_organisation, TODAY - timedelta(days=1)) == "Achieved"
    assert standing(broker_organisation, TODAY) == "Expired"


def test_an_award_that_is_ended_counts_no_more_from_today(
    authority: Area, broker_organisation: Institution, standard: Standard, assessor: User
) -> None:
    AccreditationFactory.create(broker=broker_organisation, standard=standard)
    actions.end_award(broker=broker_organisation, standard=standard, words="No visits.", by=assessor)
    assert authority in authorities_without()
    assert Accreditation.objects.get().words == "No visits."


@pytest.mark.parametrize(
    ("stage", "is_funded"),
    [(None, False), (Stage.REGISTERED, False), (Stage.WORKING_TOWARDS, True), (Stage.ACHIEVED, True)],
)
def test_public_money_follows_the_rule_of_the_day(
    broker_organisation: Institution, stage: str | None, is_funded: bool
) -> None:
    rule = FundingRule.objects.get()
    if stage:
        AccreditationFactory.create(broker=broker_organisation, stage=stage, valid_from=rule.valid_from)
    the_day = standings([broker_organisation], on=rule.valid_from)[broker_organisation.pk]
    assert the_day.is_funded is is_funded
    before = standings([broker_organisation], on=rule.valid_from - timedelta(days=1))
    assert before[broker_organisation.pk].is_funded


def test_the_page_says_that_public_money_may_not_go_to_a_broker(
    client: Client, broker_organisation: Institution
) -> None:
    page = client.get(reverse("brokerage:broker", args=[broker_organisation.pk])).content.decode()
    assert "Not eligible for public funding" in page
    AccreditationFactory.create(broker=broker_organisation, stage=Stage.WORKING_TOWARDS)
    page = client.get(reverse("brokerage:broker", args=[broker_organisation.pk])).content.decode()
    assert "Eligible today" in page


def test_targets_stand_beside_the_figure_of_their_day(
    broker_organisation: Institution, authority: Area
) -> None:
    BrokerageTarget.objects.all().delete()
    for days, number in ((-10, 1), (30, 2)):
        BrokerageTarget.objects.create(
            measure="REGISTERED", due_on=TODAY + timedelta(days=days), number=number, source="Here"
        )
    BrokerageTarget.objects.create(measure="AUTHORITIES", due_on=TODAY + timedelta(days=30), source="Here")
    AccreditationFactory.create(broker=broker_organisation, valid_from=TODAY - timedelta(days=5))
    found = {
        (each.target.measure, each.days_left): (each.wanted, each.actual, each.is_met)
        for each in targets_now()
    }
    assert found == {
        ("REGISTERED", -10): (1, None, False),
        ("REGISTERED", 30): (2, 1, False),
        ("AUTHORITIES", 30): (1, 1, True),
    }


def test_the_council_s_targets_are_there_from_the_first_day(db: None) -> None:
    targets = BrokerageTarget.objects.values_list("measure", "number", "due_on")
    assert set(targets) == {
        ("REGISTERED", 60, date(2009, 9, 30)),
        ("AUTHORITIES", None, date(2011, 12, 31)),
    }
    reached = {each.target.measure: (each.actual, each.is_met) for each in targets_now()}
    assert reached == {"REGISTERED": (74, True), "AUTHORITIES": (None, False)}


def test_only_the_area_s_administrators_let_a_broker_in(
    authority: Area, administrator: User, broker: User, broker_organisation: Institution, stranger: User
) -> None:
    BrokerArea.objects.all().delete()
    need = Request.objects.create(
        school=IntroductionFactory.create(request__school__local_authority=authority).school, area="LITERACY"
    )
    for somebody in (broker, stranger):
        with pytest.raises(PermissionDenied):
            actions.start_serving(broker=broker_organisation, area=authority, valid_from=TODAY, by=somebody)
    assert need not in Request.objects.visible_to(broker)
    served = actions.start_serving(
        broker=broker_organisation, area=authority, valid_from=TODAY, by=administrator
    )
    assert need in Request.objects.visible_to(broker)
    actions.stop_serving(served=served, valid_to=TODAY, by=administrator)
    assert need not in Request.objects.visible_to(broker)
    assert authority.pk in administered_authorities(administrator)
    assert administered_authorities(broker) == set()


def test_a_new_version_takes_the_place_of_the_one_before(
    england: Area, standard: Standard, administrator: User, broker: User
) -> None:
    new: dict[str, Any] = {
        "body": standard.body,
        "name": standard.name,
        "version": "2",
        "criteria": ["Knows its schools", " ", "Asks both sides"],
        "valid_from": TODAY,
    }
    with pytest.raises(PermissionDenied):
        actions.publish_standard(**new, by=broker)
    published = actions.publish_standard(**new, by=administrator)
    assert list(Standard.objects.in_force()) == [published]
    assert [criterion.title for criterion in published.criteria.order_by("position")] == [
        "Knows its schools",
        "Asks both sides",
    ]
    with pytest.raises(RuleBroken, match="such a version"):
        actions.publish_standard(**new, by=administrator)


@pytest.fixture
def helped(
    ask: Ask, lead: User, broker: User, broker_organisation: Institution, employer_user: User
) -> Introduction:
    """A broker took it on, and the provider said yes."""
    AccreditationFactory.create(broker=broker_organisation)
    introduction = actions.hand_to_broker(introduction=ask(), broker=broker_organisation, words="", by=lead)
    introduction = actions.take_on_introduction(introduction=introduction, by=broker)
    return actions.answer_introduction(
        introduction=introduction, answer="ACCEPTED", reason=None, words="", by=employer_user
    )


def test_both_sides_are_asked_how_the_help_was_and_answer_by_link(
    helped: Introduction, client: Client, lead: User, broker_organisation: Institution
) -> None:
    assert {letter.to for letter in letters("broker_helped")} == {lead.email, "kilns@example.org"}
    address = reverse("brokerage:rate_broker", args=[links.rating_token(helped, side=Side.SCHOOL)])
    client.get(address)
    assert not BrokerFeedback.objects.exists()
    for score in ("2", "4"):
        assert "Thank you" in client.post(address, {"score": score, "words": ""}).content.decode()
    feedback = BrokerFeedback.objects.get()
    assert (feedback.broker, feedback.side, feedback.score) == (broker_organisation, Side.SCHOOL, 4)


def test_quality_is_the_mean_of_the_parts_that_are_known(
    broker_organisation: Institution, standard: Standard, shown: list[Evidence], assessor: User
) -> None:
    assert quality_of(broker_organisation, standard).total is None  # the standard alone says too little
    actions.assess_evidence(evidence=shown[0], is_met=True, words="", by=assessor)
    now = timezone.now()
    for days in (7, 14, 21):
        introduction = IntroductionFactory.create(
            state="ACCEPTED",
            partnership=PartnershipFactory.create(),
            broker=broker_organisation,
            broker_accepted_at=now - timedelta(days=days),
            answered_at=now,
            expires_on=TODAY + ANSWER_WITHIN,
        )
        BrokerFeedback.objects.create(
            broker=broker_organisation, introduction=introduction, side=Side.SCHOOL, score=4
        )
    by_label = {part.label: part.points for part in quality_of(broker_organisation, standard).parts}
    assert by_label == {
        "The standard": 50,
        "Schools say": 75,
        "Employers and universities say": None,
        "Time to match": 80,  # 14 days: 28 of the 35 between 7 and 42
    }
    assert quality_of(broker_organisation, standard).total == 68
    [year] = feedback_by_year(broker_organisation)
    assert (year.schools, year.school_score, year.providers, year.provider_score) == (3, 4.0, 0, None)


def test_brokers_and_assessors_do_their_part_on_pages(
    client: Client, broker: User, assessor: User, broker_organisation: Institution, standard: Standard
) -> None:
    here = [broker_organisation.pk]
    first, second = standard.criteria.order_by("position")
    client.force_login(broker)
    assert "Register for the standard" in client.get(reverse("brokerage:broker", args=here)).content.decode()
    client.post(reverse("brokerage:register_broker", args=here))
    for criterion in (first, second):
        client.post(
            reverse("brokerage:give_evidence", args=[*here, criterion.pk]), {"words": "We visit.", "link": ""}
        )
    client.post(reverse("brokerage:assess_oneself", args=here))
    assert standing(broker_organisation) == "Self-assessed"
    client.force_login(assessor)
    for criterion in (first, second):
        address = reverse("brokerage:assess_evidence", args=[*here, criterion.pk])
        assert "We visit." in client.get(address).content.decode()
        client.post(address, {"is_met": "yes", "words": ""})
    until = TODAY + timedelta(days=400)
    typed = {
        "stage": "ACHIEVED",
        "words": "",
        "valid_to_day": until.day,
        "valid_to_month": until.month,
        "valid_to_year": until.year,
    }
    client.post(reverse("brokerage:award", args=here), typed)
    assert standing(broker_organisation) == "Achieved"
    client.post(reverse("brokerage:end_award", args=here), {"words": "No visits."})
    assert standing(broker_organisation) == "Expired"


def test_everybody_reads_which_brokers_there_are_and_where_there_is_none(
    client: Client, authority: Area, broker_organisation: Institution, administrator: User
) -> None:
    address, appoint = reverse("brokerage:brokers"), reverse("brokerage:start_serving", args=[authority.code])
    page = client.get(address).content.decode()
    assert "Bridge Brokers" in page
    assert "Stonebridge" in page
    assert appoint not in page
    client.force_login(administrator)
    assert appoint in client.get(address).content.decode()
    today = {"valid_from_day": TODAY.day, "valid_from_month": TODAY.month, "valid_from_year": TODAY.year}
    BrokerArea.objects.all().delete()
    client.post(appoint, {"broker": broker_organisation.pk, **today})
    assert BrokerArea.objects.get().valid_from == TODAY


def test_a_school_finds_who_serves_its_authority(
    client: Client, authority: Area, broker_organisation: Institution
) -> None:
    elsewhere = AreaFactory.create()
    address = reverse("brokerage:brokers")
    assert "Bridge Brokers" in client.get(address, {"authority": authority.code}).content.decode()
    nobody = client.get(address, {"authority": elsewhere.code}).content.decode()
    assert "Bridge Brokers" not in nobody
    assert f"No broker serves {elsewhere.name} today." in nobody
