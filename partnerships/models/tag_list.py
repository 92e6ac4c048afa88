"""Which vocabularies activities are tagged with, as data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from institutions.models import SupportArea, vocabularies
from partnerships.models.activity_kind import ActivityKind
from partnerships.models.collaboration import Collaboration


class TagListQuerySet(models.QuerySet["TagList"]):
    def in_order(self) -> "TagListQuerySet":
        return self.order_by("position", "pk")

    def asked_of(self, record: Collaboration) -> "TagListQuerySet":
        """Those that fit its type and its area."""
        group = ActivityKind.objects.of(record.activity_type).group
        fits_group = Q(groups=[]) | Q(groups__contains=[group])
        return self.filter(fits_group, Q(areas=[]) | Q(areas__contains=[record.area])).in_order()


class TagList(models.Model):
    """One vocabulary that activities may be tagged with: the question, and of which activities it is asked."""

    vocabulary = models.CharField(max_length=30, choices=vocabularies, unique=True)
    question = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    groups = ArrayField(
        models.CharField(max_length=10, choices=ActivityKind.Group),
        default=list,
        blank=True,
        help_text="Groups of types; empty: all",
    )
    areas = ArrayField(
        models.CharField(max_length=20, choices=SupportArea),
        default=list,
        blank=True,
        help_text="Areas of support; empty: all",
    )
    position = models.PositiveSmallIntegerField()

    objects = TagListQuerySet.as_manager()

    def __str__(self) -> str:
        return self.question
