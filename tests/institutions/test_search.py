"""Finding institutions by words and identifiers, typed well or badly."""

import pytest
from django.utils import timezone
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from institutions.models import Institution, RegisterImport, SearchWord
from institutions.queries.search import find, search, split_words
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

NO_ROWS = {"rows_read": 0, "inserted": 0, "updated": 0, "unchanged": 0, "rejected": 0}


def _found(typed: str) -> list[str]:
    return [institution.name for institution in find(typed, within=Institution.objects.all()).institutions]


@pytest.fixture
def vocabulary() -> None:
    """What an import leaves behind for corrections. Its number keeps one test's words from the next."""
    words = {"st": 2, "marys": 2, "sheffield": 9, "shefford": 3, "primary": 40, "academy": 30, "brook": 1}
    SearchWord.objects.bulk_create(SearchWord(word=word, institutions=uses) for word, uses in words.items())
    RegisterImport.objects.create(
        kind="establishments", file_name="a.csv", words_taken_at=timezone.now(), **NO_ROWS
    )


@pytest.mark.parametrize(
    "typed",
    ["st marys", "St. Mary's", "ST MARY’S", "mar pri", "primary marys", "ysgol", "llŷn", "llyn"],
)
def test_words_are_found_in_any_order_case_and_spelling_of_apostrophes_dots_and_accents(typed: str) -> None:
    InstitutionFactory.create(name="St. Mary’s Primary School, Ysgol Llŷn")
    InstitutionFactory.create(name="Beech Hill School")
    assert _found(typed) == ["St. Mary’s Primary School, Ysgol Llŷn"]


def test_every_word_must_occur() -> None:
    InstitutionFactory.create(name="St Mary’s School", town="Leeds")
    assert _found("st marys leeds") == ["St Mary’s School"]
    assert _found("st marys york") == []


@pytest.mark.parametrize(
    "typed",
    [
        "123456",
        "123 456",
        "8881234",
        "888/1234",
        "TR04321",
        "tr04321",
        "10099887",
        "07654321",
        "LS1 4AP",
        "ls14ap",
    ],
)
def test_an_identifier_or_a_postcode_finds_its_institution_first(typed: str) -> None:
    InstitutionFactory.create(
        name="The one",
        urn="123456",
        laestab="8881234",
        trust_reference="TR04321",
        ukprn="10099887",
        company_number="07654321",
        postcode="LS1 4AP",
        roll=1,
    )
    InstitutionFactory.create(name=f"Larger, named after {typed} {typed.replace(' ', '')}", roll=2_000)
    assert _found(typed)[0] == "The one"


def test_a_whole_name_comes_before_longer_names() -> None:
    InstitutionFactory.create(name="Kiln Academy Trust School", roll=2_000)
    InstitutionFactory.create(trust=True, name="Kiln Academy Trust")
    assert _found("kiln academy trust")[0] == "Kiln Academy Trust"


def test_open_comes_before_closed_and_larger_before_smaller() -> None:
    InstitutionFactory.create(name="Kiln Closed", closed=True, roll=900)
    InstitutionFactory.create(name="Kiln Small", roll=100)
    InstitutionFactory.create(name="Kiln Closing", status="CLOSING", roll=300)
    InstitutionFactory.create(name="Kiln Unknown", roll=None)
    assert _found("kiln") == ["Kiln Closing", "Kiln Small", "Kiln Unknown", "Kiln Closed"]


def test_namesakes_are_all_found() -> None:
    for urn in ("100001", "100002", "100003"):
        InstitutionFactory.create(name="St Mary’s Catholic Primary School", urn=urn)
    assert len(_found("st mary's catholic")) == 3


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("typed", ["sheffeild", "shefield", "sheffiield", "shefeild", "Sheffeild primry"])
def test_typing_errors_are_corrected_when_nothing_is_found(typed: str) -> None:
    InstitutionFactory.create(name="Brook Primary School", town="Sheffield")
    found = find(typed, within=Institution.objects.all())
    assert [institution.town for institution in found.institutions] == ["Sheffield"]
    assert found.is_corrected
    assert "sheffield" in found.words


@pytest.mark.usefixtures("vocabulary")
def test_what_is_found_as_typed_is_not_corrected() -> None:
    InstitutionFactory.create(name="Sheffeild Ironworks")
    InstitutionFactory.create(name="Sheffield School")
    found = find("sheffeild", within=Institution.objects.all())
    assert [institution.name for institution in found.institutions] == ["Sheffeild Ironworks"]
    assert not found.is_corrected


@pytest.mark.usefixtures("vocabulary")
def test_a_wrong_number_is_never_taken_for_another() -> None:
    InstitutionFactory.create(name="Another", urn="123457")
    SearchWord.objects.create(word="123457", institutions=1)
    assert _found("123465") == []


@pytest.mark.usefixtures("vocabulary")
def test_a_correction_that_finds_nothing_is_not_claimed() -> None:
    found = find("sheffeild", within=Institution.objects.all())
    assert not found.is_corrected
    assert found.words == "sheffeild"


@pytest.mark.usefixtures("vocabulary")
def test_the_words_are_read_again_after_an_import() -> None:
    InstitutionFactory.create(name="Zinnia House")
    assert _found("zinnai") == []
    SearchWord.objects.create(word="zinnia", institutions=1)
    RegisterImport.objects.create(
        kind="establishments", file_name="b.csv", words_taken_at=timezone.now(), **NO_ROWS
    )
    assert _found("zinnai") == ["Zinnia House"]


@pytest.mark.usefixtures("vocabulary")
def test_a_search_asks_the_database_a_fixed_number_of_times(django_assert_num_queries: type) -> None:
    InstitutionFactory.create(name="Brook Primary School", town="Sheffield")
    find("shefeild primry", within=Institution.objects.all())  # this process reads the words once
    with django_assert_num_queries(3):  # as typed, last import, as corrected
        find("shefeild primry", within=Institution.objects.all())


def test_suggestions_are_open_of_the_kinds_asked_for_and_no_more_than_the_limit() -> None:
    InstitutionFactory.create(name="Kiln School")
    InstitutionFactory.create(name="Kiln Closed", closed=True)
    InstitutionFactory.create(employer=True, name="Kiln Works")
    InstitutionFactory.create(employer=True, name="Kiln Yard")
    assert [found.name for found in search("kiln", kinds=["EMPLOYER"], limit=5)] == [
        "Kiln Works",
        "Kiln Yard",
    ]
    assert len(search("kiln", limit=2)) == 2


@pytest.mark.parametrize("typed", ["", "  ", "!", "':* | (", "a & b", "\\", "%", "-" * 500, "<b>"])
def test_nothing_that_is_typed_breaks_the_search(typed: str) -> None:
    InstitutionFactory.create(name="Beech Hill School")
    list(find(typed, within=Institution.objects.all()).institutions)


LETTERS = "abcxyzABCXYZ áàâäãåéèêëíìîïóòôöõúùûüŵŷÿñçÁÂÉÎÔÛŴŶÇ'’‘`.-–,&()/019"


@settings(max_examples=60)
@given(st.text(alphabet=LETTERS, min_size=1, max_size=30))
def test_every_name_is_found_by_its_own_words(name: str) -> None:
    """Python splits what is typed exactly as the database splits what is stored."""
    assume(not all(word.isdigit() for word in split_words(name)))
    institution = InstitutionFactory.create(name=name)
    assert institution in find(name, within=Institution.objects.all()).institutions
