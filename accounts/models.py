"""People who sign in, and the record of what they did."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes from their memberships, never from the person."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=150)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class AuditEvent(models.Model):
    """Who did what to which record, and when. Written by actions, never changed."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_event_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"


class Letter(models.TextChoices):
    """Letters that a person may stop. All others answer something that they did, or that waits for them."""

    DIGEST = "DIGEST", "Digest: what changed, what waits and what is missing"
    DATES = "DATES", "Dates ahead: terms that end, agreements to review"
    NEWS = "NEWS", "News from those who look after your area: brokers, authorities and the department"


class Frequency(models.TextChoices):
    AS_IT_COMES = "AS_IT_COMES", "As they come"
    WEEKLY = "WEEKLY", "Every Monday"
    MONTHLY = "MONTHLY", "On the first Monday of the month"
    NEVER = "NEVER", "Never"


# How often each letter may come; the first is what people get who have not chosen.
FREQUENCIES: dict[Letter, tuple[Frequency, ...]] = {
    Letter.DIGEST: (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.NEVER),
    Letter.DATES: (Frequency.AS_IT_COMES, Frequency.NEVER),
    Letter.NEWS: (Frequency.NEVER, Frequency.AS_IT_COMES),  # only to those who asked for it
}


class LetterChoice(models.Model):
    """How often somebody wants one kind of letter, where they said so."""

    user = models.ForeignKey(User, models.CASCADE, related_name="letter_choices")
    letter = models.CharField(max_length=10, choices=Letter)
    frequency = models.CharField(max_length=12, choices=Frequency)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "letter"], name="person_chooses_once_for_each_letter")
        ]

    def __str__(self) -> str:
        return f"{self.get_letter_display()}: {self.get_frequency_display()}"
