"""What those who were there say of an activity: feedback that was collected, and what one would do differently."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.collaboration import Collaboration

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RemarkQuerySet":
        """Both sides read what either says."""
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))

    def quotable_of(self, partner: Institution) -> "RemarkQuerySet":
        """What others said of working with a partner and agreed to have quoted: for everybody."""
        rows = self.filter(may_be_quoted=True, collaboration__partner=partner)
        return rows.filter(collaboration__state=Collaboration.State.RECORDED).exclude(institution=partner)


class Remark(TimeStamped):
    """A few sentences from one side of an activity. Nobody who said them is named, only whose voice it is."""

    class Voice(models.TextChoices):
        REFLECTION = "REFLECTION", "Our own reflection"
        PUPILS = "PUPILS", "What pupils said"
        STAFF = "STAFF", "What teachers and staff said"
        FAMILIES = "FAMILIES", "What parents and carers said"

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="remarks")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice)
    words = models.TextField()
    may_be_quoted = models.BooleanField(default=False, help_text="Who said it agreed to have it quoted")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = RemarkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_voice_display()} at {self.institution}"
