"""An institution's page: its tabs, each an address of the app whose data it shows, and words for its facts."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from institutions import access
from institutions.access import Permission
from institutions.models import Institution, InstitutionLink
from institutions.models.establishment_type import ESTABLISHMENT_TYPES

register = template.Library()

Kind = Institution.Kind
PARTIES = frozenset(Kind) - {Kind.OTHER}
GROUPS = frozenset({Kind.TRUST, Kind.NETWORK})
LEARNING = frozenset(Institution.LEARNING_KINDS)
# Tab, words, URL name, kinds of institution that have it. Named by address, so that nothing imports upwards.
TABS = [
    ("overview", "Overview", "institutions:institution", frozenset(Kind)),
    ("roles", "Roles", "institutions:roles", PARTIES),
    ("together", "Together", "institutions:together", GROUPS),
    ("history", "History", "outcomes:group_history", GROUPS),
    ("coverage", "Support", "outcomes:institution_coverage", LEARNING | {Kind.TRUST}),
    ("outcomes", "Outcomes", "outcomes:institution_outcomes", LEARNING | {Kind.TRUST}),
    ("partnerships", "Partnerships", "partnerships:institution_partnerships", PARTIES),
    ("collaborations", "Collaborations", "partnerships:institution_collaborations", PARTIES),
    ("access_plans", "Access plan", "outcomes:institution_access_plans", frozenset({Kind.UNIVERSITY})),
    ("quality", "Quality", "partnerships:institution_quality", PARTIES),
    ("library", "Library", "partnerships:institution_library", PARTIES),
    (
        "documents",
        "Plans and documents",
        "partnerships:institution_documents",
        LEARNING | {Kind.TRUST, Kind.UNIVERSITY},
    ),
    ("families", "For families", "partnerships:families", LEARNING),
    ("offers", "Offers", "brokerage:institution_offers", PARTIES - LEARNING),
]
PEOPLE = ("people", "People", "institutions:people")
# Tabs for those who may see its plans.
PLANS = [
    ("access_work", "Access work", "brokerage:access_work", frozenset({Kind.UNIVERSITY})),
    ("university_reach", "Pupils reached", "outcomes:university_reach", frozenset({Kind.UNIVERSITY})),
    ("impact", "What came of it", "outcomes:impact", PARTIES - LEARNING - {Kind.TRUST}),
]


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


@register.inclusion_tag("institutions/_tabs.html", takes_context=True)
def institution_tabs(context: template.Context) -> dict[str, Any]:
    """The tabs of `institution`, with `tab` as the current one. Plans and people are for those who look after it."""
    institution: Institution = context["institution"]
    user = getattr(context.get("request"), "user", None)
    shown, plans = (
        [(key, label, name) for key, label, name, kinds in tabs if institution.kind in kinds]
        for tabs in (TABS, PLANS)
    )
    if user and plans and access.may_see_plans(user, institution):
        shown += plans
    if user and access.can(user, Permission.PEOPLE_MANAGE, institution):
        shown.append(PEOPLE)
    tabs = [Tab(label, _address(name, institution), key == context["tab"]) for key, label, name in shown]
    return {"institution": institution, "tabs": [tab for tab in tabs if tab.url]}


def _address(name: str, institution: Institution) -> str:
    """Empty where no app answers at that name."""
    try:
        return reverse(name, args=[institution.pk])
    except NoReverseMatch:
        return ""


@register.filter
def kind_name(institution: Institution) -> str:
    """What it is, in words: of a group, its own kind."""
    if institution.is_utc:
        return "University technical college"
    if institution.kind in GROUPS and hasattr(institution, "as_group"):
        return institution.as_group.kind.label
    return institution.get_kind_display()


@register.filter
def type_name(institution: Institution) -> str:
    """The establishment type in words; empty where the register gives none."""
    return ESTABLISHMENT_TYPES.get(institution.type_code.lstrip("0"), "")


@register.filter
def tie_from(link: InstitutionLink, institution: Institution) -> str:
    """The link in words, read from this institution's side."""
    kind = InstitutionLink.Kind(link.kind)
    words = kind.label if link.institution_id == institution.pk else kind.seen_from_the_other_end
    return words[:1].upper() + words[1:]
