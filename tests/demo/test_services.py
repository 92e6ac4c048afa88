import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from demo.services import TEST_TUNING, Postgres, Valkey, is_idle

CHECKOUT = Path(__file__).resolve().parents[2]
START_AND_STAY = """
import sys, time
from pathlib import Path
from demo.services import TEST_TUNING, Postgres, Valkey
folder = Path(sys.argv[1])
servers = [Postgres(folder, TEST_TUNING), Valkey(folder)]
for server in servers:
    server.start()
print(*[server.process.pid for server in servers], flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, as a socket's path must be, and open to the account that PostgreSQL runs as."""
    with TemporaryDirectory(prefix="causeway-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def started_elsewhere(folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Another process and the ids of the servers it started."""
    process = subprocess.Popen(
        [sys.executable, "-c", START_AND_STAY, str(folder)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout:
        yield process, [int(pid) for pid in process.stdout.readline().split()]
    process.kill()
    process.wait()


def _ended(pid: int) -> bool:
    """Gone, or dead and waiting for somebody to take notice."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def _soon(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if all(map(_ended, pids)):
            return True
        time.sleep(0.05)
    return False


def test_what_is_started_can_be_stopped_and_started_again(folder: Path) -> None:
    for _ in range(2):
        for server in (Postgres(folder, TEST_TUNING), Valkey(folder)):
            server.start()
            assert server.process is not None
            assert server.process.poll() is None
            server.stop()
            assert server.process.returncode == 0


def test_servers_end_with_the_process_that_started_them(
    started_elsewhere: tuple[subprocess.Popen[str], list[int]],
) -> None:
    process, servers = started_elsewhere
    os.kill(process.pid, signal.SIGKILL)
    assert _soon(servers)


def test_a_start_right_after_a_kill_waits_for_the_old_server(
    folder: Path, started_elsewhere: tuple[subprocess.Popen[str], list[int]]
) -> None:
    process, servers = started_elsewhere
    os.kill(process.pid, signal.SIGKILL)
    again = Postgres(folder, TEST_TUNING)
    again.start()
    assert _ended(servers[0])
    again.stop()


def test_a_folder_is_idle_when_its_server_has_ended(folder: Path) -> None:
    server = Postgres(folder, TEST_TUNING)
    server.start()
    assert not is_idle(folder)
    server.stop()
    assert is_idle(folder)


def test_a_server_that_cannot_start_says_where_to_look(folder: Path) -> None:
    server = Postgres(folder, {"no_such_setting": "on"})
    with pytest.raises(RuntimeError, match=r"postgres\.log says why"):
        server.start()
