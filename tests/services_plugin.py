"""Gives the tests a database of their own.

Loaded early by `-p tests.services_plugin`: pytest-django reads the settings before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from demo.services import TEST_TUNING, Postgres

MEMORY = "/dev/shm"


def _start_database() -> None:
    in_memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="causeway-", dir=in_memory))
    folder.chmod(0o755)  # the account that PostgreSQL runs as must be able to walk in
    database = Postgres(folder, TEST_TUNING)
    owner = os.getpid()

    def throw_away() -> None:
        if os.getpid() == owner:  # not in a child that inherited the hook
            database.stop()
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(throw_away)
    database.start()
    os.environ["DATABASE_URL"] = database.url


if "DATABASE_URL" not in os.environ:
    _start_database()
