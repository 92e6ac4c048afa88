"""What made-up activities were for: a part of the curriculum, and a group of learners, each for some of them."""

from collections.abc import Iterable, Iterator

from demo.england.collaborations import Happening
from demo.england.record_rows import ActivityTagRow
from demo.england.vocabulary import Vocabularies
from institutions.models import Vocabulary
from partnerships.models import TagList

CURRICULUM = {
    "STEM": ("MATHS", "SCIENCE", "PHYSICS", "COMPUTING", "ENGINEERING"),
    "LITERACY": ("ENGLISH", "MATHS", "PRIMARY", "PERSONAL"),
    "ENTERPRISE": ("CAREERS", "PERSONAL", "COMPUTING"),
    "HIGHER_EDUCATION": ("CAREERS", "SCIENCE", "LANGUAGES", "HUMANITIES", "ARTS"),
}
ONE_IN = {Vocabulary.CURRICULUM_LINK: 2, Vocabulary.TARGET_GROUP: 3}  # activities that say it


def tag_rows(happenings: Iterable[Happening], words: Vocabularies) -> Iterator[ActivityTagRow]:
    """By the number of the record, so that it falls the same way each time."""
    groups = {each.vocabulary: each.groups for each in TagList.objects.filter(vocabulary__in=ONE_IN)}
    links = {
        code: words.id_of(Vocabulary.CURRICULUM_LINK, code) for codes in CURRICULUM.values() for code in codes
    }
    learners = [entry.id for entry in words.of(Vocabulary.TARGET_GROUP)]
    for row, _, _ in happenings:
        number, group = row.id, words.activity_kinds[row.activity_type_id or 0].group
        codes = CURRICULUM.get(row.area, ())
        if (
            codes
            and group in groups[Vocabulary.CURRICULUM_LINK]
            and not number % ONE_IN[Vocabulary.CURRICULUM_LINK]
        ):
            yield ActivityTagRow(number, links[codes[number // 2 % len(codes)]])
        if group in groups[Vocabulary.TARGET_GROUP] and not number % ONE_IN[Vocabulary.TARGET_GROUP]:
            yield ActivityTagRow(number, learners[number // 3 % len(learners)])
