"""What a funder's money went to, and what the programme did in the same years: for the funder and whoever leads it.

Tenancy: for the people of the programme's parties. Pupils and adults are protected, so that one report says the same
to everybody who gets it; the exact counts stay with whoever leads the programme.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from outcomes.open_data import SOURCE
from outcomes.reports.pack_parts import NOT_SAID, NOT_SHOWN, Pack, Section
from outcomes.reports.programmes import Done, WhatWasDone, evaluations_of, undisputed, what_was_done
from partnerships.models import BudgetLine, Programme
from partnerships.queries.programme_money import added_up, by_purpose
from partnerships.queries.programmes import places_by_year

BY_YEAR = "Year by year"


def pack_of_funder(programme: Programme, funder: Institution, *, viewer: User) -> Pack:
    """As all stands today: asked for day by day, the differences would tell of few pupils."""
    rows = BudgetLine.objects.filter(cohort__programme=programme)
    named = rows.select_related("cohort", "funder", "recipient", "area", "purpose")
    lines = list(named.order_by("-cohort__year", "pk"))
    own = [line for line in lines if line.funder_id == funder.pk]
    done = what_was_done(undisputed(programme), is_exact=False)
    sections = [
        _years(programme, lines, own, done),
        _purposes(own),
        _recipients(own),
        _types(done),
        _found_out(programme, viewer),
        _sources(),
    ]
    return Pack(
        str(programme), f"Funded by {funder.name}", timezone.localdate(), None, sections, is_of_run=False
    )


def _years(
    programme: Programme, lines: list[BudgetLine], own: list[BudgetLine], done: WhatWasDone
) -> Section:
    header = ["School year", "From the funder, £", "Spent of it, £", "All money, £", "Schools with a place"]
    header += ["Completed it", "Activities", "Hours at schools", "Pupils"]
    places, by_year = places_by_year(programme), {row.activity.label: row for row in done.by_year}
    years = sorted({line.cohort.year for line in lines} | set(places) | set(by_year), reverse=True)
    rows = [
        [
            year,
            *_sums([line for line in own if line.cohort.year == year]),
            _pounds(added_up(year, [line for line in lines if line.cohort.year == year]).pounds),
            *places.get(year, (0, 0)),
            *_did(by_year.get(year)),
        ]
        for year in years
    ]
    words = (
        "What the programme did in the year, whoever paid for it: money is not traced to single activities. "
        "Pupils are counted at each activity, to the nearest ten."
    )
    return Section(BY_YEAR, words, header, rows)


def _did(row: Done | None) -> list[Any]:
    if row is None:
        return [0, 0, 0]
    return [row.activity.records, round(row.activity.hours), _people(row.pupils)]


def _purposes(own: list[BudgetLine]) -> Section:
    rows = [[each.label, _pounds(each.pounds), _said(each.spent)] for each in by_purpose(own)]
    return Section("What it was for", "", ["Purpose", "From the funder, £", "Spent of it, £"], rows)


def _recipients(own: list[BudgetLine]) -> Section:
    rows = [
        [
            str(line.recipient or line.area or "Not allocated further"),
            line.cohort.year,
            _pounds(line.pounds),
            _said(line.spent),
            line.source,
        ]
        for line in own
    ]
    header = ["To", "School year", "From the funder, £", "Spent of it, £", "Source"]
    return Section("To whom it went", "", header, rows)


def _types(done: WhatWasDone) -> Section:
    rows = [
        [
            row.activity.label,
            row.activity.records,
            row.activity.schools,
            round(row.activity.hours),
            _people(row.pupils),
            _people(row.adults),
        ]
        for row in [*done.by_type, *([done.total] if done.by_type else [])]
    ]
    header = ["Type of activity", "Activities", "Schools", "Hours at schools", "Pupils", "Adults"]
    words = "All years; disputed records left out. Small numbers of people are not shown."
    return Section("What was done", words, header, rows)


def _found_out(programme: Programme, viewer: User) -> Section:
    rows = [
        [
            str(each.evaluation),
            each.evaluation.get_evidence_display(),
            "; ".join(claim.words for claim in each.claims) or "Nothing is verified yet",
            str(each.finding) if each.finding else "",
        ]
        for each in evaluations_of(programme, viewer=viewer)
    ]
    header = ["Evaluation", "Evidence", "What others verified", "In the library"]
    return Section("What was found out", "", header, rows)


def _sources() -> Section:
    rows = [
        ["Source", SOURCE],
        ["Money", "As whoever leads the programme entered it, each part with its own source"],
        [
            "Pupils and adults",
            "Rounded to ten and withheld where few: the same rules as in published figures",
        ],
    ]
    return Section("Sources", "", ["What", "Words"], rows)


def _sums(lines: list[BudgetLine]) -> list[Any]:
    total = added_up("", lines)
    return [_pounds(total.pounds), _said(total.spent)]


def _pounds(amount: Decimal) -> int:
    return round(amount)


def _said(amount: Decimal | None) -> int | str:
    return NOT_SAID if amount is None else round(amount)


def _people(count: int | None) -> int | str:
    return NOT_SHOWN if count is None else count
