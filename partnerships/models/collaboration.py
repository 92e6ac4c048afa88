"""The log: one record of what happened, many schools' contributions."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from core.dates import academic_year
from core.models import TimeStamped
from institutions.models import Institution, InstitutionLink, Strand, SupportArea, Term, YearGroup
from institutions.models.institution import InstitutionQuerySet
from partnerships.models.activity_kind import ActivityKind, Depth, Flag
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Confirmation(models.TextChoices):
    """What one side says of a record that the other side made."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    AWAITING = "AWAITING", "Waiting for an answer"
    CONFIRMED = "CONFIRMED", "Confirmed"
    CORRECTED = "CORRECTED", "Correction suggested"
    DISPUTED = "DISPUTED", "Disputed"


# Whoever is asked may still answer; nobody else has.
UNANSWERED = (Confirmation.NOT_ASKED, Confirmation.AWAITING)


def _standing(contributions: "ContributionQuerySet") -> Case:
    """The side that is least content decides."""
    doubts = [Confirmation.DISPUTED, Confirmation.CORRECTED, Confirmation.NOT_ASKED, Confirmation.AWAITING]
    said = [
        When(
            Q(partner_confirmation=doubt) | Q(Exists(contributions.filter(confirmation=doubt))),
            then=Value(doubt.value),
        )
        for doubt in doubts
    ]
    draft = When(state="DRAFT", then=Value("DRAFT"))
    return Case(draft, *said, default=Value(Confirmation.CONFIRMED.value), output_field=models.CharField())


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CollaborationQuerySet":
        """Either side sees it, and a school's successor; a draft only the institution that is writing it.

        A union of keys, because each of its parts finds them by an index.
        """
        own = Institution.objects.of(user)
        before = InstitutionLink.objects.filter(to_institution__in=own, kind=InstitutionLink.Kind.SUCCESSOR)
        recorded = Collaboration.objects.recorded()
        took_part = Contribution.objects.filter(collaboration__state=Collaboration.State.RECORDED)
        keys = Collaboration.objects.filter(organiser__in=own).values("pk")
        return self.filter(
            pk__in=keys.union(
                recorded.filter(partner__in=own).values("pk"),
                took_part.filter(school__in=own).values("collaboration"),
                took_part.filter(school__in=before.values("institution")).values("collaboration"),
            )
        )

    def about(self, institutions: Collection[int]) -> "CollaborationQuerySet":
        """Where one of them is the organiser, the partner or a school that took part."""
        here = Collaboration.objects.filter(Q(organiser__in=institutions) | Q(partner__in=institutions))
        took_part = Contribution.objects.filter(school__in=institutions)
        return self.filter(pk__in=here.values("pk").union(took_part.values("collaboration")))

    def awaiting_answer_of(self, institutions: InstitutionQuerySet) -> "CollaborationQuerySet":
        """Recorded by the other side; one of these has not said yet whether it is right."""
        as_school = Contribution.objects.filter(
            school__in=institutions,
            confirmation__in=UNANSWERED,
            collaboration__organiser=F("collaboration__partner"),
        )
        as_partner = Collaboration.objects.filter(
            ~Q(organiser=F("partner")), partner__in=institutions, partner_confirmation__in=UNANSWERED
        )
        keys = as_partner.values("pk").union(as_school.values("collaboration"))
        return self.recorded().filter(pk__in=keys)

    def recorded(self) -> "CollaborationQuerySet":
        return self.filter(state=Collaboration.State.RECORDED)

    def drafts(self) -> "CollaborationQuerySet":
        return self.filter(state=Collaboration.State.DRAFT)

    def questioned(self) -> "CollaborationQuerySet":
        """The other side says that it did not happen, or not like this."""
        doubts = (Confirmation.CORRECTED, Confirmation.DISPUTED)
        by_a_school = Contribution.objects.filter(collaboration=OuterRef("pk"), confirmation__in=doubts)
        return self.recorded().filter(Q(partner_confirmation__in=doubts) | Q(Exists(by_a_school)))

    def with_totals(self) -> "CollaborationQuerySet":
        """Adds `school_count`, `pupil_count` and `standing`: what both sides together say of it."""
        here = Contribution.objects.filter(collaboration=OuterRef("pk"))
        count = here.order_by().values("collaboration").annotate(n=Count("pk")).values("n")
        pupils = here.order_by().values("collaboration").annotate(n=Sum("participations__pupils")).values("n")
        return self.annotate(
            school_count=Coalesce(Subquery(count), 0),
            pupil_count=Coalesce(Subquery(pupils), 0),
            standing=_standing(here),
        )

    def with_depth(self) -> "CollaborationQuerySet":
        """Adds `reach`: how far it goes, as was said, as its type always does, or as its sessions tell."""
        return self.annotate(
            reach=Case(
                When(~Q(depth=""), then=F("depth")),
                When(
                    ~Q(activity_type__activity_kind__depth=""),
                    activity_type__activity_kind__isnull=False,
                    then=F("activity_type__activity_kind__depth"),
                ),
                When(sessions__gt=1, then=Value(Depth.SUSTAINED.value)),
                default=Value(Depth.ONE_OFF.value),
                output_field=models.CharField(),
            )
        )

    def tagged(self, term: int) -> "CollaborationQuerySet":
        """With one of its tags, by key."""
        return self.filter(
            pk__in=Collaboration.tags.through.objects.filter(term=term).values("collaboration")
        )

    def in_strand(self, strand: Strand) -> "CollaborationQuerySet":
        """By who brought it; by the area for higher education too, and by whom it brought in for parents."""
        match strand:
            case Strand.PARENTS:
                community = Q(activity_type__activity_kind__group=ActivityKind.Group.COMMUNITY)
                return self.filter(Q(flags__contains=[Flag.FAMILY]) | community)
            case Strand.HIGHER_EDUCATION:
                by_area = Q(area=SupportArea.HIGHER_EDUCATION)
                return self.filter(by_area | Q(partner__kind__in=strand.partner_kinds))
        return self.filter(partner__kind__in=strand.partner_kinds)

    def held_between(self, first: date, last: date) -> "CollaborationQuerySet":
        """Begun within these days, both included."""
        return self.filter(starts_on__gte=first, starts_on__lte=last)


class Collaboration(TimeStamped):
    """Something that a partner and one or more schools did together.

    `organiser` is the institution that logged it (a trust, a school, or the partner); its own side counts as
    confirmed. `partner_confirmation` is the partner's word; each school's word is on its contribution.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Draft"
        RECORDED = "RECORDED", "Recorded"

    class Delivery(models.TextChoices):
        IN_PERSON = "IN_PERSON", "In person"
        ONLINE = "ONLINE", "Online"
        MIXED = "MIXED", "Some in person, some online"

    class Definition(models.TextChoices):
        """Which pupils "disadvantaged" counts. The four differ and are never added up."""

        FSM_NOW = "FSM_NOW", "Eligible for free school meals now"
        FSM6 = "FSM6", "Eligible for free school meals at any time in the last six years"
        DISADVANTAGED = "DISADVANTAGED", "Disadvantaged, as in the department’s performance measures"
        PUPIL_PREMIUM = "PUPIL_PREMIUM", "Attracting the pupil premium"

    organiser = models.ForeignKey(Institution, models.PROTECT, related_name="collaborations_logged")
    partner = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="collaborations"
    )
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="collaborations"
    )
    activity_type = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The same of the year before, which this one was planned from",
    )
    tags = models.ManyToManyField(
        Term, related_name="+", blank=True, help_text="What it was for, from the lists of `TagList`"
    )
    area = models.CharField(max_length=20, choices=SupportArea, blank=True)
    title = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(
        null=True, blank=True, help_text="The last day of a series; blank for a single day"
    )
    sessions = models.PositiveSmallIntegerField(default=1)
    hours = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="How long it took at each school, all sessions together; nothing where nobody said",
    )
    year_groups = ArrayField(
        models.CharField(max_length=3, choices=YearGroup),
        default=list,
        db_default=[],
        blank=True,
        help_text="Who it was for; how many came is on each contribution",
    )
    definition = models.CharField(max_length=15, choices=Definition, blank=True)
    delivery = models.CharField(
        max_length=10, choices=Delivery, default="", db_default="", blank=True, help_text="Empty: nobody said"
    )
    depth = models.CharField(
        max_length=10,
        choices=Depth,
        default="",
        db_default="",
        blank=True,
        help_text="Empty: its type or its sessions decide",
    )
    staff_hours = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Time of staff at each school, all together",
    )
    flags = ArrayField(models.CharField(max_length=12, choices=Flag), default=list, db_default=[], blank=True)
    answers = models.JSONField(
        default=dict, db_default={}, blank=True, help_text="To the questions of its type, by their codes"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    partner_confirmation = models.CharField(
        max_length=10, choices=Confirmation, default=Confirmation.NOT_ASKED
    )
    partner_email = models.EmailField(blank=True, help_text="Who is asked to confirm for the partner")
    partner_words = models.TextField(blank=True, help_text="What the partner would correct or disputes")
    partner_answered_at = models.DateTimeField(null=True, blank=True)
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When whoever logs it opened the first page; nothing where it came another way",
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(
        default=1,
        db_default=1,
        help_text="Grows with every change: an edit or an answer to an older one is refused",
    )
    submission_key = models.UUIDField(
        null=True,
        blank=True,
        help_text="Made by the form, so that sending it twice logs it once",
    )

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="collaboration_recorded_is_complete",
                condition=Q(state="DRAFT")
                | (
                    Q(partner__isnull=False, activity_type__isnull=False, starts_on__isnull=False)
                    & Q(recorded_at__isnull=False)
                    & ~Q(area="")
                ),
            ),
            models.CheckConstraint(
                name="collaboration_series_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="collaboration_has_a_session", condition=Q(sessions__gte=1)),
            models.CheckConstraint(
                name="collaboration_takes_some_time", condition=Q(hours=None) | Q(hours__gt=0)
            ),
            models.CheckConstraint(
                name="collaboration_takes_some_staff_time",
                condition=Q(staff_hours=None) | Q(staff_hours__gt=0),
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(follows__isnull=False),
                name="collaboration_is_planned_again_once",
            ),
            models.UniqueConstraint(
                fields=["organiser", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="collaboration_is_logged_once_however_often_it_is_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_on"], name="collaboration_recorded_day", condition=Q(state="RECORDED")
            ),
            models.Index(
                fields=["-recorded_at"],
                name="collaboration_logged_by_hand",
                condition=Q(state="RECORDED", began_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.activity_type or "Collaboration")

    @property
    def is_recorded(self) -> bool:
        return self.state == self.State.RECORDED

    @property
    def is_logged_by_partner(self) -> bool:
        """The partner made the record, so the schools are asked to confirm it."""
        return self.organiser_id == self.partner_id

    @property
    def school_year(self) -> str:
        return academic_year(self.starts_on) if self.starts_on else ""

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.starts_on


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ContributionQuerySet":
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))

    def confirmed(self) -> "ContributionQuerySet":
        """Both sides say that it happened."""
        return self.filter(
            collaboration__state=Collaboration.State.RECORDED,
            collaboration__partner_confirmation=Confirmation.CONFIRMED,
            confirmation=Confirmation.CONFIRMED,
        )


class Contribution(models.Model):
    """One school's part in a collaboration."""

    # Found by the index of its constraint, here and below: a second one would cost a million entries.
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="contributions", db_index=False
    )
    school = models.ForeignKey(Institution, models.PROTECT, related_name="contributions")
    confirmation = models.CharField(max_length=10, choices=Confirmation, default=Confirmation.CONFIRMED)
    words = models.TextField(blank=True)
    adults = models.PositiveIntegerField(null=True, blank=True, help_text="Never among the pupils")
    families = models.PositiveIntegerField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "school"], name="school_contributes_once_to_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.collaboration}"


class Participation(models.Model):
    """How many pupils of one year group took part. Counts only; never names."""

    # Who is counted among the pupils.
    AMONG = ("disadvantaged", "girls", "first_in_family")

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="participations", db_index=False
    )
    year_group = models.CharField(max_length=3, choices=YearGroup)
    pupils = models.PositiveIntegerField()
    disadvantaged = models.PositiveIntegerField(null=True, blank=True)
    girls = models.PositiveIntegerField(null=True, blank=True)
    first_in_family = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "year_group"], name="year_group_is_counted_once"),
            models.CheckConstraint(
                name="girls_are_among_the_pupils", condition=Q(girls=None) | Q(girls__lte=F("pupils"))
            ),
            models.CheckConstraint(
                name="first_in_family_are_among_the_pupils",
                condition=Q(first_in_family=None) | Q(first_in_family__lte=F("pupils")),
            ),
            models.CheckConstraint(
                name="disadvantaged_pupils_are_among_the_pupils",
                condition=Q(disadvantaged=None) | Q(disadvantaged__lte=F("pupils")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupils} of {self.get_year_group_display()}"
