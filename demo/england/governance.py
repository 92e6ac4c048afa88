"""How the demo's partnerships are governed, made by the service itself: bodies, meetings, an issue and money."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, SupportArea, Term, Vocabulary
from partnerships import actions
from partnerships.actions import Charter, Decided, Held, Present, Seat
from partnerships.models import (
    Body,
    BodyKind,
    BodyMember,
    DecisionKind,
    Meeting,
    MeetingKind,
    Partnership,
    Party,
)

LEAST_PARTIES = 3
BARRIERS = [
    (
        "SMALL_CLASSES",
        "Nine pupils at each school chose physics, so no class ran",
        "The schools teach it together on one site from September",
    ),
    ("CAPACITY", "One teacher of physics for three schools", "A lecturer teaches one day a week"),
    ("GUIDANCE", "Tutors do not know what engineers earn", "An hour for tutors each term, at the works"),
]


def govern() -> None:
    """The trust's largest embedded partnership has a steering group that met twice; its authority has a board."""
    lead = User.objects.get(email="lead@demo.example")
    found = _largest_of(lead)
    if found is not None:
        _steer(found, lead)
    _board_of_authority()
    _barriers(lead)


def _barriers(lead: User) -> None:
    """What stands in the way of some of the trust's work in science and engineering."""
    kept = Party.objects.current().filter(institution__in=_kept_by(lead)).values("partnership")
    stem = Partnership.objects.live().filter(areas__contains=[SupportArea.STEM], pk__in=kept).order_by("pk")
    for partnership, (code, words, response) in zip(stem[: len(BARRIERS)], BARRIERS, strict=False):
        kind = Term.objects.get(vocabulary=Vocabulary.BARRIER, code=code)
        actions.note_barrier(initiative=partnership, kind=kind, words=words, response=response, by=lead)


def _largest_of(lead: User) -> Partnership | None:
    kept = Party.objects.current().filter(institution__in=_kept_by(lead)).values("partnership")
    embedded = Partnership.objects.filter(pk__in=kept, stage=Partnership.Stage.EMBEDDED).order_by("pk")
    sized = [
        (partnership.parties.current().count(), -partnership.pk, partnership) for partnership in embedded
    ]
    count, _, largest = max(sized, default=(0, 0, None))
    return largest if count >= LEAST_PARTIES else None


def _kept_by(person: User) -> QuerySet[Institution]:
    """Whose records the person keeps: at some schools one only reads along."""
    return access.where_may(person, Permission.PARTNERSHIP_EDIT)


def _steer(partnership: Partnership, lead: User) -> None:
    today = timezone.localdate()
    since = max(partnership.started_on, today - timedelta(days=300))
    charter = Charter(
        kind=BodyKind.objects.get(term__code="STEERING_GROUP"),
        name="Steering group",
        remit="Agrees the plan for the year and looks at what came of the last one.",
        started_on=since,
        meets_every=4,
    )
    body = actions.set_up_body(owner=partnership, charter=charter, by=lead)
    parties = partnership.parties.current().select_related("institution").order_by("pk")
    for party in parties.exclude(sponsor=""):
        is_chaired = body.members.filter(role=BodyMember.Role.CHAIR).exists()
        seat = Seat(
            name=party.sponsor,
            institution=party.institution,
            seniority=party.sponsor_seniority,
            role=BodyMember.Role.MEMBER if is_chaired else BodyMember.Role.CHAIR,
            joined_on=since,
        )
        actions.seat_member(body=body, seat=seat, by=lead)
    first, second = _meet(body, 210, "What each of us wants", lead), _meet(body, 60, "The spring term", lead)
    _agree(first, second, body, lead)
    _watch(partnership, lead)


def _meet(body: Body, days_ago: int, words: str, by: User) -> Meeting:
    seats = body.members.current().select_related("institution").order_by("pk")
    present = [
        Present(institution=seat.institution, name=seat.name, seniority=seat.seniority) for seat in seats
    ]
    on = max(body.started_on, timezone.localdate() - timedelta(days=days_ago))
    kind = MeetingKind.objects.get(code="GOVERNANCE")
    is_recent = days_ago < 100
    held = Held(
        kind=kind,
        held_on=on,
        words=words,
        present=present,
        young_people=5 if is_recent else None,
        young_words="Meet the same reader each week." if is_recent else "",
    )
    return actions.note_meeting(of=body, held=held, by=by)


def _agree(first: Meeting, second: Meeting, body: Body, by: User) -> None:
    """A plain decision, a redesign that everybody agreed to, and what somebody undertook and has not done."""
    sitting = [member.institution for member in body.members.current().select_related("institution")]
    plain, redesign = (DecisionKind.objects.get(code=code) for code in ("DECISION", "REDESIGN"))
    actions.note_decision(
        meeting=first, decided=Decided(kind=plain, words="One activity at each school a term."), by=by
    )
    actions.note_decision(
        meeting=second,
        decided=Decided(
            kind=redesign,
            words="From talks in the hall to projects in small groups.",
            why="Pupils said that talks changed little.",
            parts={"AGREED": sitting},
        ),
        by=by,
    )
    actions.agree_action_point(
        meeting=second,
        words="Find ten readers for the spring term",
        owner=body.members.current().order_by("pk")[0].name,
        institution=sitting[-1],
        due_on=timezone.localdate() - timedelta(days=9),
        by=by,
    )


def _watch(partnership: Partnership, by: User) -> None:
    today, own = timezone.localdate(), _kept_by(by)
    party = partnership.parties.current().filter(institution__in=own).order_by("pk")[0]
    actions.note_issue(
        partnership=partnership,
        words="The minibus is not insured for visits after 5pm",
        owner=party.sponsor or by.name,
        institution=party.institution,
        due_on=today + timedelta(days=20),
        category=None,
        by=by,
    )
    funding = actions.apply_for_funding(
        partnership=partnership,
        scheme="Community reading fund",
        asked=12_000,
        applied_on=partnership.started_on,
        by=by,
    )
    actions.settle_funding(
        funding=funding, status="AWARDED", awarded=9_500, ends_on=today + timedelta(days=150), by=by
    )


def _board_of_authority() -> None:
    """One that still needs a business member with an equal vote."""
    user = User.objects.get(email="la@demo.example")
    area = user.memberships.select_related("area").get().area
    school = Institution.objects.get(members__user__email="school@demo.example")
    assert area is not None  # it administers one
    today = timezone.localdate()
    kind = BodyKind.objects.get(term__code="AUTHORITY_BOARD")
    charter = Charter(kind=kind, name=f"Education board of {area}", started_on=today - timedelta(days=200))
    board = actions.set_up_body(owner=area, charter=charter, by=user)
    seat = Seat(
        name="Robin Field",
        institution=school,
        seniority="EXECUTIVE",
        role=BodyMember.Role.CHAIR,
        joined_on=board.started_on,
    )
    actions.seat_member(body=board, seat=seat, by=user)
