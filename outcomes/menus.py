"""The ways on from the home page, grouped by what somebody comes to do.

A way names the kinds of institution that have a use for it and, where not all their people may go it, what they have
to be allowed. The page itself decides in any case.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution

Kind = Institution.Kind
LEARNING = frozenset(Institution.LEARNING_KINDS)
HAVE_SCHOOLS = LEARNING | {Kind.TRUST}
GROUPS = frozenset({Kind.TRUST, Kind.NETWORK})
UNIVERSITIES = frozenset({Kind.UNIVERSITY})
HAVE_DOCUMENTS = HAVE_SCHOOLS | UNIVERSITIES
BROKERS = frozenset({Kind.BROKER})
PUBLIC_BODIES = frozenset({Kind.PUBLIC_BODY})
EVERYBODY = frozenset(Kind)


@dataclass(frozen=True)
class Way:
    """A page's address (of the institution or the area, where it takes one), in words."""

    words: str
    view: str
    kinds: frozenset[str] = EVERYBODY
    takes_subject: bool = False
    needs: Permission | None = None


@dataclass(frozen=True)
class Menu:
    title: str
    ways: list[tuple[str, str]]
    """Words and address."""


OF_INSTITUTIONS: dict[str, tuple[Way, ...]] = {
    "Find each other": (
        Way("Open requests in your areas", "brokerage:queue", BROKERS),
        Way("Offers of support", "brokerage:offers"),
        Way("What schools near you need", "brokerage:needs"),
        Way("Requests", "brokerage:requests"),
        Way("Introductions", "brokerage:introductions"),
        Way("Bookings of rooms and equipment", "brokerage:bookings"),
        Way("Shared challenges", "brokerage:challenges"),
        Way(
            "Conflicts that brokers should know of",
            "brokerage:conflicts",
            takes_subject=True,
            needs=Permission.PROFILE_EDIT,
        ),
    ),
    "Plan": (
        Way("Allocation runs", "brokerage:allocation_runs", BROKERS),
        Way("Messages to organisations and families", "brokerage:messages", BROKERS),
        Way("Unmet need in your areas", "brokerage:unmet", BROKERS),
        Way("Supply and demand by place and industry", "outcomes:england_supply"),
        Way(
            "Your plans and documents",
            "partnerships:institution_documents",
            HAVE_DOCUMENTS,
            takes_subject=True,
        ),
        Way("Plans and documents everywhere", "partnerships:documents"),
        Way("Access work", "brokerage:access_work", UNIVERSITIES, takes_subject=True),
        Way("Pupils reached by age", "outcomes:university_reach", UNIVERSITIES, takes_subject=True),
        Way("Access plan", "outcomes:institution_access_plans", UNIVERSITIES, takes_subject=True),
    ),
    "Work together": (
        Way("Partnerships", "partnerships:institution_partnerships", takes_subject=True),
        Way("Invitations to partnerships", "partnerships:invitations"),
        Way("Of low value, or stopped", "partnerships:stop_list"),
        Way("Boards and groups", "partnerships:institution_bodies", GROUPS, takes_subject=True),
        Way("Actions and issues", "partnerships:action_points"),
        Way("Programmes", "partnerships:programmes"),
        Way("Events and training", "partnerships:events"),
        Way("Pathways from step to step", "outcomes:pathways"),
        Way("Evaluations", "outcomes:evaluations"),
        Way("What you wrote for the library", "partnerships:own_items"),
        Way("The log", "partnerships:collaborations"),
        Way("The log as a spreadsheet", "partnerships:spreadsheet", needs=Permission.COLLABORATION_LOG),
    ),
    "See what came of it": (
        Way("Gaps and evidence", "outcomes:institution_coverage", HAVE_SCHOOLS, takes_subject=True),
        Way("Outcomes", "outcomes:institution_outcomes", HAVE_SCHOOLS, takes_subject=True),
        Way("Work that counts towards access plans", "outcomes:counted_towards_plans", PUBLIC_BODIES),
        Way("What your offers led to", "outcomes:impact", EVERYBODY - HAVE_SCHOOLS, takes_subject=True),
        Way("Coverage of England", "outcomes:coverage"),
        Way("What is expected of every school", "outcomes:england_expectations"),
        Way("Progress on the recommendations", "outcomes:recommendations"),
    ),
    "Your organisation": (
        Way("Its page in the directory", "institutions:institution", takes_subject=True),
        Way("What families can expect of it", "partnerships:families", LEARNING, takes_subject=True),
        Way("Its offers", "brokerage:institution_offers", takes_subject=True),
        Way("Your standing as a broker", "brokerage:broker", BROKERS, takes_subject=True),
        Way("Roles and who holds them", "institutions:roles", takes_subject=True),
        Way(
            "Its people in Causeway",
            "institutions:people",
            takes_subject=True,
            needs=Permission.PEOPLE_MANAGE,
        ),
        Way("Groups of institutions", "institutions:groups"),
        Way("Roles that you hold", "institutions:my_roles"),
        Way("Which letters you get", "accounts:letters"),
    ),
}
OF_AREAS: dict[str, tuple[Way, ...]] = {
    "Who has nothing": (
        Way("Schools with nothing in any area", "outcomes:nothing", takes_subject=True),
        Way("Groups of schools compared", "outcomes:coverage_by_group", takes_subject=True),
        Way("Unmet need: what came to nothing, and why", "brokerage:unmet"),
        Way("Supply and demand by industry", "outcomes:supply", takes_subject=True),
        Way("Subjects that schools work on with partners", "outcomes:subjects", takes_subject=True),
        Way(
            "What is expected of every school, and who is below", "outcomes:expectations", takes_subject=True
        ),
        Way("Vacant roles", "institutions:vacant_roles", takes_subject=True),
        Way("Campus visits by the end of Year 8", "outcomes:area_campus_visits", takes_subject=True),
    ),
    "Bring offers to schools": (
        Way("Allocation runs for all schools of an area at once", "brokerage:allocation_runs"),
        Way("Who was served this year", "brokerage:year_fairness"),
        Way("Brokers and their standard", "brokerage:brokers"),
        Way("Programmes", "partnerships:programmes"),
        Way("Events and training", "partnerships:events"),
    ),
    "See what came of it": (
        Way("Progress on the recommendations", "outcomes:recommendations"),
        Way("Groups of institutions", "institutions:groups"),
        Way("Designated areas and schools", "institutions:designations"),
        Way("Who works with whom, and for how long", "partnerships:partnership_figures"),
        Way("Of low value, or stopped", "partnerships:stop_list"),
        Way("How formal it is, and who plans it", "outcomes:working_together", takes_subject=True),
        Way("What students go on to", "outcomes:comparison"),
        Way("Access and participation plans", "outcomes:access_plans"),
        Way("Pathways from step to step", "outcomes:pathways"),
        Way("Evaluations", "outcomes:evaluations"),
        Way("What surveys and counts by others say", "outcomes:context"),
        Way("What each figure counts", "outcomes:measures"),
    ),
    "Families": (
        Way("What families can expect, and what they say", "outcomes:area_families", takes_subject=True),
        Way("Messages to organisations and families", "brokerage:messages"),
    ),
    "Decide together": (
        Way("Boards and groups", "partnerships:area_bodies", takes_subject=True),
        Way("What waits for a reviewer of the library", "partnerships:library_review"),
        Way("Plans and documents", "partnerships:area_documents", takes_subject=True),
    ),
    "Take it away": (
        Way("Evidence pack to print", "outcomes:area_pack", takes_subject=True),
        Way("A sample of schools for a survey", "outcomes:sample", takes_subject=True),
        Way("How the figures are worked out", "outcomes:runs"),
        Way("Who downloaded what", "outcomes:downloads"),
    ),
}


def menus_of_institution(institution: Institution, *, user: User) -> list[Menu]:
    def may_go(way: Way) -> bool:
        return institution.kind in way.kinds and (
            way.needs is None or access.can(user, way.needs, institution)
        )

    return list(_menus(OF_INSTITUTIONS, institution.pk, may_go))


def menus_of_area(area: Area) -> list[Menu]:
    return list(_menus(OF_AREAS, area.code, lambda way: True))


def _menus(
    menus: dict[str, tuple[Way, ...]], subject: int | str, may_go: Callable[[Way], bool]
) -> Iterator[Menu]:
    for title, ways in menus.items():
        found = [(way.words, _address(way, subject)) for way in ways if may_go(way)]
        if found:
            yield Menu(title, found)


def _address(way: Way, subject: int | str) -> str:
    return reverse(way.view, args=[subject] if way.takes_subject else [])
