"""Groups to look at around the demo's trust, made by the service itself: each kind of people starts one."""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from core.dates import latest_years
from demo.england.programmes import TOGETHER
from institutions import actions
from institutions.actions.group_record import Shared
from institutions.models import (
    Affiliation,
    Area,
    DesignationKind,
    DesignationReview,
    Group,
    GroupKind,
    Institution,
    InstitutionLink,
    OrganisationType,
    Phase,
    SharedService,
)
from partnerships.actions import add_programme_party
from partnerships.models import Programme
from partnerships.queries.programmes import members_of

TRUST_SAYS = "Schools of all ages around one town. What one of them can do well, it does for all."
NETWORK = "Engineering in every key stage"
CLUSTER = "Neighbourhood cluster"
PROFESSION = "Institute for partnership brokers"
ACCREDITED = "Schools that show how they are run"
CONSORTIUM = "Doors open consortium"
FAMILY = "Family of university technical colleges"


def join_groups() -> None:
    """A network that grew from four to sixteen schools, a cluster that asks, and all UTCs across their trusts."""
    lead, by, dean = (
        User.objects.get(email=f"{who}@demo.example") for who in ("lead", "network", "university")
    )
    university = Institution.objects.get(members__user=dean)
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    _tell_kinds_of_trusts()
    _network(university, trust, by)
    _cluster(trust, by)
    _family(university, by)
    _professionals(university, by)
    _consortium(university, by, dean)
    accredited = _accredited(trust, by)
    actions.accredit_group(
        group=accredited,
        body=university,
        standard="Standard for groups of schools, version 1",
        granted_on=timezone.localdate() - timedelta(days=120),
        by=dean,
    )
    _of_trust(trust, university, lead)
    _found_others(trust, by)
    _inspect(trust, lead)
    _designate(trust, User.objects.get(email="admin@demo.example"))


def _of_trust(trust: Institution, university: Institution, lead: User) -> None:
    """What the trust says of itself, shares, and who stands behind it."""
    own = Group.objects.select_related("kind", "institution").get(pk=trust.pk)
    actions.describe_group(group=own, purpose=TRUST_SAYS, by=lead)
    _share(trust, lead)
    since = timezone.localdate() - timedelta(days=1_200)
    sponsor = InstitutionLink.Kind.SPONSOR
    actions.tie_institutions(kind=sponsor, of=trust, to=university, established_on=since, by=lead)


def _tell_kinds_of_trusts() -> None:
    """As an import of the register would."""
    kinds = {each.code: each for each in GroupKind.objects.filter(is_registered=True)}
    trusts = Institution.objects.filter(kind=Institution.Kind.TRUST, as_group=None)
    sized = trusts.annotate(schools=Count("memberships", filter=Q(memberships__left_on=None)))
    Group.objects.bulk_create(
        Group(institution_id=pk, kind=kinds["MULTI_ACADEMY_TRUST" if schools > 1 else "SINGLE_ACADEMY_TRUST"])
        for pk, schools in sized.order_by("pk").values_list("pk", "schools")
    )


def _network(university: Institution, trust: Institution, by: User) -> None:
    group = _start(
        "SPECIALIST_NETWORK",
        NETWORK,
        university,
        by,
        "Schools that teach engineering from the first year on, and the university that helps them.",
    )
    this_year = timezone.localdate().year
    own = list(Institution.objects.schools().members_of(trust).open().order_by("pk")[:3])
    around = Institution.objects.open().schools().filter(local_authority=trust.local_authority)
    assert trust.local_authority
    nearby = Institution.objects.open().schools().filter(local_authority__parent=trust.local_authority.parent)
    others = nearby.filter(phases__contains=[Phase.SECONDARY]).exclude(pk__in=[each.pk for each in own])
    members = [*own, *others.order_by("pk")[:12], university]
    for number, member in enumerate(members):
        _belong(group, member, date(this_year - 4 + number // 4, 9, 1 + number % 4))
    asked = around.exclude(pk__in=[each.pk for each in members]).order_by("pk").first()
    if asked:
        actions.ask_to_join(group=group, member=asked, by=by)


def _cluster(trust: Institution, by: User) -> None:
    """The lead's own school is asked, so that the home page of the demo's people has something to answer."""
    area = trust.local_authority
    assert isinstance(area, Area)
    words = "Schools of one place that plan together and pay for what none could pay alone."
    group = _start("CLUSTER", f"{area.name} {CLUSTER.lower()}", trust, by, words, area)
    for year, budget in zip(latest_years(2, today=timezone.localdate()), (84_000, 61_000), strict=True):
        actions.tell_of_year(group=group, year=year, budget=budget, by=by)
    schools = list(Institution.objects.schools().members_of(trust).open().order_by("pk"))
    last_year = timezone.localdate() - timedelta(days=420)
    for school in schools[1:6]:
        _belong(group, school, last_year)
    actions.ask_to_join(group=group, member=schools[0], by=by)


def _family(university: Institution, by: User) -> None:
    words = "The body that supports every university technical college. It reads, and changes nothing."
    group = _start("NETWORK_BODY_FAMILY", FAMILY, university, by, words)
    for utc in Institution.objects.open().utcs().order_by("pk"):
        _belong(group, utc, utc.opened_on or timezone.localdate())


def _consortium(university: Institution, by: User, dean: User) -> None:
    """Of the universities that run a programme together, which it runs from then on."""
    words = "Universities that open their doors to the same pupils, and count them together."
    group = _start("UNIVERSITY_CONSORTIUM", CONSORTIUM, university, by, words)
    programme = Programme.objects.get(title=TOGETHER)
    for member in members_of(programme):
        _belong(group, member, programme.starts_on)
    add_programme_party(programme=programme, institution=group.institution, role="CONSORTIUM", by=dean)


def _found_others(trust: Institution, by: User) -> None:
    for code, name, ukprn in (
        ("TRAINING_PROVIDER", "Millrace Training", "19900001"),
        ("CHAMBER", "Chamber of makers", ""),
        ("HEALTH_BODY", "Riverside health trust", ""),
        ("PUBLIC_EMPLOYER", "Riverside council works", ""),
    ):
        kind = OrganisationType.objects.get(code=code)
        actions.found_organisation(type=kind, name=name, postcode=trust.postcode, ukprn=ukprn, by=by)


def _inspect(trust: Institution, lead: User) -> None:
    """Two schools of the trust were inspected together."""
    first, second = Institution.objects.members_of(trust).open().order_by("pk")[:2]
    actions.note_inspected(
        institution=first,
        others=[second],
        inspected_on=timezone.localdate() - timedelta(days=700),
        framework="Made up for the demonstration",
        outcome="Good",
        link="https://example.org/report",
        by=lead,
    )


def _designate(trust: Institution, by: User) -> None:
    """The trust's authority gets help first, and one of its schools shares a specialism."""
    assert trust.local_authority
    since = timezone.localdate() - timedelta(days=800)
    kinds = {kind.code: kind for kind in DesignationKind.objects.all()}
    made_up = "Made up for the demonstration"
    area, school = kinds["EDUCATION_INVESTMENT_AREA"], kinds["HIGH_PERFORMING_SPECIALIST"]
    actions.designate(kind=area, subject=trust.local_authority, valid_from=since, source=made_up, by=by)
    secondaries = Institution.objects.members_of(trust).open().filter(phases__contains=[Phase.SECONDARY])
    if subject := secondaries.order_by("pk").first():
        row = actions.designate(
            kind=school, subject=subject, valid_from=since, source=made_up, detail="Engineering", by=by
        )
        actions.review_designation(
            designation=row,
            decided_on=timezone.localdate() - timedelta(days=60),
            decision=DesignationReview.Decision.STAYS,
            evidence="Four of the five schools that it works with have more pupils in engineering than before.",
            review_on=timezone.localdate() + timedelta(days=670),
            by=by,
        )


def _share(trust: Institution, lead: User) -> None:
    """What the trust's schools buy and staff together."""
    since = timezone.localdate() - timedelta(days=500)
    kinds, schools = SharedService.Kind, Institution.objects.members_of(trust).open().count()
    for shared in (
        Shared(
            kinds.SERVICE,
            "Payroll and finance",
            since,
            None,
            schools,
            96_000,
            31_000,
            "Invoices of the last year",
        ),
        Shared(
            kinds.PURCHASE,
            "Energy",
            since,
            None,
            schools,
            410_000,
            58_000,
            "Against what each school paid alone",
        ),
        Shared(kinds.POST, "Teacher for special needs", since, None, 3, 52_000),
    ):
        actions.share_service(group=trust, shared=shared, by=lead)


def _professionals(university: Institution, by: User) -> None:
    """A network of people, counted each year and never named."""
    words = "People who bring schools and partners together, and the organisations that they work for."
    group = _start("PROFESSIONAL_NETWORK", PROFESSION, university, by, words)
    _belong(group, university, timezone.localdate() - timedelta(days=900))
    people = (1_250, 1_080, 940)
    for year, number in zip(latest_years(len(people), today=timezone.localdate()), people, strict=True):
        actions.tell_of_year(group=group, year=year, people=number, by=by)


def _accredited(trust: Institution, by: User) -> Group:
    words = "Schools that show together how they are run, so that others may join them."
    group = _start("ACCREDITED_SCHOOLS_GROUP", ACCREDITED, trust, by, words)
    _belong(group, trust, timezone.localdate() - timedelta(days=300))
    return group


def _start(kind: str, name: str, at: Institution, by: User, purpose: str, area: Area | None = None) -> Group:
    return actions.start_group(
        name=name,
        kind=GroupKind.objects.get(code=kind),
        postcode=at.postcode,
        purpose=purpose,
        catchment=[area] if area else [],
        by=by,
    )


def _belong(group: Group, member: Institution, joined_on: date) -> None:
    """Written down for the member's people, who would say so themselves."""
    on = min(joined_on, timezone.localdate())
    state = Affiliation.State.MEMBER
    Affiliation.objects.create(group=group.institution, member=member, state=state, joined_on=on)
