"""Emptying and filling many tables at once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from brokerage.models import FundingRule, MessageTemplate, OfferKind, OfferQuestion, RequestKind
from core import db
from demo.england.rows import MODELS, Row
from institutions.models import DesignationKind, GroupKind, OrganisationType, RoleType, Term
from outcomes.models import EffectiveRule, Expectation, Instrument, Measure, PathwayKind, Recommendation
from partnerships.models import (
    ActivityKind,
    ActivityQuestion,
    BenchmarkRule,
    BodyKind,
    ConcernStage,
    CriteriaSet,
    DecisionKind,
    DocumentKind,
    DocumentQuestion,
    Entitlement,
    ItemKind,
    MeetingKind,
    PartnershipKind,
    ProgrammeKind,
    RecognitionKind,
    ReviewKind,
    SafeguardingRule,
    Scale,
    ScalePoint,
    SetCriterion,
    TagList,
)

# What the migrations brought stays when the rest goes.
KEPT: set[type[Model]] = {
    Term,
    RoleType,
    GroupKind,
    DesignationKind,
    OrganisationType,
    EffectiveRule,
    Measure,
    Recommendation,
    OfferKind,
    OfferQuestion,
    RequestKind,
    FundingRule,
    BenchmarkRule,
    SafeguardingRule,
    ActivityKind,
    ActivityQuestion,
    ActivityQuestion.kinds.through,
    PartnershipKind,
    ProgrammeKind,
    TagList,
    BodyKind,
    MeetingKind,
    DecisionKind,
    ItemKind,
    DocumentKind,
    DocumentQuestion,
    Entitlement,
    ConcernStage,
    MessageTemplate,
    PathwayKind,
    RecognitionKind,
    Instrument,
    ReviewKind,
    Scale,
    ScalePoint,
}
EMPTIED = [
    "core",
    "accounts",
    "institutions",
    "partnerships",
    "brokerage",
    "outcomes",
    "account",
    "mfa",
    "knox",
]
ROWS_A_MESSAGE = 250_000

FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS table_name, conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%(tables)s::regclass[])
ORDER BY conrelid, conname
"""


def _brought() -> list[QuerySet[Any]]:
    """What the migrations brought into tables that institutions fill, too."""
    shared = CriteriaSet.objects.filter(owner=None)
    expected = Expectation.objects.filter(set_by=None)
    return [shared, SetCriterion.objects.filter(criteria_set__in=shared), expected]


def empty() -> None:
    """Take away every record. Numbers go on, so that nothing cached is mistaken for something new."""
    brought = [(found.model, list(found)) for found in _brought()]
    models = [
        model
        for app in EMPTIED
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model not in KEPT
    ]
    db.execute(f"TRUNCATE {', '.join(_quoted(model) for model in models)}")
    for model, rows in brought:
        model._default_manager.bulk_create(rows)


def fill(tables: Iterable[tuple[type[Row], Iterable[Row]]], say: Callable[[str], None]) -> int:
    """Copy one table after another, in a transaction. Answers the number of rows."""
    counts: dict[type[Model], int] = {}
    total, milestone = 0, ROWS_A_MESSAGE
    with _foreign_keys_set_aside():
        for row_type, rows in tables:
            model = MODELS[row_type]
            copied = db.copy_in(model._meta.db_table, row_type._fields, rows)
            counts[model] = counts.get(model, 0) + copied
            total += copied
            if total >= milestone:
                say(f"{total:>11,} rows so far, last of {model._meta.verbose_name_plural}")
                milestone = total + ROWS_A_MESSAGE
    for model in counts:
        _number_on(model)
    return total


@contextmanager
def _foreign_keys_set_aside() -> Iterator[None]:
    """Millions of references are checked in one go when their constraints come back, not row by row."""
    db.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait to be checked while tables change
    names = [_quoted(model) for model in MODELS.values()]
    keys = db.rows(FOREIGN_KEYS, {"tables": names})
    for key in keys:
        db.execute('ALTER TABLE {table_name} DROP CONSTRAINT "{name}"'.format(**key))
    yield
    for key in keys:
        db.execute('ALTER TABLE {table_name} ADD CONSTRAINT "{name}" {definition}'.format(**key))


def _number_on(model: type[Model]) -> None:
    """Let the table's own numbers go on after those that were copied in, and never back."""
    table, key = _quoted(model), model._meta.pk.column
    numbers = f"pg_get_serial_sequence('{table}', '{key}')"
    db.execute(f'SELECT setval({numbers}, greatest(max("{key}"), nextval({numbers}))) FROM {table}')


def _quoted(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'
