"""The library: what is worth knowing beyond those who did it. Each version of an item is a row of its own."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, Q
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import (
    Area,
    GroupMembership,
    Institution,
    Membership,
    Phase,
    Role,
    SupportArea,
    Term,
    Vocabulary,
)
from institutions.models.institution import InstitutionQuerySet
from partnerships.models.collaboration import Collaboration
from partnerships.models.event import Event
from partnerships.models.library_kind import Evidence, Format, ItemKind, Task
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# The vocabularies of its themes, in the order in which they are asked.
THEMES = (Vocabulary.PURPOSE, Vocabulary.STRAND, Vocabulary.ENGAGEMENT, Vocabulary.POLICY)


def trusts_around(institutions: InstitutionQuerySet) -> InstitutionQuerySet:
    """These, the trusts of the schools among them, and all schools of those trusts."""
    current = GroupMembership.objects.current().filter(group__kind=Institution.Kind.TRUST)
    trusts = current.filter(Q(member__in=institutions) | Q(group__in=institutions)).values("group")
    schools = current.filter(group__in=trusts).values("member")
    return Institution.objects.filter(pk__in=institutions.values("pk").union(trusts, schools))


class LibraryItemQuerySet(models.QuerySet["LibraryItem"]):
    def visible_to(self, user: "User | AnonymousUser") -> "LibraryItemQuerySet":
        """What is published, as widely as it says. Unfinished: its owner, those named in it, and its reviewers."""
        shown = Q(state__in=LibraryItem.READABLE)
        if not user.is_authenticated:
            return self.filter(shown, visibility=LibraryItem.Visibility.PUBLIC)
        own = Institution.objects.of(user)
        wide = shown & ~Q(visibility=LibraryItem.Visibility.TRUST)
        in_trust = shown & Q(owner__in=trusts_around(own))
        named = Q(pk__in=Consent.objects.filter(institution__in=own).values("item"))
        return self.filter(wide | in_trust | Q(owner__in=own) | named | _reviewed_by(user))

    def of(self, user: User) -> "LibraryItemQuerySet":
        return self.filter(owner__in=Institution.objects.of(user))

    def published(self) -> "LibraryItemQuerySet":
        """The newest version of each that is in the library."""
        return self.filter(state__in=LibraryItem.LIVE)

    def stale(self, on: date | None = None) -> "LibraryItemQuerySet":
        """Nobody has looked for too long whether it still holds, or whether its link still works."""
        return self.filter(_is_stale(on))

    def fresh(self, on: date | None = None) -> "LibraryItemQuerySet":
        return self.exclude(_is_stale(on))

    def with_uptake(self) -> "LibraryItemQuerySet":
        """Adds `taken_up`: how many institutions say that they do or use it."""
        return self.annotate(taken_up=Count("uptakes"))


def _reviewed_by(user: User) -> Q:
    """Those who administer the owner’s area or England read all but its drafts."""
    memberships = Membership.objects.current().filter(user=user, role=Role.ADMINISTRATOR)
    areas = memberships.values("area")
    place = Q(owner__local_authority__in=areas) | Q(owner__local_authority__parent__in=areas)
    everywhere = Q(Exists(memberships.filter(area__code=Area.ENGLAND)))
    return (place | everywhere) & ~Q(state=LibraryItem.State.DRAFT)


def _is_stale(on: date | None) -> Q:
    day = on or timezone.localdate()
    return Q(review_on__lt=day) | Q(link_due_on__lt=day)


class LibraryItem(TimeStamped):
    """One version of something in the library. A changed one is a new row; the one before stays readable."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Draft"
        IN_REVIEW = "IN_REVIEW", "In review"
        PUBLISHED = "PUBLISHED", "Published"
        FEATURED = "FEATURED", "Featured"
        REPLACED = "REPLACED", "Replaced by a newer version"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    class Visibility(models.TextChoices):
        SECTOR = "SECTOR", "Everybody who is signed in"
        PUBLIC = "PUBLIC", "Everybody, signed in or not"
        TRUST = "TRUST", "Our own trust only"

    MOVES: dict[str, set[str]] = {
        State.DRAFT: {State.IN_REVIEW, State.WITHDRAWN},
        State.IN_REVIEW: {State.DRAFT, State.PUBLISHED, State.WITHDRAWN},
        State.PUBLISHED: {State.FEATURED, State.REPLACED, State.WITHDRAWN},
        State.FEATURED: {State.PUBLISHED, State.REPLACED, State.WITHDRAWN},
        State.REPLACED: {State.WITHDRAWN},
        State.WITHDRAWN: set(),
    }
    LIVE = (State.PUBLISHED, State.FEATURED)
    READABLE = (*LIVE, State.REPLACED)

    kind = models.ForeignKey(ItemKind, models.PROTECT, related_name="items")
    owner = models.ForeignKey(Institution, models.PROTECT, related_name="library_items")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)

    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, help_text="What the list says of it")
    words = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Where it is kept, when not here")
    accessible_version = models.CharField(
        max_length=300, blank=True, help_text="How somebody gets it who cannot use what the link leads to"
    )
    transcript = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    strength = models.CharField(max_length=1, choices=Evidence, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    formats = ArrayField(models.CharField(max_length=12, choices=Format), default=list, blank=True)
    task = models.CharField(max_length=10, choices=Task, blank=True)
    closes_on = models.DateField(null=True, blank=True, help_text="The last day on which answers are taken")

    areas = ArrayField(models.CharField(max_length=20, choices=SupportArea), default=list, blank=True)
    phases = ArrayField(models.CharField(max_length=12, choices=Phase), default=list, blank=True)
    themes = models.ManyToManyField(Term, related_name="+", blank=True)
    practices = models.ManyToManyField(
        "self", symmetrical=False, related_name="studies", blank=True, help_text="What it bears on"
    )

    training = models.ManyToManyField(
        Event, related_name="guidance", blank=True, help_text="Where people learn to do what it says"
    )
    shared_with = models.ManyToManyField(
        Institution, related_name="+", blank=True, help_text="Groups of its owner, on whose pages it stands"
    )

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="library_items"
    )
    collaboration = models.ForeignKey(
        Collaboration, models.PROTECT, null=True, blank=True, related_name="library_items"
    )
    answers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers", help_text="A call for evidence"
    )

    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.SECTOR)
    visibility_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    published_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="Until when its owner looks at it again")
    link_due_on = models.DateField(null=True, blank=True, help_text="Until when its owner checks the link")
    sent_back = models.TextField(blank=True, help_text="What the reviewer asks for")
    revision = models.PositiveIntegerField(
        default=1, db_default=1, help_text="An edit of an older one is refused"
    )

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="library_item_kept_in_a_trust_says_why",
                condition=(Q(visibility="TRUST") & ~Q(visibility_reason=""))
                | (~Q(visibility="TRUST") & Q(visibility_reason="")),
            ),
            models.CheckConstraint(
                name="library_item_tells_of_one_case",
                condition=Q(partnership=None) | Q(collaboration=None),
            ),
            models.CheckConstraint(
                name="library_item_in_the_library_is_looked_at_again",
                condition=~Q(state__in=("PUBLISHED", "FEATURED", "REPLACED"))
                | Q(published_on__isnull=False, review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="library_item_behind_a_link_has_an_accessible_version",
                condition=Q(state__in=("DRAFT", "WITHDRAWN")) | Q(link="") | ~Q(accessible_version=""),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(state="WITHDRAWN"),
                name="library_item_has_one_next_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_stale(self) -> bool:
        today = timezone.localdate()
        return any(day is not None and day < today for day in (self.review_on, self.link_due_on))

    @property
    def takes_answers(self) -> bool:
        """A call for evidence that is open."""
        return self.is_live and self.closes_on is not None and self.closes_on >= timezone.localdate()

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller saves."""
        if state not in self.MOVES[self.state]:
            now, wanted = self.get_state_display(), LibraryItem.State(state).label
            raise RuleBroken(f"An item that is “{now}” cannot become “{wanted}”.", code="move_not_allowed")
        self.state = state


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ConsentQuerySet":
        """Whoever asks, and whoever is asked."""
        own = Institution.objects.of(user)
        return self.filter(Q(institution__in=own) | Q(item__owner__in=own))

    def awaited(self) -> "ConsentQuerySet":
        return self.filter(is_given=None, item__state=LibraryItem.State.IN_REVIEW)


class Consent(models.Model):
    """The word of an institution that a case study names: nothing is published over anybody’s head."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="consents")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    is_given = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "institution"], name="institution_is_asked_once_of_an_item"
            ),
            models.CheckConstraint(
                name="consent_is_answered_by_somebody",
                condition=Q(is_given=None, answered_by=None, answered_at=None)
                | Q(is_given__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} on {self.item}"


class Uptake(models.Model):
    """An institution says that it does this now, or has used it; once, however many of its people read it."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="uptakes")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    said_on = models.DateField(default=timezone.localdate)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "institution"], name="institution_takes_an_item_up_once")
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.item}"


class CaseNominationQuerySet(models.QuerySet["CaseNomination"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CaseNominationQuerySet":
        """The institution, and whoever nominated it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(institution__in=Institution.objects.of(user)) | Q(nominated_by=user))

    def open(self) -> "CaseNominationQuerySet":
        """Not written up yet."""
        return self.filter(item=None)


class CaseNomination(TimeStamped):
    """An adviser says that something at an institution deserves a case study. The institution writes it."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="case_nominations")
    words = models.TextField(help_text="What is good about it")
    nominated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    item = models.OneToOneField(
        LibraryItem, models.SET_NULL, null=True, blank=True, related_name="nomination"
    )

    objects = CaseNominationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.institution}: {self.words[:60]}"
