"""How many organisations of each type there are, beside how many there should be."""

from dataclasses import dataclass

from django.db.models import Count, Q

from institutions.models import Institution, OrganisationType


@dataclass(frozen=True)
class Counted:
    """Open organisations of a type, in England or known to no area."""

    type: OrganisationType
    number: int

    @property
    def percent(self) -> int | None:
        """Of the target, rounded down, so that 100 means reached; none without a target."""
        return min(100, 100 * self.number // self.type.target) if self.type.target else None


def types_counted() -> list[Counted]:
    """In their order."""
    is_open = Q(organisations__institution__status__in=Institution.OPEN_STATUSES)
    rows = OrganisationType.objects.annotate(number=Count("organisations", filter=is_open))
    return [Counted(row, row.number) for row in rows.order_by("position", "pk")]
