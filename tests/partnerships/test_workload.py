"""How long logging takes, and why each question is asked."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.fields import BeganField
from institutions.models import Institution, Term, Vocabulary
from partnerships.forms.counts import CountsForm
from partnerships.forms.log import LogForms
from partnerships.forms.why import reasons_for
from partnerships.models import Collaboration
from partnerships.queries.workload import FEWEST, workload
from tests.factories import CollaborationFactory

pytestmark = pytest.mark.django_db


def logged(schools: list[Institution], seconds: int, times: int = 1) -> None:
    now = timezone.now()
    for _ in range(times):
        CollaborationFactory.create(
            schools=schools, began_at=now - timedelta(seconds=seconds), recorded_at=now
        )


def test_the_median_of_one_sitting_is_told_and_of_few_records_none(schools: list[Institution]) -> None:
    logged(schools[:1], 50, times=5)
    logged(schools[:1], 70, times=5)
    logged(schools[:1], 3_601)  # left open over lunch
    logged(schools, 90, times=FEWEST - 1)
    CollaborationFactory.create(schools=schools)  # came by the API
    one, several = workload()
    assert (one, several) == ((10, 60), (FEWEST - 1, None))
    logged(schools, 30, times=2)
    assert workload()[1] == (FEWEST + 1, 90)


def test_the_page_is_open_to_everyone(client: Client, schools: list[Institution]) -> None:
    logged(schools[:1], 61, times=FEWEST)
    page = client.get("/collaborations/workload/").content.decode()
    assert "61 seconds" in page
    assert "Both sides count it" in page


def test_the_time_begins_when_the_page_is_opened(client: Client, lead: User) -> None:
    client.force_login(lead)
    before = timezone.now()
    shown = client.get("/collaborations/new/").context["form"].activity["began"].value()
    key = str(uuid4())
    client.post("/collaborations/new/", {"submission_key": key, "began": shown, "draft": "1"})
    record = Collaboration.objects.get(submission_key=key)
    assert record.began_at is not None
    assert before <= record.began_at <= timezone.now()


@pytest.mark.parametrize("typed", ["", "2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00:made-up"])
def test_a_time_that_is_not_ours_is_none(typed: str) -> None:
    assert BeganField().clean(typed) is None


def test_our_own_time_comes_back() -> None:
    field = BeganField()
    assert isinstance(field.clean(field.initial()), datetime)


def test_every_question_has_its_reason(
    trust: Institution, school: Institution, employer: Institution
) -> None:
    for organiser in (trust, school, employer):
        assert LogForms(organiser=organiser).why
    types: list[Any] = list(Term.objects.filter(vocabulary=Vocabulary.ACTIVITY_TYPE))
    assert len(types) > 20
    for kind in types:
        record = CollaborationFactory.create(
            organiser=trust, schools=[school], activity_type=kind, year_groups=["Y09"], draft=True
        )
        for is_split in (True, False):
            form = CountsForm(record=record, schools=[school], is_split=is_split, initial={})
            asked = reasons_for(form.fields)
            assert len({each.question for each in asked}) == len(asked)
