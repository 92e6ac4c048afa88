"""The brokerage standard, what brokers show for it, and what schools and providers say of their help."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo.england.country import England, moment, pick
from demo.england.introductions import AGREED
from demo.england.providers import accreditation_rows
from demo.england.rows import (
    AccreditationRow,
    BrokerageTargetRow,
    BrokerFeedbackRow,
    CriterionRow,
    EvidenceRow,
    InstitutionRow,
    IntroductionRow,
    StandardRow,
)
from institutions.models import Institution

BODY = "Institute for Brokerage in Education"
NAME = "Award for Brokerage in Education"
CRITERIA = [
    "Knows its schools: visits each at least once a year",
    "Reaches employers of every size and sector in its area",
    "Puts schools on the priority list first, and can show it",
    "Answers a request within five working days",
    "Keeps safeguarding with the school and says so to every partner",
    "Asks both sides what came of it, and changes what it does",
]
SHOWN = "We keep a list, look at it every month, and discuss it with the schools twice a year."
MISSING = "The list ends in spring. Please show the last two terms."
SAID = ["Quick and friendly.", "They knew whom to ask.", "Took a while, but it worked.", "", ""]
SHARE_RATED = 0.7


def body_row(england: England) -> InstitutionRow:
    return InstitutionRow(
        id=next(england.ids),
        kind=Institution.Kind.NETWORK,
        name=BODY,
        local_authority_id=None,
        created_at=england.now,
        updated_at=england.now,
    )


def standard_rows(england: England, body: InstitutionRow) -> Iterator[StandardRow]:
    yield StandardRow(1, body.id, NAME, "1", date(england.today.year - 5, 9, 1), None)


def criterion_rows() -> Iterator[CriterionRow]:
    for position, title in enumerate(CRITERIA, start=1):
        yield CriterionRow(position, 1, position, title, "")


def stage_rows(england: England) -> Iterator[AccreditationRow]:
    for row in accreditation_rows(england):
        yield row._replace(standard_id=1)


def evidence_rows(england: England, assessor: int) -> Iterator[EvidenceRow]:
    """Complete where the award was achieved; else half, the last of it not met yet."""
    achieved = {row.broker_id for row in accreditation_rows(england) if row.stage == "ACHIEVED"}
    shown = moment(england.days_ago(90))
    for broker in england.brokers:
        last = len(CRITERIA) if broker.id in achieved else len(CRITERIA) // 2
        for criterion in range(1, last + 1):
            is_met = broker.id in achieved or criterion < last
            found = "" if is_met else MISSING
            yield EvidenceRow(broker.id, criterion, SHOWN, "", is_met, found, assessor, shown, shown, shown)


def feedback_rows(england: England, introductions: list[IntroductionRow]) -> Iterator[BrokerFeedbackRow]:
    """Most of those whom a broker helped say how it was."""
    rng = england.rng("broker feedback")
    for row in introductions:
        if row.broker_id is None or row.answered_at is None or row.state not in (*AGREED, "DECLINED"):
            continue
        for side in ("SCHOOL", "PROVIDER"):
            if rng.random() < SHARE_RATED:
                score = pick(rng, [5, 5, 4, 4, 4, 3, 2] if row.state in AGREED else [4, 3, 3, 2])
                at = row.answered_at + timedelta(days=2)
                yield BrokerFeedbackRow(row.broker_id, row.id, side, score, pick(rng, SAID), at, at)


def target_rows(england: England) -> Iterator[BrokerageTargetRow]:
    """Those of the Council's first report, and the demo's own, still ahead."""
    council, own = "NCEE, first report on progress", "The demo’s own target"
    yield BrokerageTargetRow("REGISTERED", date(2009, 9, 30), 60, council, reported=74)
    yield BrokerageTargetRow("AUTHORITIES", date(2011, 12, 31), None, council)
    end = date(england.today.year + 1, 8, 31)
    yield BrokerageTargetRow("AUTHORITIES", end, None, own)
    yield BrokerageTargetRow("ACHIEVED", end, len(england.brokers), own)
