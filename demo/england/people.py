"""Who signs in, who belongs where, and who answers for what."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.england import names
from demo.england.cast import Cast
from demo.england.country import England, is_secondary, moment, pick
from demo.england.rows import (
    EmailAddressRow,
    InstitutionRow,
    MembershipRow,
    RoleHolderRow,
    UserRow,
    WelcomeRow,
)
from demo.sign_ins import SIGN_INS
from institutions.models import Role

COLLEAGUES = 4
ASSESSOR = 1 + list(SIGN_INS).index("admin@demo.example")
SHARE_WITH_WELCOME = 0.45
# How many of a hundred schools have the role filled; the rest are vacancies.
FILLED = {"SLT_BUSINESS_LEAD": 84, "LINK_GOVERNOR": 71}
WANTS = [
    "Visitors who say how they use mathematics at work, for Years 5 and 6.",
    "Work experience for Year 10 in June, within a bus ride.",
    "Engineers and technicians, above all women, for our science week.",
    "Readers who can come for half an hour every Tuesday.",
    "Somebody who knows buildings or finance to join our governors.",
    "A first visit to a university for Year 7.",
]


def user_rows(england: England, password: str) -> list[UserRow]:
    """The sign-ins, in their order, then the trust lead's colleagues. All share one password."""
    rng = england.rng("users")
    addresses = [*SIGN_INS, *(f"colleague{number}@demo.example" for number in range(1, COLLEAGUES + 1))]
    return [
        UserRow(number, address, names.person(rng), password, england.now)
        for number, address in enumerate(addresses, 1)
    ]


def email_address_rows(users: list[UserRow]) -> Iterator[EmailAddressRow]:
    for user in users:
        yield EmailAddressRow(user.id, user.email)


def membership_rows(england: England, cast: Cast, body: InstitutionRow) -> Iterator[MembershipRow]:
    """`body` owns the brokerage standard; the administrator of England assesses for it."""
    lead, school, employer, university, broker, authority, administrator, coordinator, *others = range(
        1, len(SIGN_INS) + COLLEAGUES + 1
    )
    colleagues = others[-COLLEAGUES:]  # between them stands who starts groups (demo/england/groups.py)

    def member(user: int, institution: InstitutionRow, role: Role) -> MembershipRow:
        return MembershipRow(user, institution.id, None, role, england.now, england.now)

    def administers(user: int, area: int) -> MembershipRow:
        return MembershipRow(user, None, area, Role.ADMINISTRATOR, england.now, england.now)

    yield member(lead, cast.trust, Role.MANAGER)
    yield member(lead, cast.school_elsewhere, Role.READER)
    yield member(school, cast.school, Role.MANAGER)
    yield member(employer, cast.employer, Role.MANAGER)
    yield member(university, cast.university, Role.MANAGER)
    yield member(broker, cast.broker, Role.MANAGER)
    yield administers(authority, cast.authority)
    yield administers(administrator, england.country)
    yield member(ASSESSOR, body, Role.EDITOR)
    yield MembershipRow(coordinator, None, england.country, Role.COORDINATOR, england.now, england.now)
    yield member(colleagues[0], cast.trust, Role.EDITOR)
    for user, institution in zip(colleagues[1:], cast.members, strict=False):
        yield member(user, institution, Role.EDITOR)


def role_holder_rows(england: England, cast: Cast, users: list[UserRow]) -> Iterator[RoleHolderRow]:
    rng = england.rng("role holders")
    for school in england.schools:
        yield from _holders_at(school, england, rng)
    role, lead = england.vocabularies.role_types["TRUST_PARTNERSHIP_LEAD"], users[0]
    for trust in england.trusts:
        if trust.id == cast.trust.id:
            row = _holder(england, trust, role, False, rng)
            yield row._replace(name=lead.name, email=lead.email, user_id=lead.id)
        elif rng.random() < 0.6:
            yield _holder(england, trust, role, False, rng)
    yield from _champions(england)
    yield from _around(england, cast, users)


def _around(england: England, cast: Cast, users: list[UserRow]) -> Iterator[RoleHolderRow]:
    """What the demo's people see of it: trustees from outside, a leaver, somebody to come, volunteers, one head."""
    rng, types = england.rng("roles around the cast"), england.vocabularies.role_types
    for trust in [cast.trust, *(trust for trust in england.trusts[::3] if trust.id != cast.trust.id)]:
        body = pick(rng, [*england.universities, *england.employers])
        trustee = _holder(england, trust, types["TRUSTEE"], True, rng)
        yield trustee._replace(affiliation_id=body.id)
    for school in cast.members:
        volunteer = _holder(england, school, types["EMPLOYEE_GOVERNOR"], True, rng)
        yield volunteer._replace(affiliation_id=cast.employer.id)
    head = _holder(england, cast.members[0], types["EXECUTIVE_HEAD"], False, rng)
    for school in cast.members[:2]:
        email = names.email(cast.trust.name, "head")
        yield head._replace(
            institution_id=school.id, email=email, recognition="A point on the scale for each school"
        )
    left = _holder(england, cast.school, types["COMMUNITY_DIRECTOR"], False, rng)
    yield left._replace(started_on=england.days_ago(900), ended_on=england.days_ago(3))
    coming = _holder(england, cast.school, types["PTA_CONTACT"], False, rng)
    yield coming._replace(started_on=england.today + timedelta(days=40))
    for code, remit in (("SYSTEM_LEADER", "Mathematics"), ("PEER_MENTOR", "Work with employers")):
        for trust in england.trusts[:6]:
            yield _holder(england, trust, types[code], False, rng)._replace(remit=remit)


def _champions(england: England) -> Iterator[RoleHolderRow]:
    """One employer in forty speaks for languages."""
    rng, role = england.rng("champions"), england.vocabularies.role_types["LANGUAGES_CHAMPION"]
    for employer in england.employers:
        if rng.random() < 1 / 40:
            yield _holder(england, employer, role, False, rng)


def _holders_at(school: InstitutionRow, england: England, rng: Random) -> Iterator[RoleHolderRow]:
    types = england.vocabularies.role_types
    for code, filled in FILLED.items():
        if rng.random() * 100 < filled:
            yield _holder(england, school, types[code], code == "LINK_GOVERNOR", rng)
        elif rng.random() < 0.5:
            yield _former_holder(england, school, types[code], rng)
    if is_secondary(school) and rng.random() < 0.8:
        yield _holder(england, school, types["CAREERS_LEADER"], False, rng)


def _holder(
    england: England, institution: InstitutionRow, role: int, has_term: bool, rng: Random
) -> RoleHolderRow:
    """Governors are appointed for four years, the others until they leave."""
    started = england.days_ago(rng.randint(10, 1_300))
    return RoleHolderRow(
        role_type_id=role,
        institution_id=institution.id,
        name=names.person(rng),
        email="",
        user_id=None,
        started_on=started,
        term_ends_on=started + timedelta(days=4 * 365) if has_term else None,
        ended_on=None,
        created_at=moment(started),
        updated_at=moment(started),
    )


def _former_holder(england: England, institution: InstitutionRow, role: int, rng: Random) -> RoleHolderRow:
    """Left, and nobody followed: the vacancy is as old as that."""
    row = _holder(england, institution, role, False, rng)
    ended: date = england.days_ago(rng.randint(1, (england.today - row.started_on).days))
    return row._replace(ended_on=ended, updated_at=moment(ended))


def welcome_rows(england: England) -> Iterator[WelcomeRow]:
    rng = england.rng("welcomes")
    for school in england.schools:
        if rng.random() < SHARE_WITH_WELCOME:
            confirmed = england.days_ago(rng.randint(1, 400))
            yield WelcomeRow(
                institution_id=school.id,
                wants=pick(rng, WANTS),
                contact_email=names.email(school.name, "partnerships"),
                response_days=pick(rng, [5, 10, 10, 15]),
                confirmed_on=confirmed,
                created_at=moment(confirmed),
                updated_at=moment(confirmed),
            )
