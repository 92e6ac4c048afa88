"""A spreadsheet of activities on its way into the log: looked at first, then put in, and taken out again if need be."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class LogUploadQuerySet(models.QuerySet["LogUpload"]):
    def visible_to(self, user: "User | AnonymousUser") -> "LogUploadQuerySet":
        return self.filter(organiser__in=Institution.objects.of(user))


class LogUpload(TimeStamped):
    """`rows` are the cells as they came, by column, each with its line."""

    class State(models.TextChoices):
        LOOKED_AT = "LOOKED_AT", "Not put into the log yet"
        PUT_IN = "PUT_IN", "Put into the log"
        UNDONE = "UNDONE", "Taken out again"

    MOVES: dict[str, set[str]] = {
        State.LOOKED_AT: {State.PUT_IN},
        State.PUT_IN: {State.UNDONE},
        State.UNDONE: set(),
    }

    organiser = models.ForeignKey(Institution, models.PROTECT, related_name="log_uploads")
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Nobody: from the command line"
    )
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.LOOKED_AT)
    added = models.JSONField(default=list, help_text="Records that it made")
    left = models.JSONField(default=dict, help_text="By record that it made or changed, the revision it left")
    before = models.TextField(blank=True, help_text="What it changed, as it was, in Django’s own JSON")

    objects = LogUploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name
