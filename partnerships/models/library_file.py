"""Files of items in the library: small documents, kept in the database beside the words."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import TimeStamped
from partnerships.models.library import LibraryItem

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class LibraryFileQuerySet(models.QuerySet["LibraryFile"]):
    def visible_to(self, user: "User | AnonymousUser") -> "LibraryFileQuerySet":
        """Whoever may read the item."""
        return self.filter(item__in=LibraryItem.objects.visible_to(user))

    def listed(self) -> "LibraryFileQuerySet":
        """In their order, without what is in them."""
        return self.defer("content").order_by("name", "pk")


class LibraryFile(TimeStamped):
    """One file of one version of an item. What it is was told from its first bytes, not from its name."""

    class Type(models.TextChoices):
        PDF = "application/pdf", "PDF"
        WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"
        ODT = "application/vnd.oasis.opendocument.text", "OpenDocument text"
        TEXT = "text/plain", "plain text"
        CAPTIONS = "text/vtt", "captions"

    LARGEST = 5 * 1024 * 1024
    MOST = 5  # to one item

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=80, choices=Type)
    size = models.PositiveIntegerField(help_text="Bytes")
    content = models.BinaryField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = LibraryFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="library_item_has_a_file_of_a_name_once"),
            models.CheckConstraint(
                name="library_file_is_small", condition=Q(size__gt=0, size__lte=5 * 1024 * 1024)
            ),
        ]

    def __str__(self) -> str:
        return self.name
