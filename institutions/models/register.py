"""What was imported, when and from which file; and the words that search corrects typing errors with."""

from django.db import models
from django.utils import timezone


class RegisterImport(models.Model):
    """One committed run of an import command: provenance for every fact that it brought."""

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    words_taken_at = models.DateTimeField(
        null=True, blank=True, help_text="When search learned the words that it brought"
    )
    rows_read = models.PositiveIntegerField()
    inserted = models.PositiveIntegerField()
    updated = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="register_import_accounts_for_every_row",
                condition=models.Q(
                    rows_read=models.F("inserted")
                    + models.F("updated")
                    + models.F("unchanged")
                    + models.F("rejected")
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.file_name}"


class SearchWord(models.Model):
    """A word that occurs in the directory, with how many institutions use it: the vocabulary for corrections."""

    word = models.CharField(max_length=60, primary_key=True)
    institutions = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.word
