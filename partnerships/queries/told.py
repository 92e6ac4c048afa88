"""What a record says, in words, so that its history can tell what a change changed."""

from django.utils.formats import date_format

from institutions.models import YearGroup
from partnerships.models import Collaboration, Participation

Told = dict[str, str]
Change = tuple[str, str, str]  # what, before, after


def told(record: Collaboration) -> Told:
    """By heading, in the order of the page. What is not said yet is empty."""
    schools = record.contributions.order_by("school__name", "pk").values_list("school__name", flat=True)
    days = [day for day in (record.starts_on, record.ends_on) if day]
    return {
        "Name": record.title,
        "Partner": str(record.partner or ""),
        "What": str(record.activity_type or ""),
        "Area of support": record.get_area_display() if record.area else "",
        "When": " to ".join(date_format(day, "j F Y") for day in days),
        "Sessions": str(record.sessions),
        "Schools": ", ".join(schools),
        **_counted(record),
        "Definition of disadvantaged": record.get_definition_display() if record.definition else "",
        "Whom to ask": record.partner_email,
    }


def differences(before: Told, after: Told) -> list[Change]:
    headings = [*before, *(heading for heading in after if heading not in before)]
    pairs = [(heading, before.get(heading, ""), after.get(heading, "")) for heading in headings]
    return [(heading, was, is_now) for heading, was, is_now in pairs if was != is_now]


def _counted(record: Collaboration) -> Told:
    """A line for each school and year group that was counted."""
    rows = Participation.objects.filter(contribution__collaboration=record).order_by(
        "contribution__school__name", "contribution", "year_group"
    )
    found = rows.values_list("contribution__school__name", "year_group", "pupils", "disadvantaged")
    return {
        f"{school}, {YearGroup(year).label}": f"{pupils} pupil{'s' if pupils != 1 else ''}"
        + (f", {disadvantaged} disadvantaged" if disadvantaged is not None else "")
        for school, year, pupils, disadvantaged in found
    }
