"""Gives the tests a database of their own.

Loaded early by `-p tests.services_plugin`: pytest-django reads the settings before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from demo.services import TEST_TUNING, Postgres, is_idle

MEMORY = "/dev/shm"
PREFIX = "causeway-tests-"


def _start_database() -> None:
    place = MEMORY if os.access(MEMORY, os.W_OK) else tempfile.gettempdir()
    _remove_what_killed_runs_left(Path(place))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
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


def _remove_what_killed_runs_left(place: Path) -> None:
    """It would fill the memory. A folder not a minute old may be about to get its server."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody else's, or gone already
            if time.time() - folder.stat().st_mtime > 60 and is_idle(folder):
                shutil.rmtree(folder)


# Of several processes, the first starts it; the others inherit its address, and each has its own database there.
if "DATABASE_URL" not in os.environ:
    _start_database()
