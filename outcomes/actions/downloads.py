"""Who took which figures away, when and as at which day (mechanism M26)."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from institutions import access
from institutions.models import Area, Institution
from partnerships.models import Partnership, Programme

Subject = Area | Institution | Partnership | Programme


@transaction.atomic
def record_download(
    *, table: str, subject: Subject, file_format: str, rows: int, as_at: date | None, by: User
) -> None:
    """Note a download. The figures are open to everybody who is signed in."""
    access.require_person(by)
    day = as_at.isoformat() if as_at else ""
    audit.record("figures_downloaded", subject, by=by, table=table, format=file_format, rows=rows, as_at=day)
