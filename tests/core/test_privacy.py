"""Free text is looked through for what gives a pupil away."""

import pytest

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
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    refuse_personal_data(text, field="title")
