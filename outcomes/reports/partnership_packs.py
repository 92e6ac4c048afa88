"""Evidence of one partnership as at a day: the figures of its own pages, section by section, with their sources.

Tenancy: for the people of its parties, who see all of it on its pages. Reviews and results come through `visible_to`.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.template.defaultfilters import floatformat

from accounts.models import User
from institutions.models import SupportArea
from outcomes.reports import coverage
from outcomes.reports.pack_parts import Pack, Section
from outcomes.reports.packs import sources_section
from partnerships.models import (
    Collaboration,
    Confirmation,
    InspectionEvidence,
    Partnership,
    Respondent,
    Result,
)
from partnerships.queries.as_at import AsAt, as_at


def pack_of_partnership(partnership: Partnership, *, on: date, viewer: User) -> Pack:
    then, run = as_at(partnership, on), coverage.latest_run(on=on)
    sections = [
        _facts(partnership, then),
        _parties(then, partnership.started_on),
        _agreements(then),
        _activities(partnership, on),
        _results(partnership, on, viewer),
        _judgements(partnership, on, viewer),
        _inspections(partnership, on, viewer),
        sources_section(run),
    ]
    identifier = f"Partnership {partnership.pk}, {partnership.kind}"
    return Pack(str(partnership), identifier, on, run, sections)


def _facts(partnership: Partnership, then: AsAt) -> Section:
    rows: list[list[Any]] = [
        ["Begun", partnership.started_on],
        ["Stage", then.stage.get_stage_display() if then.stage else "Not noted"],
        ["Areas of support", ", ".join(SupportArea(area).short_label for area in partnership.areas)],
        ["Led by", str(then.lead.party.institution) if then.lead else "Nobody"],
        *(
            ["Governed by", f"{body}, chaired by {chair}" if chair else str(body)]
            for body, chair in then.bodies
        ),
    ]
    return Section(
        "The partnership", "Stage, lead and bodies as they were on the day.", ["What", "Words"], rows
    )


def _parties(then: AsAt, since: date) -> Section:
    rows = [
        [party.institution.name, party.institution.get_kind_display(), party.joined_on or since, party.goal]
        for party in then.parties
    ]
    return Section("Parties", "Each with its own goal.", ["Party", "Kind", "Since", "Goal"], rows)


def _agreements(then: AsAt) -> Section:
    rows = [[str(each), each.signed_on, each.ends_on or "", each.document] for each in then.agreements]
    return Section("Agreements in force", "", ["Agreement", "Signed on", "Until", "Where it is kept"], rows)


def _activities(partnership: Partnership, on: date) -> Section:
    held = Collaboration.objects.recorded().filter(partnership=partnership, starts_on__lte=on)
    held = held.exclude(partner_confirmation=Confirmation.DISPUTED)
    counted = held.values("area", "activity_type__label").annotate(
        held=Count("pk"), confirmed=Count("pk", filter=Q(partner_confirmation=Confirmation.CONFIRMED))
    )
    rows = [
        [SupportArea(row["area"]).label, row["activity_type__label"], row["held"], row["confirmed"]]
        for row in counted.order_by("area", "activity_type__label")
    ]
    header = ["Area of support", "Type", "Activities", "Confirmed by the partner"]
    return Section("Activities", "Until the day; disputed records left out.", header, rows)


def _results(partnership: Partnership, on: date, viewer: User) -> Section:
    results = Result.objects.visible_to(viewer).filter(aim__partnership=partnership, measured_on__lte=on)
    rows = [
        [
            *(each.aim.words, floatformat(each.aim.target, -2), floatformat(each.value, -2)),
            *(each.measured_on, str(each.verifier) if each.verifier else "Nobody yet"),
        ]
        for each in results.select_related("aim", "verifier").order_by("aim", "-measured_on", "-pk")
    ]
    header = ["Aim", "Target", "Reached", "Measured on", "Verified by"]
    return Section("What came of its aims", "", header, rows)


def _judgements(partnership: Partnership, on: date, viewer: User) -> Section:
    shown = (
        Respondent.objects.visible_to(viewer)
        .answered()
        .filter(review__partnership=partnership, review__opened_on__lte=on)
    )
    rows = [
        [
            str(each.review),
            each.review.opened_on,
            str(each.institution),
            str(answer.criterion),
            str(answer.point),
        ]
        for each in shown.select_related("institution", "review__criteria_set__kind").order_by(
            "-review__opened_on", "institution__name", "pk"
        )
        for answer in each.answers.select_related("criterion", "point").order_by("pk")
    ]
    return Section("Reviews", "What each side said.", ["Review", "Day", "By", "About", "Judgement"], rows)


def _inspections(partnership: Partnership, on: date, viewer: User) -> Section:
    found = InspectionEvidence.objects.visible_to(viewer).filter(
        partnership=partnership, inspected_on__lte=on
    )
    rows = [
        [each.institution.name, each.inspected_on, each.framework, each.quotation, each.link]
        for each in found.select_related("institution").order_by("-inspected_on", "-pk")
    ]
    header = ["Institution", "Inspected on", "Framework", "What the report says", "Where"]
    return Section("What inspections said", "Quoted from published reports.", header, rows)
