"""Letters about the whole of what somebody looks after."""

from collections.abc import Sequence
from datetime import date

from accounts import letters
from accounts.models import Letter, User
from core import mail


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
