"""Evidence for inspectors and trustees as at a day: the pages' own figures, section by section, with their sources.

Tenancy: what every page of figures shows, named roles and that institutions work together; all of it is open to
everybody who is signed in. Titles, words and pupils of single records are not in it.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q

from institutions.models import Area, Institution, RoleHolder, SupportArea
from outcomes.models import PastCoverage, RollupRun
from outcomes.open_data import SOURCE
from outcomes.reports import coverage
from outcomes.reports.coverage import COLUMN, CoverageRow, Filters
from outcomes.reports.pack_families import families_sections
from outcomes.reports.pack_parts import Pack, Section
from partnerships.models import Collaboration, Confirmation, Partnership, Party


def pack_of_institution(institution: Institution, *, on: date) -> Pack:
    """Of a school, or of a trust with the schools that it had on the day."""
    is_trust = institution.kind == Institution.Kind.TRUST
    rows = PastCoverage.objects.on(on).filter(**{"trust" if is_trust else "school": institution})
    schools = list(rows.select_related("school").order_by("school__name", "school"))
    everybody = {institution.pk, *(row.school_id for row in schools)}
    run = coverage.latest_run(on=on)
    sections = [
        *([_headlines(coverage.of_trust(Filters(on=on), trust=institution))] if is_trust else []),
        levels_section(schools),
        _people(everybody, on),
        partnerships_section(everybody, on),
        activities_section(everybody, on, run.rule.activity_months if run else 12),
        *([] if is_trust else families_sections(institution, on=on)),
    ]
    return Pack(institution.name, institution.identifier, on, run, [*sections, sources_section(run)])


def pack_of_area(area: Area, *, on: date) -> Pack:
    """Of England, a region or an authority: the area and the places or trusts that it is made of."""
    filters, run = Filters(on=on), coverage.latest_run(on=on)
    if area.kind in coverage.MADE_OF_AREAS:
        places = coverage.Places(filters, area=area)
        total, below = places.whole, _places("Places", places.below())
    else:
        total = coverage.total(filters, area=area)
        below = _places("Trusts with schools here", coverage.by_trust(filters, area=area))
    sections = [
        _headlines(total),
        _support_areas(total),
        below,
        sources_section(run),
    ]
    return Pack(area.name, area.code, on, run, sections)


def _headlines(row: CoverageRow) -> Section:
    figures: list[tuple[str, int]] = [
        ("Active in a framework area", row.any_working),
        ("Effective in a framework area", row.any_effective),
        ("Active in all four framework areas", row.all_working),
        ("Nothing in any area", row.with_nothing),
        ("Without a live partnership", row.isolated),
        ("Business lead and link governor both named", row.both_roles),
    ]
    rows = [[words, count, row.schools] for words, count in figures]
    return Section(
        "Headline figures", "Schools and colleges that count.", ["What", "Schools", "Of all"], rows
    )


def _support_areas(row: CoverageRow) -> Section:
    header = ["Area of support", "Schools", "Nothing", "Started", "Active", "Effective"]
    rows = [
        [area.label, cell.schools, cell.nothing, cell.started, cell.active, cell.effective]
        for area, cell in row.cells.items()
    ]
    return Section("By area of support", "Each school stands at one level in each area.", header, rows)


def _places(title: str, found: list[CoverageRow]) -> Section:
    header = ["Name", "Schools", *(area.short_label for area in SupportArea), "Nothing in any area"]
    rows = [
        [row.name, row.schools, *(cell.working for cell in row.cells.values()), row.with_nothing]
        for row in found
    ]
    return Section(title, "Schools with an activity in the period, by area of support.", header, rows)


def levels_section(schools: list[PastCoverage]) -> Section:
    header = ["School", "URN", *(area.short_label for area in SupportArea)]
    header += ["Partnerships", "Across sectors", "Across trusts", "Activities"]
    rows = [
        [
            row.school.name,
            row.school.urn or "",
            *(getattr(row, f"get_{column}_display")() for column in COLUMN.values()),
            *(row.partnerships, row.cross_sector, row.cross_trust, row.activities),
        ]
        for row in schools
    ]
    return Section("What each school has", "Its level in each area of support, as published.", header, rows)


def _people(institutions: Collection[int], on: date) -> Section:
    holders = RoleHolder.objects.current(on).filter(institution__in=institutions)
    rows = [
        [holder.institution.name, holder.role_type.label, holder.name, holder.started_on]
        for holder in holders.select_related("institution", "role_type").order_by(
            "institution__name", "role_type__position", "pk"
        )
    ]
    return Section("People who answer for it", "", ["Where", "Role", "Name", "Since"], rows)


def partnerships_section(institutions: Collection[int], on: date) -> Section:
    live = Partnership.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)
    live = (
        live.exclude(stage=Partnership.Stage.SEEKING).filter(parties__institution__in=institutions).distinct()
    )
    parties = Party.objects.current(on).select_related("institution")
    there = Prefetch("parties", parties)
    rows = [
        [
            ", ".join(sorted(party.institution.name for party in each.parties.all())),
            ", ".join(SupportArea(area).short_label for area in each.areas),
            each.started_on,
            _if_by(each.agreed_on, on),
            _if_by(each.reviewed_on, on),
        ]
        for each in live.prefetch_related(there).order_by("started_on", "pk")
    ]
    words = "Live on the day. A review is shown where the last one was held by then."
    return Section("Partnerships", words, ["Parties", "Areas", "Since", "Agreed", "Reviewed"], rows)


def activities_section(institutions: Collection[int], on: date, months: int) -> Section:
    since = months_before(on, months)
    held = Collaboration.objects.recorded().filter(starts_on__gt=since, starts_on__lte=on)
    held = held.exclude(partner_confirmation=Confirmation.DISPUTED)
    part = Q(contributions__school__in=institutions) & ~Q(contributions__confirmation=Confirmation.DISPUTED)
    confirmed = Q(partner_confirmation=Confirmation.CONFIRMED)
    counted = held.filter(part).values("area", "activity_type__label")
    rows = [
        [SupportArea(row["area"]).label, row["activity_type__label"], row["held"], row["confirmed"]]
        for row in counted.annotate(
            held=Count("pk", distinct=True), confirmed=Count("pk", distinct=True, filter=confirmed)
        ).order_by("area", "activity_type__label")
    ]
    header = ["Area of support", "Type", "Activities", "Confirmed by the partner"]
    return Section(
        "Activities", f"Begun in the {months} months until the day; disputed records left out.", header, rows
    )


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one, as the database reckons."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _if_by(day: date | None, on: date) -> date | str:
    return day if day and day <= on else ""


def sources_section(run: RollupRun | None) -> Section:
    rows: list[list[Any]] = [
        ["Source", SOURCE],
        ["Schools", "Open state-funded schools and colleges in England"],
    ]
    if run:
        rows += [["Figures as at", run.as_at], ["Run", run.pk], ["Rule", f"{run.rule.words} ({run.rule})"]]
    rows.append(["Roles and partnerships", "Dated records, as they are known today"])
    return Section("Sources", "", ["What", "Words"], rows)
