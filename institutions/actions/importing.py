"""What every import of a register shares: one transaction, one at a time, a report, a note of what was done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from django.db import DataError, IntegrityError, transaction

from core import db
from core.errors import RuleBroken
from institutions.actions.upsert import Written
from institutions.models import RegisterImport
from institutions.register.unpacking import refusal
from institutions.register.values import Problem

# Passes records on, and may show how many went by.
Watch = Callable[[Iterable[Any]], Iterable[Any]]


# New words wait in the search index's own list, which searches read too, until autovacuum sorts them in a minute later.
# By default the list is short, and an import of the whole register would stop to sort it every few thousand rows.
_WAIT_WITH_THE_INDEX = "SET LOCAL gin_pending_list_limit = '64MB'"


REFUSED_BY_DATABASE = (DataError, IntegrityError, psycopg.DataError, psycopg.IntegrityError)


@dataclass(frozen=True)
class Report:
    """What became of the rows of a file. An error may also concern a part of a row that went in otherwise."""

    rows_read: int
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    errors: list[Problem]


def report_on(
    *, read: int, written: Written, rejects: list[Problem], remarks: list[Problem] | None = None
) -> Report:
    """Each row counts once, as the most that happened to it."""
    updated = written.updated - written.inserted
    rejected = {problem.line for problem in rejects} - written.inserted - updated
    return Report(
        rows_read=read,
        inserted=len(written.inserted),
        updated=len(updated),
        unchanged=read - len(written.inserted) - len(updated) - len(rejected),
        rejected=len(rejected),
        errors=sorted([*rejects, *(remarks or [])]),
    )


def commit_import(*, kind: str, path: Path, dry_run: bool, work: Callable[[], Report]) -> Report:
    """Run `work` alone in one transaction and note it, or take it all back after a rehearsal."""
    with db.exclusive(f"import {kind}") as is_alone:
        if not is_alone:
            raise RuleBroken(
                f"Another import of {kind} is running. Wait for it to end.", code="import_running"
            )
        db.execute(_WAIT_WITH_THE_INDEX)
        try:
            report = work()
        except REFUSED_BY_DATABASE as error:
            reason = str(error).partition("\n")[0]
            raise refusal(path, f"it contradicts itself or what is known ({reason}).") from error
        RegisterImport.objects.create(
            kind=kind,
            file_name=path.name,
            file_hash=hash_of(path),
            rows_read=report.rows_read,
            inserted=report.inserted,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected,
        )
        transaction.set_rollback(dry_run)
    return report


def hash_of(path: Path) -> str:
    """Of a file, or of the names and files of a folder."""
    known = sha256()
    for file in [path] if path.is_file() else sorted(path.iterdir()):
        known.update(file.name.encode())
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                known.update(block)
    return known.hexdigest()
