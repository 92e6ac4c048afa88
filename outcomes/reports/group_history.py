"""What became of a group: who came and went, what it was given and shared, and how its members were inspected.

Tenancy: membership, roles, accreditation and what is shared are public; inspections are quoted from public reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from institutions.models import (
    Affiliation,
    GroupAccreditation,
    GroupMembership,
    Inspection,
    Institution,
    RoleHolder,
    SharedService,
)
from partnerships.models import InspectionEvidence


@dataclass(frozen=True)
class Happening:
    """One line of the history; `institution` leads on, where there is one."""

    on: date
    words: str
    institution: Institution | None = None
    link: str = ""


def history_of_group(group: Institution, *, viewer: User) -> list[Happening]:
    """The latest first."""
    told = [
        *_members(group),
        *_accreditations(group),
        *_services(group),
        *_roles(group, viewer),
        *_inspections(group, viewer),
    ]
    today = timezone.localdate()
    return sorted((each for each in told if each.on <= today), key=lambda each: each.on, reverse=True)


def _links(group: Institution) -> list[Affiliation] | list[GroupMembership]:
    """A trust's schools come from the register, another group's members from their own word."""
    if group.kind == Institution.Kind.TRUST:
        schools = GroupMembership.objects.filter(group=group).select_related("member")
        return list(schools.defer("member__search").order_by("pk"))
    members = Affiliation.objects.filter(group=group, joined_on__isnull=False).select_related("member")
    return list(members.defer("member__search").order_by("pk"))


def _members(group: Institution) -> Iterator[Happening]:
    for link in _links(group):
        if link.joined_on:
            yield Happening(link.joined_on, "joined", link.member)
        if link.left_on:
            yield Happening(link.left_on, "left", link.member)


def _accreditations(group: Institution) -> Iterator[Happening]:
    for row in GroupAccreditation.objects.filter(group=group).select_related("body"):
        yield Happening(row.granted_on, f"gave the accreditation “{row.standard}”", row.body)
        if row.ends_on:
            why = f": {row.reason}" if row.reason else ""
            yield Happening(row.ends_on, f"ended the accreditation “{row.standard}”{why}", row.body)


def _services(group: Institution) -> Iterator[Happening]:
    for row in SharedService.objects.filter(group=group):
        what = f"{row.get_kind_display()}: {row.name}"
        yield Happening(row.started_on, what)
        if row.ended_on:
            yield Happening(row.ended_on, f"{what}, ended")


def _roles(group: Institution, viewer: User) -> Iterator[Happening]:
    for row in RoleHolder.objects.visible_to(viewer).filter(institution=group).select_related("role_type"):
        yield Happening(row.started_on, f"{row.name} became {row.role_type.label.lower()}")


def _inspections(group: Institution, viewer: User) -> Iterator[Happening]:
    """Of the members, before they joined and after."""
    joined = {link.member_id: link.joined_on for link in _links(group)}
    inspected = Inspection.objects.filter(institutions__in=joined).prefetch_related("institutions").distinct()
    for inspection in inspected:
        for member in inspection.institutions.all():
            if member.pk in joined:
                when = _when(joined[member.pk], inspection.inspected_on)
                words = f"was inspected {when}: {inspection.outcome}"
                yield Happening(inspection.inspected_on, words, member, inspection.link)
    rows = InspectionEvidence.objects.visible_to(viewer).filter(institution__in=joined)
    for row in rows.select_related("institution", "grade"):
        when = _when(joined[row.institution_id], row.inspected_on)
        grade = f": {row.grade}" if row.grade else ""
        yield Happening(row.inspected_on, f"was inspected {when}{grade}", row.institution, row.link)


def _when(joined_on: date | None, inspected_on: date) -> str:
    return "before it joined" if joined_on and inspected_on < joined_on else "as a member"
