"""Three allocation runs to look at, made by the service itself.

One was sent, in the authority that the demo's people belong to. Two are rehearsed in the region around it, one of them
for governors alone; the administrator left one school out.
"""

from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import AllocationRun, Request
from core.dates import academic_year
from institutions.models import Area, SupportArea, Term, Vocabulary

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
    _rehearsed(authority.parent, by=administrator, offer_kind=_governors_wanted_in(authority.parent))


def _governors_wanted_in(region: Area) -> Term:
    """Every other school there that asks for help with leadership means a governor."""
    governor = Term.objects.of(Vocabulary.OFFER_KIND).get(code="GOVERNOR")
    asking = Request.objects.open().filter(
        area=SupportArea.LEADERSHIP, school__local_authority__parent=region
    )
    wanted = Request.kinds_wanted.through
    wanted.objects.bulk_create(
        wanted(request_id=pk, term=governor) for pk in asking.order_by("pk").values_list("pk", flat=True)[::2]
    )
    return governor


def _rehearsed(area: Area, *, by: User, offer_kind: Term | None = None) -> AllocationRun:
    year = academic_year(timezone.localdate())
    run = actions.begin_run(areas=[area], year=year, support_areas=FRAMEWORK, offer_kind=offer_kind, by=by)
    actions.rehearse_run(run=run)
    run.refresh_from_db()
    return run
