"""Once a school year a broker asks all whom it helped how good its help was."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from brokerage.queries.surveys import SURVEY, helped_by, survey_of_year
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions import open_review
from partnerships.models import CriteriaSet, Review


@transaction.atomic
def ask_clients(*, broker: Institution, by: User) -> Review:
    """Schools and providers alike: the broker says when, and not whom. Only averages of enough answers are shown."""
    access.require(by, Permission.PARTNERSHIP_EDIT, broker)
    Institution.objects.select_for_update(no_key=True).get(pk=broker.pk)
    if survey_of_year(broker, on=timezone.localdate()):
        raise RuleBroken("This school year’s survey has been sent already.", code="asked_this_year")
    clients = helped_by(broker)
    if not clients:
        raise RuleBroken("Nobody was helped in the last twelve months.", code="nobody_to_ask")
    questions = CriteriaSet.objects.in_force().filter(kind__code=SURVEY, owner=None).order_by("-version")
    return open_review(criteria_set=questions[0], about=broker, asked_by=broker, invited=clients, by=by)
