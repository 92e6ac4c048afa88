"""Who has a part in an activity, what they said of it, and who could still say something."""

from django.db.models import Q

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Collaboration, Remark


def sides_of(record: Collaboration) -> InstitutionQuerySet:
    """The organiser, the partner and the schools."""
    named = [pk for pk in (record.organiser_id, record.partner_id) if pk]
    schools = record.contributions.values("school")
    return Institution.objects.filter(Q(pk__in=named) | Q(pk__in=schools))


def speaks_for(record: Collaboration, user: User) -> list[Institution]:
    """Those of its sides that the person may speak for, the organiser first."""
    mine = access.where_may(user, Permission.COLLABORATION_CONFIRM).values("pk")
    found = list(sides_of(record).filter(pk__in=mine).defer("search").order_by("name", "pk"))
    return sorted(found, key=lambda each: each.pk != record.organiser_id)


def remarks_on(record: Collaboration, *, viewer: User) -> list[Remark]:
    """Everything that was said, the latest first. Tenancy: the two sides."""
    rows = Remark.objects.visible_to(viewer).filter(collaboration=record)
    return list(rows.select_related("institution").order_by("-created_at", "-pk"))


def quotes_of(partner: Institution, *, most: int = 6) -> list[Remark]:
    """What others said of working with it, as far as it may be quoted. Tenancy: everybody."""
    rows = Remark.objects.quotable_of(partner).select_related("institution", "collaboration")
    return list(rows.order_by("-created_at", "-pk")[:most])
