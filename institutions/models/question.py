"""Questions that are data: what is asked of one kind of thing and of no other."""

from django.db import models


class Question(models.Model):
    """One thing that a record of some kind must or may say beyond what every record says.

    The answers are kept by code, as JSON on the record. A question is retired, never deleted or turned into another,
    so that old answers keep their meaning.
    """

    class Answer(models.TextChoices):
        TEXT = "TEXT", "Words"
        NUMBER = "NUMBER", "A whole number"
        CHOICE = "CHOICE", "One of a list"
        CHOICES = "CHOICES", "Any of a list"
        YES_NO = "YES_NO", "Yes or no"
        INSTITUTIONS = "INSTITUTIONS", "Institutions of the directory"

    code = models.SlugField(max_length=30, unique=True)
    label = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=12, choices=Answer)
    choices = models.JSONField(default=list, blank=True, help_text="The words to choose from")
    least = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The smallest number that will do"
    )
    is_required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label
