"""The whole register streams through: memory does not grow with the file."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

MEBIBYTE = 1024  # VmHWM counts kibibytes
IMPORT = """
import re, sys
from pathlib import Path

import django

django.setup()
from django.db import transaction

from institutions import actions

data = Path(sys.argv[1])
with transaction.atomic():
    actions.import_areas(path=data / "geography")
    for _ in range(2):
        report = actions.import_establishments(path=data / "gias/rebuilt_edubase_layout_mixed_dates.csv.gz")
    transaction.set_rollback(True)
# Of this program alone: what getrusage tells begins with the memory of the process that started it.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(report.rows_read, peak)
"""


@pytest.mark.django_db(transaction=True)
def test_the_whole_register_takes_less_than_250_megabytes(shared_data: Path) -> None:
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(shared_data)],
        env=os.environ | {"DATABASE_URL": database.geturl(), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows, peak = map(int, done.stdout.split())
    assert rows == 52_043
    assert peak < 250 * MEBIBYTE
