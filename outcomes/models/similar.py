"""Which schools one is compared with, chosen before any result is known."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from institutions.models import Institution


class SimilarSchoolsQuerySet(models.QuerySet["SimilarSchools"]):
    def visible_to(self, user: object) -> "SimilarSchoolsQuerySet":
        """Chosen from published figures by a published rule: everybody sees them."""
        return self.all()


class SimilarSchools(models.Model):
    """The schools most like one, for one school year. Chosen once, so that nobody can choose them by their results."""

    school = models.ForeignKey(Institution, models.CASCADE, related_name="similar_schools")
    year = models.CharField(max_length=7)
    chosen_on = models.DateField()
    similar = ArrayField(models.BigIntegerField(), help_text="Schools, the most like it first")

    objects = SimilarSchoolsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="similar_schools_are_chosen_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"Schools like {self.school}, {self.year}"
