"""What kinds of organisation there are beside schools, trusts and universities, as data."""

from django.db import models

from institutions.models.institution import Institution


class OrganisationType(models.Model):
    """A finer word than the kind of institution, which says what such an organisation can do here."""

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Institution.Kind)
    needs_ukprn = models.BooleanField(default=False, help_text="It is known by its UKPRN")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label


class Organisation(models.Model):
    """Of which type an institution is. In a table of its own: the register's schools have none."""

    institution = models.OneToOneField(
        Institution, models.CASCADE, primary_key=True, related_name="as_organisation"
    )
    type = models.ForeignKey(OrganisationType, models.PROTECT, related_name="organisations")

    def __str__(self) -> str:
        return f"{self.institution}, {self.type}"
