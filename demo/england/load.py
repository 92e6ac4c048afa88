"""Filling the database: once for each recipe, and all of it or nothing."""

import hashlib
from collections.abc import Callable
from datetime import date
from itertools import chain
from pathlib import Path
from time import monotonic

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from brokerage import notifications
from brokerage.models import Introduction
from core import db
from demo.england import bulk
from demo.england.imagined import imagine, register_tables
from demo.england.scale import Scale
from demo.england.tables import tables
from demo.england.vocabulary import read_vocabularies
from demo.sign_ins import PASSWORD
from institutions.actions.search_words import refresh_search_words
from institutions.models import Area, RegisterImport

Say = Callable[[str], None]
KIND = "demo"


def load_england(*, scale: Scale, seed: int, today: date, say: Say) -> bool:
    """Make up an England and load it. Answers whether there was anything to do."""
    recipe = recipe_of(scale, seed)
    if is_loaded(recipe):
        say(f"The {scale.name} England is loaded already.")
        return False
    begun = monotonic()
    with transaction.atomic():
        _make_room(say)
        england = imagine(scale, seed, today, read_vocabularies())
        everything = chain(register_tables(england), tables(england, make_password(PASSWORD)))
        count = bulk.fill(everything, say)
        post_letters()
        refresh_search_words()
        remember(scale.name, recipe, count)
    finish(say)
    say(f"The {scale.name} England is loaded: {count:,} rows in {monotonic() - begun:.0f} s.")
    return True


def recipe_of(*ingredients: object) -> str:
    """What an England is made from: scale, seed, open data, and the program that makes it."""
    digest = hashlib.sha256(repr(ingredients).encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_loaded(recipe: str) -> bool:
    return RegisterImport.objects.filter(kind=KIND, file_hash=recipe).exists()


def remember(name: str, recipe: str, count: int) -> None:
    RegisterImport.objects.create(
        kind=KIND,
        file_name=name,
        file_hash=recipe,
        rows_read=count,
        inserted=count,
        updated=0,
        unchanged=0,
        rejected=0,
    )


def _make_room(say: Say) -> None:
    if Area.objects.exists():
        before = RegisterImport.objects.filter(kind=KIND).values_list("file_name", flat=True).last()
        say(f"Removing the {before or 'unfinished'} England that is here.")
    bulk.empty()


def post_letters() -> None:
    """What waits for somebody who can sign in was also sent to them; the demo's outbox shows it."""
    for introduction in Introduction.objects.awaiting_answer().filter(offer__provider__members__isnull=False):
        notifications.offer_requested(introduction)


def finish(say: Say) -> None:
    """Let PostgreSQL count what came, then work out what pages are served from."""
    db.execute("ANALYZE")
    say("Working out the coverage.")
    call_command("rollup", full=True)
