"""What is told of an activity beyond who, what and when, and what is still to be told."""

from django.db.models import QuerySet

from institutions.queries.said import Said, said
from partnerships.models import ActivityKind, ActivityQuestion, Collaboration, Flag
from partnerships.queries.told import tagged


def unanswered(record: Collaboration) -> QuerySet[ActivityQuestion]:
    """What its type must be asked and nobody has said."""
    asked = ActivityKind.objects.of(record.activity_type).questions_on(record.starts_on)
    return asked.filter(is_required=True).exclude(code__in=record.answers)


def details_of(record: Collaboration) -> list[Said]:
    """In words, as far as somebody said; questions retired since are still there."""
    known = {
        "How they met": record.get_delivery_display() if record.delivery else "",
        "Depth": record.get_depth_display() if record.depth else "",
        "True of it": ", ".join(Flag(flag).label for flag in record.flags),
        "Staff time at each school": f"{record.staff_hours.normalize():f} hours"
        if record.staff_hours
        else "",
        **tagged(record),
    }
    questions = ActivityQuestion.objects.filter(code__in=record.answers).order_by("position", "pk")
    told = [Said(heading, words) for heading, words in known.items() if words]
    return [*told, *(said(record.answers, questions) if record.answers else [])]
