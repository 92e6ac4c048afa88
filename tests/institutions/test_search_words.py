"""The words that corrections are made with."""

import pytest

from institutions.actions.search_words import refresh_search_words
from institutions.models import SearchWord
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_every_word_of_the_directory_is_counted_once_an_institution_and_numbers_are_left_out() -> None:
    SearchWord.objects.create(word="gone", institutions=1)
    InstitutionFactory.create(name="St. Mary’s School", town="Marys Cross", postcode="LS1 4AP", urn="123456")
    InstitutionFactory.create(name="Kiln School", town="Leeds", postcode="", urn="123457")
    refresh_search_words()
    assert dict(SearchWord.objects.values_list("word", "institutions")) == {
        "st": 1,
        "marys": 1,
        "school": 2,
        "cross": 1,
        "kiln": 1,
        "leeds": 1,
    }
