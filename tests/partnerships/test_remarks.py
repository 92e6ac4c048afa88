"""How an activity went, as either side says, and who may quote it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Remark
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "voice": "STAFF",
    "words": "Everybody built a bridge that held.",
    "may_be_quoted": True,
}


def test_both_sides_say_how_it_went_and_read_each_other(
    client: Client, log: Log, lead: User, employer_user: User, trust: Institution
) -> None:
    record = log()
    client.force_login(lead)
    page = f"/collaborations/{record.pk}/"
    assert "What went well, and what would you do differently?" in client.get(page).content.decode()
    client.post(
        f"{page}remarks/", {"voice": "REFLECTION", "words": "Next time in June.", "institution": trust.pk}
    )
    client.force_login(employer_user)
    html = client.get(page).content.decode()
    assert "Next time in June." in html
    answered = client.post(f"{page}remarks/", SAID | {"institution": record.partner_id})
    assert answered.status_code == 302
    assert [remark.institution for remark in record.remarks.order_by("pk")] == [trust, record.partner]


def test_only_what_may_be_quoted_is_shown_to_others(
    client: Client, log: Log, lead: User, stranger: User, trust: Institution, employer: Institution
) -> None:
    record = log()
    quoted = actions.add_remark(collaboration=record, institution=trust, by=lead, **SAID)
    kept = SAID | {"words": "It was too long.", "may_be_quoted": False}
    actions.add_remark(collaboration=record, institution=trust, by=lead, **kept)
    client.force_login(stranger)
    page = f"/institutions/{employer.pk}/collaborations/"
    html = client.get(page).content.decode()
    assert SAID["words"] in html
    assert "It was too long." not in html
    assert "It was too long." not in client.get(f"/institutions/{trust.pk}/collaborations/").content.decode()
    client.force_login(lead)
    client.post(f"/collaborations/{record.pk}/remarks/{quoted.pk}/stop-quoting/")
    client.force_login(stranger)
    assert SAID["words"] not in client.get(page).content.decode()


def test_a_partner_is_not_quoted_about_itself(log: Log, employer_user: User, employer: Institution) -> None:
    actions.add_remark(collaboration=log(), institution=employer, by=employer_user, **SAID)
    assert not Remark.objects.quotable_of(employer).exists()


def test_who_has_no_part_in_it_says_nothing_of_it(
    log: Log, broker: User, lead: User, university: Institution, university_user: User, trust: Institution
) -> None:
    record = log()
    with pytest.raises(RuleBroken, match="has no part"):
        actions.add_remark(collaboration=record, institution=university, by=university_user, **SAID)
    named = SAID | {"words": "Sam Jones, born 3/4/2012, was best."}
    with pytest.raises(RuleBroken) as refusal:
        actions.add_remark(collaboration=record, institution=trust, by=lead, **named)
    assert refusal.value.field == "words"
