"""When a party leaves a partnership, somebody is sought in its place."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage.actions.stages import open_request
from brokerage.models import Request
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, SupportArea
from partnerships.actions import Notice, withdraw_party
from partnerships.models import Party, Withdrawal


@transaction.atomic
def leave_partnership(*, party: Party, notice: Notice, by: User) -> Withdrawal:
    """A party leaves, and a request is opened for a replacement in each area that the partnership is for."""
    access.require(by, Permission.PARTNERSHIP_EDIT, party.institution)
    withdrawal = withdraw_party(party=party, notice=notice, by=by)
    partnership = withdrawal.party.partnership
    school = _who_asks(withdrawal)
    if school is not None:
        words = (
            f"{party.institution} leaves “{partnership}”. We look for somebody in its place. {notice.effect}"
        )
        requests = [_replacement(school, area, words) for area in partnership.areas]
        audit.record("replacement_sought", partnership, by=None, requests=[each.pk for each in requests])
    return withdrawal


def _who_asks(withdrawal: Withdrawal) -> Institution | None:
    """The school that has been in it longest of those that stay and can ask; none where no school stays."""
    staying = withdrawal.party.partnership.parties.filter(left_on=None).select_related("institution")
    schools = [each.institution for each in staying.order_by("pk") if each.institution.is_school]
    return next((school for school in schools if school.is_open), None)


def _replacement(school: Institution, area: str, words: str) -> Request:
    """The need is the school's; nobody of the party that left speaks for it."""
    return open_request(school=school, area=SupportArea(area).value, words=words, by=None)
