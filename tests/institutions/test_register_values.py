"""What cells mean."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.register.grid import to_grid
from institutions.register.trusts import company_number
from institutions.register.values import SUPPRESSED, BadValue, count, day, percent, tidy_postcode, website


@pytest.mark.parametrize("text", ["31-08-2022", "31/08/2022", "2022-08-31"])
def test_dates_are_read_with_hyphens_and_with_slashes(text: str) -> None:
    assert day(text, "OpenDate") == date(2022, 8, 31)


@pytest.mark.parametrize("text", ["", "01-01-1900", "01/01/1900"])
def test_a_placeholder_is_no_date(text: str) -> None:
    assert day(text, "OpenDate") is None


@pytest.mark.parametrize("text", ["31-02-2022", "2022", "soon", "01-13-2020", "3108-2022"])
def test_what_is_no_date_names_its_column(text: str) -> None:
    with pytest.raises(BadValue) as bad:
        day(text, "OpenDate")
    assert (bad.value.column, bad.value.value) == ("OpenDate", text)


@pytest.mark.parametrize("word", sorted(SUPPRESSED))
def test_a_suppressed_number_is_not_known_and_not_nought(word: str) -> None:
    assert count(word, "NumberOfPupils") is None
    assert percent(word.lower(), "PercentageFSM") is None


@pytest.mark.parametrize("text", ["-1", "1.5", "12 pupils", "²", "1000001"])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(BadValue, match="whole number"):
        count(text, "NumberOfPupils")


@pytest.mark.parametrize(
    ("text", "number"),
    [("32.7", "32.70"), ("51.80%", "51.80"), ("0", "0"), ("12.345", "12.35"), ("0.125", "0.13")],
)
def test_percentages_round_half_up(text: str, number: str) -> None:
    assert percent(text, "PercentageFSM") == Decimal(number)


@pytest.mark.parametrize("text", ["101", "-1", "many", "NaN"])
def test_a_percentage_is_between_0_and_100(text: str) -> None:
    with pytest.raises(BadValue):
        percent(text, "PercentageFSM")


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("ls14ap", "LS1 4AP"),
        (" LS1  4AP ", "LS1 4AP"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
        ("", ""),
        ("LS1", ""),
        ("2036", ""),
        ("not known", ""),
        ("LS1 4APX", ""),
    ],
)
def test_postcodes_are_tidied_or_left_out(typed: str, tidy: str) -> None:
    assert tidy_postcode(typed) == tidy


@given(st.text(max_size=20))
def test_a_tidy_postcode_stays_as_it_is(typed: str) -> None:
    tidy = tidy_postcode(typed)
    assert tidy_postcode(tidy) == tidy
    assert len(tidy) <= 8


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.hill.example", "https://www.hill.example"),
        ("http://hill.example/about us", "http://hill.example/aboutus"),
        ("HTTPS://HILL.EXAMPLE", "HTTPS://HILL.EXAMPLE"),
        ("url1", ""),
        ("none", ""),
        ("javascript:alert(1)//a.b", ""),
        ("http://hill.example/<script>", ""),
        ("", ""),
    ],
)
def test_a_website_is_an_address_that_a_browser_can_follow(text: str, address: str) -> None:
    assert website(text) == address


def test_companies_house_numbers_get_their_leading_nought_back() -> None:
    assert company_number("7318714") == "07318714"
    assert company_number("10012345") == "10012345"
    assert company_number("ip12345r") == ""
    assert company_number("rc000123") == "RC000123"


@pytest.mark.parametrize(
    ("latitude", "longitude", "easting", "northing"),
    [
        # Published grid references of universities, from the list of learning providers.
        (50.149168, -5.070901, 180711, 32196),
        (51.757644, -1.262868, 450974, 206807),
        (54.010480, -2.786905, 348528, 457448),
    ],
)
def test_latitude_and_longitude_land_within_five_metres_of_the_grid_reference(
    latitude: float, longitude: float, easting: int, northing: int
) -> None:
    east, north = to_grid(latitude, longitude)
    assert abs(east - easting) <= 5
    assert abs(north - northing) <= 5
