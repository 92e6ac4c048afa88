"""The first tab of an institution: what it is, where it belongs and who answers there."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from core.forms import AsAtForm
from institutions import access
from institutions.access import Permission
from institutions.models import (
    Affiliation,
    Group,
    GroupMembership,
    Institution,
    InstitutionLink,
    PriorityListing,
    Welcome,
)
from institutions.queries.ages import ages_of
from institutions.queries.designations import designations_of
from institutions.queries.groups import asked_by, former_affiliates_of, portfolio_of
from institutions.queries.inspections import inspections_of
from institutions.queries.lineage import lineage
from institutions.queries.nearby import nearby_without_link
from institutions.queries.neighbourhoods import standings_of
from institutions.queries.roles import roles_at
from institutions.queries.trust import former_members_of, parts_of, schools_of, size_band

INSPECTED = (*Institution.LEARNING_KINDS, Institution.Kind.UNIVERSITY)
SHOWN_STATES = (Affiliation.State.ASKED, Affiliation.State.MEMBER, Affiliation.State.LEFT)


@login_not_required
@require_safe
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone: it shows the public register and who answers there, never anybody's address."""
    rows = Institution.objects.visible_to(request.user).defer("search")
    found = get_object_or_404(
        rows.select_related("local_authority__parent__parent", "as_group__kind", "as_organisation__type"),
        pk=pk,
    )
    context = {
        "institution": found,
        "tab": "overview",
        "back_to_results": _results_came_from(request),
        "lineage": lineage(found),
        "roles": roles_at(found),
    }
    if found.kind == Institution.Kind.TRUST:
        return render(
            request, "institutions/trust.html", context | _trust(found) | _belongs(found, request.user)
        )
    if found.kind == Institution.Kind.NETWORK and (group := _as_group(found)):
        return render(request, "institutions/group.html", context | _group(request, group))
    return render(request, "institutions/institution.html", context | _party(found, request.user))


def _trust(trust: Institution) -> dict[str, Any]:
    schools = schools_of(trust)
    return {
        "schools": schools,
        "size_band": size_band(len(schools)),
        "pupils": sum(school.institution.roll or 0 for school in schools),
        "parts": parts_of(schools),
        "vacant": sum(len(school.vacancies) for school in schools),
        "former_members": former_members_of(trust),
        "group": _as_group(trust),
    }


def _as_group(found: Institution) -> Group | None:
    return found.as_group if hasattr(found, "as_group") else None


def _group(request: HttpRequest, group: Group) -> dict[str, Any]:
    """Its members as they were on a day; who is asked is for its own people."""
    form = AsAtForm(request.GET or None)
    may_edit = access.can(request.user, Permission.PROFILE_EDIT, group.institution)
    return _party(group.institution, request.user) | {
        "group": group,
        "form": form,
        "day": form.day,
        "portfolio": portfolio_of(group.institution, on=form.day),
        "former": former_affiliates_of(group.institution),
        "asked": asked_by(group.institution) if may_edit else [],
        "catchment": list(group.catchment.order_by("kind", "name")),
        "may_edit": may_edit,
    }


def _party(found: Institution, user: User | AnonymousUser) -> dict[str, Any]:
    listings = PriorityListing.objects.filter(institution=found).select_related("priority_list")
    return _belongs(found, user) | {
        "priority_listings": list(listings.order_by("-priority_list__valid_from", "pk")),
        "designations": list(designations_of(found)),
        "may_designate": found.is_school and access.can(user, Permission.DESIGNATE, found),
        "organisation": found.as_organisation if hasattr(found, "as_organisation") else None,
        "inspections": inspections_of(found) if found.kind in INSPECTED else [],
        "is_inspected": found.kind in INSPECTED,
        "standings": standings_of(found),
        "ages": ages_of(found) if found.is_school else [],
        "welcome": Welcome.objects.filter(institution=found).first(),
        "may_ask": found.is_school and found.is_open and access.can(user, Permission.REQUEST_MAKE, found),
        "nearby": nearby_without_link(found) if found.is_school and found.is_open else [],
    }


def _belongs(found: Institution, user: User | AnonymousUser) -> dict[str, Any]:
    """Its trusts, the groups it belongs to of its own accord, and its ties."""
    trusts = GroupMembership.objects.filter(member=found).select_related("group").defer("group__search")
    affiliations = Affiliation.objects.visible_to(user).filter(member=found, state__in=SHOWN_STATES)
    acts = F("group__as_group__kind__acts_for_members")
    affiliations = affiliations.annotate(group_acts=acts).select_related("group").defer("group__search")
    shown = list(affiliations.order_by("state", "-joined_on", "pk"))
    return {
        "groups": list(trusts.order_by("-joined_on", "pk")),
        "affiliations": shown,
        "is_affiliated": any(each.state != Affiliation.State.ASKED for each in shown),
        "may_edit": access.can(user, Permission.PROFILE_EDIT, found),
        "links": _links(found),
    }


def _links(found: Institution) -> list[InstitutionLink]:
    """Ties other than succession, in both directions."""
    here = Q(institution=found) | Q(to_institution=found)
    links = InstitutionLink.objects.filter(here, ended_on=None).exclude(kind=InstitutionLink.Kind.SUCCESSOR)
    both = links.select_related("institution", "to_institution")
    return list(both.defer("institution__search", "to_institution__search").order_by("kind", "pk"))


def _results_came_from(request: HttpRequest) -> str:
    """The address of the search results that led here, so that the way back keeps the place in them."""
    directory = reverse("institutions:directory")
    came_from = request.headers.get("Referer", "")
    results = request.build_absolute_uri(directory)
    if came_from != results and not came_from.startswith(f"{results}?"):
        return ""
    return f"{directory}{came_from.removeprefix(results)}".rstrip("?")
