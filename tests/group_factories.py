"""Groups and who belongs to them."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from institutions.models import Affiliation, DesignationKind, Group, GroupKind, Institution
from tests.factories import InstitutionFactory, MembershipFactory


def make_group(kind: str = "NETWORK", **facts: Any) -> Group:
    """An open group of a kind that the migrations brought; `facts` are its institution's."""
    network: dict[str, Any] = {
        "kind": Institution.Kind.NETWORK,
        "urn": None,
        "type_code": "",
        "phases": [],
        "roll": None,
    }
    institution = InstitutionFactory.create(**{"name": "Dales Network"} | network | facts)
    return Group.objects.create(institution=institution, kind=GroupKind.objects.get(code=kind), purpose="P")


def make_member(
    group: Group, member: Institution, joined_on: date, left_on: date | None = None
) -> Affiliation:
    state = Affiliation.State.LEFT if left_on else Affiliation.State.MEMBER
    return Affiliation.objects.create(
        group=group.institution, member=member, state=state, joined_on=joined_on, left_on=left_on
    )


def manager_of(group: Group) -> User:
    return MembershipFactory.create(institution=group.institution).user


def of_groups(by: User | None, body: Institution, trust: Institution) -> dict[str, Any]:
    """For the world of the addresses: a group of one person, which asks the first school and has the last."""
    group, today = make_group("DEVELOPMENT_CONSORTIUM"), timezone.localdate()
    MembershipFactory.create(user=by, institution=group.institution)
    first, *_, last = Institution.objects.members_of(trust).order_by("pk")
    told = group.institution
    return {
        "group": group.pk,
        "asked": Affiliation.objects.create(group=told, member=first).pk,
        "belongs": make_member(group, last, today).pk,
        "member_school": last.pk,
        "service": told.shared_services.create(kind="SERVICE", name="S", started_on=today).pk,
        "accredited": told.group_accreditations.create(body=body, standard="S", granted_on=today).pk,
        "designation": first.designations.create(
            kind=DesignationKind.objects.get(code="SPECIALIST_SCHOOL"), valid_from=today, source="S"
        ).pk,
        "inspection": first.inspections.create(
            inspected_on=today, framework="F", outcome="Good", link="https://example.org/r"
        ).pk,
        "sponsor": trust.links.create(to_institution=body, kind="SPONSOR").pk,
    }
