"""What is particular to each kind of item in the library, as data; and the scales that several kinds share."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Evidence(models.TextChoices):
    """The three types of the regulator for higher education; each lets more be said than the one before."""

    NARRATIVE = "1", "Type 1: a reasoned account of why it should work"
    EMPIRICAL = "2", "Type 2: measured before and after, or beside others"
    CAUSAL = "3", "Type 3: a design that can show what caused what"


class Format(models.TextChoices):
    """In which forms material for families can be had."""

    WEB = "WEB", "Web page"
    PRINT = "PRINT", "To print"
    EASY_READ = "EASY_READ", "Easy read"
    LARGE_PRINT = "LARGE_PRINT", "Large print"
    AUDIO = "AUDIO", "Audio"
    SUBTITLES = "SUBTITLES", "Video with subtitles"
    SIGNED = "SIGNED", "British Sign Language"


class Task(models.TextChoices):
    """What somebody is doing here when a signpost helps; the page of guidance about it lists the signpost."""

    LOG = "LOG", "Logging what happened"
    CONFIRM = "CONFIRM", "Confirming a record"
    GAP = "GAP", "Filling a gap"
    OFFER = "OFFER", "Making an offer"
    ASK = "ASK", "Asking for support"
    ROLES = "ROLES", "Naming who answers for it"
    COVERAGE = "COVERAGE", "Reading coverage"


class ItemKind(models.Model):
    """A kind of item: what one must say before it is published, and how long it may stand unchecked."""

    class Ask(models.TextChoices):
        CASE = "CASE", "The partnership or the record that it tells of"
        EVIDENCE = "EVIDENCE", "Its source, and how strong the evidence is"
        TRANSCRIPT = "TRANSCRIPT", "A transcript"
        FORMATS = "FORMATS", "Languages and formats"
        LINK = "LINK", "A link"
        TASK = "TASK", "The task that it helps with"
        CLOSING = "CLOSING", "A day until which answers are taken"
        TRAINING = "TRAINING", "Training that goes with it; asked, and may be left open"
        PRACTICE = "PRACTICE", "The practice in the library that it bears on; asked, and may be left open"

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    asks = ArrayField(models.CharField(max_length=12, choices=Ask), default=list, blank=True)
    uptake = models.CharField(
        max_length=60,
        blank=True,
        help_text="What an institution says that takes it up, such as “We do this now”; empty: not asked",
    )
    review_days = models.PositiveSmallIntegerField(help_text="Days until its owner looks at it again")
    link_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days until its owner checks the link; none: with the review"
    )
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.label
