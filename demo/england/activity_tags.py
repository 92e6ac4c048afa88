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
SUBJECT, LEARNERS = Vocabulary.CURRICULUM_LINK, Vocabulary.TARGET_GROUP
ONE_IN = {SUBJECT: 2, LEARNERS: 3}  # activities that say it


class Tagger:
    """Reads the lists once: while rows are copied in, nothing else can be asked of the database."""

    def __init__(self, words: Vocabularies) -> None:
        self.kinds = words.activity_kinds
        self.groups = dict(TagList.objects.filter(vocabulary__in=ONE_IN).values_list("vocabulary", "groups"))
        subjects = {entry.code: entry.id for entry in words.of(SUBJECT)}
        self.subjects = {area: [subjects[code] for code in codes] for area, codes in CURRICULUM.items()}
        self.learners = [entry.id for entry in words.of(LEARNERS)]

    def rows(self, happenings: Iterable[Happening]) -> Iterator[ActivityTagRow]:
        """By the number of the record, so that it falls the same way each time."""
        for row, _, _ in happenings:
            for vocabulary, terms in ((SUBJECT, self.subjects.get(row.area, [])), (LEARNERS, self.learners)):
                turn, left = divmod(row.id, ONE_IN[vocabulary])
                group = self.kinds[row.activity_type_id or 0].group
                if terms and not left and group in self.groups[vocabulary]:
                    yield ActivityTagRow(row.id, terms[turn % len(terms)])
