"""What the models promise stands in the database: migrations can lose it without a word."""

import pytest
from django.apps import apps

from core import db

pytestmark = pytest.mark.django_db

KNOWN = """
SELECT conname AS name FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'raw'::regnamespace)
UNION SELECT indexname FROM pg_indexes WHERE schemaname IN ('public', 'raw')
"""


def test_every_constraint_and_index_of_a_model_is_in_the_database() -> None:
    known = {row["name"] for row in db.rows(KNOWN)}
    models = [model._meta for model in apps.get_models() if model._meta.managed]
    promised = {rule.name for meta in models for rule in (*meta.constraints, *meta.indexes)}
    assert len(promised) > 50
    assert promised <= known, promised - known
