"""Bad input to what every app leans on: dates, subjects of letters, journeys of several pages."""

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core import mail as sent
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core import mail
from core.forms import DateField, GovukForm
from core.models import OutgoingEmail
from core.wizard import Step, Wizard

TYPED = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.sampled_from(["9" * 5_000, "²", "٣", "Sep"])
)


class DayForm(GovukForm):
    day = DateField(noun="Day")


def day_form(day: str, month: str, year: str) -> DayForm:
    typed = QueryDict(mutable=True)
    typed.update({"day_day": day, "day_month": month, "day_year": year})
    return DayForm(typed)


@given(TYPED, TYPED, st.one_of(TYPED, st.sampled_from(["2026", "0000", "9999"])))
def test_any_three_texts_are_a_date_or_an_error_at_the_field(day: str, month: str, year: str) -> None:
    form = day_form(day, month, year)
    assert form.is_valid() or set(form.errors) == {"day"}


@pytest.mark.parametrize(
    ("day", "month", "year"), [("99999999999", "1", "2026"), ("31", "2", "2026"), ("1", "1", "0000")]
)
def test_a_day_that_does_not_exist_is_told_so(day: str, month: str, year: str) -> None:
    assert day_form(day, month, year).errors["day"] == ["Day must be a real date"]


@pytest.mark.django_db
def test_a_line_break_in_a_name_neither_breaks_nor_forges_a_subject() -> None:
    subject = "Join Ash\r\nBcc: everybody@example.org"
    mail.queue(
        key="k", to="a@example.org", subject=subject, template="institutions/membership_ended", context={}
    )
    letter = OutgoingEmail.objects.get()
    assert mail.deliver(email_id=letter.pk)
    assert sent.outbox[0].subject == "Join Ash Bcc: everybody@example.org"
    assert sent.outbox[0].recipients() == ["a@example.org"]


@pytest.mark.django_db
def test_a_letter_that_cannot_be_written_is_counted_and_does_not_come_back_for_ever() -> None:
    letter = OutgoingEmail.objects.create(key="k", to="a@example.org\nb@example.org", subject="S", body="B")
    assert not mail.deliver(email_id=letter.pk)
    letter.refresh_from_db()
    assert letter.attempts == 1
    assert "BadHeaderError" in letter.last_error


def test_a_journey_keeps_what_its_questions_asked_and_nothing_else() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    wizard = Wizard(request, "test", [step := Step("day", DayForm)])
    typed = QueryDict("day_day=1&day_month=2&day_year=2026&day_hour=3&other=%00&csrfmiddlewaretoken=x")
    wizard.keep(step, typed)
    assert wizard.state["typed"]["day"] == {"day_day": ["1"], "day_month": ["2"], "day_year": ["2026"]}
