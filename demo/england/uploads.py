"""Two spreadsheets of the trust lead: one looked at and still to be put in, one put in and taken out again."""

import csv
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from partnerships import actions
from partnerships.models import LogUpload
from partnerships.queries.log_rows import COLUMNS
from partnerships.queries.partners import recent_partners


def upload_spreadsheets() -> None:
    lead = User.objects.get(email="lead@demo.example")
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    today = timezone.localdate()
    _upload("Autumn visits.csv", trust, today - timedelta(days=10), lead)
    mistaken = _upload("Summer visits, wrong year.csv", trust, today - timedelta(days=375), lead)
    actions.put_in_log(upload=mistaken, by=lead)
    actions.undo_upload(upload=mistaken, by=lead)


def _upload(name: str, trust: Institution, day: date, by: User) -> LogUpload:
    """One talk at three schools; of the last the year group is missing."""
    schools = Institution.objects.schools().members_of(trust).open().order_by("name", "pk")[:3]
    partner = recent_partners(trust)[0]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("w", newline="") as file:
            sheet = csv.DictWriter(file, COLUMNS, restval="")
            sheet.writeheader()
            for number, school in enumerate(schools, start=1):
                sheet.writerow(
                    {
                        "School URN": school.urn,
                        "School": school.name,
                        "Partner": partner.name,
                        "Activity": "Talk or assembly",
                        "Area": "STEM",
                        "Name": "What engineers do all day",
                        "First day": f"{day:%d/%m/%Y}",
                        "Year group": f"Year {number}" if number < len(schools) else "Year",
                        "Pupils": 24 + number,
                    }
                )
        return actions.upload_log(organiser=trust, path=path, by=by)
