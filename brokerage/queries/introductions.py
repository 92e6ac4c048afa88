"""Which introductions a page shows."""

from django.db.models import Q

from accounts.models import User
from brokerage import links
from brokerage.models import DeclaredConflict, Introduction, Offer, Request
from brokerage.models.introduction import IntroductionQuerySet
from core.errors import RuleBroken
from institutions.models import Institution

SIDES = {"received": "Asked of you", "helped": "You help", "sent": "You asked", "area": "In your areas"}


def by_link(token: str) -> Introduction:
    """The introduction that the holder of a link may answer: the signature stands for the sign-in."""
    return with_parties(links.introduction_of(token))


def with_parties(introduction_id: int) -> Introduction:
    """The introduction of a signed link."""
    found = Introduction.objects.with_parties().filter(pk=introduction_id).first()
    if found is None:
        raise RuleBroken("This introduction does not exist any more.", code="link_invalid")
    return found


def coming_along(introduction: Introduction) -> list[Institution]:
    """The primary schools that the introduced secondary school brings along, by name."""
    along = Institution.objects.filter(brought_along__introduction=introduction)
    return list(along.defer("search").order_by("name", "pk"))


def sides_of(*, viewer: User, institution: Institution | None) -> dict[str, IntroductionQuerySet]:
    """What others asked of the institution, what it helps with, what it asked, and what else the viewer may see."""
    visible = Introduction.objects.visible_to(viewer).with_parties().order_by("-created_at", "-pk")
    everyone = Institution.objects.all()
    own = everyone.with_members(institution) if institution else everyone.none()
    received, sent, helped = Q(offer__provider__in=own), Q(school__in=own), Q(broker__in=own)
    return {
        "received": visible.filter(received),
        "helped": visible.filter(helped),
        "sent": visible.filter(sent),
        "area": visible.exclude(received | sent | helped),
    }


def asked_for(offer: Offer) -> list[Introduction]:
    """Every introduction of an offer, for those who look after it."""
    found = Introduction.objects.filter(offer=offer).with_parties()
    return list(found.order_by("-created_at", "-pk"))


def asked_by(*, school: Institution, area: str) -> list[Introduction]:
    """What the school has asked for in one area and still waits for or has before it: for its own people."""
    found = Introduction.objects.live().filter(school=school, area=area)
    return list(found.with_parties().order_by("created_at", "pk"))


def open_request_of(*, school: Institution, area: str) -> Request | None:
    """What the school has written down of its need: for its own people."""
    return Request.objects.open().filter(school=school, area=area).first()


def conflicts_read_by(viewer: User, *, one: Institution, other: Institution) -> list[DeclaredConflict]:
    """What either of the two has told brokers about the other, for those whom it is meant for."""
    rows = DeclaredConflict.objects.visible_to(viewer).between(one, other)
    return list(rows.select_related("institution", "other").order_by("pk"))
