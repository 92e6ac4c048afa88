"""What counts towards a Gatsby Benchmark, by the edition in force on a day."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from institutions.models import YearGroup, valid_on


class BenchmarkRuleQuerySet(models.QuerySet["BenchmarkRule"]):
    def in_force(self, on: date) -> "BenchmarkRuleQuerySet":
        return self.filter(valid_on(on)).order_by("number")


class BenchmarkRule(models.Model):
    """One benchmark that activities can count towards. A type of activity says towards which it may."""

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    words = models.TextField(help_text="What counts, for the reader of the figures")
    year_groups = ArrayField(models.CharField(max_length=3, choices=YearGroup))
    needs_interaction = models.BooleanField(
        help_text="Only where pupils took part actively and could reflect"
    )
    counts_online = models.BooleanField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = BenchmarkRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "valid_from"], name="benchmark_has_one_rule_from_a_day")
        ]

    def __str__(self) -> str:
        return f"Benchmark {self.number}: {self.title}"
