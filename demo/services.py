"""PostgreSQL and Valkey on this machine, with nothing to install or configure.

Only the programs inside the wheels are used. The wheels' own launchers add system users, widen
folder modes, and leave servers running after a kill; here every server ends with its parent.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo import programs

Command = Sequence[str | Path]

# A demo keeps its data; tests throw theirs away, so nothing needs to reach the disk.
DEMO_TUNING = {
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "jit": "off",
    "max_connections": "60",
}
TEST_TUNING = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "autovacuum": "off",  # once it has counted a table as empty, what a test puts there is planned for badly
}


def die_with_parent(sent: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel signals the child when this process ends, kill -9 included. Linux only."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    set_parent_death_signal = 1

    def ask_kernel() -> None:
        prctl(set_parent_death_signal, int(sent))

    return ask_kernel


@dataclass
class Postgres:
    """A PostgreSQL server that listens on a socket file only."""

    folder: Path
    tuning: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def home(self) -> Path:
        return self.folder / "pg"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.home}"

    def start(self) -> None:
        """Ready when this returns."""
        account = programs.unprivileged_account()
        with _alone(self.folder / "postgres.lock") as lock:
            bin_folder = programs.reachable(programs.postgres_programs(), beside=self.folder)
            _give(self.home, account)
            self._create_once(bin_folder, account)
            log = self.folder / "postgres.log"
            self.process = _launch(self._command(bin_folder), log, lock, signal.SIGINT, account)
            _wait_until(lambda: self._is_ready(bin_folder), self.process, log)

    def _create_once(self, bin_folder: Path, account: dict[str, Any]) -> None:
        """Made aside and renamed, so that an interrupted first start leaves nothing half made."""
        data, unfinished = self.home / "data", self.home / "data.new"
        if data.exists():
            return
        shutil.rmtree(unfinished, ignore_errors=True)
        subprocess.run(
            [
                *(bin_folder / "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8"),
                *("--locale=C.UTF-8", "--no-sync", "--pgdata", unfinished),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            **account,
        )
        unfinished.rename(data)

    def _command(self, bin_folder: Path) -> Command:
        settings = self.tuning | {"listen_addresses": "", "unix_socket_directories": str(self.home)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [bin_folder / "postgres", "-D", self.home / "data", *options]

    def _is_ready(self, bin_folder: Path) -> bool:
        question: Command = [bin_folder / "pg_isready", "--quiet", "--host", self.home]
        return subprocess.run(question, env=_environment(), cwd="/", check=False).returncode == 0

    def stop(self) -> None:
        _stop(self.process, signal.SIGINT)  # PostgreSQL's fast shutdown


@dataclass
class Valkey:
    """A Valkey server that listens on a socket file only and keeps nothing."""

    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def socket(self) -> Path:
        return self.folder / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Ready when this returns."""
        with _alone(self.folder / "valkey.lock") as lock:
            self.socket.unlink(missing_ok=True)
            log = self.folder / "valkey.log"
            self.process = _launch(self._command(), log, lock, signal.SIGTERM, {})
            _wait_until(lambda: _answers(self.socket), self.process, log)

    def _command(self) -> Command:
        return [
            *(
                programs.valkey_program(),
                "--port",
                "0",
                "--unixsocket",
                self.socket,
                "--unixsocketperm",
                "700",
            ),
            *("--save", "", "--appendonly", "no", "--dir", self.folder),
        ]

    def stop(self) -> None:
        _stop(self.process, signal.SIGTERM)


def _give(folder: Path, account: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account["user"], account["group"])
    folder.chmod(0o700)


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """Hold the lock that the server started inside inherits. It is free when the last of its processes ends.

    So a start right after a kill waits for the old server to finish, and two never share a folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        until = time.monotonic() + 20
        while not _taken(lock.fileno()):
            if time.monotonic() > until:
                raise RuntimeError(f"Another server runs in {path.parent}; stop it first.")
            time.sleep(0.05)
        yield lock.fileno()


def is_idle(folder: Path) -> bool:
    """No server runs there: nobody holds the lock."""
    with (folder / "postgres.lock").open("w") as lock:
        return _taken(lock.fileno())


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _launch(
    command: Command, log: Path, lock: int, end: signal.Signals, account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """In a session of its own: the terminal's Ctrl-C reaches us alone, and we stop things in order."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_environment(),
            cwd="/",
            start_new_session=True,
            pass_fds=[lock],
            preexec_fn=die_with_parent(end),
            **account,
        )


def _answers(path: Path) -> bool:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        client.connect(str(path))
        return True
    return False


def _wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """A minute at most: a recovery after a crash takes seconds."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"It ended at once with code {process.returncode}; {log} says why.")
        if is_ready():
            return
        time.sleep(0.03)
    raise RuntimeError(f"It did not become ready within a minute; {log} may say why.")


def _stop(process: subprocess.Popen[bytes] | None, sent: signal.Signals) -> None:
    if process is None or process.poll() is not None:
        return
    process.send_signal(sent)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
