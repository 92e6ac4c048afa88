"""What an institution will give."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Sqrt
from django.utils import timezone

from accounts.models import User
from brokerage.models.shared_places import SharedPlaces
from core.dates import academic_year, academic_year_days
from core.models import TimeStamped
from institutions.models import GroupMembership, Institution, Phase, Strand, SupportArea, Term, YearGroup
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Event

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

CONFIRMED_FOR = timedelta(days=395)  # thirteen months: an offer nobody confirmed again lapses
# Its provider is asked whether it still stands: after eleven months, and once more two weeks before it lapses.
ASKED_AFTER = (timedelta(days=335), timedelta(days=380))
PARENTS_TOPIC = "Parental engagement"  # what a visit to a school’s practice can be about
CARRIED_BEFORE = timedelta(days=123)  # next year's offer can be made from May


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: "User | AnonymousUser") -> "OfferQuerySet":
        """Published offers are public, unless their provider says who may see them; withdrawn ones are its own."""
        own = Institution.objects.of(user)
        seen = Q(visibility=Offer.Visibility.EVERYONE) | _open_to_any(own)
        return self.filter(Q(seen, state=Offer.State.PUBLISHED) | Q(provider__in=own.values("pk")))

    def open_to(self, school: Institution) -> "OfferQuerySet":
        """Those that the provider lets this school, or the trust that it is in, see today."""
        everyone = Q(visibility=Offer.Visibility.EVERYONE)
        return self.filter(everyone | _open_to_any(Institution.objects.filter(pk=school.pk)))

    def standing(self) -> "OfferQuerySet":
        """Published, still confirmed, not over."""
        return self.current().filter(confirmed_on__gte=timezone.localdate() - CONFIRMED_FOR)

    def current(self) -> "OfferQuerySet":
        """Published and not over. Those that nobody confirmed for too long have lapsed: no list shows them."""
        not_over = Q(available_to=None) | Q(available_to__gte=timezone.localdate())
        return self.filter(not_over, state=Offer.State.PUBLISHED)

    def to_ask_again(self) -> "OfferQuerySet":
        """Standing, and not confirmed for so long that their providers are asked."""
        return self.standing().filter(confirmed_on__lte=timezone.localdate() - ASKED_AFTER[0])

    def available(self) -> "OfferQuerySet":
        """Standing, with a place left: its own and, among alternatives, one of those that they share."""
        shared = Q(shared_places=None) | Q(shared_places__places_taken__lt=F("shared_places__places"))
        return self.standing().filter(shared, places_taken__lt=F("places"))

    def offered_by(self, institution: Institution) -> "OfferQuerySet":
        """Its own, and those that it is named in as one of several who offer something together."""
        return self.filter(Q(provider=institution) | Q(answers__joint_with__contains=[institution.pk]))

    def in_strand(self, strand: Strand) -> "OfferQuerySet":
        """By who provides it; by the area for higher education too, and by what it shows for parents."""
        match strand:
            case Strand.PARENTS:
                return self.filter(answers__practice_topic=PARENTS_TOPIC)
            case Strand.HIGHER_EDUCATION:
                by_area = Q(areas__contains=[SupportArea.HIGHER_EDUCATION])
                return self.filter(by_area | Q(provider__kind__in=strand.partner_kinds))
        return self.filter(provider__kind__in=strand.partner_kinds)

    def with_provider(self) -> "OfferQuerySet":
        facts = ("provider", "kind__offer_kind", "shared_places", "after_event", "made_through")
        return self.select_related(*facts).defer("provider__search", "made_through__search")

    def reaching(self, *, easting: int, northing: int) -> "OfferQuerySet":
        """Offers that reach a point, the nearest first with its `kilometres`; those online after them."""
        eastwards = Cast(F("easting") - easting, models.FloatField())
        northwards = Cast(F("northing") - northing, models.FloatField())
        distance = Sqrt(eastwards * eastwards + northwards * northwards) / 1000
        return (
            self.annotate(kilometres=distance)
            .filter(Q(delivery=Offer.Delivery.ONLINE) | Q(kilometres__lte=F("reach_km")))
            .order_by(F("kilometres").asc(nulls_last=True), "pk")
        )


def _open_to_any(institutions: InstitutionQuerySet) -> Q:
    """Offers whose provider lets at least one of the institutions see them. A trust stands for its schools too."""
    trusts = GroupMembership.objects.current().filter(member=OuterRef(OuterRef("pk"))).values("group")
    here = Q(institution=OuterRef("pk")) | Q(institution__in=trusts)
    is_named = Exists(Offer.named.through.objects.filter(here, offer=OuterRef(OuterRef("pk"))))
    return (
        Q(Exists(institutions.exclude(is_named)), visibility=Offer.Visibility.NAMED_NOT)
        | Q(visibility=Offer.Visibility.NAMED_FIRST, everyone_from__lte=timezone.localdate())
        | Q(Exists(institutions.filter(is_named)), visibility=Offer.Visibility.NAMED_FIRST)
    )


class Offer(TimeStamped):
    """Support that an institution offers: for which areas and phases, to how many schools, how far from where.

    A place is held from the moment a school asks for it until the provider says no or the asking lapses, so
    `places_taken` counts introductions that are proposed, maybe or accepted, and never exceeds `places`.
    The column `catchment` (a box of `reach_km` around the position) is kept by the database for ranking.
    """

    class Delivery(models.TextChoices):
        AT_SCHOOL = "AT_SCHOOL", "At the school"
        AT_PROVIDER = "AT_PROVIDER", "At our place"
        ONLINE = "ONLINE", "Online"

    class State(models.TextChoices):
        PUBLISHED = "PUBLISHED", "Published"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    class Assurance(models.TextChoices):
        """How an adult from the provider will be among pupils; decides what the school may ask."""

        ACCOMPANIED = "ACCOMPANIED", "A member of school staff is always present"
        EMPLOYER_ASSURED = "EMPLOYER_ASSURED", "We will confirm in writing that suitable checks are in place"
        NOT_WITH_PUPILS = "NOT_WITH_PUPILS", "We will not be with pupils"

    class Visibility(models.TextChoices):
        EVERYONE = "EVERYONE", "Everyone"
        NAMED_FIRST = "NAMED_FIRST", "Some institutions first, everyone from a date"
        NAMED_NOT = "NAMED_NOT", "Everyone who is signed in, except some institutions"

    class SchoolTerm(models.TextChoices):
        AUTUMN = "AUTUMN", "Autumn"
        SPRING = "SPRING", "Spring"
        SUMMER = "SUMMER", "Summer"

    class HowOften(models.TextChoices):
        ONCE = "ONCE", "Once"
        SEVERAL = "SEVERAL", "Several times"
        REGULAR = "REGULAR", "Every week or fortnight"

    class Access(models.TextChoices):
        """What pupils and staff with access needs can count on."""

        STEP_FREE = "STEP_FREE", "Step-free access"
        TOILET = "TOILET", "Accessible toilet"
        HEARING = "HEARING", "Hearing loop or live captions"
        SIGN = "SIGN", "Sign language on request"
        LARGE_PRINT = "LARGE_PRINT", "Materials in large print or for screen readers"
        QUIET = "QUIET", "A quiet room"

    provider = models.ForeignKey(Institution, models.PROTECT, related_name="offers")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    details = models.TextField(blank=True)
    areas = ArrayField(models.CharField(max_length=20, choices=SupportArea))
    phases = ArrayField(models.CharField(max_length=12, choices=Phase))
    year_groups = ArrayField(
        models.CharField(max_length=3, choices=YearGroup),
        default=list,
        blank=True,
        help_text="Narrower than the phases; empty: all years of them",
    )
    answers = models.JSONField(
        default=dict, blank=True, help_text="What its kind asks beyond the rest, by the question's code"
    )
    places = models.PositiveIntegerField(help_text="Schools that can be served in a year")
    places_taken = models.PositiveIntegerField(default=0, editable=False)
    shared_places = models.ForeignKey(
        SharedPlaces,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alternatives",
        help_text="The total that it shares with other offers",
    )
    delivery = models.CharField(max_length=12, choices=Delivery)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Institution.Precision, blank=True)
    reach_km = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How far from the position, km"
    )
    available_from = models.DateField(null=True, blank=True)
    available_to = models.DateField(null=True, blank=True, help_text="The same day as from: a single date")
    terms = ArrayField(models.CharField(max_length=6, choices=SchoolTerm), default=list, blank=True)
    how_often = models.CharField(max_length=10, choices=HowOften, blank=True)
    access = ArrayField(models.CharField(max_length=12, choices=Access), default=list, blank=True)
    conditions = models.TextField(blank=True, help_text="What the school has to bring or agree to")
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.EVERYONE)
    named = models.ManyToManyField(
        Institution, blank=True, related_name="+", help_text="Whom the visibility speaks of"
    )
    everyone_from = models.DateField(null=True, blank=True, help_text="When those named no longer come first")
    assurance = models.CharField(max_length=20, choices=Assurance)
    contact_email = models.EmailField(help_text="Introductions are sent here; never shown")
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField(default=timezone.now)
    confirmed_on = models.DateField(
        default=timezone.localdate, help_text="When the provider last said that it stands"
    )
    carried_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        help_text="The same offer in the school year before",
    )
    after_event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="+", help_text="The event that it came of"
    )
    made_through = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The intermediary that made it for its member, the provider",
    )
    submission_key = models.UUIDField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_never_gives_more_places_than_it_has", condition=Q(places_taken__lte=F("places"))
            ),
            models.CheckConstraint(
                name="offer_in_person_has_a_place_and_a_reach",
                condition=Q(delivery="ONLINE")
                | Q(easting__isnull=False, northing__isnull=False, reach_km__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_names_areas_and_phases", condition=Q(areas__len__gte=1) & Q(phases__len__gte=1)
            ),
            models.CheckConstraint(
                name="offer_shown_to_some_first_is_shown_to_everyone_from_a_date",
                condition=Q(visibility="NAMED_FIRST", everyone_from__isnull=False)
                | (~Q(visibility="NAMED_FIRST") & Q(everyone_from=None)),
            ),
            models.UniqueConstraint(
                fields=["provider", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="offer_is_published_once_however_often_it_is_sent",
            ),
        ]
        indexes = [
            GinIndex(
                fields=["areas"],
                name="offer_online_by_area",
                condition=Q(state="PUBLISHED", delivery="ONLINE", places_taken__lt=F("places")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area_labels(self) -> list[str]:
        """In the order of the framework, however they were chosen."""
        return [str(area.label) for area in SupportArea if area in self.areas]

    @property
    def phase_labels(self) -> list[str]:
        """In school order."""
        return [str(phase.label) for phase in Phase if phase in self.phases]

    @property
    def age_labels(self) -> list[str]:
        """The year groups where the provider named them, else the phases."""
        if self.year_groups:
            return [str(year.label) for year in YearGroup if year in self.year_groups]
        return self.phase_labels

    @property
    def term_labels(self) -> list[str]:
        return [str(term.label) for term in self.SchoolTerm if term in self.terms]

    @property
    def access_labels(self) -> list[str]:
        return [str(access.label) for access in self.Access if access in self.access]

    @property
    def is_one_day(self) -> bool:
        return self.available_from is not None and self.available_from == self.available_to

    @property
    def listed_until(self) -> date:
        """The last day on which schools see it, unless it is confirmed again."""
        return self.confirmed_on + CONFIRMED_FOR

    @property
    def has_lapsed(self) -> bool:
        return self.listed_until < timezone.localdate()

    @property
    def times_to_ask(self) -> int:
        """How often its provider should have been asked by now whether it still stands."""
        age = timezone.localdate() - self.confirmed_on
        return sum(age >= after for after in ASKED_AFTER)

    @property
    def next_year(self) -> str:
        """The school year for which it can be offered again, written 2026/27; empty while that is too far off."""
        _, last = academic_year_days(academic_year(timezone.localdate(self.published_at)))
        start = max(last + timedelta(days=1), timezone.localdate())
        return academic_year(start) if start <= timezone.localdate() + CARRIED_BEFORE else ""

    @property
    def places_left(self) -> int:
        own = self.places - self.places_taken
        return own if self.shared_places is None else min(own, self.shared_places.places_left)
