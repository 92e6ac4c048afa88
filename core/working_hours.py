"""When a letter may reach somebody at work: on weekdays by day, London's time. Bank holidays are not known here."""

from datetime import datetime, time, timedelta

from django.utils import timezone

OPENS, CLOSES = time(8), time(18)
SATURDAY = 5


def next_working_moment(moment: datetime) -> datetime:
    """The moment itself within working hours, else the next opening."""
    local = timezone.localtime(moment)
    if local.weekday() < SATURDAY and OPENS <= local.time() < CLOSES:
        return moment
    day = local.date() + timedelta(days=1 if local.time() >= CLOSES else 0)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, OPENS))
