"""Anything that can be a party: school, trust, college, university, employer, broker, public body."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce, Concat, Length, Lower
from django.db.models.lookups import Exact

from accounts.models import User
from core.models import TimeStamped
from institutions.models.area import Area, AreaLink
from institutions.models.vocabulary import Phase

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# Establishment types that the register holds and coverage of England's schools must not count: independent (10, 11),
# offshore (25), service children's (26), higher education (29), Welsh (30), sixth-form centres, which sit inside a
# school that is counted itself (31), British schools overseas (37), online provider (49).
TYPES_OUT_OF_SCOPE = ("10", "11", "25", "26", "29", "30", "31", "37", "49")
# Some extracts lack the type. Then the DfE number tells: 6000 to 6899 are independent schools, and a school that is
# open and state-funded always has one.
NUMBER_OUT_OF_SCOPE = r"^$|^\d{3}6[0-8]"
UTC_TYPE = "40"
SMALL_ROLL = 100


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def visible_to(self, user: "User | AnonymousUser") -> "InstitutionQuerySet":
        """The register is public: everybody sees every institution."""
        return self

    def of(
        self, user: "User | AnonymousUser", *, roles: Collection[str] | None = None
    ) -> "InstitutionQuerySet":
        """Institutions the person belongs to (in some roles), with the schools of the trusts among them."""
        from institutions.models.group import GroupMembership
        from institutions.models.membership import Membership

        if not user.is_authenticated:
            return self.none()
        memberships = Membership.objects.current().filter(user=user, institution__isnull=False)
        if roles is not None:
            memberships = memberships.filter(role__in=roles)
        own = memberships.values("institution")
        schools = GroupMembership.objects.current().filter(group__in=own).values("member")
        return self.filter(pk__in=own.union(schools))  # not "or", which would read every institution

    def with_members(self, institution: "Institution") -> "InstitutionQuerySet":
        """An institution and, when it is a trust, its schools today."""
        from institutions.models.group import GroupMembership

        itself = Institution.objects.filter(pk=institution.pk).values("pk")
        return self.filter(
            pk__in=itself.union(GroupMembership.objects.current().filter(group=institution).values("member"))
        )

    def open(self) -> "InstitutionQuerySet":
        return self.filter(status__in=Institution.OPEN_STATUSES)

    def open_or_proposed(self) -> "InstitutionQuerySet":
        """Those that one can work with: a school may be a partner before it has pupils."""
        return self.filter(status__in=(*Institution.OPEN_STATUSES, Institution.Status.PROPOSED))

    def schools(self) -> "InstitutionQuerySet":
        """Schools and colleges: those that the framework is for."""
        return self.filter(kind__in=Institution.LEARNING_KINDS)

    def state_funded(self) -> "InstitutionQuerySet":
        """Schools and colleges in England, open or not, of the types that coverage counts."""
        return (
            self.schools()
            .filter(local_authority__isnull=False)
            .exclude(type_code__in=TYPES_OUT_OF_SCOPE)
            .exclude(type_code="", laestab__regex=NUMBER_OUT_OF_SCOPE)
        )

    def in_scope(self) -> "InstitutionQuerySet":
        """Open, state-funded schools and colleges in England: the base of every coverage figure."""
        return self.open().state_funded()

    def in_scope_on(self, day: date) -> "InstitutionQuerySet":
        """Those that were open on a day, as far as the register says when schools opened and closed."""
        was_open = Q(status__in=Institution.OPEN_STATUSES) | Q(closed_on__gt=day)
        return self.state_funded().filter(was_open).exclude(opened_on__gt=day)

    def utcs(self) -> "InstitutionQuerySet":
        return self.filter(type_code=UTC_TYPE)

    def in_area(self, area: Area) -> "InstitutionQuerySet":
        """Institutions in a country, region, authority, district, LSIP area or combined authority."""
        match area.kind:
            case Area.Kind.COUNTRY:
                return self.filter(local_authority__parent__parent=area)
            case Area.Kind.REGION:
                return self.filter(local_authority__parent=area)
            case Area.Kind.LOCAL_AUTHORITY:
                return self.filter(local_authority=area)
            case Area.Kind.DISTRICT:
                return self.filter(district=area)
            case _:
                parts = AreaLink.objects.filter(
                    to_area=area, kind=AreaLink.Kind.MEMBER, valid_to=None
                ).values("area")
                return self.filter(Q(district__in=parts) | Q(district=None, local_authority__in=parts))

    def members_of(self, group: "Institution") -> "InstitutionQuerySet":
        """Today's schools of a trust."""
        return self.filter(groups__group=group, groups__left_on=None)


def _without(text: models.Expression, pattern: str, instead: str) -> Func:
    return Func(
        text,
        Value(pattern),
        Value(instead),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )


def _words(text: models.Expression) -> Func:
    """Lower-case words without accents, apostrophes and dots, so that "St. Mary's" is found as "st marys".

    PostgreSQL's own parser of text is not asked: it costs four times as much and takes words apart by its own rules.
    """
    joined = _without(Lower(text), r"['’‘`.\u0300-\u036f]+", "")
    spaced = _without(joined, "[^a-z0-9 ]+", " ")
    words = Func(spaced, Value(" "), function="string_to_array")
    full = Func(words, Value(""), function="array_remove")
    return Func(full, function="array_to_tsvector", output_field=SearchVectorField())


def _taken_apart(field: str) -> Case:
    """Letters and their accents one by one. Only where there are any: it costs as much as all the rest."""
    size = Func(F(field), function="octet_length", output_field=models.IntegerField())
    apart = Func(F(field), template="normalize(%(expressions)s, NFD)", output_field=models.TextField())
    return Case(
        When(Exact(size, Length(field)), then=F(field)), default=apart, output_field=models.TextField()
    )


def _search_text() -> Concat:
    pieces: list[models.Expression | Value] = [
        _taken_apart("name"),
        Value(" "),
        _taken_apart("town"),
        Value(" "),
    ]
    for identifier in (
        "postcode",
        "urn",
        "group_uid",
        "trust_reference",
        "ukprn",
        "company_number",
        "laestab",
    ):
        pieces += [Coalesce(F(identifier), Value(""), output_field=models.TextField()), Value(" ")]
    # The postcode once more without its space, because people type it both ways.
    joined = Func(F("postcode"), Value(" "), Value(""), function="replace", output_field=models.TextField())
    return Concat(*pieces, joined, output_field=models.TextField())


class Institution(TimeStamped):
    """One record for everything that can be a party. Closed is a status; nothing is ever deleted."""

    class Kind(models.TextChoices):
        SCHOOL = "SCHOOL", "School"
        COLLEGE = "COLLEGE", "College"
        TRUST = "TRUST", "Multi-academy trust"
        UNIVERSITY = "UNIVERSITY", "University or higher education provider"
        EMPLOYER = "EMPLOYER", "Employer"
        BROKER = "BROKER", "Brokerage organisation"
        PUBLIC_BODY = "PUBLIC_BODY", "Public body"
        CHARITY = "CHARITY", "Charity or community organisation"
        NETWORK = "NETWORK", "Network or family of schools"
        OTHER = "OTHER", "Other establishment"

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "Proposed to open"
        OPEN = "OPEN", "Open"
        CLOSING = "CLOSING", "Open, proposed to close"
        CLOSED = "CLOSED", "Closed"
        UNKNOWN = "UNKNOWN", "Not known"

    class SizeBand(models.TextChoices):
        SOLE = "SOLE", "1 person"
        MICRO = "MICRO", "2 to 9 people"
        SMALL = "SMALL", "10 to 49 people"
        MEDIUM = "MEDIUM", "50 to 249 people"
        LARGE = "LARGE", "250 people or more"

    class Precision(models.TextChoices):
        """How well a position is known."""

        POSTCODE = "POSTCODE", "centre of the postcode"
        SECTOR = "SECTOR", "centre of the postcode sector"
        DISTRICT = "DISTRICT", "centre of the postcode district"

    OPEN_STATUSES = (Status.OPEN, Status.CLOSING)
    LEARNING_KINDS = (Kind.SCHOOL, Kind.COLLEGE)

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    type_code = models.CharField(
        max_length=3, blank=True, help_text="Establishment type of the register; 40 is a UTC"
    )
    phases = ArrayField(models.CharField(max_length=12, choices=Phase), default=list, blank=True)
    low_age = models.PositiveSmallIntegerField(null=True, blank=True)
    high_age = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    # No number is no value, not an empty one, so that many may have none.
    urn = models.CharField("URN", max_length=6, null=True, blank=True)  # noqa: DJ001
    laestab = models.CharField("DfE number", max_length=7, blank=True)
    group_uid = models.CharField("group UID", max_length=10, null=True, blank=True)  # noqa: DJ001
    trust_reference = models.CharField(max_length=10, blank=True)
    ukprn = models.CharField("UKPRN", max_length=8, blank=True)
    company_number = models.CharField(max_length=8, blank=True)

    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True, blank=True, help_text="Metres, EPSG:27700")
    northing = models.IntegerField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision, blank=True)
    local_authority = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="institutions"
    )
    # Only below an authority that has districts: most authorities are their own.
    district = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    lsoa_code = models.CharField("LSOA", max_length=9, blank=True, help_text="Its neighbourhood, by code")
    msoa_code = models.CharField("MSOA", max_length=9, blank=True)
    website = models.URLField(max_length=300, blank=True)
    is_rural = models.BooleanField(null=True, blank=True)

    roll = models.PositiveIntegerField(null=True, blank=True, help_text="Pupils on roll")
    fsm_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Pupils eligible for free school meals, %",
    )
    size_band = models.CharField(max_length=10, choices=SizeBand, blank=True)
    sector = models.CharField(max_length=40, blank=True, help_text="Code in the SECTOR vocabulary")

    source = models.CharField(max_length=120, blank=True)
    source_date = models.DateField(null=True, blank=True)
    search = models.GeneratedField(
        expression=_words(_search_text()), output_field=SearchVectorField(), db_persist=True
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="institution_search"),
            # Schools are most of the rows: for them an index by kind finds nothing faster, and costs every import.
            models.Index(
                fields=["kind", "status"], name="institution_kind_status", condition=~Q(kind="SCHOOL")
            ),
            models.Index(
                OpClass(F("postcode"), name="varchar_pattern_ops"),
                name="institution_postcode_prefix",
                condition=Q(easting__isnull=False),
            ),
            models.Index(
                fields=["district"], name="institution_district", condition=Q(district__isnull=False)
            ),
            models.Index(fields=["ukprn"], name="institution_ukprn", condition=~Q(ukprn="")),
            models.Index(
                fields=["company_number"], name="institution_company_number", condition=~Q(company_number="")
            ),
        ]
        constraints = [
            # Not unique=True, which brings a second index for each, to match beginnings, that nothing reads.
            models.UniqueConstraint(fields=["urn"], name="institution_urn_is_unique"),
            models.UniqueConstraint(
                fields=["group_uid"],
                condition=Q(group_uid__isnull=False),
                name="institution_group_uid_is_unique",
            ),
            models.CheckConstraint(name="institution_urn_has_six_digits", condition=Q(urn__regex=r"^\d{6}$")),
            models.CheckConstraint(
                name="institution_position_is_whole",
                condition=Q(easting=None, northing=None) | Q(easting__isnull=False, northing__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["ukprn"],
                condition=Q(kind="UNIVERSITY") & ~Q(ukprn=""),
                name="institution_ukprn_names_one_university",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN_STATUSES

    @property
    def is_school(self) -> bool:
        return self.kind in self.LEARNING_KINDS

    @property
    def is_utc(self) -> bool:
        return self.type_code == UTC_TYPE

    @property
    def identifier(self) -> str:
        """The number that tells it from others of the same name."""
        if self.urn:
            return f"URN {self.urn}"
        if self.group_uid:
            return f"UID {self.group_uid}"
        if self.ukprn:
            return f"UKPRN {self.ukprn}"
        return f"Company number {self.company_number}" if self.company_number else ""

    @property
    def phase_names(self) -> str:
        return ", ".join(label for value, label in Phase.choices if value in self.phases)


class InstitutionLink(models.Model):
    """A dated tie between two institutions. A school that converts keeps its history through these.

    Stored once, in the direction of the words: the predecessor `was succeeded by` its successor, a primary `feeds` a
    secondary. `detail` keeps the register's own wording of the reason.
    """

    class Kind(models.TextChoices):
        SUCCESSOR = "SUCCESSOR", "was succeeded by"
        FEEDER = "FEEDER", "sends pupils on to"
        SITE = "SITE", "is a site of"
        SPONSOR = "SPONSOR", "is sponsored by"
        UNIT = "UNIT", "is a unit of"

        @property
        def seen_from_the_other_end(self) -> str:
            return _SEEN_FROM_THE_OTHER_END[self.value]

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="links")
    to_institution = models.ForeignKey(Institution, models.PROTECT, related_name="links_here")
    kind = models.CharField(max_length=10, choices=Kind)
    detail = models.CharField(max_length=120, blank=True)
    established_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "to_institution", "kind"], name="institution_link_is_kept_once"
            ),
            models.CheckConstraint(
                name="institution_is_not_linked_to_itself", condition=~Q(institution=F("to_institution"))
            ),
            models.CheckConstraint(
                name="institution_link_ends_after_it_begins",
                condition=Q(established_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("established_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.get_kind_display()} {self.to_institution}"


_SEEN_FROM_THE_OTHER_END = {
    "SUCCESSOR": "succeeded",
    "FEEDER": "receives pupils from",
    "SITE": "has a site",
    "SPONSOR": "sponsors",
    "UNIT": "has a unit",
}
