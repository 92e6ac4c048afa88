"""Ties between institutions that their own people tell: sponsors, sites and units."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions.founding import create_institution, refuse_known_institution
from institutions.models import Institution, InstitutionLink

Kind = Institution.Kind
Tie = InstitutionLink.Kind


@dataclass(frozen=True)
class Ends:
    """What may stand at either end of a tie, which is stored in the direction of its words."""

    of: frozenset[str]
    to: frozenset[str]
    is_within_kind: bool = False


PROVIDERS = frozenset({Kind.UNIVERSITY, Kind.COLLEGE})
WITH_SITES = frozenset({Kind.EMPLOYER, Kind.CHARITY, Kind.PUBLIC_BODY, Kind.COLLEGE, Kind.OTHER})
ENDS = {
    Tie.SPONSOR: Ends(
        of=frozenset({Kind.TRUST, Kind.SCHOOL, Kind.NETWORK}),
        to=PROVIDERS | {Kind.EMPLOYER, Kind.CHARITY},
    ),
    Tie.SITE: Ends(of=WITH_SITES, to=WITH_SITES, is_within_kind=True),
    Tie.UNIT: Ends(of=WITH_SITES | PROVIDERS, to=WITH_SITES | PROVIDERS),
}


@transaction.atomic
def tie_institutions(
    *, kind: InstitutionLink.Kind, of: Institution, to: Institution, established_on: date | None, by: User
) -> InstitutionLink:
    """People of either end may say so, and both pages show it. A tie that had ended begins again."""
    access.require_any(by, Permission.PROFILE_EDIT, (of, to))
    _refuse_misfit(kind, of, to)
    refuse_future(established_on, field="established_on")
    link = begin_tie(kind=kind, of=of, to=to, established_on=established_on)
    audit.record("institutions_tied", link, by=by, kind=kind, of=of.pk, to=to.pk)
    return link


def begin_tie(
    *, kind: InstitutionLink.Kind, of: Institution, to: Institution, established_on: date | None
) -> InstitutionLink:
    """The inner step that ties of every kind share."""
    Institution.objects.select_for_update(no_key=True).get(pk=of.pk)  # one new tie of it at a time
    link, is_new = InstitutionLink.objects.get_or_create(
        institution=of, to_institution=to, kind=kind, defaults={"established_on": established_on}
    )
    if is_new:
        return link
    if link.ended_on is None:
        raise RuleBroken(
            f"{of} {kind.label} {to} already.", code="tied", field="school" if kind == Tie.FEEDER else "other"
        )
    link.established_on, link.ended_on = established_on, None
    link.save(update_fields=["established_on", "ended_on"])
    return link


@transaction.atomic
def found_part(
    *, parent: Institution, name: str, kind: InstitutionLink.Kind, postcode: str, by: User
) -> Institution:
    """A site or a unit with a page, contacts and partnerships of its own, of the same kind as the whole."""
    access.require(by, Permission.PROFILE_EDIT, parent)
    if kind not in (Tie.SITE, Tie.UNIT) or parent.kind not in ENDS[kind].to:
        raise RuleBroken(f"{parent} cannot have one of these.", code="tie_misfit", field="kind")
    refuse_known_institution(name=name, postcode=postcode)
    part = create_institution(name=name, kind=Kind(parent.kind), postcode=postcode, manager=by)
    begin_tie(kind=kind, of=part, to=parent, established_on=None)
    audit.record("part_founded", part, by=by, parent=parent.pk, kind=kind)
    return part


@transaction.atomic
def end_tie(*, link: InstitutionLink, ended_on: date, by: User) -> InstitutionLink:
    """From that day it is so no more. The tie stays in the history."""
    access.require_any(by, Permission.PROFILE_EDIT, (link.institution, link.to_institution))
    link = InstitutionLink.objects.select_for_update(of=("self",)).get(
        pk=link.pk, kind__in=(*ENDS, Tie.FEEDER)
    )
    if link.ended_on:
        raise RuleBroken("This has ended already.", code="tie_ended")
    refuse_future(ended_on, field="ended_on")
    if link.established_on and ended_on < link.established_on:
        raise RuleBroken("End date must be on or after the day that the link began", field="ended_on")
    link.ended_on = ended_on
    link.save(update_fields=["ended_on"])
    audit.record("tie_ended", link, by=by, kind=link.kind, ended_on=ended_on.isoformat())
    return link


def _refuse_misfit(kind: InstitutionLink.Kind, of: Institution, to: Institution) -> None:
    ends = ENDS[kind]
    fits = of.kind in ends.of and to.kind in ends.to and of.pk != to.pk
    if not fits or (ends.is_within_kind and of.kind != to.kind):
        kinds = f"a {of.get_kind_display().lower()}", f"a {to.get_kind_display().lower()}"
        raise RuleBroken(
            f"It cannot be said of {kinds[0]} that it {kind.label} {kinds[1]}.",
            code="tie_misfit",
            field="other",
        )
    for institution in (of, to):
        if institution.status == Institution.Status.CLOSED:
            raise RuleBroken(f"{institution} has closed.", code="institution_closed", field="other")


def refuse_future(day: date | None, *, field: str) -> None:
    if day and day > timezone.localdate():
        raise RuleBroken("The date must be today or in the past", field=field)
