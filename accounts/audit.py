"""One line of history for each change."""

from typing import Any

from django.db import models

from accounts.models import AuditEvent, User


def record(verb: str, subject: models.Model, *, by: User | None, **details: Any) -> None:
    """Note that `by` (nobody: the system or the holder of a signed link) did `verb` to `subject`."""
    AuditEvent.objects.create(
        verb=verb, actor=by, subject_kind=subject._meta.label_lower, subject_id=subject.pk, details=details
    )
