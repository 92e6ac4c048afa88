"""What kinds of organisation there are beside schools, trusts and universities, as data."""

from django.db import models
from django.db.models import Q

from institutions.models.group_kind import GroupKind
from institutions.models.institution import Institution


class OrganisationType(models.Model):
    """A finer word than the kind of institution, which says what such an organisation can do here."""

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Institution.Kind)
    needs_ukprn = models.BooleanField(default=False, help_text="It is known by its UKPRN")
    group_kind = models.ForeignKey(
        GroupKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Such an organisation has members, as a group of this kind",
    )
    position = models.PositiveSmallIntegerField(default=0)
    target = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many there should be in England by `target_on`"
    )
    target_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_target_has_a_number_and_a_day",
                condition=Q(target=None, target_on=None) | Q(target__gt=0, target_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """The code as it stands in an address."""
        return self.code.lower().replace("_", "-")


class Organisation(models.Model):
    """Of which type an institution is. In a table of its own: the register's schools have none."""

    institution = models.OneToOneField(
        Institution, models.CASCADE, primary_key=True, related_name="as_organisation"
    )
    type = models.ForeignKey(OrganisationType, models.PROTECT, related_name="organisations")

    def __str__(self) -> str:
        return f"{self.institution}, {self.type}"
