"""What happens to partnerships by the clock."""

from typing import Any

from celery import shared_task

from partnerships import actions
from partnerships.models import Concern, Funding, Issue, Partnership
from partnerships.queries.contact import quiet_and_untold


@shared_task
def escalate_issues(**_: Any) -> None:
    """Nightly: what is overdue, to the body that governs. One small job for each."""
    for pk in Issue.objects.to_escalate().order_by("pk").values_list("pk", flat=True):
        escalate_issue.delay(issue_id=pk)


@shared_task
def escalate_issue(*, issue_id: int, **_: Any) -> None:
    if issue := Issue.objects.filter(pk=issue_id).first():
        actions.escalate_issue(issue=issue)


@shared_task
def warn_of_fundings(**_: Any) -> None:
    """Nightly: money that ends in six or three months."""
    for pk in Funding.objects.to_warn_of().order_by("pk").values_list("pk", flat=True):
        warn_of_funding.delay(funding_id=pk)


@shared_task
def warn_of_funding(*, funding_id: int, **_: Any) -> None:
    if funding := Funding.objects.filter(pk=funding_id).first():
        actions.warn_of_funding(funding=funding)


@shared_task
def tell_of_silences(**_: Any) -> None:
    """Nightly: live partnerships that nobody has been in touch in for long."""
    for pk in quiet_and_untold().order_by("pk").values_list("pk", flat=True):
        tell_of_silence.delay(partnership_id=pk)


@shared_task
def tell_of_silence(*, partnership_id: int, **_: Any) -> None:
    if partnership := Partnership.objects.filter(pk=partnership_id).first():
        actions.tell_of_silence(partnership=partnership)


@shared_task
def remind_of_concerns(**_: Any) -> None:
    """Every morning: what families told a school and nobody answered in time."""
    for pk in Concern.objects.overdue().order_by("pk").values_list("pk", flat=True):
        remind_of_concern.delay(concern_id=pk)


@shared_task
def remind_of_concern(*, concern_id: int, **_: Any) -> None:
    if concern := Concern.objects.filter(pk=concern_id).first():
        actions.remind_of_concern(concern=concern)


@shared_task
def forget_families(**_: Any) -> None:
    """Nightly: addresses of families that nobody needs any more."""
    actions.forget_families()
