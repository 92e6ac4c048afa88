"""Bringing universities and other providers of higher education up to date."""

from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import Written, upsert
from institutions.models import Institution
from institutions.queries.places import place_of
from institutions.register import providers
from institutions.register.files import open_table
from institutions.register.providers import Facts
from institutions.register.values import Problem

SOURCE = "Discover Uni"
Kind = Institution.Kind


def import_providers(*, path: Path, dry_run: bool = False) -> Report:
    """English providers by UKPRN. A college that the register of establishments holds stays the one record it is."""
    return commit_import(kind="providers", path=path, dry_run=dry_run, work=lambda: _import(path))


def _import(path: Path) -> Report:
    with open_table(path) as table:
        facts = providers.read(table)
    _leave_out(facts)
    written = upsert(
        into=Institution,
        key=["kind", "ukprn"],
        columns=[*facts.columns, "kind"],
        records=[(*provider, Kind.UNIVERSITY) for provider in facts.providers.values()],
        stamp={"source": SOURCE, "source_date": timezone.localdate(), "updated_at": timezone.now()},
    )
    placed = Written(updated=_place(facts))
    return report_on(read=facts.read, written=written | placed, rejects=facts.rejects)


def _leave_out(facts: Facts) -> None:
    """Colleges that are here by URN already; and providers that a list may only add to, but which are not here."""
    known = Institution.objects.filter(ukprn__in=facts.providers)
    for ukprn in known.exclude(urn=None).exclude(kind=Kind.OTHER).values_list("ukprn", flat=True):
        facts.providers.pop(ukprn, None)
    if not facts.makes_new_ones:
        here = set(known.filter(kind=Kind.UNIVERSITY).values_list("ukprn", flat=True))
        for ukprn in facts.providers.keys() - here:
            line = facts.providers.pop(ukprn)[0]
            message = "is not an English provider that we know: import Discover Uni's table first"
            facts.rejects.append(Problem(line, "UKPRN", ukprn, message))


def _place(facts: Facts) -> set[int]:
    """Puts providers without a position or an authority where their postcode is. Answers their lines."""
    lacking = Institution.objects.filter(
        Q(easting=None) | Q(local_authority=None), kind=Kind.UNIVERSITY, ukprn__in=facts.providers
    ).exclude(postcode="")
    placed = []
    for provider in lacking:
        place = place_of(provider.postcode)
        if place is None or (provider.easting and place.local_authority_id is None):
            continue
        if provider.easting is None:
            provider.easting, provider.northing = place.easting, place.northing
            provider.precision = place.precision
        provider.local_authority_id = provider.local_authority_id or place.local_authority_id
        placed.append(provider)
    Institution.objects.bulk_update(
        placed, ["easting", "northing", "precision", "local_authority"], batch_size=500
    )
    return {facts.providers[provider.ukprn][0] for provider in placed}
