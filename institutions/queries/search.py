"""Find institutions by any of their words or identifiers, forgiving of typing errors.

Every word typed is a beginning, and all must occur. Only when nothing is found are words that the directory does not
know replaced by the nearest that it does.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from unicodedata import normalize

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, IntegerField, Max, Q, Value, When
from rapidfuzz import process
from rapidfuzz.distance import OSA

from institutions.models import Institution, RegisterImport, SearchWord
from institutions.models.institution import InstitutionQuerySet

MAX_WORDS = 8
POSTCODE = re.compile(r"^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})$")
# As the generated column `Institution.search` folds its text.
_DROPPED = re.compile(r"['’‘`.\u0300-\u036f]+")


@dataclass(frozen=True)
class Found:
    """Institutions in the order to show them; `words` are what was searched for, after any correction."""

    institutions: InstitutionQuerySet
    words: str
    is_corrected: bool


def search(words: str, *, kinds: Collection[str] = (), limit: int) -> list[Institution]:
    """The best matches among those one can work with (of some kinds), for a box that suggests while one types."""
    within = Institution.objects.open_or_proposed().defer("search")
    return list(find(words, within=within.filter(kind__in=kinds) if kinds else within).institutions[:limit])


def find(typed: str, *, within: InstitutionQuerySet) -> Found:
    words = split_words(typed)
    matches = _matching(words, within)
    if words and not matches.exists():
        corrected = _corrected(words)
        better = _matching(corrected, within)
        if corrected != words and better.exists():
            name = " ".join(corrected)
            return Found(_best_first(better, corrected, name), name, True)
    return Found(_best_first(matches, words, typed.strip()), " ".join(words), False)


def split_words(typed: str) -> list[str]:
    """Lower case, without accents, apostrophes and dots. Figures alone are one identifier, however spaced."""
    joined = _DROPPED.sub("", normalize("NFD", typed.lower()))
    words = re.sub(r"[^a-z0-9]+", " ", joined).split()[:MAX_WORDS]
    return ["".join(words)] if words and all(word.isdigit() for word in words) else words


def is_identified_by(typed: str) -> Q:
    """One of the institution's identifiers, or its postcode, typed in full. None is without a figure."""
    joined = "".join(split_words(typed))
    identified = Q(pk=None)
    if any(character.isdigit() for character in joined):
        for field in ("urn", "group_uid", "trust_reference", "ukprn", "company_number", "laestab"):
            identified |= Q(**{field: joined.upper()})
    if postcode := POSTCODE.match(joined):
        identified |= Q(postcode=" ".join(postcode.groups()).upper())
    return identified


def _matching(words: Sequence[str], within: InstitutionQuerySet) -> InstitutionQuerySet:
    if not words:
        return within
    beginnings = " & ".join(f"{word}:*" for word in words)
    return within.filter(search=SearchQuery(beginnings, config="simple", search_type="raw"))


def _best_first(matches: InstitutionQuerySet, words: Sequence[str], name: str) -> InstitutionQuerySet:
    """What was named exactly, then open before closed, then the largest."""
    if not words:
        return matches.order_by("name", "pk")
    return matches.order_by(
        _first_if(is_identified_by(name) | Q(name__iexact=name)),
        _first_if(Q(status__in=Institution.OPEN_STATUSES)),
        F("roll").desc(nulls_last=True),
        "name",
        "pk",
    )


def _first_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def _corrected(words: Sequence[str]) -> list[str]:
    """The nearest words of the directory. Figures stay as they are: another number is another institution."""
    vocabulary = _vocabulary(RegisterImport.objects.aggregate(last=Max("words_taken_at"))["last"])
    return [vocabulary.nearest(word) if len(word) > 2 and word.isalpha() else word for word in words]


@dataclass(frozen=True)
class _Vocabulary:
    """Every word of the directory in order, with how many institutions use it."""

    words: list[str]
    uses: list[int]

    def nearest(self, word: str) -> str:
        """The word itself where it begins one, else one or two slips away by its length; of equals the commonest."""
        if self._has_beginning(word):
            return word
        slips = 1 if len(word) < 5 else 2
        near = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        best = min(near, key=lambda hit: (hit[1], -self.uses[hit[2]], hit[0]), default=(word, 0, 0))
        return str(best[0])

    def _has_beginning(self, beginning: str) -> bool:
        place = bisect_left(self.words, beginning)
        return place < len(self.words) and self.words[place].startswith(beginning)


@lru_cache(maxsize=1)
def _vocabulary(taken_at: datetime | None) -> _Vocabulary:
    """Read once by each process after each import's words were taken."""
    rows = sorted(SearchWord.objects.values_list("word", "institutions"))
    return _Vocabulary([word for word, _ in rows], [uses for _, uses in rows])
