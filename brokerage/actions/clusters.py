"""Small schools join one request, so that a visit is worth the journey."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage.actions import stages
from brokerage.models import Request
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution


@transaction.atomic
def join_cluster(*, request: Request, school: Institution, by: User) -> Request:
    """A school joins the request that another one leads. Nobody joins it for them."""
    access.require(by, Permission.REQUEST_MAKE, school)
    request = _open_cluster(request)
    if not (school.is_school and school.is_open) or school.pk == request.school_id:
        raise RuleBroken("Select another open school.", code="not_a_school", field="school")
    request.members.add(school)
    audit.record("cluster_joined", request, by=by, school=school.pk)
    return request


@transaction.atomic
def leave_cluster(*, request: Request, school: Institution, by: User) -> Request:
    """The school asks no longer with the others."""
    access.require(by, Permission.REQUEST_MAKE, school)
    request = _open_cluster(request)
    request.members.remove(school)
    audit.record("cluster_left", request, by=by, school=school.pk)
    return request


def _open_cluster(request: Request) -> Request:
    found = stages.locked_request(request)
    if not found.kind.is_for_cluster:
        raise RuleBroken("This request is for one school only.", code="not_a_cluster")
    if not found.is_open:
        raise RuleBroken("Something has come of this request already.", code="request_closed")
    return found
