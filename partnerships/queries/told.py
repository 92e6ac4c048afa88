"""What a record says, in words, so that its history can tell what a change changed."""

from django.utils.formats import date_format

from institutions.models import SupportArea, Vocabulary
from institutions.queries.said import said
from partnerships.models import (
    ActivityQuestion,
    Collaboration,
    Contribution,
    Flag,
    Participation,
    Partnership,
    Party,
)

Told = dict[str, str]
Change = tuple[str, str, str]  # what, before, after
# What a partnership is tagged with, and the heading of each.
TAGS = {
    Vocabulary.PURPOSE: "What it is for",
    Vocabulary.BENEFIT: "What the institutions gain",
    Vocabulary.BENEFICIARY: "Who benefits",
    Vocabulary.STRAND: "Strands of higher education",
}


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
        **_how(record),
        **tagged(record),
        "Schools": ", ".join(schools),
        **_counted(record),
        "Definition of disadvantaged": record.get_definition_display() if record.definition else "",
        "Whom to ask": record.partner_email,
    }


def tagged(record: Collaboration) -> Told:
    """Its tags by vocabulary, in the order in which they are asked."""
    tags = list(record.tags.order_by("position", "pk"))
    labels = {
        vocabulary.label: ", ".join(tag.label for tag in tags if tag.vocabulary == vocabulary)
        for vocabulary in Vocabulary
    }
    return {label: words for label, words in labels.items() if words}


def described(partnership: Partnership) -> Told:
    """What all parties say together."""
    tags = list(partnership.tags.order_by("vocabulary", "position"))
    return {
        "Name": partnership.title,
        "Kind": str(partnership.kind or ""),
        "Areas of support": ", ".join(SupportArea(area).label for area in partnership.areas),
        **{
            heading: ", ".join(tag.label for tag in tags if tag.vocabulary == vocabulary)
            for vocabulary, heading in TAGS.items()
        },
        "Focus": partnership.focus,
        "Place": str(partnership.place or ""),
        "On one site": "Yes" if partnership.is_shared_site else "",
    }


def told_by(party: Party) -> Told:
    """What one party says of itself."""
    lines = party.responsibilities.select_related("line").order_by("line__position")
    return {
        "What it wants": party.goal,
        "What it expects to gain": party.benefit,
        "Executive sponsor": party.sponsor,
        "Seniority of the sponsor": party.get_sponsor_seniority_display(),
        "Role": ", ".join(role.label for role in party.roles.order_by("position")),
        "Leads on": ", ".join(responsibility.line.label for responsibility in lines),
        "Pupils it sends": "" if party.pupils is None else str(party.pupils),
    }


def differences(before: Told, after: Told) -> list[Change]:
    headings = [*before, *(heading for heading in after if heading not in before)]
    pairs = [(heading, before.get(heading, ""), after.get(heading, "")) for heading in headings]
    return [(heading, was, is_now) for heading, was, is_now in pairs if was != is_now]


def _how(record: Collaboration) -> Told:
    questions = ActivityQuestion.objects.filter(code__in=record.answers).order_by("position", "pk")
    return {
        "How": record.get_delivery_display() if record.delivery else "",
        "Depth": record.get_depth_display() if record.depth else "",
        "Staff time at each school": f"{record.staff_hours} hours" if record.staff_hours else "",
        "True of it": ", ".join(Flag(flag).label for flag in record.flags),
    } | {each.question: each.words for each in said(record.answers, questions)}


def _counted(record: Collaboration) -> Told:
    """A line for each school and year group that was counted, and for those who are no pupils of it."""
    rows = Participation.objects.filter(contribution__collaboration=record).select_related(
        "contribution__school"
    )
    in_order = rows.order_by("contribution__school__name", "contribution", "year_group")
    lines = {
        f"{row.contribution.school}, {row.get_year_group_display()}": _numbers(row, "pupils", *row.AMONG)
        for row in in_order
    }
    others = record.contributions.exclude(adults=None, families=None).select_related("school")
    for each in others.order_by("school__name", "pk"):
        lines[f"{each.school}, others"] = _numbers(each, "adults", "families")
    return lines


def _numbers(row: Participation | Contribution, *names: str) -> str:
    found = [(name, getattr(row, name)) for name in names]
    return ", ".join(f"{number} {_in_words(name, number)}" for name, number in found if number is not None)


def _in_words(name: str, number: int) -> str:
    words = name.replace("_", " ")
    return words.removesuffix("s") if number == 1 and words == "pupils" else words
