"""Whom to write to: the people who may act for an institution."""

from collections.abc import Iterable

from institutions.access import Permission
from institutions.models import Institution
from institutions.queries.people import addresses_by_institution

__all__ = ["addresses_by_institution", "addresses_of", "can_be_asked"]


def addresses_of(institutions: Iterable[Institution]) -> list[str]:
    """Everybody who may act in partnerships for one of them, once."""
    people = addresses_by_institution(institutions=institutions, permission=Permission.PARTNERSHIP_EDIT)
    return list(dict.fromkeys(address for found in people.values() for address in found))


def can_be_asked(institution: Institution) -> bool:
    """Somebody here may confirm a record."""
    people = addresses_by_institution(institutions=[institution], permission=Permission.COLLABORATION_CONFIRM)
    return bool(people[institution.pk])
