"""The words that search corrects typing errors with."""

from django.db import transaction

from core import db

_REFRESH = """
MERGE INTO institutions_searchword AS known
USING (
    SELECT word, ndoc FROM ts_stat('SELECT search FROM institutions_institution')
    WHERE word ~ '^[a-z]+$' AND length(word) <= 60
) AS found ON known.word = found.word
WHEN MATCHED AND known.institutions <> found.ndoc THEN UPDATE SET institutions = found.ndoc
WHEN NOT MATCHED BY TARGET THEN INSERT (word, institutions) VALUES (found.word, found.ndoc)
WHEN NOT MATCHED BY SOURCE THEN DELETE
"""


@transaction.atomic
def refresh_search_words() -> int:
    """Take every word from the directory's own index. For imports, in the transaction that notes the import.

    Words with a figure are left out: another number is another institution, not a slip of the finger.
    """
    return db.execute(_REFRESH)
