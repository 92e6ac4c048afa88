"""The words that search corrects typing errors with."""

from django.db import transaction

from core import db


@transaction.atomic
def refresh_search_words() -> int:
    """Take every word from the directory's own index. For imports, in the transaction that notes the import.

    Words with a figure are left out: another number is another institution, not a slip of the finger.
    """
    db.execute("DELETE FROM institutions_searchword")
    return db.execute(
        "INSERT INTO institutions_searchword (word, institutions)"
        " SELECT word, ndoc FROM ts_stat('SELECT search FROM institutions_institution')"
        " WHERE word ~ '^[a-z]+$' AND length(word) <= 60"
    )
