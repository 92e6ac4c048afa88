"""What a group's members share, what that saves, and what it says of its years."""

from dataclasses import dataclass

from institutions.models import GroupAccreditation, GroupYear, Institution, SharedService


@dataclass(frozen=True)
class Together:
    """What is shared today with its sums, what has ended, and the years, the latest first."""

    services: list[SharedService]
    ended: list[SharedService]
    years: list[GroupYear]
    accreditations: list[GroupAccreditation]

    @property
    def saving(self) -> int:
        return sum(service.yearly_saving or 0 for service in self.services)

    @property
    def cost(self) -> int:
        return sum(service.yearly_cost or 0 for service in self.services)

    @property
    def without_saving(self) -> int:
        """Those that the sum of savings knows nothing of."""
        return sum(service.yearly_saving is None for service in self.services)


def together(group: Institution) -> Together:
    rows = SharedService.objects.filter(group=group).select_related("provider").defer("provider__search")
    services = list(rows.order_by("kind", "name", "pk"))
    accredited = GroupAccreditation.objects.filter(group=group).select_related("body").defer("body__search")
    return Together(
        services=[service for service in services if service.ended_on is None],
        ended=[service for service in services if service.ended_on],
        years=list(GroupYear.objects.filter(group=group).order_by("-year")),
        accreditations=list(accredited.order_by("-granted_on", "pk")),
    )
