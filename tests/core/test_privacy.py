"""Free text is looked through for what gives a pupil away."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.privacy import refuse_personal_data


@pytest.mark.parametrize(
    "text",
    [
        "A123456789012",
        "UPN a123456789012 came along",
        "H80120001200X",  # a temporary one ends in a letter
        "Talk for H801 2000 1200 1.",
        "Amira Khan, 12/03/2015",
        "12.3.15 Amira Khan",
        "Amira Khan (born 3rd March 2015)",
        "Amira Khan 2015-03-12",
        "Amira Khan, dob 12 03 1999",
        "Amira Jane Khan: 12/03/2015",
        "Date of birth: 12/03/2015, name: Amira Khan",
        "Met Amira Khan (12/03/2015) at the fair",
    ],
)
def test_what_says_who_a_pupil_is_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(RuleBroken, match="Take it out") as refusal:
        refuse_personal_data(text, field="title")
    assert refusal.value.code == "personal_data"
    assert refusal.value.field == "title"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bridge building day",
        "Call 01234 567890",
        "URN 123456 and UKPRN 10012345",
        "Company number 01234567",
        "Visit to Rolls Royce on 12/10/2026",
        "Rolls Royce opened its works in 1906; our visit was on 3 March 2026",
        "I123456789012",  # no pupil number begins with I, O or S
        "A1234567890123",  # one figure too many
        "Term began 5/9/2013 at the school",
        "Visit to Rolls Royce on 12/10/2016",
        "Bridge Building Day 12 March 2019",
        "National Apprenticeship Week, 4/3/2019",
        "Kiln Works 12/10/2016",
        "Kiln Works Ltd (12 October 2016)",
        "Born Free Foundation came on 12/10/2026",
        "Elm Park has its birthday on 3 March 2026; the band plays",
        "Our partner since 1/9/2015 is Harbour East",
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    refuse_personal_data(text, field="title")


WAYS = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%-d %B %Y", "%d %b %Y"]
SMALL = "abcdefghijklmnopqrstuvwxyz"
a_name = st.lists(
    st.text(SMALL, min_size=3, max_size=9).map(lambda word: f"{word.capitalize()}x"), min_size=2, max_size=3
).map(" ".join)
words = st.text(f"{SMALL} ,.", max_size=30)


def a_day(oldest: int, youngest: int) -> st.SearchStrategy[date]:
    """As many years ago, counted by the calendar."""
    year = timezone.localdate().year
    return st.dates(date(year - oldest, 1, 1), date(year - youngest, 12, 31))


@given(
    before=words,
    name=a_name,
    between=st.sampled_from([" ", ", ", " (", ": "]),
    day=a_day(20, 3),
    way=st.sampled_from(WAYS),
)
def test_a_name_beside_a_day_that_makes_its_bearer_of_school_age_is_refused(
    before: str, name: str, between: str, day: date, way: str
) -> None:
    with pytest.raises(RuleBroken):
        refuse_personal_data(f"{before} {name}{between}{day.strftime(way)}", field="title")


@given(before=words, name=a_name, days_ahead=st.integers(-700, 1_000), way=st.sampled_from(WAYS))
def test_the_day_of_an_event_of_these_years_never_refuses_a_name(
    before: str, name: str, days_ahead: int, way: str
) -> None:
    day = timezone.localdate() + timedelta(days=days_ahead)
    refuse_personal_data(f"{before} {name}, {day.strftime(way)}", field="title")


@given(
    name=a_name,
    what=st.sampled_from(["Day", "Fair", "Ltd", "University", "Visit"]),
    day=a_day(20, 3),
    way=st.sampled_from(WAYS),
)
def test_the_name_of_an_event_or_an_organisation_may_stand_beside_any_day(
    name: str, what: str, day: date, way: str
) -> None:
    refuse_personal_data(f"{name} {what}, {day.strftime(way)}", field="title")


@given(
    before=words,
    letter=st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZ"),
    figures=st.text("0123456789", min_size=12, max_size=12),
    after=words,
)
def test_a_pupil_number_is_found_wherever_it_stands(
    before: str, letter: str, figures: str, after: str
) -> None:
    with pytest.raises(RuleBroken):
        refuse_personal_data(f"{before} {letter}{figures} {after}", field="title")
