"""When the parties of a partnership were last in touch, told from their records."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import LessThan
from django.utils import timezone

from partnerships.models import Collaboration, Meeting, Partnership
from partnerships.models.partnership import PartnershipQuerySet


def quiet(on: date | None = None) -> PartnershipQuerySet:
    """Live ones of whose parties nobody noted any contact for as long as PARTNERSHIP_QUIET_DAYS says."""
    day = (on or timezone.localdate()) - timedelta(days=settings.PARTNERSHIP_QUIET_DAYS)
    return Partnership.objects.live().filter(LessThan(_last_contact(), Value(day)))


def quiet_and_untold() -> PartnershipQuerySet:
    """Those of whose present silence the parties have not been told."""
    told_before = LessThan(F("told_quiet_since"), _last_contact())
    return quiet().filter(Q(told_quiet_since=None) | Q(told_before))


def last_contact(partnership: Partnership) -> date:
    found: date = Partnership.objects.filter(pk=partnership.pk).values_list(_last_contact(), flat=True).get()
    return found


def _last_contact() -> Greatest:
    """The latest meeting, call, visit, message or logged activity; the first day where there is none."""
    here = OuterRef("pk")
    return Greatest(
        F("started_on"),
        _latest(Meeting.objects.filter(partnership=here), "held_on"),
        _latest(Meeting.objects.filter(body__partnership=here), "held_on"),
        _latest(Collaboration.objects.recorded().filter(partnership=here), "starts_on"),
        output_field=DateField(),
    )


def _latest(rows: QuerySet[Meeting] | QuerySet[Collaboration], name: str) -> Subquery:
    return Subquery(rows.order_by(f"-{name}").values(name)[:1])
