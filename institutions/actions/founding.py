"""New institutions, made by the people who speak for them."""

from dataclasses import asdict
from typing import TypedDict, Unpack

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.models import Group, Institution, Membership, Organisation, OrganisationType, Role
from institutions.queries.places import place_of, tidy_postcode

# Everything else comes from a register, which says who is what.
FOUNDED_BY_ANYONE = frozenset(
    {
        Institution.Kind.EMPLOYER,
        Institution.Kind.CHARITY,
        Institution.Kind.PUBLIC_BODY,
        Institution.Kind.NETWORK,
        Institution.Kind.OTHER,
    }
)


class Facts(TypedDict, total=False):
    """What may be said about a new institution besides its name, kind and postcode."""

    company_number: str
    size_band: str
    sector: str
    street: str
    town: str
    website: str
    ukprn: str


@transaction.atomic
def found_institution(
    *, name: str, kind: Institution.Kind, postcode: str, by: User, **facts: Unpack[Facts]
) -> Institution:
    """Put an employer or a similar organisation on Causeway, with its founder as manager.

    One that is here already is joined by invitation, not made a second time.
    """
    access.require_person(by)
    if kind not in FOUNDED_BY_ANYONE:
        raise RuleBroken(
            "Schools, colleges, trusts, universities and brokers are here already. "
            "Find yours in the directory and ask somebody there to invite you.",
            code="comes_from_register",
            field="kind",
        )
    # The same form sent twice by one person waits here, and then finds the first.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    facts["company_number"] = _company_number(facts.get("company_number", ""))
    refuse_known_institution(name=name, postcode=postcode, company_number=facts["company_number"])
    institution = create_institution(name=name, kind=kind, postcode=postcode, manager=by, **facts)
    audit.record("institution_founded", institution, by=by, kind=kind)
    return institution


@transaction.atomic
def found_organisation(
    *, type: OrganisationType, name: str, postcode: str, ukprn: str = "", website: str = "", by: User
) -> Institution:
    """Put an organisation of one of the types on Causeway; a training provider is known by its UKPRN."""
    access.require_person(by)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice finds the first
    if type.needs_ukprn and not ukprn:
        raise RuleBroken("Enter the UKPRN, by which such an organisation is known", field="ukprn")
    refuse_known_institution(name=name, postcode=postcode)
    existing = Institution.objects.exclude(status=Institution.Status.CLOSED).order_by("pk")
    if ukprn and (same := existing.filter(ukprn=ukprn).first()):
        raise _is_here_already(same, f"with UKPRN {ukprn}", "ukprn")
    facts = Facts(ukprn=ukprn, website=website)
    kind = Institution.Kind(type.kind)
    found = create_institution(name=name, kind=kind, postcode=postcode, manager=by, **facts)
    Organisation.objects.create(institution=found, type=type)
    if type.group_kind:
        Group.objects.create(institution=found, kind=type.group_kind)
    audit.record("organisation_founded", found, by=by, type=type.code)
    return found


def create_institution(
    *, name: str, kind: Institution.Kind, postcode: str, manager: User, **facts: Unpack[Facts]
) -> Institution:
    """The inner step: the record, placed by its postcode, with a manager."""
    place = place_of(postcode)
    institution = Institution.objects.create(
        name=" ".join(name.split()),
        kind=kind,
        postcode=tidy_postcode(postcode) or postcode,
        source="Causeway",
        **(asdict(place) if place else {}),
        **facts,
    )
    Membership.objects.create(user=manager, institution=institution, role=Role.MANAGER)
    return institution


def _company_number(typed: str) -> str:
    """As Companies House writes it: eight characters, figures alone filled up with noughts."""
    number = typed.replace(" ", "").upper()
    return number.zfill(8) if number.isdigit() else number


def refuse_known_institution(*, name: str, postcode: str, company_number: str = "") -> None:
    """Raise RuleBroken when it is here already: it is joined by invitation, not made a second time."""
    existing = Institution.objects.exclude(status=Institution.Status.CLOSED).order_by("pk")
    number = _company_number(company_number)
    if number and (same := existing.filter(company_number=number).first()):
        raise _is_here_already(same, f"with company number {number}", "company_number")
    postcode = tidy_postcode(postcode) or postcode
    if same := existing.filter(name__iexact=" ".join(name.split()), postcode=postcode).first():
        raise _is_here_already(same, f"at {postcode}", "name")


def _is_here_already(institution: Institution, where: str, field: str) -> RuleBroken:
    return RuleBroken(
        f"{institution} {where} is on Causeway already. Ask somebody there to invite you.",
        code="institution_exists",
        field=field,
    )
