"""Programmes: what a body runs for many schools, year by year, with places, stages and a decision at the end."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models import Area, Institution, Phase, PriorityList, Term, graded
from institutions.models.establishment_type import TYPE_GROUPS
from institutions.models.institution import InstitutionQuerySet
from partnerships.models.collaboration import Collaboration

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ProgrammeKind(models.Model):
    """A kind of programme, as data: what it has beyond what all have."""

    class Part(models.TextChoices):
        STAGES = "STAGES", "Stages that schools go through"
        DECISION = "DECISION", "A decision at its end"
        AWARD = "AWARD", "An award with a requirement and what it brings"
        AUDIENCE = "AUDIENCE", "Whom it speaks to, and what they should do"
        MEMBERS = "MEMBERS", "Members that each take on pupils"

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    parts = ArrayField(models.CharField(max_length=10, choices=Part), default=list, blank=True)
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.label


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ProgrammeQuerySet":
        """Programmes are there to be joined, so everybody sees them. Counts of pupils are for their own people."""
        return self

    def run_by(self, institutions: InstitutionQuerySet) -> "ProgrammeQuerySet":
        leads = ProgrammeParty.objects.filter(
            role=ProgrammeParty.Role.LEAD, ended_on=None, institution__in=institutions
        )
        return self.filter(pk__in=leads.values("programme"))

    def running(self) -> "ProgrammeQuerySet":
        """Begun or about to, and not over."""
        goes_on = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        return self.filter(goes_on).exclude(decision=Programme.Decision.STOP)

    def placed_in(self, area: Area) -> "ProgrammeQuerySet":
        """Those of a region or an authority, of an authority within the region, or with a part there."""
        here = Q(area=area) | Q(area__parent=area)
        parts = Programme.objects.filter(here).exclude(parent=None)
        return self.filter(here | Q(pk__in=parts.values("parent")))


class Programme(TimeStamped):
    """Something with a name that a body runs for many schools. A national one may have local ones under it."""

    class Decision(models.TextChoices):
        SCALE = "SCALE", "Go on with more schools"
        CHANGE = "CHANGE", "Go on in another way"
        STOP = "STOP", "Stop"

    title = models.CharField(max_length=200)
    kind = models.ForeignKey(ProgrammeKind, models.PROTECT, related_name="programmes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    summary = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: all of England"
    )
    phases = ArrayField(
        models.CharField(max_length=12, choices=Phase), default=list, blank=True, help_text="Empty: any"
    )
    school_groups = ArrayField(
        models.CharField(max_length=12, choices=[(code, label) for code, (label, _) in TYPE_GROUPS.items()]),
        default=list,
        db_default=[],
        blank=True,
        help_text="Types of school that it is for; empty: any",
    )
    priority_list = models.ForeignKey(
        PriorityList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only schools on it, as it was on `judged_on`",
    )
    grades = models.ManyToManyField(
        Term,
        related_name="+",
        blank=True,
        help_text="Only schools whose latest overall grade, as on `judged_on`, is one of these",
    )
    judged_on = models.DateField(null=True, blank=True)
    award_requirement = models.TextField(blank=True)
    benefit = models.TextField(
        blank=True, help_text="What the award brings: an offer of a place, for example"
    )
    audience = models.CharField(max_length=200, blank=True)
    behaviour = models.CharField(max_length=200, blank=True, help_text="What the audience should do")
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    collaborations = models.ManyToManyField(Collaboration, related_name="programmes", blank=True)
    builds_on = models.ManyToManyField(
        "self", symmetrical=False, related_name="built_on_by", blank=True, help_text="What came before it"
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="programme_decision_has_its_day",
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lead(self) -> "Institution":
        return self.parties.get(role=ProgrammeParty.Role.LEAD, ended_on=None).institution

    @property
    def place(self) -> str:
        return self.area.name if self.area else "England"

    @property
    def phase_names(self) -> str:
        return ", ".join(label for value, label in Phase.choices if value in self.phases)

    @property
    def type_names(self) -> str:
        return ", ".join(label for code, (label, _) in TYPE_GROUPS.items() if code in self.school_groups)

    @property
    def list_day(self) -> date:
        """The day on which a school must have been on the list, or have had the grade."""
        return self.judged_on or self.starts_on

    @property
    def is_over(self) -> bool:
        stopped = self.decision == self.Decision.STOP
        return stopped or bool(self.ends_on and self.ends_on < timezone.localdate())

    def eligible(self) -> InstitutionQuerySet:
        """Open schools that it is for: by place, ages, type and, where a list or a grade decides, as on its day."""
        schools = Institution.objects.open().schools()
        if self.school_groups:
            types = [each for group in self.school_groups for each in TYPE_GROUPS[group][1]]
            schools = schools.filter(type_code__in=types)
        if self.area:
            schools = schools.in_area(self.area)
        if self.phases:
            schools = schools.filter(phases__overlap=self.phases)
        if self.priority_list_id:
            in_force = PriorityList.objects.in_force(self.list_day).filter(pk=self.priority_list_id)
            schools = schools.filter(priority_listings__priority_list__in=in_force)
        if grades := list(self.grades.all()):
            schools = graded(schools, grades, on=self.list_day)
        return schools


class ProgrammeParty(models.Model):
    """A body's part in a programme, from one day to another. The lead may pass to another body; its time stays."""

    class Role(models.TextChoices):
        LEAD = "LEAD", "Leads it"
        FUNDER = "FUNDER", "Funds it"
        SUPPORTER = "SUPPORTER", "Supports it"
        DELIVERER = "DELIVERER", "Delivers it"
        MEMBER = "MEMBER", "Member of the consortium"
        CONSORTIUM = "CONSORTIUM", "Consortium that runs it"
        PARENTS = "PARENTS", "Speaks for parents and carers"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="programme_parts")
    role = models.CharField(max_length=10, choices=Role)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(role="LEAD", ended_on=None),
                name="programme_has_one_lead_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["programme", "institution", "role"],
                condition=Q(ended_on=None),
                name="body_has_a_part_in_a_programme_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_role_display()}"


class ProgrammeStage(models.Model):
    """One step that every school of the programme goes through."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="programme_stage_has_its_place")
        ]

    def __str__(self) -> str:
        return self.label


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CohortQuerySet":
        """As the programme. Whose address a contact has is for both sides of a hand-over: see its page."""
        return self


class Cohort(models.Model):
    """One school year of a programme: how many schools it takes, and what money there is for it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="cohorts")
    year = models.CharField(max_length=7)
    places = models.PositiveIntegerField(null=True, blank=True, help_text="None: as many as come")
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    passed_to = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cohorts_taken",
        help_text="Who goes on with it: a university after a school, for example",
    )
    passed_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=150, blank=True, help_text="Who takes over there, by name")
    contact_email = models.EmailField(blank=True, help_text="For both sides alone")
    passed_pupils = models.PositiveIntegerField(null=True, blank=True)
    passed_words = models.TextField(blank=True, help_text="What whoever takes over should know")
    taken_over_on = models.DateField(null=True, blank=True, help_text="When they said that they have it")

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="programme_has_one_cohort_a_year"),
            models.CheckConstraint(
                name="cohort_is_handed_to_a_named_contact_on_a_day",
                condition=Q(passed_to=None, passed_on=None, contact="", taken_over_on=None)
                | (Q(passed_to__isnull=False, passed_on__isnull=False) & ~Q(contact="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.year}"

    @property
    def slug(self) -> str:
        """The year as it stands in an address."""
        return self.year.replace("/", "-")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: "User | AnonymousUser") -> "EnrolmentQuerySet":
        """Which schools take part is public, as partnerships are."""
        return self

    def holding_a_place(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=(Enrolment.State.PLACED, Enrolment.State.COMPLETED))


class Enrolment(TimeStamped):
    """A school's place in a cohort, or in the line for one; the line is in the order of asking."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Waiting for a place"
        PLACED = "PLACED", "Takes part"
        COMPLETED = "COMPLETED", "Completed it"
        LEFT = "LEFT", "Left"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="enrolments")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "school"], name="school_is_in_a_cohort_once")
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.cohort}"


class StageCount(models.Model):
    """How many of a school reached a stage. Counts only; parents and carers apart from pupils."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="counts")
    stage = models.ForeignKey(ProgrammeStage, models.CASCADE, related_name="counts")
    pupils = models.PositiveIntegerField()
    parents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "stage"], name="school_is_counted_once_at_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.pupils} at {self.stage}"
