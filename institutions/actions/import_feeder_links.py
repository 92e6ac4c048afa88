"""Bringing feeder links up to date from a table of primary and secondary schools."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from institutions.actions.feeders import misfit
from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import upsert
from institutions.models import Institution, InstitutionLink
from institutions.register import feeders
from institutions.register.feeders import Told
from institutions.register.files import open_table
from institutions.register.values import Problem

KEY = ["institution_id", "to_institution_id", "kind"]


def import_feeder_links(*, path: Path, dry_run: bool = False) -> Report:
    """Each pair of schools once. Links that the table leaves out stay as they are."""
    return commit_import(kind="feeder links", path=path, dry_run=dry_run, work=lambda: _import(path))


def _import(path: Path) -> Report:
    rejects: list[Problem] = []
    with open_table(path) as table:
        told = list(feeders.read(table, rejects))
        dates = feeders.date_columns(table)
    read = len(told) + len(rejects)
    written = upsert(
        into=InstitutionLink,
        key=KEY,
        columns=[*KEY, *(feeders.COLUMNS[column] for column in dates)],
        records=list(_records(told, rejects)),
    )
    return report_on(read=read, written=written, rejects=rejects)


def _records(told: list[Told], rejects: list[Problem]) -> Iterator[tuple[Any, ...]]:
    urns = {urn for link in told for urn in (link.primary, link.secondary)}
    known = {str(school.urn): school for school in Institution.objects.filter(urn__in=urns).defer("search")}
    for link in told:
        ends = {feeders.PRIMARY: link.primary, feeders.SECONDARY: link.secondary}
        unknown = next((column for column, urn in ends.items() if urn not in known), None)
        if unknown:
            rejects.append(Problem(link.line, unknown, ends[unknown], "is not a school that we know"))
            continue
        primary, secondary = known[link.primary], known[link.secondary]
        if why_not := misfit(primary, secondary):
            rejects.append(Problem(link.line, "", "", why_not))
        else:
            yield link.line, primary.pk, secondary.pk, InstitutionLink.Kind.FEEDER, *link.dates.values()
