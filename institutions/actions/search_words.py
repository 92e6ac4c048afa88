"""The words that search corrects typing errors with."""

from django.db import transaction
from django.utils import timezone

from core import db
from institutions.models import RegisterImport

_REFRESH = """
MERGE INTO institutions_searchword AS known
USING (
    SELECT word, count(*) AS uses
    FROM institutions_institution, unnest(tsvector_to_array(search)) AS word
    WHERE word >= 'a' AND word !~ '[0-9]' AND length(word) <= 60
    GROUP BY word
) AS found ON known.word = found.word
WHEN MATCHED AND known.institutions <> found.uses THEN UPDATE SET institutions = found.uses
WHEN NOT MATCHED BY TARGET THEN INSERT (word, institutions) VALUES (found.word, found.uses)
WHEN NOT MATCHED BY SOURCE THEN DELETE
"""


@transaction.atomic
def refresh_search_words() -> int:
    """Take every word from the directory's own index, once an import has brought some.

    Not within the import: nobody misspells a name in its first minute, and everybody who imports waits.

    Words with a figure are left out: another number is another institution, not a slip of the finger. ts_stat, made
    for this, counts those as well and takes three times as long.
    """
    RegisterImport.objects.filter(words_taken_at=None).update(words_taken_at=timezone.now())
    return db.execute(_REFRESH)
