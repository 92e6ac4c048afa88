"""What the tables of the ground guarantee."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import IntegrityError

from institutions.models import Institution, Term, Vocabulary

pytestmark = pytest.mark.django_db


def test_search_folds_case_dots_and_apostrophes() -> None:
    Institution.objects.create(kind="SCHOOL", name="St. Mary’s C.E. Primary", postcode="S1 2AB", urn="100001")
    for words in ("st & marys", "s12ab", "100001", "mary:*"):
        assert Institution.objects.filter(
            search=SearchQuery(words, config="simple", search_type="raw")
        ).exists(), words


def test_a_urn_that_is_not_six_digits_is_refused() -> None:
    with pytest.raises(IntegrityError, match="institution_urn_has_six_digits"):
        Institution.objects.create(kind="SCHOOL", name="Odd", urn="12345")


def test_a_retired_term_leaves_the_list_but_keeps_its_label() -> None:
    term = Term.objects.get(vocabulary="ACTIVITY_TYPE", code="TALK")
    term.valid_to = "2020-01-01"
    term.save(update_fields=["valid_to"])
    assert term not in Term.objects.of(Vocabulary.ACTIVITY_TYPE)
    assert Term.objects.get(pk=term.pk).label == "Talk or assembly"
