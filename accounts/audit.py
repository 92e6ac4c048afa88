"""One line of history for each change."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.models import AuditEvent, User


def record(verb: str, subject: models.Model, *, by: User | None, **details: Any) -> None:
    """Note that `by` (nobody: the system or the holder of a signed link) did `verb` to `subject`."""
    AuditEvent.objects.create(
        verb=verb, actor=by, subject_kind=subject._meta.label_lower, subject_id=subject.pk, details=details
    )


def record_all(verb: str, subjects: Iterable[models.Model], *, by: User | None, **details: Any) -> None:
    """The same of many at once."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            verb=verb,
            actor=by,
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            details=details,
        )
        for subject in subjects
    )
