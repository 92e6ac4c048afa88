"""Letters about the whole of what somebody looks after."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from accounts import letters
from accounts.models import Letter, User
from core import mail
from outcomes.models import EvaluationPoint


def digest(user: User, monday: date, sections: Sequence[object]) -> None:
    """Once a Monday, however often the job runs."""
    mail.queue(
        key=f"digest:{user.pk}:{monday.isoformat()}",
        to=user.email,
        subject="This week on Causeway",
        template="outcomes/digest",
        context={"sections": sections},
        unsubscribe_url=letters.stop_url(user, Letter.DIGEST),
    )


def evaluation_point_due(point: EvaluationPoint, person: User) -> None:
    """Once when it comes near, and once when it is overdue, to each who wants letters about dates."""
    if not letters.wants(person, Letter.DATES):
        return
    is_overdue = point.due_on < timezone.localdate()
    mail.queue(
        key=f"evaluation_point_due:{point.pk}:{is_overdue}:{person.pk}",
        to=person.email,
        subject=f"{point}: {'overdue' if is_overdue else 'due soon'}",
        template="outcomes/evaluation_point_due",
        context={"point": point, "is_overdue": is_overdue},
        unsubscribe_url=letters.stop_url(person, Letter.DATES),
    )
