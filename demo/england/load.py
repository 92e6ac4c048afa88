"""Filling the database: once for each recipe, and all of it or nothing."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from time import monotonic

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from brokerage import notifications
from brokerage.models import Introduction
from core import db
from demo.england import bulk, open_data
from demo.england.access_plans import promise
from demo.england.allocations import allocate
from demo.england.documents import write_documents
from demo.england.evaluations import evaluate
from demo.england.event_calendar import hold_events
from demo.england.families import tell_families
from demo.england.governance import govern
from demo.england.groups import join_groups
from demo.england.imagined import imagine, register_tables
from demo.england.lent import lend_people
from demo.england.library import fill_library
from demo.england.messages import write_messages
from demo.england.pathways import count_pathways
from demo.england.programme_details import answer_a_need
from demo.england.programmes import found_programmes
from demo.england.recommendations import name_owners
from demo.england.reviews import ask_for_reviews
from demo.england.scale import Scale
from demo.england.surveys import publish_surveys
from demo.england.tables import tables
from demo.england.told import tell_of_activities
from demo.england.uploads import upload_spreadsheets
from demo.england.vocabulary import read_vocabularies
from demo.sign_ins import PASSWORD
from institutions.actions.search_words import refresh_search_words
from institutions.models import Area, RegisterImport
from outcomes.actions import choose_similar_schools, publish_leavers

Say = Callable[[str], None]
KIND = "demo"
MONTHS_BEFORE = 6


def load_england(*, scale: Scale, seed: int, today: date, data: Path | None = None, say: Say) -> bool:
    """Load an England: a made-up one, or with `data` the published register. Answers whether there was need."""
    name, recipe = f"{scale.name} England{' on open data' if data else ''}", recipe_of(scale, seed, data)
    if is_loaded(recipe):
        say(f"The {name} is loaded already.")
        return False
    begun = monotonic()
    _make_room(say)
    say(f"Loading the {name}.")
    if data:
        open_data.import_register(data, say)
        open_data.import_figures(data, say)
        england = open_data.read_register(scale, seed, today, read_vocabularies(), data)
    else:
        england = imagine(scale, seed, today, read_vocabularies())
    with transaction.atomic():
        count = bulk.fill(chain(register_tables(england), tables(england, make_password(PASSWORD))), say)
        name_owners(today)
        post_letters()
        refresh_search_words()
        imported = remember(name, count)
    finish(say)
    say("Allocating offers to the schools around the demo's people.")
    allocate()
    found_programmes()
    answer_a_need()
    govern()
    promise()
    tell_of_activities()
    hold_events()
    upload_spreadsheets()
    count_pathways()
    evaluate()
    publish_surveys()
    fill_library()
    ask_for_reviews()
    join_groups()
    write_documents()
    lend_people()
    tell_families()
    write_messages()
    RegisterImport.objects.filter(pk=imported.pk).update(file_hash=recipe)  # now it is whole
    say(f"The {name} is loaded: {count:,} rows in {monotonic() - begun:.0f} s.")
    return True


def recipe_of(scale: Scale, seed: int, data: Path | None) -> str:
    """What an England is made from: its numbers, the open data, and the program that makes it."""
    published = [(path.name, path.stat().st_size) for path in open_data.files(data)] if data else []
    digest = hashlib.sha256(repr((scale, seed, published)).encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_loaded(recipe: str) -> bool:
    return RegisterImport.objects.filter(kind=KIND, file_hash=recipe).exists()


def remember(name: str, count: int) -> RegisterImport:
    """As the import that coverage is worked out from. Until all is there, it is not known by its recipe."""
    return RegisterImport.objects.create(
        kind=KIND,
        file_name=name,
        file_hash="",
        rows_read=count,
        inserted=count,
        updated=0,
        unchanged=0,
        rejected=0,
    )


@transaction.atomic
def _make_room(say: Say) -> None:
    if Area.objects.exists():
        before = RegisterImport.objects.filter(kind=KIND).values_list("file_name", flat=True).last()
        say(f"Removing the {before or 'unfinished England'} that is here.")
    bulk.empty()


def post_letters() -> None:
    """What waits for somebody who can sign in was also sent to them; the demo's outbox shows it."""
    for introduction in Introduction.objects.awaiting_answer().filter(offer__provider__members__isnull=False):
        notifications.offer_requested(introduction)


def finish(say: Say) -> None:
    """Let PostgreSQL count what came, then work out what pages are served from."""
    db.execute("ANALYZE")
    say("Working out the coverage, month by month.")
    today = timezone.localdate()
    for months in range(MONTHS_BEFORE, 0, -1):
        call_command("rollup", full=True, as_at=_end_of_month(today, months))
    call_command("rollup", full=True)
    publish_leavers()
    choose_similar_schools()


def _end_of_month(today: date, months: int) -> date:
    """The last day of the month so many months ago."""
    years, month = divmod(today.year * 12 + today.month - months, 12)
    return date(years, month + 1, 1) - timedelta(days=1)
