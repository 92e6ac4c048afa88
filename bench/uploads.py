"""A spreadsheet of 10,000 rows: uploaded and looked at, put in the log, and taken out again, through the pages.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a copy of a demo that may be changed. Prints
one JSON object.
"""

import csv
import io
import json
import os
import resource
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import person_at  # noqa: E402
from institutions.models import Institution, SupportArea, Term, Vocabulary  # noqa: E402
from partnerships.actions.log_upload import MOST_ROWS  # noqa: E402
from partnerships.models import Collaboration, LogUpload  # noqa: E402
from partnerships.queries.log_rows import COLUMNS  # noqa: E402


def main() -> None:
    members = Count("memberships", filter=Q(memberships__left_on=None))
    trusts = Institution.objects.filter(kind=Institution.Kind.TRUST).annotate(schools=members)
    trust = trusts.order_by("-schools", "pk")[0]
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person_at(trust))
    before = Collaboration.objects.count()
    file = SimpleUploadedFile("log.csv", _spreadsheet(trust))
    results: dict[str, Any] = {"rows": MOST_ROWS}
    begun = perf_counter()
    answer = client.post("/collaborations/spreadsheet/", {"file": file})
    address = answer.headers["Location"]
    assert client.get(address).status_code == 200
    results["uploaded and looked at, s (at most 10)"] = _since(begun)
    for state, deed in ((LogUpload.State.PUT_IN, {}), (LogUpload.State.UNDONE, {"undo": "1"})):
        begun = perf_counter()
        client.post(address, deed)
        results[f"{state.label.lower()}, s"] = _since(begun)
        assert LogUpload.objects.get(organiser=trust, file_name="log.csv").state == state
        results[f"records then, more than before, {state.value}"] = Collaboration.objects.count() - before
    results["peak memory, MB (at most 250)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(results))


def _since(begun: float) -> float:
    return round(perf_counter() - begun, 2)


def _spreadsheet(trust: Institution) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(trust))
    return text.getvalue().encode()


def _rows(trust: Institution) -> Iterator[list[Any]]:
    """One activity a day with ten schools, until there are enough."""
    schools = list(Institution.objects.members_of(trust).open().order_by("pk")[:10])
    kind = Term.objects.filter(vocabulary=Vocabulary.ACTIVITY_TYPE, code="WORKPLACE_VISIT").get()
    employer = Institution.objects.filter(kind=Institution.Kind.EMPLOYER).order_by("pk")[0]
    day = timezone.localdate()
    for number in range(MOST_ROWS):
        held = day - timedelta(days=1 + number // len(schools) % 300)
        school = schools[number % len(schools)]
        yield [
            *(None, school.urn, school.name, employer.name, None, kind.label, SupportArea.ENTERPRISE.label),
            *(f"Visit {number // len(schools)}", held.strftime("%d/%m/%Y"), None, 1, 2, "Year 9", 30, 9),
            Collaboration.Definition.PUPIL_PREMIUM.label,
        ]


if __name__ == "__main__":
    main()
