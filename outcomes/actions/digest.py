"""The Monday letter."""

from datetime import date, timedelta

from django.db import transaction

from accounts import letters
from accounts.models import User
from outcomes import notifications
from outcomes.reports.digest import digest_of


@transaction.atomic
def send_digest(*, user: User, monday: date) -> None:
    """To whoever wants it on this Monday, and only where there is something to say."""
    if letters.is_digest_day(user, monday) and (
        sections := digest_of(user, since=monday - timedelta(days=7))
    ):
        notifications.digest(user, monday, sections)
