"""Two allocation runs to look at, made by the service itself: one sent, in the authority that the demo's people belong
to, and one rehearsed in the region around it, from which the administrator left one school out.
"""

from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import AllocationRun
from core.dates import academic_year
from institutions.models import Area, SupportArea

FRAMEWORK = [area.value for area in SupportArea if area != SupportArea.HIGHER_EDUCATION]


def allocate() -> None:
    """As the authority's administrator and England's would."""
    authority_user, administrator = (User.objects.get(email=f"{who}@demo.example") for who in ("la", "admin"))
    authority = Area.objects.get(administrators__user=authority_user)
    sent = _rehearsed(authority, by=authority_user)
    actions.send_run(run=sent, by=authority_user)
    assert authority.parent is not None
    rehearsed = _rehearsed(authority.parent, by=administrator)
    if row := rehearsed.rows.to_send().order_by("pk").first():
        actions.leave_out_row(
            row=row, words="The school moves to its new building this term.", by=administrator
        )


def _rehearsed(area: Area, *, by: User) -> AllocationRun:
    year = academic_year(timezone.localdate())
    run = actions.begin_run(areas=[area], year=year, support_areas=FRAMEWORK, by=by)
    actions.rehearse_run(run=run)
    run.refresh_from_db()
    return run
